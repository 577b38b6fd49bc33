// Arrow keys go from day to day of a grid; beyond its edge, and with Page Up and Down, to the days before and after.
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

export function enhance(table) {
  const links = [...table.querySelectorAll("[data-day]")];
  const first = links.find((one) => one.querySelector("[aria-current]")) ?? links[0];
  for (const link of links) link.tabIndex = link === first ? 0 : -1;
  const wanted = location.hash.slice(3);
  if (wanted) go(links, links.findIndex((one) => one.dataset.day === wanted));
  table.addEventListener("keydown", (event) => {
    const at = links.indexOf(event.target.closest("[data-day]"));
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "PageUp" || event.key === "PageDown") turn(event, event.key === "PageUp" ? "prev" : "next");
    else if (event.key in STEPS) step(event, links, at);
  });
}

function step(event, links, at) {
  const to = at + STEPS[event.key];
  if (links[to]) {
    event.preventDefault();
    go(links, to);
    return;
  }
  const day = new Date(`${links[at].dataset.day}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + STEPS[event.key]);
  turn(event, STEPS[event.key] < 0 ? "prev" : "next", `#d-${day.toISOString().slice(0, 10)}`);
}

function go(links, to) {
  if (!links[to]) return;
  for (const link of links) link.tabIndex = -1;
  links[to].tabIndex = 0;
  links[to].focus();
}

function turn(event, rel, hash = "") {
  const link = document.querySelector(`a[rel="${rel}"]`);
  if (!link) return;
  event.preventDefault();
  location.assign(link.href + hash);
}
