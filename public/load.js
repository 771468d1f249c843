// What the page's loader and the embedding script share: the wasm, and an accent that reads. `pages` puts it
// in front of each of them.
const STALL = 20000; // ms without a byte before a try is given up
const TRIES = 3;

const once = async (url) => {
  const stop = new AbortController();
  let timer = setTimeout(() => stop.abort(), STALL);
  try {
    const response = await fetch(url, { signal: stop.signal });
    // A server in trouble may answer the next time; one that has no such file will not.
    if (!response.ok) throw Object.assign(new Error("HTTP " + response.status), { again: response.status >= 500 });
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

// A lost connection is worth another try as well: fetch and read report it as TypeError or AbortError.
const bytes = async (url) => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(url);
    } catch (error) {
      if (attempt === TRIES || !(error.again || ["TypeError", "AbortError"].includes(error.name))) throw error;
      await new Promise((again) => setTimeout(again, attempt * 1000));
    }
  }
};

// Runs the wasm: the addresses of its glue and of its bytes.
const load = async (js, wasm) => {
  if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
  const there = (path) => new URL(path, document.baseURI);
  const glue = import(there(js));
  glue.catch(() => {}); // reported when it is awaited
  // Bytes, not a stream: a server's wrong MIME type then does no harm.
  const module = await bytes(there(wasm));
  // Browsers wait for a module for minutes, and do not ask again.
  const late = new Promise((_, failed) => setTimeout(failed, STALL, new Error("the glue does not come")));
  await (await Promise.race([glue, late])).default({ module_or_path: module });
};

// The paper of both themes (style/tokens.css), black and white to move towards, and how strong a wash is.
const MODES = { light: [[251, 249, 244], 0, 0.16], dark: [[22, 21, 18], 255, 0.24] };
const READABLE = 4.5;

// WCAG 2.2, relative luminance and contrast ratio.
const luminance = (rgb) => {
  const [r, g, b] = rgb.map((v) => (v <= 10.31475 ? v / 3294.6 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

// A host's accent, six hexadecimal digits, on an element: made darker or lighter until it reads. Anything else
// changes nothing.
const accent = (element, text) => {
  delete element.dataset.accent;
  if (!/^[0-9a-f]{6}$/i.test(text)) return;
  const wish = [0, 2, 4].map((i) => parseInt(text.slice(i, i + 2), 16));
  for (const [mode, [paper, end, wash]] of Object.entries(MODES)) {
    let rgb = wish;
    for (let part = 0; contrast(rgb, paper) < READABLE; part += 0.02)
      rgb = wish.map((v) => Math.round(v + (end - v) * part));
    element.style.setProperty(`--accent-${mode}`, `rgb(${rgb.join(" ")})`);
    element.style.setProperty(`--accent-${mode}-wash`, `rgb(${rgb.join(" ")} / ${wash})`);
  }
  element.dataset.accent = "";
};
