// Runs before the first paint: an "auto" reader gets the colours of the device, without a flash.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const set = () => {
    if (root.dataset.theme === "auto") root.dataset.bsTheme = dark.matches ? "dark" : "light";
  };
  set();
  dark.addEventListener("change", set);
})();
