// Escape, or a press elsewhere, closes an open menu; the sign beside the search box names the keys of this computer.
export function enhance(header) {
  if (!/Mac|iPhone|iPad/.test(navigator.platform)) {
    const hint = header.querySelector("kbd");
    if (hint) hint.textContent = "Ctrl K";
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMenus();
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
