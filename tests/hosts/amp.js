// What amp-iframe does with an embed: a sandboxed frame over a placeholder, resized when it asks.
customElements.define("amp-iframe", class extends HTMLElement {
  connectedCallback() {
    queueMicrotask(() => {
      const frame = document.createElement("iframe");
      for (const name of ["src", "title", "sandbox", "frameborder"]) frame.setAttribute(name, this.getAttribute(name) ?? "");
      Object.assign(frame.style, { width: "100%", height: "100%" });
      Object.assign(this.style, { display: "block", position: "relative", height: `${this.getAttribute("height")}px` });
      const placeholder = this.querySelector("[placeholder]");
      const overflow = this.querySelector("[overflow]");
      if (overflow) overflow.hidden = true;
      frame.addEventListener("load", () => placeholder && (placeholder.hidden = true));
      addEventListener("message", ({ source, data }) => {
        if (source !== frame.contentWindow || data?.sentinel !== "amp" || data.type !== "embed-size") return;
        if (this.hasAttribute("resizable")) this.style.height = `${data.height}px`;
      });
      this.append(frame);
    });
  }
});
