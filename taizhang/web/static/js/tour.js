// The first look around: a bar at the foot of the page that names what it speaks of. It stands in nobody's way, and
// without this script the same steps are a page of their own.
export function enhance(card) {
  const bar = card.querySelector("[data-tour-bar]");
  const steps = [...bar.querySelectorAll("[data-at]")].filter(place);
  const next = bar.querySelector("[data-tour-next]");
  const start = card.querySelector("[data-tour-start]");
  const words = { next: next.textContent, last: next.dataset.tourLast };
  let now = 0;
  let shown = null;

  const leave = () => shown?.classList.remove("tz-tour-here");
  const show = (number) => {
    now = number;
    steps.forEach((step, index) => (step.hidden = index !== now));
    bar.querySelector("[data-tour-count]").textContent = `${now + 1} / ${steps.length}`;
    bar.querySelector("[data-tour-back]").disabled = now === 0;
    next.textContent = now === steps.length - 1 ? words.last : words.next;
    leave();
    shown = place(steps[now]);
    shown.classList.add("tz-tour-here");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    shown.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  };
  const stop = () => {
    leave();
    bar.hidden = true;
    start.focus();
  };
  const finish = () => {
    const form = card.querySelector("[data-tour-end]");
    fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Tour": "1" }, keepalive: true });
    stop();
    card.hidden = true;
    document.getElementById("main").focus();
  };

  start.addEventListener("click", (event) => {
    if (!steps.length) return;
    event.preventDefault();
    bar.hidden = false;
    bar.focus();
    show(0);
  });
  next.addEventListener("click", () => (now === steps.length - 1 ? finish() : show(now + 1)));
  bar.querySelector("[data-tour-back]").addEventListener("click", () => show(now - 1));
  bar.querySelector("[data-tour-stop]").addEventListener("click", stop);
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop();
  });
}

// The first of the places named that is on the screen now; what a closed group of the menu holds is shown by its name.
function place(step) {
  const seen = (found) => found?.checkVisibility() && found.getBoundingClientRect().height > 0;
  const found = [...document.querySelectorAll(step.dataset.at)];
  const groups = found.map((each) => each.closest("details:not([open])")?.querySelector("summary"));
  return found.find(seen) ?? groups.find(seen) ?? null;
}
