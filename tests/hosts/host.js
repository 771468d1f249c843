// On every host page: what the embeds said, and, for the matrix around it, which of them are right.
window.said = []; // { from: title of the frame, data }
const frames = () => [...document.querySelectorAll("iframe"), ...[...document.querySelectorAll("compute-anxiety")].flatMap((e) => [...(e.shadowRoot?.querySelectorAll("iframe") ?? [])])];
addEventListener("message", ({ source, data }) => {
  const frame = frames().find((f) => f.contentWindow === source);
  if (frame) said.push({ from: frame.title, data });
});

// A frame is right when its figure lives and it is as high as it asked to be; an element when its figure lives.
const right = (name) => {
  const element = document.querySelector(`compute-anxiety[figure="${name}"]`);
  if (element && element.dataset.state !== "ready") return false;
  const frame = frames().find((f) => f.title === name);
  if (!frame) return Boolean(element);
  const words = said.filter((word) => word.from === name).map((word) => word.data);
  const height = words.filter((word) => word?.["datawrapper-height"]).at(-1)?.height;
  const most = Number(document.documentElement.dataset.most ?? 1e5);
  return words.some((word) => word?.event === "ready") && Math.abs(frame.offsetHeight - Math.min(height, most)) <= 1;
};
setInterval(() => {
  if (parent === window) return;
  const names = document.documentElement.dataset.figures.split(" ");
  parent.postMessage({ host: document.documentElement.dataset.host, right: names.filter(right) }, "*");
}, 250);
