// Lists the pages that this browser has kept, the last read first, and forgets them when asked to.
const list = document.querySelector("[data-kept]");
const isOfPages = (name) => name.startsWith("portal-pages-");
const isOfReading = (name) => isOfPages(name) || name.startsWith("portal-pictures-");

const entry = async (cache, key) => {
  const kept = await cache.match(key);
  const page = new DOMParser().parseFromString(await kept.text(), "text/html");
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = key.url;
  link.textContent = page.title || key.url;
  item.append(link);
  const at = new Date(kept.headers.get("Date") || NaN);
  if (!Number.isNaN(at.valueOf())) {
    const time = document.createElement("time");
    time.dateTime = at.toISOString();
    time.textContent = at.toLocaleString("zh-CN", { dateStyle: "short", timeStyle: "short" });
    item.append(time);
  }
  return item;
};

const show = async () => {
  const read = [];
  for (const name of (await caches.keys()).filter(isOfPages)) {
    const cache = await caches.open(name);
    for (const key of await cache.keys()) {
      const at = (await cache.match(key)).headers.get("X-Read-At") || "";
      read.push({ at, item: await entry(cache, key) });
    }
  }
  read.sort((one, other) => other.at.localeCompare(one.at));
  const entries = read.map(({ item }) => item);
  list.replaceChildren(...entries);
  document.querySelector("[data-kept-some]").hidden = !entries.length;
  document.querySelector("[data-kept-none]").hidden = entries.length > 0;
};

document.querySelector("[data-forget]").addEventListener("click", async () => {
  const names = (await caches.keys()).filter(isOfReading);
  await Promise.all(names.map((name) => caches.delete(name)));
  await show();
});

if ("caches" in globalThis) await show();
