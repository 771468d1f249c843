// The embedding script: <compute-anxiety figure lang view theme accent brand static>. What stands in the element
// stays until something better is there: the written figure, then the live one; where the host's rules allow
// neither, a frame; where not even that, the picture. All elements of a page share one wasm.
const NAME = "compute-anxiety";
const SILENCE = 15000; // ms after which a frame will not speak any more
const base = new URL(".", document.currentScript.src).href;
const pages = new Map(); // address → promise of its document
const frames = new Map(); // frame in an element → the element
let glue; // address of the wasm's glue
let wasm; // promise of the one wasm
let trace; // how the browser names the wasm in a stack
let dead = false;

// The page that a frame would show: the figure is taken from it. What was lost on the way is asked for again.
const page = (address) => {
  if (!pages.has(address)) {
    const parse = async () => {
      const response = await fetch(address);
      if (!response.ok) throw Object.assign(new Error("HTTP " + response.status), { missing: true });
      // The host's policy would refuse, and report, a style sheet that is only looked at.
      const html = (await response.text()).replace(/<style[^]*?<\/style>/, "");
      return new DOMParser().parseFromString(html, "text/html");
    };
    const promise = parse();
    promise.catch(() => pages.delete(address));
    pages.set(address, promise);
  }
  return pages.get(address);
};

const running = (js, code) => {
  glue ??= js;
  if (!wasm) {
    wasm = load(glue, code);
    wasm.catch(() => (wasm = undefined));
  }
  return wasm;
};

const near = (element) => new Promise((done) => {
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watch.disconnect();
    done();
  }, { rootMargin: "100% 0px" });
  watch.observe(element);
});

// A style sheet in a shadow root, once it is there.
const styled = (shadow, href) => new Promise((done, failed) => {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  link.onload = done;
  link.onerror = () => failed(new Error("the style sheet is blocked"));
  shadow.append(link);
});

