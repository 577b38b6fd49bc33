// While one chooses what it was: what may be the same gathering, the title that follows, and who lectured.
export function enhance(form) {
  const cards = [...form.querySelectorAll(".tz-kind")];
  const box = (card) => card.querySelector("input");
  const title = form.querySelector("[data-suggested]");
  const lecturer = form.querySelector("[data-lecturer]");
  let suggested = title?.dataset.suggested ?? "";

  const show = () => {
    const chosen = cards.filter((card) => box(card).checked);
    for (const card of cards) {
      const with_ = card.dataset.together.split(" ");
      const fits = chosen.length > 0 && !box(card).checked && chosen.every((one) => with_.includes(one.dataset.code));
      card.classList.toggle("tz-kind-fits", fits && card.querySelector(".tz-duty-when") !== null);
    }
    if (lecturer) {
      lecturer.classList.remove("tz-unless-script");
      lecturer.hidden = !chosen.some((card) => "lecture" in box(card).dataset) && !lecturer.querySelector("input").value;
    }
    retitle(chosen.map((card) => box(card).dataset.name).join(document.documentElement.lang.startsWith("zh") ? "、" : ", "));
  };

  // A title that was not changed by hand follows what is chosen.
  const retitle = (text) => {
    if (title && (title.value === suggested || title.value === "")) title.value = text;
    suggested = text;
  };

  form.addEventListener("change", (event) => {
    if (event.target.name === "institutions") show();
  });
  form.addEventListener("draft:restored", show);
  show();
}
