// The embedding script: <compute-anxiety figure lang view theme accent brand static>. What stands in the element
// stays until something better is there: the written figure, then the live one; where the host's rules allow
// neither, a frame; where not even that, the picture. All elements of a page share one wasm.
const NAME = "compute-anxiety";
const base = new URL(".", document.currentScript.src).href;
const pages = new Map(); // address → promise of its document
const frames = new Map(); // frame → what to do when it is first heard
let wasm, glue;

// The page that a frame would show: the figure is taken from it.
const page = (address) => {
  if (!pages.has(address)) {
    const parse = async () => {
      const response = await fetch(address);
      if (!response.ok) throw new Error("HTTP " + response.status);
      return new DOMParser().parseFromString(await response.text(), "text/html");
    };
    pages.set(address, parse());
  }
  return pages.get(address);
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

  connectedCallback() {
    this.#soon();
  }

  disconnectedCallback() {
    this.#run += 1;
    this.#tell("unmount");
  }

  attributeChangedCallback(name) {
    if (name === "view" || name === "figure") this.#view = null;
    if (this.isConnected) this.#soon();
  }

  // Several attributes changed at once are one change.
  #soon() {
    const run = (this.#run += 1);
    queueMicrotask(() => run === this.#run && this.#build(run));
  }

  #tell(event) {
    document.dispatchEvent(new CustomEvent(`${NAME}:${event}`, { detail: this }));
  }

  get #address() {
    const part = (name) => encodeURIComponent(this.getAttribute(name) ?? "");
    return `${base}embed/${part("figure")}.${part("lang") === "en" ? "en" : "zh-Hans"}.html`;
  }

  get #wish() {
    return this.#view ?? this.getAttribute("view") ?? "";
  }

  async #build(run) {
    this.#tell("unmount");
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    shadow.replaceChildren(document.createElement("slot"));
    this.dataset.state = "picture";
    this.dataset.theme = ["dark", "light"].find((theme) => theme === this.getAttribute("theme")) ?? "auto";
    delete this.dataset.accent;
    accent(this, this.getAttribute("accent") ?? "");
    this.toggleAttribute("data-static", this.hasAttribute("static"));
    this.dataset.brand = this.getAttribute("brand") === "none" ? "none" : "";
    const address = this.#address;
    try {
      const written = await page(address);
      const { js, wasm: code, shadow: style } = written.querySelector("[data-wasm]").dataset;
      const there = (path) => new URL(path, address).href;
      if (run !== this.#run) return;
      await styled(shadow, there(style));
      if (run !== this.#run) return;
      const content = document.createElement("div");
      content.lang = written.documentElement.lang;
      for (const child of written.querySelector("main").children) content.append(document.importNode(child, true));
      for (const link of content.querySelectorAll("[href]")) {
        const href = link.getAttribute("href");
        if (!href.startsWith("#")) link.setAttribute("href", there(href));
        link.target = "_blank";
        link.rel = "noopener";
      }
      shadow.querySelector("slot").replaceWith(content);
      this.dataset.state = "static";
      this.dataset.root = base;
      this.dataset.view = this.#wish;
      this.dataset.version = written.documentElement.dataset.version;
      if (this.hasAttribute("static") && !this.#wish.includes(".")) return;
      await near(this);
      glue ??= there(js);
      await (wasm ??= load(glue, there(code)));
      if (run === this.#run) this.#tell("mount");
    } catch (error) {
      if (run === this.#run) this.#frame(error);
    }
  }

  // The page itself in a frame, shown once it has said how high it is.
  #frame(error) {
    console.warn(`${NAME} falls back to a frame:`, error && error.message);
    const query = new URLSearchParams(this.#wish);
    for (const name of ["theme", "accent", "brand", "static"])
      if (this.hasAttribute(name)) query.set(name, this.getAttribute(name));
    const frame = document.createElement("iframe");
    Object.assign(frame, { src: `${this.#address}?${query}`, title: this.textContent.trim(), width: "100%", height: 1 });
    Object.assign(frame.style, { border: 0, display: "block" });
    frames.set(frame, () => {
      for (const child of [...this.shadowRoot.children]) if (child !== frame) child.remove();
      this.dataset.state = "frame";
    });
    this.shadowRoot.append(frame);
  }

  /** What the figure says of itself: its first paint, the reader's view. */
  heard(event, detail) {
    if (event === "view") this.#view = detail;
    else this.dataset.state = event;
  }

  /** The wasm is lost: the written figure comes back, and says so. */
  lost() {
    for (const part of this.shadowRoot?.querySelectorAll("[data-figure], [data-chart]") ?? []) part.dataset.state = "failed";
    this.dispatchEvent(new CustomEvent(`${NAME}:failed`, { bubbles: true, composed: true }));
  }
}

// A frame with a page from here, also one that stands in the host's page by itself, gets the height it asks for.
addEventListener("message", ({ source, data }) => {
  const height = data?.["datawrapper-height"] && Number(data.height);
  if (!(height > 0 && height < 1e5)) return;
  for (const frame of [...frames.keys(), ...document.querySelectorAll("iframe")]) {
    if (frame.contentWindow !== source || !frame.src.startsWith(base)) continue;
    frame.height = Math.ceil(height);
    frames.get(frame)?.();
    if (frames.has(frame)) frames.set(frame, null);
  }
});

// Frames that were there first may have spoken to nobody.
for (const frame of document.querySelectorAll("iframe"))
  if (frame.src.startsWith(base)) frame.contentWindow.postMessage({ type: NAME, message: "ready" }, "*");

for (const event of ["ready", "view"]) {
  addEventListener(`${NAME}:${event}`, ({ target, detail }) => target instanceof Figure && target.heard(event, detail));
}

// A panic in the wasm is a trap. The host's own wasm is none of our business.
const trapped = (error) => {
  const ours = glue && error instanceof WebAssembly.RuntimeError && String(error.stack).includes(glue);
  if (ours) for (const element of document.querySelectorAll(NAME)) element.lost();
};
addEventListener("error", (event) => trapped(event.error));
addEventListener("unhandledrejection", (event) => trapped(event.reason));

if (!customElements.get(NAME)) customElements.define(NAME, Figure);
