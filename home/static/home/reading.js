// Text size, contrast and printing. What a reader chose is kept in this browser only.
(() => {
  const root = document.documentElement;
  const KEYS = ["text", "contrast"];

  const remembered = (key) => {
    try {
      return localStorage.getItem(`portal-${key}`) || "";
    } catch {
      return "";
    }
  };

  const remember = (key, value) => {
    try {
      localStorage.setItem(`portal-${key}`, value);
    } catch {
      // A browser that keeps nothing still changes the page at hand.
    }
  };

  const apply = (key, value) => {
    if (value) root.dataset[key] = value;
    else delete root.dataset[key];
  };

  const showChoice = (tools) => {
    for (const button of tools.querySelectorAll("button")) {
      const pressed =
        "text" in button.dataset
          ? button.dataset.text === (root.dataset.text || "")
          : button.dataset.contrast === root.dataset.contrast;
      button.setAttribute("aria-pressed", String(pressed));
    }
  };

  const choose = (button) => {
    const key = "text" in button.dataset ? "text" : "contrast";
    const asked = button.dataset[key];
    const value = key === "contrast" && root.dataset.contrast === asked ? "" : asked;
    apply(key, value);
    remember(key, value);
  };

  for (const key of KEYS) apply(key, remembered(key));

  document.addEventListener("DOMContentLoaded", () => {
    const tools = document.querySelector("[data-reading-tools]");
    if (tools) {
      tools.hidden = false;
      showChoice(tools);
      tools.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button) return;
        choose(button);
        showChoice(tools);
      });
    }
    for (const button of document.querySelectorAll("[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    }
  });
})();
