// Keeps the article for where there is no network. A version is saved whole or not at all, and the one in force,
// which a cache of its own names, is shown until the reader agrees to another. `pages` fills in the three marks.
// Pages of another version speak with this worker: its messages stay as they are.
const VERSION = "@version@";
const FILES = @files@; // name → SHA-256
const OUTSIDE = @outside@; // how the names begin of what is left to the network
const { scope } = registration;
const OURS = `compute-anxiety ${scope} `; // other pages of the origin have caches too
const IN_FORCE = `${OURS}in force`;

// The version in force and the names of its files, which this worker's list need not have.
const inForce = async () => {
  const pointer = await caches.match(scope, { cacheName: IN_FORCE });
  return pointer ? pointer.json() : { version: "", files: [] };
};
const put = async (version) => {
  const files = Object.keys(FILES);
  await (await caches.open(IN_FORCE)).put(scope, new Response(JSON.stringify({ version, files })));
};
const saved = (version, name) => caches.match(scope + name, { cacheName: OURS + version, ignoreVary: true });
const count = async (version, files) => {
  const found = await Promise.all(files.map((name) => saved(version, name)));
  return found.filter(Boolean).length;
};
const forget = async (...kept) => {
  const names = [IN_FORCE, ...kept.map((version) => OURS + version)];
  for (const name of await caches.keys())
    if (name.startsWith(OURS) && !names.includes(name)) await caches.delete(name);
};

// One file after the other: a reader's own requests come first. A file of another version ends it.
const save = async () => {
  const cache = await caches.open(OURS + VERSION);
  for (const [name, hash] of Object.entries(FILES)) {
    const response = await fetch(scope + name, { cache: "reload", integrity: `sha256-${hash}` });
    if (!response.ok) throw new Error(`${name}: HTTP ${response.status}`);
    // A page that is the end of a redirect may not answer for its first address.
    await cache.put(scope + name, response.redirected ? new Response(response.body, response) : response);
  }
};
const install = async () => {
  try {
    await save();
  } catch (error) {
    if ((await inForce()).version !== VERSION) await caches.delete(OURS + VERSION);
    throw error;
  }
  const { version } = await inForce();
  if (!version || !(await caches.has(OURS + version))) await put(VERSION);
  await skipWaiting();
};
const activate = async () => {
  await forget((await inForce()).version, VERSION);
  await clients.claim();
};

// What the pages are told: the version in force and how many `of` its files are there, and the `next` version.
const state = async () => {
  const { version, files } = await inForce();
  let there = await count(version, files);
  if (version === VERSION && there < files.length) {
    await save().catch(() => {});
    there = await count(version, files);
  }
  return { version, next: VERSION, files: there, of: files.length };
};

// The reader agrees. Every page begins anew, so that none goes on with files of two versions.
const agreed = async () => {
  const files = Object.keys(FILES);
  const { version } = await inForce();
  if (version === VERSION) return;
  if ((await count(VERSION, files)) < files.length) await save();
  await put(VERSION);
  // That cache alone: a newer version may be on its way into its own.
  await caches.delete(OURS + version);
  for (const client of await clients.matchAll({ type: "window", includeUncontrolled: true })) client.postMessage("reload");
};

const answer = async ({ request, clientId }, name) => {
  const client = request.mode === "navigate" ? undefined : await clients.get(clientId);
  const { version } = client?.frameType === "nested" ? {} : await inForce();
  return (version && (await saved(version, name))) ?? fetch(request);
};

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => {
  if (event.data === "agreed") event.waitUntil(agreed());
  if (event.data === "state") event.waitUntil(state().then((now) => event.ports[0].postMessage(now)));
});
addEventListener("fetch", (event) => {
  const { method, mode, destination, url } = event.request;
  const address = url.split(/[?#]/)[0];
  if (method !== "GET" || !address.startsWith(scope)) return;
  // Whatever shows a page inside another one shows what the network has.
  if (mode === "navigate" && destination !== "document") return;
  const name = address.slice(scope.length).replace(/(^|\/)$/, "$1index.html");
  if (!OUTSIDE.some((start) => name.startsWith(start))) event.respondWith(answer(event, name));
});
