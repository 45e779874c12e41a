// Follows an interview while its page is open. The server sends one event for each entry of the
// record, numbered, with turns as HTML; see interviews/live/events.py. Without this script the page
// is refreshed by its link.

const list = document.querySelector("[data-turns][data-stream]");
const bar = document.querySelector("[data-following]");
const button = document.querySelector("[data-new]");
const HIDDEN_FOR = 60_000;
const LONGEST_WAIT = 60_000;
// After this many tries in vain the page says that it does not go on by itself.
const TRIES = 8;
const SETTLED = ["reviewed", "archived"];

const newestFirst = list?.hasAttribute("data-newest-first");
let last = Number(list?.dataset.lastEntry);
let order = list?.dataset.order.split(" ").filter(Boolean).map(Number) ?? [];
let source = null;
let tries = 0;
let unseen = 0;
let isOver = false;
let timer = 0;

const elementOf = (turn) => document.getElementById(`t${turn}`);

function say(what) {
  bar.hidden = false;
  if (bar.dataset.following === what) return;
  bar.dataset.following = what;
  for (const words of bar.querySelectorAll("[data-says]")) words.hidden = words.dataset.says !== what;
}

// Whether the place where new turns appear is on the screen.
function isFollowing() {
  const edge = newestFirst ? list.getBoundingClientRect().top : list.getBoundingClientRect().bottom;
  return newestFirst ? edge > -40 : edge < window.innerHeight + 80;
}

function showUnseen(count) {
  unseen = count;
  button.hidden = unseen === 0;
  button.textContent = button.dataset.new.replace("#", unseen);
}

function toNewest() {
  showUnseen(0);
  (newestFirst ? list.firstElementChild : list.lastElementChild)?.scrollIntoView({
    block: newestFirst ? "start" : "end",
    // On the way there what comes next would seem to be out of sight.
    behavior: "instant",
  });
}

// Puts an element where the order has its turn, before the next one that is shown.
function place(turn, element) {
  const behind = order.slice(order.indexOf(turn) + 1).map(elementOf).find(Boolean) ?? null;
  if (newestFirst) list.insertBefore(element, behind ? behind.nextElementSibling : list.firstElementChild);
  else list.insertBefore(element, behind);
}

function put(turn, after) {
  order = order.filter((each) => each !== turn);
  const at = after === null ? order.length : after === 0 ? 0 : order.indexOf(after) + 1;
  order.splice(at, 0, turn);
  const element = elementOf(turn);
  if (!element) return;
  element.remove();
  place(turn, element);
}

// Returns whether the turn was not there before.
function show(turn, html) {
  const before = elementOf(turn);
  if (html === null) {
    before?.remove();
    return false;
  }
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const element = holder.content.firstElementChild;
  if (before) before.replaceWith(element);
  else place(turn, element);
  return !before;
}

function enter(state, label) {
  const badge = document.querySelector("[data-state]");
  badge.className = `badge badge--${state}`;
  badge.textContent = label;
  for (const part of document.querySelectorAll("[data-while]")) {
    part.hidden = !part.dataset.while.split(" ").includes(state);
  }
  if (SETTLED.includes(state)) end();
}

function take(event) {
  const said = JSON.parse(event.data);
  if (said.n <= last) return;
  if (said.n > last + 1) {
    again(0);
    return;
  }
  const follows = isFollowing();
  let added = 0;
  if (said.put) put(...said.put);
  for (const [turn, html] of Object.entries(said.turns ?? {})) added += show(Number(turn), html);
  last = said.n;
  list.dataset.lastEntry = last;
  document.querySelector("[data-nothing-yet]").hidden = list.childElementCount > 0;
  if (said.state) enter(said.state, said.label);
  if (added && follows && unseen === 0) toNewest();
  else if (added) showUnseen(unseen + added);
}

function open() {
  source = new EventSource(`${list.dataset.stream}?after=${last}`);
  source.addEventListener("open", () => {
    tries = 0;
    say("on");
  });
  source.addEventListener("message", take);
  source.addEventListener("over", () => {
    // What is shown here is not what the server knows: only a new page can tell.
    end();
  });
  source.addEventListener("error", () => {
    if (isOver) return;
    // The browser comes back by itself, but not after a refusal.
    if (source.readyState === EventSource.CLOSED) again(Math.min(LONGEST_WAIT, 4000 * 2 ** tries));
    say(tries > TRIES ? "off" : "waiting");
  });
}

function again(wait) {
  source?.close();
  source = null;
  tries += 1;
  clearTimeout(timer);
  if (tries > TRIES) return;
  timer = setTimeout(open, wait * (0.5 + Math.random()));
}

function end() {
  isOver = true;
  source?.close();
  clearTimeout(timer);
  say("off");
}

// A page that nobody looks at gives its line back after a while.
function minded() {
  if (isOver) return;
  clearTimeout(timer);
  if (document.hidden) {
    timer = setTimeout(() => {
      source?.close();
      source = null;
    }, HIDDEN_FOR);
  } else if (!source || source.readyState === EventSource.CLOSED) {
    tries = 0;
    open();
  }
}

if (list && bar && "EventSource" in window) {
  button.addEventListener("click", toNewest);
  document.addEventListener("scroll", () => unseen && isFollowing() && showUnseen(0), { passive: true });
  document.addEventListener("visibilitychange", minded);
  window.addEventListener("pagehide", () => source?.close());
  window.addEventListener("pageshow", (event) => event.persisted && minded());
  open();
}
