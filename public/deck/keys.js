// Keys, clickers, fingers, buttons: all that moves the show.
const CONTROL = "input, select, textarea, button, summary, a[href], [contenteditable], [tabindex]";
const framed = self !== top; // in another site's page the keys are that page's
const GOTO = 3000; // ms in which a number is finished
let number = null; // digits after G
let numberTimer = 0;

const endNumber = (jump) => {
  clearTimeout(numberTimer);
  if (jump && number) go(Number(number) - 1);
  number = null;
  hint("");
};
const digit = (text) => {
  clearTimeout(numberTimer);
  numberTimer = setTimeout(() => endNumber(true), GOTO);
  number += text;
  hint(number ? `→ ${number}` : word("goto"));
};

const full = () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen?.().catch(() => {});
};

const ACTS = {
  next: () => (blank.hidden ? go(now + 1) : darken(false)),
  back: () => (blank.hidden ? go(now - 1) : darken(false)),
  first: () => go(0),
  last: () => go(stops.length - 1),
  blank: () => darken(blank.hidden),
  overview: () => toggle("overview"),
  help: () => toggle("help"),
  // The projector is the wall's.
  check: () => {
    if (speaks) return;
    toggle("check");
    examine();
  },
  again: examine,
  sound: chime,
  update: () => tell("update"),
  print: () => print(),
  close,
  full,
  speaker: openSpeaker,
  number: () => {
    number = "";
    digit("");
  },
  timer: () => runTimer(!time.started),
  reset: resetTimer,
  freeze: () => speaks && freeze(),
  smaller: () => resize(-1),
  larger: () => resize(1),
  language: translate,
};

const KEYS = {
  ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", Enter: "next",
  ArrowLeft: "back", ArrowUp: "back", PageUp: "back", Backspace: "back",
  Home: "first", End: "last",
  b: "blank", ".": "blank", o: "overview", s: "speaker", f: "full", c: "check", "?": "help", g: "number", z: "freeze",
};

addEventListener("keydown", (event) => {
  const { key, target, repeat } = event;
  if (framed || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const control = target instanceof Element && target.closest(CONTROL);
  const open = opened();
  const back = key === " " && event.shiftKey; // as in every reader
  const act = back ? "back" : KEYS[key.length === 1 ? key.toLowerCase() : key];
  if (open) {
    const by = { next: 1, back: -1 }[act] ?? 0;
    const links = all("a", open);
    // In the overview the keys choose; Enter and the space bar press what has the focus.
    if (open.dataset.panel === "overview" && by && !["Enter", " "].includes(key)) links[links.indexOf(document.activeElement) + by]?.focus();
    else if (act === open.dataset.panel) close();
    // A clicker has no key to close a panel with.
    else if (/^Page/.test(key)) {
      close();
      ACTS[act]();
    } else return;
    event.preventDefault();
    return;
  }
  // In the dark the first key brings the light back, whatever had the focus.
  if (control && blank.hidden) {
    if (key === "Escape" || (key === "Enter" && control.matches("input"))) control.blur();
    return;
  }
  if (number !== null && (/^\d$/.test(key) || ["Enter", "Escape"].includes(key))) {
    event.preventDefault();
    if (/^\d$/.test(key)) digit(key);
    else endNumber(key === "Enter");
    return;
  }
  if (!act || (repeat && act !== "next" && act !== "back")) return;
  event.preventDefault();
  if (number !== null) endNumber(false);
  ACTS[act]();
});

addEventListener("click", ({ target, detail }) => {
  const button = target instanceof Element && target.closest("[data-do]");
  if (button) ACTS[button.dataset.do]?.();
  // A control that a mouse or a finger has used gives the keys back, or the next press of a clicker would be its.
  const used = document.activeElement;
  if (detail > 0 && used && !opened() && !used.matches("input:not([type=range]), textarea, select")) used.blur();
});
// A dragged slider has no click where it was let go of.
addEventListener("pointerup", () => {
  const used = document.activeElement;
  if (used?.matches('input[type="range"]')) setTimeout(() => used.blur());
});

// A finger's stroke across the slides, not across what has strokes of its own.
const FAR = 60; // px
let from = null;
addEventListener("touchstart", ({ touches, target }) => {
  const own = framed || touches.length > 1 || target.closest(`.plot, .brush, dialog, .speaker, ${CONTROL}`);
  from = own ? null : touches[0];
}, { passive: true });
addEventListener("touchend", ({ changedTouches }) => {
  const [start, end] = [from, changedTouches[0]];
  from = null;
  if (!start) return;
  const [x, y] = [end.clientX - start.clientX, end.clientY - start.clientY];
  if (Math.abs(x) > FAR && Math.abs(x) > 2 * Math.abs(y)) go(now + (x < 0 ? 1 : -1));
}, { passive: true });
blank.addEventListener("click", () => darken(false));

// The bar is seen while somebody is there.
let idle = 0;
const wake = () => {
  root.classList.add("awake");
  clearTimeout(idle);
  idle = setTimeout(() => root.classList.remove("awake"), 3000);
};
for (const event of ["pointermove", "pointerdown", "focusin"]) addEventListener(event, wake, { passive: true });

const notes = find("[data-do=notes]");
notes.checked = query.has("notes");
const printNotes = () => root.toggleAttribute("data-notes", notes.checked);
notes.addEventListener("change", printNotes);
printNotes();

begin(Math.max(0, stopAt(anchor())));
pair();
if (!framed) stayAwake();
