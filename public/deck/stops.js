// The slides: which stop is shown. They work without the wasm, whose figures join in when they are there: a talk
// must not end with it. `pages` joins public/deck/*.js into one script.
const root = document.documentElement;
const find = (selector, inside = document) => inside.querySelector(selector);
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const show = (name) => find(`[data-show="${name}"]`);
const word = (name) => find("template[data-words]").content.querySelector(`[data-word="${name}"]`).textContent;
const tell = (event, detail) => document.dispatchEvent(new CustomEvent(`compute-anxiety:${event}`, { detail }));

const query = new URLSearchParams(location.search);
const speaks = query.has("speaker"); // this is the speaker's window, not the wall
root.dataset.deck = speaks ? "speaker" : "wall";

const stops = all(".stop");
const slideOf = (stop) => stop.closest(".slide");
const moves = []; // what follows a move
let now = -1;

const titleOf = (stop) => find("h1, h2", slideOf(stop)).textContent;
const sayOf = (stop) => find(".say", stop)?.textContent ?? find(".takeaway", stop)?.textContent ?? "";

// An anchor's stop; any other place of a slide means that slide.
const stopAt = (anchor) => {
  const index = stops.findIndex((stop) => stop.dataset.anchor === anchor);
  const place = index < 0 && anchor && document.getElementById(anchor);
  return place ? stops.indexOf(find(".stop", place.closest(".slide") ?? document)) : index;
};

// Files have no history of their own in every browser; the show goes on without.
const write = (anchor) => {
  try {
    history.replaceState(null, "", `${location.pathname}${location.search}#${anchor}`);
  } catch {
    // The address stays as it was.
  }
};

/** Shows a stop. */
const go = (wanted) => {
  const next = Math.max(0, Math.min(stops.length - 1, wanted));
  if (next === now || Number.isNaN(next)) return;
  const [before, stop] = [stops[now], stops[next]];
  now = next;
  for (const other of all(".slide.on, .stop.on")) other.classList.remove("on");
  stop.classList.add("on");
  slideOf(stop).classList.add("on");
  // A control that goes out of sight must not keep the keys.
  if (before && slideOf(before) !== slideOf(stop)) document.activeElement?.blur();
  write(stop.dataset.anchor);
  show("count").textContent = `${now + 1} / ${stops.length}`;
  show("line").style.width = `${(100 * now) / (stops.length - 1)}%`;
  if (stop.dataset.step) tell("step", `${stop.dataset.step}?${stop.dataset.shows}`);
  if (!speaks) show("said").textContent = `${titleOf(stop)} ${sayOf(stop)}`;
  for (const act of moves) act();
};

/** The anchor in the address; none where it is broken. */
const anchor = () => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
};
addEventListener("hashchange", () => {
  const index = stopAt(anchor());
  if (index >= 0) go(index);
});
