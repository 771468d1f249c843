// What should be looked at before going on: each check is asked of the browser, now, and says what it found.
const FIGURES = all("[data-figure]").length;
let awake = null; // keeps the screen from going to sleep

const result = (name, good, found = "") => {
  const row = find(`[data-check="${name}"]`);
  row.dataset.result = good === undefined ? "ask" : good ? "good" : "bad";
  find("output", row).textContent = found;
};

/** Whether a character is drawn as itself: a font that lacks it draws the same box for all. */
const drawn = (character) => {
  const pixels = (text) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 40 });
    const context = canvas.getContext("2d");
    context.font = `30px ${getComputedStyle(document.body).fontFamily}`;
    context.fillText(text, 4, 32);
    return canvas.toDataURL();
  };
  return pixels(character) !== pixels("\u{10fffd}");
};

/** Keeps the screen awake while the slides are seen; browsers let go when a window is hidden. */
const stayAwake = async () => {
  try {
    if (document.visibilityState === "visible" && (!awake || awake.released)) awake = await navigator.wakeLock.request("screen");
  } catch {
    awake = null;
  }
  return Boolean(awake && !awake.released);
};
document.addEventListener("visibilitychange", stayAwake);

const single = root.hasAttribute("data-single");
document.addEventListener("compute-anxiety:offline", ({ detail: { state } }) => {
  result("offline", single || state === "saved" || state === "update");
  find('[data-do="update"]').hidden = state !== "update";
});

const examine = async () => {
  const live = all('[data-figure][data-state="ready"]').length;
  result("figures", live === FIGURES, `${live} / ${FIGURES}`);
  result("offline", single);
  tell("offline?");
  result("speaker", link());
  // Not every browser tells.
  result("screens", screen.isExtended || undefined, `${innerWidth} × ${innerHeight}, ×${devicePixelRatio}`);
  result("fonts", drawn("算") && drawn("力"));
  result("awake", await stayAwake());
  if (!("result" in find('[data-check="sound"]').dataset)) result("sound");
};

/** Plays a note. */
const chime = async () => {
  try {
    const context = new AudioContext();
    const [voice, loud] = [context.createOscillator(), context.createGain()];
    loud.gain.value = 0.2;
    voice.connect(loud).connect(context.destination);
    voice.start();
    voice.stop(context.currentTime + 0.4);
    await context.resume();
    result("sound", context.state === "running");
    setTimeout(() => context.close(), 1000);
  } catch {
    result("sound", false);
  }
};
