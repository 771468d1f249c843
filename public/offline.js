// Has the article saved for where there is no network, and says so. A new version waits for the reader's word.
const root = document.documentElement;
const base = new URL(".", document.currentScript.src);
const workers = navigator.serviceWorker; // only where the connection is safe
const TURN = 3000; // ms that the figures have for themselves
const [NONE, SAVING] = ["none", "saving"].map((state) => ({ state, version: "", files: 0 }));
let registration;

const tell = (now) => {
  for (const line of document.querySelectorAll("[data-offline]")) line.hidden = !["saved", "update"].includes(now.state);
  // No offer comes up by itself on a wall that others look at.
  for (const notice of document.querySelectorAll("[data-update]"))
    notice.hidden = now.state !== "update" || "deck" in root.dataset;
  document.dispatchEvent(new CustomEvent("compute-anxiety:offline", { detail: now }));
};
// The newest worker speaks for all, also while an older one, which shows the same files, is still busy.
const newest = () => registration?.waiting ?? registration?.active;
const look = async () => {
  const worker = newest();
  if (!worker) return tell(registration?.installing ? SAVING : NONE);
  const { port1, port2 } = new MessageChannel();
  const now = await new Promise((done) => {
    port1.onmessage = ({ data }) => done(data);
    worker.postMessage("state", [port2]);
  });
  if (worker !== newest()) return;
  tell({ ...now, state: now.version !== now.next ? "update" : now.files && now.files === now.of ? "saved" : "none" });
};
const follow = () => {
  const worker = registration.installing;
  worker?.addEventListener("statechange", () => ["installed", "redundant"].includes(worker.state) && look());
  look();
};
const start = async () => {
  // Who saves data has nothing new saved, and keeps what is there.
  const sparing = navigator.connection?.saveData;
  registration = await (sparing ? workers.getRegistration(base) : workers.register(new URL("sw.js", base)));
  if (!registration) return;
  registration.addEventListener("updatefound", follow);
  follow();
  // Browsers look for a new version when it suits them, with a page that stays open perhaps never.
  if (!sparing && registration.active) await registration.update();
};

document.addEventListener("compute-anxiety:offline?", look);
// Neither in a frame nor in a copy that is pinned to its version.
if (workers && top === self && !base.pathname.endsWith(`/v/${root.dataset.version}/`)) {
  let agreed = false;
  const agree = () => {
    agreed = true;
    newest()?.postMessage("agreed");
  };
  document.addEventListener("compute-anxiety:update", agree);
  for (const notice of document.querySelectorAll("[data-update]")) {
    const [use, later] = notice.querySelectorAll("button");
    use.addEventListener("click", agree);
    later.addEventListener("click", () => (notice.hidden = true));
  }
  // Another tab's word does not begin a talk anew: it has all its files already.
  const mine = () => agreed || !("deck" in root.dataset);
  workers.addEventListener("message", ({ data }) => data === "reload" && mine() && location.reload());
  const idle = window.requestIdleCallback ?? setTimeout;
  // The wasm is there, or will not come.
  const watch = new MutationObserver(() => {
    watch.disconnect();
    setTimeout(() => idle(() => start().catch(() => {}), { timeout: TURN }), TURN);
  });
  watch.observe(root, { attributeFilter: ["data-state"] });
}
