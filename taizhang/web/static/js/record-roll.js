// Counts the roll while one taps: who is expected, who came, who may vote; the quorum boxes of the page listen.
export function enhance(roll) {
  const expected = [...roll.querySelectorAll('input[name="absent"]')];
  const others = [...roll.querySelectorAll('input[name="came"]')];
  const line = roll.querySelector("[data-count]");
  const count = () => {
    const there = expected.filter((one) => !one.checked);
    const came = others.filter((one) => one.checked);
    const votes = (one) => "votes" in one.dataset;
    const numbers = {
      expected: expected.length,
      present: there.length,
      absent: expected.length - there.length,
      voters: expected.filter(votes).length + came.filter(votes).length,
      voting: there.filter(votes).length + came.filter(votes).length,
    };
    if (line) line.textContent = line.dataset.text.replace(/\{(\w+)\}/g, (_, key) => numbers[key]);
    document.dispatchEvent(new CustomEvent("roll:counted", { detail: { entitled: numbers.expected, ...numbers } }));
  };
  roll.addEventListener("change", count);
  const asked = () => {
    if (roll.isConnected) count();
    else document.removeEventListener("roll:ask", asked);
  };
  document.addEventListener("roll:ask", asked);
  roll.closest("form")?.addEventListener("draft:restored", count);
  count();
}
