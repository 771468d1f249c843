// Loads the wasm after the text has been painted. Whatever fails, the static article stays.
(() => {
  "use strict";
  const { js, wasm } = document.currentScript.dataset;
  const root = document.documentElement;
  const STALL = 20000; // ms without a byte before a try is given up
  const TRIES = 3;

  // What the address says of theme and motion must not wait for the wasm.
  const query = new URLSearchParams(location.search);
  const theme = query.get("theme");
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  if (query.get("motion") === "still") root.dataset.motion = "still";

  const fail = (error) => {
    root.dataset.state = "failed";
    for (const part of document.querySelectorAll("[data-figure], [data-chart]")) part.dataset.state = "failed";
    for (const notice of document.querySelectorAll("[data-notice]")) notice.hidden = false;
    console.warn("compute-anxiety stays static:", error && error.message);
  };

  // A panic in the wasm is a trap: nothing of it can be trusted afterwards.
  const trapped = (error) => typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError && fail(error);
  addEventListener("error", (event) => trapped(event.error));
  addEventListener("unhandledrejection", (event) => trapped(event.reason));

  // Browsers without cards show the notes as a list: a number leads to its own.
  if (!("popover" in HTMLElement.prototype)) {
    addEventListener("click", (event) => {
      const number = event.target.closest("[popovertarget]");
      if (number) location.hash = number.getAttribute("popovertarget");
    });
  }

  const once = async (url) => {
    const stop = new AbortController();
    let timer = setTimeout(() => stop.abort(), STALL);
    try {
      const response = await fetch(url, { signal: stop.signal });
      if (!response.ok) throw new Error("HTTP " + response.status);
      const chunks = [];
      const reader = response.body.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        clearTimeout(timer);
        if (done) return new Blob(chunks).arrayBuffer();
        chunks.push(value);
        timer = setTimeout(() => stop.abort(), STALL);
      }
    } finally {
      clearTimeout(timer);
    }
  };

  // Only a lost connection is worth another try: fetch and read report it as TypeError or AbortError.
  const bytes = async (url) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(url);
      } catch (error) {
        if (attempt === TRIES || !["TypeError", "AbortError"].includes(error.name)) throw error;
        await new Promise((again) => setTimeout(again, attempt * 1000));
      }
    }
  };

  const load = async () => {
    if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
    const glue = import(new URL(js, document.baseURI));
    glue.catch(() => {}); // reported when it is awaited
    // Bytes, not a stream: a server's wrong MIME type then does no harm.
    const module = await bytes(new URL(wasm, document.baseURI));
    await (await glue).default({ module_or_path: module });
  };

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
  painted.then(load).catch(fail);
})();
