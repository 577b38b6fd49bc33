// The search box: Ctrl-K, Command-K or / goes there; Escape leaves it, or closes an open menu.
export function enhance(form) {
  const box = form.querySelector("input[type=search]");
  const typing = (target) => target.matches?.("input, textarea, select, [contenteditable]");
  if (!/Mac|iPhone|iPad/.test(navigator.platform)) {
    const hint = form.querySelector("kbd");
    if (hint) hint.textContent = "Ctrl K";
  }
  document.addEventListener("keydown", (event) => {
    const combined = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !typing(event.target) && !event.ctrlKey && !event.metaKey;
    if (combined || slash) {
      event.preventDefault();
      box.focus();
      box.select();
    } else if (event.key === "Escape") {
      if (document.activeElement === box) box.blur();
      closeMenus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".tz-menu, .tz-help")) closeMenus();
  });
}

function closeMenus() {
  for (const menu of document.querySelectorAll(".tz-menu[open], .tz-help[open]")) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
}