class Figure extends HTMLElement {
  static observedAttributes = ["figure", "lang", "view", "theme", "accent", "brand", "static"];
  #run = 0; // a later wish ends an earlier one
  #view = null; // what the reader made of it

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).addEventListener("click", away, true);
    this.addEventListener(`${NAME}:ready`, () => {
      if (this.dataset.state === "static") this.dataset.state = "ready";
    });
    this.addEventListener(`${NAME}:view`, ({ detail }) => {
      // The colours are the host's to choose.
      const view = new URLSearchParams(detail);
      view.delete("theme");
      this.#view = String(view);
    });
  }

  connectedCallback() {
    this.#soon();
  }

  disconnectedCallback() {
    this.#run += 1;
    this.#leave();
  }

  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    if (name === "view" || name === "figure") this.#view = null;
    if (this.isConnected) this.#soon();
  }

  // Several attributes changed at once are one change.
  #soon() {
    const run = (this.#run += 1);
    queueMicrotask(() => run === this.#run && this.#build(run));
  }

  #leave() {
    this.#tell("unmount");
    for (const frame of this.shadowRoot.querySelectorAll("iframe")) frames.delete(frame);
  }

  #tell(event) {
    if (!dead) document.dispatchEvent(new CustomEvent(`${NAME}:${event}`, { detail: this }));
  }

  #failed() {
    this.dispatchEvent(new CustomEvent(`${NAME}:failed`, { bubbles: true, composed: true }));
  }

  get #figure() {
    return this.getAttribute("figure") ?? "";
  }

  get #address() {
    const lang = /^en\b/i.test(this.getAttribute("lang") ?? "") ? "en" : "zh-Hans";
    return `${base}embed/${encodeURIComponent(this.#figure)}.${lang}.html`;
  }

  get #wish() {
    return this.#view ?? this.getAttribute("view") ?? "";
  }

  async #build(run) {
    this.#leave();
    const shadow = this.shadowRoot;
    shadow.replaceChildren(document.createElement("slot"));
    this.dataset.state = "picture";
    this.dataset.theme = ["dark", "light"].find((theme) => theme === this.getAttribute("theme")) ?? "auto";
    accent(this, this.getAttribute("accent") ?? "");
    this.toggleAttribute("data-static", this.hasAttribute("static"));
    const address = this.#address;
    try {
      if (!/^[a-z]+$/.test(this.#figure)) throw Object.assign(new Error("no such figure"), { missing: true });
      const written = await page(address);
      const { js, wasm: code, shadow: style } = written.querySelector("[data-wasm]").dataset;
      const { lang, dataset: { brand, version } } = written.documentElement;
      const there = (path) => new URL(path, address).href;
      if (run !== this.#run) return;
      await styled(shadow, there(style));
      if (run !== this.#run) return;
      const content = document.createElement("div");
      Object.assign(content, { lang, className: "embed" });
      for (const child of written.querySelector("main").children) content.append(document.importNode(child, true));
      for (const link of content.querySelectorAll("[href]")) {
        const href = link.getAttribute("href");
        if (!href.startsWith("#")) link.setAttribute("href", there(href));
      }
      shadow.querySelector("slot").replaceWith(content);
      Object.assign(this.dataset, { state: "static", root: base, view: this.#wish, version });
      this.dataset.brand = this.getAttribute("brand") ?? brand ?? "";
      const picture = this.hasAttribute("static") && !this.#wish.includes(`${this.#figure}.`);
      if (picture || dead) return;
      await near(this);
      await running(there(js), there(code));
      if (run === this.#run) this.#tell("mount");
    } catch (error) {
      if (run !== this.#run) return;
      console.warn(`${NAME}:`, error && error.message);
      if (error.missing) this.#failed();
      else this.#frame(run);
    }
  }

  // The page itself in a frame, shown once it has said how high it is.
  #frame(run) {
    const query = new URLSearchParams(this.#wish);
    for (const name of ["theme", "accent", "brand", "static"])
      if (this.hasAttribute(name)) query.set(name, this.getAttribute(name));
    const mark = String(query) && "?";
    const frame = document.createElement("iframe");
    Object.assign(frame, { src: `${this.#address}${mark}${query}`, title: this.textContent.trim() || "Compute Anxiety" });
    Object.assign(frame, { width: "100%", height: 1, inert: true });
    Object.assign(frame.style, { border: 0, display: "block" });
    frames.set(frame, this);
    this.shadowRoot.append(frame);
    setTimeout(() => {
      if (run !== this.#run || this.dataset.state === "frame") return;
      frames.delete(frame);
      frame.remove();
      this.#failed();
    }, SILENCE);
  }

  /** The frame has spoken: it stays alone. */
  framed(frame) {
    for (const child of [...this.shadowRoot.children]) if (child !== frame) child.remove();
    frame.inert = false;
    this.dataset.state = "frame";
  }

  /** The wasm is lost: the written figure comes back, and says so. */
  lost() {
    if (this.dataset.state !== "ready" && this.dataset.state !== "static") return;
    for (const part of this.shadowRoot.querySelectorAll("[data-figure], [data-chart]")) part.dataset.state = "failed";
    this.#failed();
    this.dataset.state = "static";
  }
}

// A frame with a page from here, also one that stands in the host's page by itself, gets the height it asks for.
// What a frame in an element says is said by the element.
addEventListener("message", ({ source, data }) => {
  if (!data || typeof data !== "object") return;
  const height = data["datawrapper-height"] && Number(data.height);
  const event = data.type === NAME && ["ready", "view", "failed"].includes(data.event) && data.event;
  if (!event && !(height > 0 && height < 1e5)) return;
  for (const frame of [...frames.keys(), ...document.querySelectorAll("iframe")]) {
    if (frame.contentWindow !== source || !frame.src.startsWith(base)) continue;
    const element = frames.get(frame);
    if (!event) {
      frame.height = Math.ceil(height);
      if (element && frame.inert) element.framed(frame);
    } else if (element) {
      const detail = String(data.view);
      element.dispatchEvent(new CustomEvent(`${NAME}:${event}`, { bubbles: true, composed: true, detail }));
    }
  }
});

// Frames that were there first may have spoken to nobody.
for (const frame of document.querySelectorAll("iframe"))
  if (frame.src.startsWith(base)) frame.contentWindow.postMessage({ type: NAME, message: "ready" }, "*");

// Said by the wasm itself while it starts: the stack tells how the browser names its code. Deep stacks are cut off
// before the glue's address.
document.addEventListener(`${NAME}:started`, () => {
  trace = /wasm:\/\/wasm\/[0-9a-f]+/.exec(new Error().stack)?.[0];
});

// A panic in the wasm is a trap, and nothing of it can be trusted afterwards. The host's own wasm is none of our
// business.
const lost = () => {
  if (dead) return;
  dead = true;
  for (const element of document.querySelectorAll(NAME)) element.lost();
};
const trapped = (error) => {
  if (!glue || typeof WebAssembly !== "object" || !(error instanceof WebAssembly.RuntimeError)) return;
  const stack = String(error.stack);
  if (stack.includes(glue) || (trace && stack.includes(trace))) lost();
};
addEventListener("error", (event) => trapped(event.error));
addEventListener("unhandledrejection", (event) => trapped(event.reason));
document.addEventListener(`${NAME}:lost`, lost);

if (!customElements.get(NAME)) customElements.define(NAME, Figure);
