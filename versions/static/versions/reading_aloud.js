// Reads a page aloud, one paragraph after another, with the browser's own voice; shows which.
const WHAT = "h1, h2, h3, p, li, dt, dd, th, td, figcaption";

const paragraphs = (main) =>
  [...main.querySelectorAll(WHAT)].filter(
    (each) =>
      each.textContent.trim() &&
      !each.querySelector(WHAT) &&
      each.getClientRects().length &&
      !each.closest("[aria-hidden='true'], nav"),
  );

class Reader {
  constructor(button, main) {
    this.button = button;
    this.main = main;
    this.words = { read: button.textContent, stop: button.dataset.stop };
    this.shown = null;
  }

  start() {
    this.waiting = paragraphs(this.main);
    this.button.setAttribute("aria-pressed", "true");
    this.button.textContent = this.words.stop;
    this.next();
  }

  stop() {
    this.waiting = [];
    speechSynthesis.cancel();
    this.show(null);
    this.button.setAttribute("aria-pressed", "false");
    this.button.textContent = this.words.read;
  }

  next() {
    const paragraph = this.waiting.shift();
    if (!paragraph) {
      this.stop();
      return;
    }
    this.show(paragraph);
    const said = new SpeechSynthesisUtterance(paragraph.textContent.trim());
    said.lang = "zh-CN";
    said.rate = 0.9;
    said.onend = () => this.waiting.length || this.shown === paragraph ? this.next() : null;
    said.onerror = () => this.stop();
    speechSynthesis.speak(said);
  }

  show(paragraph) {
    this.shown?.classList.remove("is-read-aloud");
    paragraph?.classList.add("is-read-aloud");
    paragraph?.scrollIntoView({ block: "center" });
    this.shown = paragraph;
  }
}

const button = document.querySelector("[data-read-aloud]");
const main = document.querySelector("main");
if (button && main && "speechSynthesis" in window) {
  const reader = new Reader(button, main);
  button.hidden = false;
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () =>
    button.getAttribute("aria-pressed") === "true" ? reader.stop() : reader.start(),
  );
  window.addEventListener("pagehide", () => reader.stop());
}
