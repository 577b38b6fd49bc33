// One more line without a reload: a copy of the last one, emptied and numbered on.
export function enhance(list) {
  const rows = list.querySelector("[data-rows]");
  const button = list.querySelector("[data-row-add]");
  button?.addEventListener("click", (event) => {
    event.preventDefault();
    const row = rows.lastElementChild.cloneNode(true);
    const last = rows.lastElementChild.querySelector("[name]").name.match(/-(\d+)-/)[1];
    const next = (text) => text.replace(`-${last}-`, `-${Number(last) + 1}-`);
    for (const element of row.querySelectorAll("*")) {
      for (const { name, value } of [...element.attributes]) {
        if (value.includes(`-${last}-`)) element.setAttribute(name, value.split(" ").map(next).join(" "));
      }
      if ("value" in element && element.type !== "checkbox") element.value = "";
      if (element.type === "checkbox") element.checked = false;
    }
    for (const wrong of row.querySelectorAll(".tz-wrong")) wrong.remove();
    rows.append(row);
    document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: row } }));
    row.querySelector("input, select")?.focus();
  });
}
