// The single file: all pages, the wasm and its data are in this document, and nothing is asked for, not even by
// name: a file on a disk may not fetch. The page wanted stands in the query (`?page=en/present.html`); the others
// wait as templates. `pages` puts this in front of the loader in place of public/load.js.
const HOME = "index.html";
const pages = document.querySelector("template[data-pages]").content;
const wish = new URLSearchParams(location.search).get("page");
const current = pages.querySelector(`[data-page="${CSS.escape(wish ?? "")}"]`) ? wish : HOME;
const body = pages.querySelector(`[data-page="${current}"]`);
const html = document.documentElement;

// The Chinese article stands in the document itself, for where no script runs.
if (current !== HOME) {
  for (const part of document.querySelectorAll("body > :not(script, template)")) part.remove();
  document.body.prepend(body.content.cloneNode(true));
  Object.assign(html.dataset, { lang: body.lang });
  html.lang = body.lang;
  document.title = body.title;
}
html.toggleAttribute("data-deck", "deck" in body.dataset);
for (const style of document.querySelectorAll("style[data-of]")) style.disabled = (style.dataset.of === "deck") !== ("deck" in body.dataset);

// A link to a page that is in here leads to it with its view and its place. It is turned when a hand comes near it:
// the wasm writes links anew, and a new tab wants the address itself.
const turn = ({ target }) => {
  const link = target instanceof Element && target.closest("a[href]");
  const href = link && link.getAttribute("href");
  if (!href || href.startsWith("#") || href.startsWith("?page=")) return;
  const url = new URL(href, `https://file.invalid/${current}`);
  const name = url.pathname.slice(1).replace(/(^|\/)$/, `$1${HOME}`);
  if (url.host !== "file.invalid" || !pages.querySelector(`[data-page="${CSS.escape(name)}"]`)) return;
  const view = String(url.searchParams);
  link.setAttribute("href", `?page=${name}${view && "&"}${view}${url.hash}`);
};
for (const event of ["pointerdown", "focusin", "click"]) addEventListener(event, turn, true);

const load = async () => {
  if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
  const text = document.querySelector("[data-wasm-bytes]").textContent;
  await wasm_bindgen({ module_or_path: Uint8Array.from(atob(text), (c) => c.charCodeAt(0)) });
};
const accent = () => {}; // for other sites' pages only
