// The wall and the speaker's window keep in step: the place, the dark, the time, and all that the figures show. Each
// of these, and each key of the figures' view, is stamped with the moment and the window that set it; the later
// stamp wins in every window, in whatever order words arrive. They go over a channel of this machine's windows and,
// for browsers that keep files apart, to the window that opened the other. Whoever comes late, or comes back after a
// reload, says hello and is told.
const NAME = "compute-anxiety";
const PATIENCE = 400; // ms in which a hello is answered, if anybody is there
const BEAT = 2000; // ms between two words that only say that one is there
const FADE = 6000; // ms of silence after which the other window is gone
const MOVING = ["at"]; // what the wall does not take while it is frozen; besides, all that the figures show
const me = (speaks ? "a" : "b") + Math.random().toString(36).slice(2); // where all else is equal the wall wins
const UNTOUCHED = { when: 0, by: me }; // the stamp of what nobody has set yet: how a window begins
const file = location.protocol === "file:";
const known = new Map(); // what → { value, when, by }
let stepped = null; // the figure that the other window's move has set, and that move's stamp
let settled = false; // a window that comes back must not say where it is before it has heard
let frozen = false;
let heard = -Infinity;
let child = null; // the speaker's window, opened from here
const time = { started: 0, talked: 0 }; // ms since 1970 when the timer was set going, 0 while it rests; ms before that
let channel = null;
try {
  channel = new BroadcastChannel(`${NAME}/${root.dataset.version}`);
} catch {
  // An opaque origin: the other line is left.
}

const post = (words) => {
  const message = { type: NAME, from: me, speaks, ...words };
  channel?.postMessage(message);
  const other = speaks ? opener : child;
  // A file's origin has no name.
  if (other && !other.closed) other.postMessage(message, file ? "*" : location.origin);
};

const moving = (what) => MOVING.includes(what) || what.startsWith("view.");
const later = (a, b) => !b || a.when > b.when || (a.when === b.when && a.by > b.by);

/** Tells the other window what is known of these, or of all. */
const send = (wanted = [...known.keys()]) => {
  if (!settled) return;
  const facts = wanted.filter((what) => !(frozen && moving(what))).map((what) => [what, known.get(what)]);
  if (facts.length) post({ kind: "facts", facts });
};

/** Takes note of what is shown here, and whether it was set here. */
const set = (what, value) => {
  if (known.get(what)?.value === value) return false;
  const theirs = stepped && what.startsWith(`view.${stepped.figure}.`);
  known.set(what, { value, ...(theirs ? stepped.stamp : { when: Date.now(), by: me }) });
  return !theirs;
};
const put = (what, value) => set(what, value) && send([what]);

const link = () => {
  const alone = Date.now() - heard > FADE;
  show("link").dataset.state = alone ? "alone" : frozen ? "frozen" : "together";
  return !alone;
};

/** Does what the other window has done. */
const follow = (facts) => {
  const view = new Map();
  for (const [what, fact] of facts) {
    const { value, when, by } = Object(fact);
    if (typeof what !== "string" || typeof value !== "string" || !(when <= Date.now() + FADE) || typeof by !== "string") continue;
    const before = known.get(what);
    if ((frozen && moving(what)) || !later({ when, by }, before)) continue;
    known.set(what, { value, when, by });
    if (before?.value === value) continue;
    if (what === "dark") darken(value === "yes");
    if (what === "time") [time.started, time.talked] = value.split(" ").map((part) => Number(part) || 0);
    // A step sets the figure beside it, here as there; what else is shown comes after it.
    const stop = what === "at" && stops[stopAt(value)];
    if (stop) {
      stepped = { figure: stop.dataset.step, stamp: { when, by } };
      go(stops.indexOf(stop));
      // The figure says so before the next task.
      setTimeout(() => (stepped = null));
    }
    if (what.startsWith("view.")) view.set(what.slice(5), value);
  }
  if (view.size) mirror(view);
};

// A hand may be quicker than that timer, and what it does is this window's own.
for (const act of ["pointerdown", "keydown", "click", "input"]) addEventListener(act, () => (stepped = null), true);

/** Has the figures show this; the cursor goes last. */
const mirror = (view) => {
  const pairs = [...view].sort(([a], [b]) => (a === "cursor") - (b === "cursor"));
  tell("mirror", ["v=1", ...pairs.map((pair) => pair.join("="))].join("&"));
};

const take = ({ type, from, speaks: speaker, kind, facts }) => {
  if (type !== NAME || from === me || speaker === speaks) return;
  heard = Date.now();
  link();
  if (kind === "hello") send();
  if (kind !== "facts" || !Array.isArray(facts)) return;
  settled = true;
  follow(facts);
};

channel?.addEventListener("message", ({ data }) => take(data ?? {}));
addEventListener("message", ({ data, source, origin }) => {
  const ours = origin === location.origin || (file && origin === "null");
  if (!ours || !data || typeof data !== "object") return;
  // After a reload the wall has forgotten which window it opened.
  if (!speaks && data.speaks === true) child = source;
  take(data);
});

// What the figures show, said by the wasm at its start and whenever it changes: pairs as in an address.
let first = true;
document.addEventListener(`${NAME}:state`, ({ detail }) => {
  const pairs = detail.split("&").slice(1).map((pair) => pair.split("="));
  if (!first) return send(pairs.filter(([key, value]) => set(`view.${key}`, value)).map(([key]) => `view.${key}`));
  first = false;
  // What was said before the figures were there is theirs to show now.
  const missed = new Map();
  for (const [key, value] of pairs) {
    const fact = known.get(`view.${key}`);
    if (fact) missed.set(key, fact.value);
    else known.set(`view.${key}`, { value, ...UNTOUCHED });
  }
  if (missed.size) mirror(missed);
});

moves.push(() => {
  const { anchor, step } = stops[now].dataset;
  // What was known of a figure that is not there yet, a step sets anew.
  if (first) for (const what of known.keys()) if (what.startsWith(`view.${step}.`)) known.delete(what);
  put("at", anchor);
});
/** Begins somewhere; whoever is there already knows better. */
const begin = (stop) => {
  known.set("at", { value: stops[stop].dataset.anchor, ...UNTOUCHED });
  go(stop);
};
const tellTime = () => put("time", `${time.started} ${time.talked}`);

/** What a reload must not lose, where the browser keeps it for this window. */
const KEPT = `${NAME} ${speaks ? "speaker" : "wall"}`;
const remember = () => {
  try {
    const facts = [...known].filter(([what]) => !moving(what));
    sessionStorage.setItem(KEPT, JSON.stringify({ facts, wishes: speaks ? wishes() : null }));
  } catch {
    // Files and closed browsers keep nothing: the other window still knows.
  }
};
const recall = () => {
  try {
    const { facts = [], wishes = null } = JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
    follow(facts);
    if (speaks && wishes) wish(wishes);
  } catch {
    // As it was.
  }
};
addEventListener("pagehide", remember);

/** Looks for the other window. */
const pair = () => {
  recall();
  post({ kind: "hello" });
  setTimeout(() => {
    settled = true;
    send();
  }, PATIENCE);
  setInterval(() => {
    post({ kind: "beat" });
    link();
  }, BEAT);
};

/** Opens the speaker's window, or says how to come by it. */
const openSpeaker = () => {
  if (speaks) return;
  if (child && !child.closed) return child.focus();
  const address = new URL(location.href);
  address.searchParams.set("speaker", "");
  // A window that was there before this one was reloaded has the name.
  child = open(address, `${NAME}-speaker`, "popup,width=1360,height=850");
  if (!child) hint(word("blocked"), address.href);
};
