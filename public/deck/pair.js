// The wall and the speaker's window keep in step: the place, the dark, the time, and all that the figures show. Both
// ways, over a channel of this machine's windows and, for browsers that keep files apart, to the window that opened
// the other. Whoever comes late, or comes back after a reload, says hello and is told.
const NAME = "compute-anxiety";
const PATIENCE = 400; // ms in which a hello is answered, if anybody is there
const BEAT = 2000; // ms between two words that only say that one is there
const FADE = 6000; // ms of silence after which the other window is gone
const me = Math.random().toString(36).slice(2);
const last = new Map(); // window → the number of its last word: the same word comes over both lines
let count = 0;
let view = ""; // what the figures show here
let given = ""; // what the other window's showed when it last spoke
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
  const message = { type: NAME, from: me, count: (count += 1), speaks, ...words };
  channel?.postMessage(message);
  const other = speaks ? opener : child;
  // A file's origin cannot be named; what is said is no secret.
  if (other && !other.closed) other.postMessage(message, "*");
};

/** Tells the other window how it stands here; while the wall is frozen only what does not move it. */
const send = () => {
  if (!settled) return;
  const always = { kind: "state", dark: !blank.hidden, ...time };
  post(frozen ? always : { ...always, at: stops[now].dataset.anchor, view });
};

const link = () => {
  const alone = Date.now() - heard > FADE;
  show("link").dataset.state = alone ? "alone" : frozen ? "frozen" : "together";
  return !alone;
};

const take = ({ type, from, count, speaks: speaker, kind, at, dark, view: theirs, started, talked }) => {
  if (type !== NAME || from === me || speaker === speaks || !(count > (last.get(from) ?? 0))) return;
  last.set(from, count);
  heard = Date.now();
  link();
  if (kind === "hello") return send();
  if (kind !== "state" || frozen) return;
  settled = true;
  [time.started, time.talked] = [Number(started) || 0, Number(talked) || 0];
  if (blank.hidden === Boolean(dark)) darken(Boolean(dark), true);
  const index = at === undefined ? -1 : stopAt(String(at));
  const moved = index >= 0 && index !== now;
  if (moved) go(index, true);
  // The step's own view is what "Reset view" goes back to; what is shown beside it comes after it.
  if (typeof theirs === "string" && theirs && (moved || theirs !== view)) {
    given = theirs;
    tell("mirror", given);
  }
};

channel?.addEventListener("message", ({ data }) => take(data ?? {}));
addEventListener("message", ({ data, source, origin }) => {
  const ours = source === (speaks ? opener : child) || origin === location.origin || location.protocol === "file:";
  if (!ours || !data || typeof data !== "object") return;
  // After a reload the wall has forgotten which window it opened.
  if (!speaks && data.speaks === true) child = source;
  take(data);
});

// What the figures show, said by the wasm at its start and whenever it changes.
let first = true;
document.addEventListener(`${NAME}:state`, ({ detail }) => {
  view = detail;
  if (first && given) tell("mirror", given);
  else if (view !== given) {
    given = "";
    send();
  }
  first = false;
});
moves.push((quiet) => quiet || send());

/** Looks for the other window. */
const pair = () => {
  post({ kind: "hello" });
  setTimeout(() => (settled = true), PATIENCE);
  setInterval(() => {
    post({ kind: "beat" });
    link();
  }, BEAT);
};

/** Opens the speaker's window, or says how to come by it. */
const openSpeaker = () => {
  if (speaks) return;
  const address = new URL(location.href);
  address.searchParams.set("speaker", "");
  // Scripts of the wall may close or reload it, but must not lose it: no `noopener`.
  child = open(address, `${NAME}-speaker`, "popup,width=1360,height=850");
  if (!child) hint(word("blocked"), address.href);
};
