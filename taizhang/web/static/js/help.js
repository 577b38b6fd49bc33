// An explanation that would leave the page at the right opens to the left.
export function enhance(help) {
  const box = help.querySelector(".tz-help-box");
  help.addEventListener("toggle", () => {
    help.classList.remove("tz-help-turned");
    if (help.open && box.getBoundingClientRect().right > document.documentElement.clientWidth - 8) {
      help.classList.add("tz-help-turned");
    }
  });
}
