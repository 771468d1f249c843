// An embedded page's word to its host: how high it is, in the dialects that hosts listen to, and what happens
// in it. It hears one message only, "ready" (WordPress's, or our own script's), and answers with its height.
const root = document.documentElement;
const query = new URLSearchParams(location.search);
const address = location.href; // before anything could change it
const name = `${root.dataset.embed}.${root.dataset.lang}`;
const child = /^[\w-]{1,64}$/.exec(query.get("childId") ?? "");
const secret = /secret=([a-zA-Z0-9]{1,64})$/.exec(location.hash)?.[1];
const PAUSE = 50; // ms: what one press sets off is one change
const FOLLOWED = 500; // ms: a host that follows has done so by then
let sent = 0;
let waiting = 0;
let looking = 0;

// The box of the content, never of the window, or the frame would grow for ever. A hidden frame has none, though some
// browsers lay it out without any width.
const measure = () => innerWidth && Math.ceil(document.body.getBoundingClientRect().height);

// Where the host follows, a scroll bar that shows for a moment must not break the lines anew; where it does not,
// the bar is needed.
const look = () => {
  clearTimeout(looking);
  looking = setTimeout(() => root.toggleAttribute("data-fits", innerHeight >= measure()), FOLLOWED);
};
const tell = () => {
  const height = measure();
  if (height === 0 || Math.abs(height - sent) <= 1) return;
  sent = height;
  // AMP's, Datawrapper's and WordPress's words do not get into each other's way.
  const words = { sentinel: "amp", type: "embed-size", height, "datawrapper-height": { [name]: height } };
  parent.postMessage(secret ? { ...words, message: "height", value: height, secret } : words, "*");
  const text = child
    ? `pymxPYMx${child[0]}xPYMxheightxPYMx${height}`
    : JSON.stringify({ src: address, context: "iframe.resize", height });
  parent.postMessage(text, "*");
  look();
};
const soon = () => {
  waiting ||= setTimeout(() => {
    waiting = 0;
    tell();
  }, PAUSE);
};
const again = () => {
  sent = 0;
  soon();
};

if (parent !== window) {
  tell();
  // Silent while nothing changes.
  new ResizeObserver(soon).observe(document.body);
  addEventListener("resize", look);
  // A host that began to listen late has missed the first word.
  addEventListener("load", again);
  for (const event of ["ready", "view", "failed"]) {
    document.addEventListener(`compute-anxiety:${event}`, ({ detail }) => {
      const { embed: figure, lang } = root.dataset;
      parent.postMessage({ type: "compute-anxiety", event, figure, lang, view: detail ?? "" }, "*");
    });
  }
  addEventListener("message", ({ source, data }) => {
    const meant = secret ? data?.secret === secret : data?.type === "compute-anxiety";
    if (source === parent && meant && data.message === "ready") again();
  });
}

addEventListener("click", away, true);
// The frame is as high as its content: a card at the window's foot would be far away.
addEventListener("click", ({ target }) => {
  const number = target.closest(".n[popovertarget]");
  const card = number && document.getElementById(number.getAttribute("popovertarget"));
  if (!card) return;
  const { bottom, left } = number.getBoundingClientRect();
  const most = innerWidth - Math.min(416, innerWidth - 32) - 16;
  card.style.positionArea = "none";
  card.style.inset = `${bottom + 6}px auto auto ${Math.max(16, Math.min(left, most))}px`;
}, true);
