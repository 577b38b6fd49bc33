// Select all, and how many are selected; shift-click takes the rows between.
export function enhance(box) {
  const name = box.dataset.select;
  const boxes = [...box.querySelectorAll(`input[name="${name}"]`)];
  const around = box.closest("form") ?? document;
  const every = [...around.querySelectorAll("[data-select-all]")];
  const count = around.querySelector("[data-select-count]");
  const beyond = around.querySelector("[data-select-every]"); // not only this page: all that the filter chooses
  let last = null;
  const show = () => {
    const chosen = boxes.filter((one) => one.checked).length;
    for (const all of every) {
      all.checked = chosen > 0 && chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
    }
    if (count) count.textContent = beyond?.checked ? "" : count.dataset.text.replace("{n}", chosen);
    for (const one of boxes) one.closest("tr").classList.toggle("tz-chosen", one.checked);
  };
  beyond?.addEventListener("change", () => {
    for (const one of boxes) one.checked = one.disabled = beyond.checked;
    for (const all of every) all.disabled = beyond.checked;
    show();
  });
  for (const all of every) {
    all.hidden = false;
    if (all.parentElement.matches("label")) all.parentElement.hidden = false;
    all.addEventListener("change", () => {
      for (const one of boxes) one.checked = all.checked;
      show();
    });
  }
  box.addEventListener("click", (event) => {
    const at = boxes.indexOf(event.target);
    if (at < 0) return;
    if (event.shiftKey && last !== null) {
      for (const one of boxes.slice(Math.min(at, last), Math.max(at, last) + 1)) one.checked = event.target.checked;
    }
    last = at;
    show();
  });
  show();
}
