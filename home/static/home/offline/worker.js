// Keeps what a reader has read, so that it can be read again without a connection.
//
// Pages come from the network first, always: what is kept answers only when that cannot be reached.
// A page is kept only if it says that it may be. Whatever a page answers when it is asked again holds
// for what is kept of it: one that is gone goes from here as well, with its pictures.
// `TOLD` is put before this by the server (home/offline/reading.py).

// With another form of what is kept comes another number; what was kept in the old form goes.
const FORM = 1;
const SHELL = `portal-shell-${TOLD.version}`;
const PAGES = `portal-pages-${FORM}`;
const PICTURES = `portal-pictures-${FORM}`;
const STATIC = `portal-static-${FORM}`;
const NOTES = `portal-notes-${FORM}`;
const OURS = new Set([SHELL, PAGES, PICTURES, STATIC, NOTES]);

const MOST = { [PAGES]: 50, [PICTURES]: 150, [STATIC]: 200 };
const MOST_BYTES = 400_000; // of one picture
const CHECK_EVERY = 24 * 3600 * 1000; // milliseconds
const READ_AT = "X-Read-At";
const CHECKED = "/checked";
const WAS_OFFLINE = "/was-offline";

const HASHED = /\.[0-9a-f]{12}\.[a-z0-9]+$/;
const MAY_BE_KEPT = /<meta name="offline" content="keep">/;
const NUMBER_OF_PAGE = /^\?page=\d{1,4}$/;

// --- Beginning -------------------------------------------------------------------------------

const prepare = async () => {
  const shell = await caches.open(SHELL);
  await shell.addAll([TOLD.offline, ...TOLD.shell].map((url) => new Request(url, { cache: "reload" })));
  // Whatever else that page is made of, other parts of the portal have put there.
  const page = await (await shell.match(TOLD.offline)).text();
  const urls = page.matchAll(/(?:href|src)="([^"]+)"/g);
  const files = [...urls].map((found) => found[1]).filter((url) => url.startsWith(TOLD.static));
  await Promise.allSettled(files.map((url) => shell.add(url)));
};

const tidy = async () => {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("portal-") && !OURS.has(name));
  await Promise.all(old.map((name) => caches.delete(name)));
};

self.addEventListener("install", (event) => {
  event.waitUntil(prepare().then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => self.clients.claim()));
});

// --- Keeping and throwing out ----------------------------------------------------------------

const put = async (name, key, answer) => {
  const cache = await caches.open(name);
  // What was used last stands last.
  await cache.delete(key);
  await cache.put(key, answer);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST[name]))) {
    if (name === PAGES) await drop(old);
    else await cache.delete(old);
  }
};

