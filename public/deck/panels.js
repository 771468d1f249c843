// Overview, help, check: dialogs, of which one is open at a time. Blank screen and hints.
const panels = new Map(all("[data-panel]").map((panel) => [panel.dataset.panel, panel]));
const opened = () => [...panels.values()].find((panel) => panel.open);
const blank = find(".deck-blank");
let hintTimer = 0;

const close = () => opened()?.close();
// The button that opened a panel must not keep the keys.
for (const panel of panels.values()) panel.addEventListener("close", () => setTimeout(() => document.activeElement?.blur()));
const toggle = (name) => {
  const open = opened();
  close();
  if (open === panels.get(name)) return;
  if (name === "overview") fill();
  panels.get(name).showModal();
  if (name === "overview") find("[aria-current]", panels.get(name))?.focus();
};

/** Says something under the slides; `address` can be copied from there. */
const hint = (text, address) => {
  const line = show("hint");
  line.textContent = text;
  if (address) line.append(Object.assign(document.createElement("a"), { href: address, textContent: address, target: "_blank" }));
  line.hidden = !text;
  clearTimeout(hintTimer);
  // What holds an address has to be read.
  if (text && !address) hintTimer = setTimeout(() => (line.hidden = true), 4000);
};

/** Makes the wall dark, or light again. */
const darken = (dark) => {
  blank.hidden = !dark;
  // What cannot be seen is not reached by keys either.
  for (const part of speaks ? [] : all(".deck, .deck-bar")) part.inert = dark;
  put("dark", dark ? "yes" : "no");
  find('[data-do="blank"]').setAttribute("aria-pressed", String(dark));
};

/** The drawing of a stop by its name: the browser draws it again, nothing is copied. */
const thumbnail = (stop) => {
  const drawing = find(".picture svg", stop);
  if (!drawing) return null;
  const made = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);
  const [svg, use] = [made("svg"), made("use")];
  svg.setAttribute("viewBox", drawing.getAttribute("viewBox"));
  svg.setAttribute("preserveAspectRatio", "xMinYMin");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#${drawing.id}`);
  svg.append(use);
  return svg;
};

/** A stop in small: title, drawing, sentence. */
const small = (stop) => {
  const text = (tag, content) => Object.assign(document.createElement(tag), { textContent: content });
  return [text("b", titleOf(stop)), thumbnail(stop), text("span", sayOf(stop))].filter(Boolean);
};

const fill = () => {
  const list = show("all");
  if (!list.childElementCount)
    for (const stop of stops) {
      const link = Object.assign(document.createElement("a"), { href: `#${stop.dataset.anchor}` });
      link.append(...small(stop));
      link.addEventListener("click", (event) => {
        event.preventDefault();
        close();
        go(stops.indexOf(stop));
      });
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
  all("a", list).forEach((link, i) => (i === now ? link.setAttribute("aria-current", "step") : link.removeAttribute("aria-current")));
};
