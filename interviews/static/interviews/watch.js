// A click on a moment plays our own video from there; without this, the link opens the file at it.
const player = document.getElementById("player");

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-second]");
  if (!link || !(player instanceof HTMLVideoElement)) return;
  event.preventDefault();
  player.currentTime = Number(link.dataset.second);
  player.scrollIntoView({ block: "center" });
  player.play().catch(() => {
    // A browser that plays nothing unasked shows the moment all the same.
  });
});
