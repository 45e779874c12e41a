// Counts, by query and place, which results are clicked. Nothing about the reader is sent or kept.
const tell = (list, place) => {
  const said = new URLSearchParams({ said: list.dataset.said, place: String(place) });
  navigator.sendBeacon(list.dataset.countsClicks, said);
};

const placeOf = (list, link) => {
  // An answer leads to the same page by its title and by its source: that is one place.
  const pages = new Set([...list.querySelectorAll("a[data-result]")].map((each) => each.href));
  return [...pages].indexOf(link.href) + Number(list.dataset.first);
};

for (const list of document.querySelectorAll("[data-counts-clicks]")) {
  if (!navigator.sendBeacon) break;
  // That results were seen where clicks can be counted: so that "without a click" is true.
  tell(list, 0);
  // The middle button opens a result, too, but is no "click".
  for (const kind of ["click", "auxclick"]) {
    list.addEventListener(kind, (event) => {
      const link = event.target.closest("a[data-result]");
      if (link && event.button < 2) tell(list, placeOf(list, link));
    });
  }
}
