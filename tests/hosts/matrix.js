// Opens the host pages one after another and colours what they report.
const HOSTS = ["plain", "pym", "amp", "datawrapper", "resize", "sandbox", "wordpress", "element", "ten", "rtl", "mismatch", "hidden"];
const FIGURES = "{{figures}}".split(" ");
const table = document.querySelector("table");
const row = (head, cells) => {
  const line = table.insertRow();
  line.append(Object.assign(document.createElement("th"), { textContent: head }));
  return cells.map((text) => Object.assign(line.insertCell(), { textContent: text }));
};
row("", FIGURES);
const cells = Object.fromEntries(HOSTS.map((host) => [host, row(host, FIGURES.map(() => ""))]));
const open = (host) => new Promise((done) => {
  const frame = Object.assign(document.createElement("iframe"), { src: `/${host}.html`, title: host });
  const hear = ({ source, data }) => {
    if (source !== frame.contentWindow || data?.host !== host) return;
    FIGURES.forEach((name, i) => {
      const right = data.right.includes(name);
      cells[host][i].className = right ? "right" : "";
      cells[host][i].textContent = right ? "✓" : "";
    });
    if (data.right.length < FIGURES.length) return;
    removeEventListener("message", hear);
    frame.remove();
    done();
  };
  addEventListener("message", hear);
  // Frames far from the window do not draw: each embed comes near in its turn.
  let turn = 0;
  const next = setInterval(() => {
    const inside = frame.contentDocument;
    if (!inside) return clearInterval(next);
    const embeds = inside.querySelectorAll("iframe, compute-anxiety, amp-iframe");
    if (host === "hidden") inside.querySelector("#tab")?.click();
    embeds[(turn += 1) % embeds.length]?.scrollIntoView();
  }, 150);
  setTimeout(done, 60000);
  document.querySelector("#pages").append(frame);
});
(async () => {
  for (const host of HOSTS) await open(host);
})();
