// Automatic, light or dark: kept in a cookie, so that the server draws the next page right at once.
export function enhance(group) {
  const root = document.documentElement;
  const show = () => {
    for (const button of group.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === root.dataset.theme));
    }
  };
  group.hidden = false;
  show();
  group.addEventListener("click", (event) => {
    const choice = event.target.closest("button")?.value;
    if (!choice) return;
    document.cookie = `theme=${choice}; path=/; max-age=31536000; samesite=lax`;
    root.dataset.theme = choice;
    const dark = choice === "dark" || (choice === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset.bsTheme = dark ? "dark" : "light";
    show();
  });
}