const picturesIn = (html) => {
  const found = html.match(/[^\s"',()]+/g) || [];
  return found.filter((url) => url.startsWith(TOLD.media));
};

const drop = async (key) => {
  const pages = await caches.open(PAGES);
  const kept = await pages.match(key);
  if (!kept) return;
  await pages.delete(key);
  const pictures = await caches.open(PICTURES);
  for (const url of picturesIn(await kept.text())) await pictures.delete(url);
};

const isPrivate = (answer) => /no-store|private/.test(answer.headers.get("Cache-Control") || "");
const isHtml = (answer) => (answer.headers.get("Content-Type") || "").startsWith("text/html");
const isBroken = (answer) => answer.status >= 500 || answer.status === 429;

// Take from an answer what holds for the page from now on. `readAt` says when somebody read it last:
// what is asked after meanwhile has not been read by that.
const learn = async (key, answer, readAt = new Date().toISOString()) => {
  if (isBroken(answer)) return;
  const isThere = answer.ok && answer.type === "basic" && !answer.redirected;
  if (isThere && isHtml(answer) && !isPrivate(answer)) {
    const html = await answer.text();
    if (MAY_BE_KEPT.test(html)) {
      const headers = new Headers(answer.headers);
      for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
      headers.set(READ_AT, readAt);
      await put(PAGES, key, new Response(html, { headers }));
      return;
    }
  }
  await drop(key);
};

// --- What was withdrawn meanwhile ------------------------------------------------------------

const note = async (name, said) => (await caches.open(NOTES)).put(name, new Response(String(said)));
const noted = async (name) => {
  const found = await (await caches.open(NOTES)).match(name);
  return found ? found.text() : "";
};

const isDue = async () => {
  if ((await noted(WAS_OFFLINE)) === "1") return true;
  return Date.now() - Number(await noted(CHECKED)) > CHECK_EVERY;
};

let checking = null;

// Ask after everything that is kept. Fails where the network does, and is done again then.
const check = async () => {
  await note(CHECKED, Date.now());
  const pages = await caches.open(PAGES);
  for (const key of await pages.keys()) {
    const asked = { cache: "no-cache", redirect: "manual", credentials: "same-origin" };
    const head = await fetch(key.url, { ...asked, method: "HEAD" });
    if (isBroken(head)) continue;
    const kept = await pages.match(key);
    if (!kept) continue;
    const tag = head.headers.get("ETag");
    if (head.ok && tag && tag === kept.headers.get("ETag")) continue;
    const readAt = kept.headers.get(READ_AT) || undefined;
    if (head.ok) await learn(key.url, await fetch(key.url, asked), readAt);
    else await drop(key);
  }
  await note(WAS_OFFLINE, 0);
  await (await caches.open(SHELL)).add(new Request(TOLD.offline, { cache: "reload" }));
};

const checkOnce = () => {
  checking ||= check()
    .catch(() => note(WAS_OFFLINE, 1))
    .finally(() => (checking = null));
  return checking;
};

self.addEventListener("message", (event) => {
  if (event.data === "online") event.waitUntil(checkOnce());
});

// --- Answering -------------------------------------------------------------------------------

// The page itself says when it was kept (register.js): a device may believe that it is online.
const shownAsKept = async (kept) => {
  const at = kept.headers.get("Date") || "";
  const html = await kept.text();
  const headers = new Headers(kept.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  const marked = html.replace("<html ", `<html data-kept-at="${at.replace(/[^\w :,]/g, "")}" `);
  return new Response(marked, { headers });
};

const offlinePage = async () => (await (await caches.open(SHELL)).match(TOLD.offline)) || Response.error();

const fromNetworkOr = async (request, kept) => {
  try {
    return await fetch(request);
  } catch {
    await note(WAS_OFFLINE, 1);
    return kept();
  }
};

const page = async (event, url) => {
  const key = url.origin + url.pathname + url.search;
  const hasKey = !url.search || NUMBER_OF_PAGE.test(url.search);
  let isKept = false;
  const answer = await fromNetworkOr(event.request, async () => {
    isKept = true;
    const kept = hasKey && (await (await caches.open(PAGES)).match(key));
    return kept ? shownAsKept(kept) : offlinePage();
  });
  if (!isKept) {
    const copy = hasKey ? answer.clone() : null;
    const learnt = copy ? learn(key, copy) : Promise.resolve();
    event.waitUntil(learnt.then(isDue).then((due) => (due ? checkOnce() : null)));
  }
  return answer;
};

const file = async (event, url) => {
  const isFixed = HASHED.test(url.pathname);
  const found = async () =>
    (await (await caches.open(STATIC)).match(url.href)) ||
    (await (await caches.open(SHELL)).match(url.href));
  const kept = isFixed && (await found());
  if (kept) return kept;
  const answer = await fetch(event.request).catch(async () => (await found()) || Response.error());
  if (answer.ok) event.waitUntil(put(STATIC, url.href, answer.clone()));
  return answer;
};

const keepPicture = async (url, answer) => {
  if ([401, 403, 404, 410].includes(answer.status)) {
    await (await caches.open(PICTURES)).delete(url.href);
    return;
  }
  if (!answer.ok || isPrivate(answer)) return;
  const blob = await answer.clone().blob();
  if (blob.size <= MOST_BYTES) await put(PICTURES, url.href, answer);
};

const picture = async (event, url) => {
  let isKept = false;
  const answer = await fetch(event.request).catch(async () => {
    isKept = true;
    return (await (await caches.open(PICTURES)).match(url.href)) || Response.error();
  });
  if (!isKept) event.waitUntil(keepPicture(url, answer.clone()));
  return answer;
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (TOLD.outside.some((path) => url.pathname.startsWith(path))) return;
  if (url.pathname.startsWith(TOLD.static)) event.respondWith(file(event, url));
  else if (url.pathname.startsWith(TOLD.media)) {
    if (request.destination === "image") event.respondWith(picture(event, url));
  } else if (request.mode === "navigate") event.respondWith(page(event, url));
});
