// The wall screen: the hour of counting, a word when the connection is gone, full screen by button and by F.
export function enhance(wall) {
  const clock = wall.querySelector("[data-wall-clock]");
  const stale = wall.querySelector("[data-wall-stale]");
  const hour = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  let shown = "";

  // Counts may lag a little behind the acts of others; then the page says since when they hold.
  const counted = (said) => {
    const lagging = wall.querySelector("[data-wall-counted]")?.dataset.wallCounted;
    stale.hidden = true;
    if (clock) clock.textContent = hour.format(new Date(lagging ?? said ?? Date.now()));
  };
  counted();

  wall.addEventListener("htmx:beforeSwap", (event) => {
    const text = event.detail.serverResponse;
    if (event.detail.xhr.status === 200 && text === shown) event.detail.shouldSwap = false; // nothing flickers
    shown = text;
  });
  wall.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) setTimeout(counted, 0, event.detail.xhr.getResponseHeader("Date"));
    else stale.hidden = false;
  });

  fullScreen(wall.querySelector("[data-wall-full]"));
}

function fullScreen(button) {
  if (!document.fullscreenEnabled) return;
  const turn = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  button.hidden = false;
  button.addEventListener("click", turn);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key.toLowerCase() === "f" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing) turn();
  });
}
