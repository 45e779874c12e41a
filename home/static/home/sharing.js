// Hands a page on: its address to the clipboard, or to what the device shares with.
const copy = async (button) => {
  await navigator.clipboard.writeText(button.dataset.copy);
  const words = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => (button.textContent = words), 2000);
};

const share = async (button) => {
  try {
    await navigator.share({ title: document.title, url: button.dataset.share });
  } catch (error) {
    // Whoever changes their mind has not failed.
    if (error.name !== "AbortError") throw error;
  }
};

const offer = (selector, isPossible, act) => {
  for (const button of document.querySelectorAll(selector)) {
    button.hidden = !isPossible;
    button.addEventListener("click", () => act(button));
  }
};

offer("[data-copy]", Boolean(navigator.clipboard), copy);
offer("[data-share]", Boolean(navigator.share), share);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const opened of document.querySelectorAll("details.share[open]")) {
    opened.open = false;
    opened.querySelector("summary").focus();
  }
});
