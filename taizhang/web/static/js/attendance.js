// Counts the roll while one taps who was not there, and tells the quorum boxes of the page.
export function enhance(roll) {
  const boxes = [...roll.querySelectorAll(`input[name="${roll.dataset.roll}"]`)];
  const line = roll.querySelector("[data-roll-count]");
  const count = () => {
    const counted = boxes.filter((one) => !("uncounted" in one.dataset));
    const numbers = {
      entitled: counted.length,
      present: counted.filter((one) => !one.checked).length,
      absent: counted.filter((one) => one.checked).length,
    };
    line.textContent = line.dataset.text.replace(/\{(\w+)\}/g, (_, key) => numbers[key]);
    document.dispatchEvent(new CustomEvent("roll:counted", { detail: numbers }));
  };
  roll.addEventListener("change", count);
  document.addEventListener("roll:ask", count);
  document.addEventListener("draft:restored", count);
  count();
}
