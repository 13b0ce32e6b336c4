// What a page gains by a script: it is swapped in place, sliders move the moment, keys decide.
// Everything here works without it, by links and forms.
"use strict";

const status = () => document.getElementById("status");

/** Put a page of the same app in place of this one, and its address into the history. */
let latest = 0;
let shown = location.pathname + location.search;
async function show(url, { push = true } = {}) {
  const mine = ++latest;
  const main = document.getElementById("main");
  main.setAttribute("aria-busy", "true");
  let response;
  try {
    response = await fetch(url, { headers: { Accept: "text/html" } });
  } catch {
    location.assign(url);
    return;
  }
  const text = await response.text();
  if (mine !== latest) return;
  if (!(response.headers.get("Content-Type") || "").startsWith("text/html")) {
    location.assign(url);
    return;
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  const focused = document.activeElement;
  const kept = focused && focused.closest(".moment, .filter, thead") ? place(focused) : null;
  for (const part of ["main", ".moment", ".masthead", ".colophon"]) {
    const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
    if (old && fresh) old.replaceWith(fresh);
  }
  document.title = page.title;
  if (push) history.pushState({}, "", url);
  shown = location.pathname + location.search;
  prepare();
  if (kept) document.querySelector(kept)?.focus({ preventScroll: true });
  status().textContent = `Shown: ${page.title}`;
}

/** A selector that finds the same control again in the next page. */
function place(control) {
  if (control.type === "range") {
    return `.dial:has(#${control.closest(".dial").querySelector("[type=date]").id}) [type=range]`;
  }
  if (control.id) return `#${CSS.escape(control.id)}`;
  if (control.name) return `.filter [name="${control.name}"]`;
  return null;
}

/** The address that a form would go to; empty fields say nothing, a name may come twice. */
function addressOf(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
  const told = query.toString();
  return form.getAttribute("action") + (told ? `?${told}` : "");
}

/** A slider over the days, which stops by arrow key at each day that brought something new. */
function slide(dial) {
  const days = dial.dataset.days.split(" ").filter(Boolean);
  const slider = dial.querySelector("[type=range]");
  const field = dial.querySelector("[type=date]");
  if (!days.length || !slider || !slider.hidden) return;
  const DAY = 86400000;
  const number = (day) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
  const word = (at) => new Date(at * DAY).toISOString().slice(0, 10);
  const stops = days.map(number);
  slider.min = Math.min(stops[0], number(field.value));
  slider.max = Math.max(stops[stops.length - 1], number(field.value));
  slider.value = number(field.value);
  slider.setAttribute("aria-valuetext", field.value);
  slider.hidden = false;
  let waiting;
  const move = (at) => {
    slider.value = at;
    field.value = word(at);
    slider.setAttribute("aria-valuetext", field.value);
    clearTimeout(waiting);
    waiting = setTimeout(() => show(addressOf(dial.closest("form"))), 120);
  };
  slider.addEventListener("input", () => move(Number(slider.value)));
  slider.addEventListener("keydown", (event) => {
    const onward = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!onward) return;
    const at = Number(slider.value);
    const next = onward > 0 ? stops.find((stop) => stop > at) : stops.findLast((stop) => stop < at);
    event.preventDefault();
    if (next !== undefined) move(next);
  });
}

/** The words behind a figure, opened beneath its row instead of on a page of their own. */
async function open(link) {
  const row = link.closest("tr");
  if (!row) return false;
  const opened = row.nextElementSibling;
  if (opened?.classList.contains("opened")) {
    opened.remove();
    link.setAttribute("aria-expanded", "false");
    return true;
  }
  const response = await fetch(link.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const list = page.getElementById("words-list");
  if (!list) return false;
  list.removeAttribute("id");
  const [below, cell] = [document.createElement("tr"), document.createElement("td")];
  below.className = "opened";
  cell.colSpan = row.cells.length;
  cell.append(list);
  below.append(cell);
  row.after(below);
  link.setAttribute("aria-expanded", "true");
  return true;
}

/** Look at work under way until it is over. */
function watch() {
  const job = document.querySelector('[data-job="running"]');
  if (job) setTimeout(() => show(location.href, { push: false }), 700);
}

function prepare() {
  document.querySelectorAll(".dial").forEach(slide);
  watch();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "get" || !form.hasAttribute("data-swap")) return;
  event.preventDefault();
  show(addressOf(form));
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-swap], a[data-words]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  event.preventDefault();
  if (link.hasAttribute("data-swap")) await show(link.href);
  else if (!(await open(link))) location.assign(link.href);
});

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target.matches("input, select, textarea")) return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches("button, a")) wanted.click();
  else wanted.focus();
});

/** What the address points to within the page, opened where it was folded away. */
function reveal() {
  const folded = document.querySelector("main :target")?.closest("details");
  if (!folded) return;
  folded.open = true;
  folded.querySelector("summary").focus();
}

window.addEventListener("popstate", () => {
  if (location.pathname + location.search !== shown) show(location.href, { push: false });
});
window.addEventListener("hashchange", reveal);
prepare();
reveal();
