// Loads the wasm after the text has been painted. Whatever fails, the static article stays.
const { js, wasm } = document.currentScript.dataset;
const root = document.documentElement;

// A server's own policy may forbid the sheet in the page: then its file is asked for.
const style = document.querySelector("style[data-sheet]");
if (style && !style.sheet) {
  const href = style.dataset.sheet;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}

// What the address wishes must not wait for the wasm. Nothing of it reaches the page but words written here.
const query = new URLSearchParams(location.search);
const theme = query.get("theme");
if (theme === "dark" || theme === "light") root.dataset.theme = theme;
if (query.get("motion") === "still") root.dataset.motion = "still";
let picture = false;
if (root.dataset.embed) {
  if (query.get("brand") === "none") root.dataset.brand = "none";
  accent(root, query.get("accent") ?? "");
  if (query.has("static")) {
    root.dataset.static = "";
    // The written picture will do, unless the address asks for another view.
    picture = ![...query.keys()].some((key) => key.startsWith(`${root.dataset.embed}.`));
  }
}

// The loader comes while the page is still being read; what touches the page waits for its end.
const read = new Promise((done) => {
  // "interactive" it is before the scripts that waited for its end have run: they listen to what comes of it.
  if (document.readyState === "complete") return done();
  for (const event of ["DOMContentLoaded", "load"]) addEventListener(event, done);
});

const fail = async (error) => {
  await read;
  // Whoever reads on meanwhile keeps the place, and is told there.
  const place = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest("p, li, figure, h2");
  const stood = place?.getBoundingClientRect().top;
  root.dataset.state = "failed";
  for (const part of document.querySelectorAll("[data-figure], [data-chart]")) part.dataset.state = "failed";
  for (const notice of document.querySelectorAll("[data-notice]")) {
    if (scrollY > 0) notice.dataset.over = "";
    notice.hidden = false;
  }
  if (place?.checkVisibility?.()) scrollBy({ top: place.getBoundingClientRect().top - stood, behavior: "instant" });
  document.dispatchEvent(new CustomEvent("compute-anxiety:failed"));
  console.warn("compute-anxiety stays static:", error && error.message);
};

// A panic in the wasm is a trap: nothing of it can be trusted afterwards.
const trapped = (error) => typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError && fail(error);
addEventListener("error", (event) => trapped(event.error));
addEventListener("unhandledrejection", (event) => trapped(event.reason));
document.addEventListener("compute-anxiety:lost", fail);

// Chrome finds a reloaded page's place by what was at the top of the window. By a text it is hundreds of pixels out
// now and then; by a section or a figure it is not, so the style sheet leaves the prose out.
addEventListener("beforeunload", () => {
  root.dataset.leaving = "";
  root.getBoundingClientRect(); // with the new styles a text that was chosen is given up
});
addEventListener("pageshow", () => delete root.dataset.leaving);

// A file that misses its field would replace the page.
addEventListener("dragover", (event) => {
  const { dataTransfer, target } = event;
  if (!dataTransfer?.types.includes("Files") || target.closest?.("input[type=file]:enabled")) return;
  dataTransfer.dropEffect = "none";
  event.preventDefault();
});

// Browsers without cards show the notes as a list: a number leads to its own.
if (!("popover" in HTMLElement.prototype)) {
  addEventListener("click", (event) => {
    const number = event.target.closest("[popovertarget]");
    if (number) location.hash = number.getAttribute("popovertarget");
  });
}

// The text is on screen before the first byte of wasm is asked for. Hidden pages never paint.
const painted = new Promise((done) => {
  setTimeout(done, document.visibilityState === "hidden" ? 0 : 3000);
  try {
    new PerformanceObserver((list) => {
      if (list.getEntriesByName("first-contentful-paint").length) done();
    }).observe({ type: "paint", buffered: true });
  } catch {
    requestAnimationFrame(() => setTimeout(done));
  }
});
const run = async () => {
  await painted;
  await load(js, wasm);
  await read;
  // Between two long tasks a reader's hand comes first.
  await new Promise((go) => setTimeout(go));
  // This page is its own: the wasm may take it over.
  document.dispatchEvent(new CustomEvent("compute-anxiety:page"));
};
// On a slow line: what is there can be read, the rest is on its way.
const slow = async (hidden) => {
  await read;
  for (const line of document.querySelectorAll("[data-slow]")) line.hidden = hidden;
};
if (!picture) {
  const waits = setTimeout(slow, 4000, false);
  run().catch(fail).finally(() => {
    clearTimeout(waits);
    slow(true);
  });
}
