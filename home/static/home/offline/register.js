// Has the browser keep what is read (worker.js), and says so when what is shown was kept.
const told = document.querySelector("script[data-worker]").dataset;

const sayOffline = () => {
  if (document.querySelector(".offline-note")) return;
  const note = document.createElement("p");
  note.className = "offline-note";
  note.setAttribute("role", "status");
  const at = new Date(document.documentElement.dataset.keptAt || NaN);
  const isKnown = !Number.isNaN(at.valueOf());
  const when = isKnown ? at.toLocaleString("zh-CN", { dateStyle: "short", timeStyle: "short" }) : "";
  note.textContent = [told.note, when].join(" ").trim();
  document.querySelector("main").before(note);
};

const sayOnline = () => {
  document.querySelector(".offline-note")?.remove();
  navigator.serviceWorker.controller?.postMessage("online");
};

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register(told.worker, { scope: "/", updateViaCache: "none" }).catch((why) => {
    // Where a browser is told to keep nothing, everything else works as before.
    console.info("Nothing is kept for reading offline:", why.message);
  });
  if (!navigator.onLine || "keptAt" in document.documentElement.dataset) sayOffline();
  addEventListener("offline", sayOffline);
  addEventListener("online", sayOnline);
}
