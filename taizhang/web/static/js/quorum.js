// Keeps the arithmetic of a fraction in step with what is typed; whole numbers only, as in the kernel.
export function enhance(box) {
  const { num, den, ofInput, gotInput, met, short, none } = box.dataset;
  const strict = "strict" in box.dataset;
  const state = { of: Number(box.dataset.of), got: Number(box.dataset.got) };
  const part = (name) => box.querySelector(`[data-quorum-${name}]`);
  const draw = () => {
    const left = state.got * Number(den);
    const right = state.of * Number(num);
    const reached = state.of > 0 && (strict ? left > right : left >= right);
    const sign = reached ? (strict ? ">" : "≥") : left === right ? "=" : strict ? "≤" : "<";
    box.classList.toggle("tz-quorum-met", reached);
    box.classList.toggle("tz-quorum-short", !reached);
    part("of").textContent = state.of;
    part("got").textContent = state.got;
    part("word").textContent = state.of > 0 ? (reached ? met : short) : none;
    part("sum").textContent = `${state.got} × ${den} = ${left} ${sign} ${state.of} × ${num} = ${right}`;
  };
  const follow = (key, source) => {
    if (!source) return;
    if (source.startsWith("roll:")) {
      document.addEventListener("roll:counted", (event) => {
        state[key] = event.detail[source.slice(5)];
        draw();
      });
      return;
    }
    const input = (box.closest("form") ?? document).querySelector(`[name="${source}"]`);
    const read = () => {
      state[key] = Math.max(0, Math.trunc(Number(input.value)) || 0);
      draw();
    };
    input?.addEventListener("input", read);
    if (input) document.addEventListener("draft:restored", read);
  };
  follow("of", ofInput);
  follow("got", gotInput);
  document.dispatchEvent(new CustomEvent("roll:ask"));
}
