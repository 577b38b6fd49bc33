// The palette: ⌘K, Ctrl-K or / opens it over any page; it finds while one types. Recent words stay in this browser.
const KEPT = "recent-searches";
const MOST = 6;
const WAIT = 150;
const LONG = 400;

export function enhance(dialog) {
  const form = dialog.querySelector("form");
  const box = form.elements.q;
  const list = dialog.querySelector("[role=listbox]");
  const said = dialog.querySelector("[role=status]");
  const hints = dialog.querySelector("[data-hints]");
  let timer, asking;
  let active = null;

  const options = () => [...list.querySelectorAll("[role=option]")];

  function choose(option) {
    active?.setAttribute("aria-selected", "false");
    active = option ?? null;
    if (active) {
      active.setAttribute("aria-selected", "true");
      active.scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", active.id);
    } else box.removeAttribute("aria-activedescendant");
  }

  function fill(words) {
    active = null;
    box.removeAttribute("aria-activedescendant");
    const some = options().length > 0;
    list.hidden = !some;
    box.setAttribute("aria-expanded", String(some));
    hints.hidden = Boolean(words);
  }

  function before() {
    said.textContent = "";
    list.replaceChildren(...remembered(dialog));
    hints.querySelector("[data-forgets]").hidden = !recent().length;
    fill("");
  }

  async function ask() {
    asking?.abort();
    const words = box.value.trim();
    if (!words) return before();
    const mine = (asking = new AbortController());
    const slow = setTimeout(() => mine === asking && (said.textContent = dialog.dataset.asking), LONG);
    try {
      const answer = await fetch(dialog.dataset.palette, {
        method: "POST", body: new FormData(form), headers: { "HX-Request": "true" }, signal: mine.signal,
      });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      list.innerHTML = await answer.text();
      said.textContent = list.querySelector("[data-said]")?.dataset.said ?? "";
    } catch (error) {
      if (error.name === "AbortError") return;
      list.replaceChildren();
      said.textContent = dialog.dataset.failed;
    } finally {
      clearTimeout(slow);
    }
    fill(words);
    choose(options()[0]);
  }

  function open(words = "") {
    if (dialog.open) return;
    for (const other of document.querySelectorAll(".tz-menu[open], .tz-help[open]")) other.open = false;
    dialog.showModal();
    box.value = words;
    box.select();
    words ? ask() : before();
  }

  function take(option) {
    if (option.dataset.words) {
      box.value = option.dataset.words;
      ask();
      return;
    }
    if ("all" in option.dataset) return form.requestSubmit(); // the words stand in no address
    remember(box.value.trim(), list.querySelector("[data-private]") !== null);
    location.assign(option.href);
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const all = options();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && all.length) {
      event.preventDefault();
      const at = all.indexOf(active);
      choose(all[at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length]);
    } else if (event.key === "Enter" && active) {
      event.preventDefault();
      take(active);
    }
  });
  form.addEventListener("submit", () => remember(box.value.trim(), list.querySelector("[data-private]") !== null));
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    take(option);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
    if (event.target.closest("[data-forgets]")) {
      localStorage.removeItem(KEPT);
      before();
      box.focus();
    }
  });
  document.addEventListener("keydown", (event) => {
    const combined = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!combined && !slash) return;
    event.preventDefault();
    open();
  });
  const field = document.querySelector(".tz-search input");
  field?.addEventListener("click", () => open(field.value));
  field?.addEventListener("input", () => open(field.value));
  for (const leaving of document.querySelectorAll("form[action$='/logout/']")) {
    leaving.addEventListener("submit", () => localStorage.removeItem(KEPT));
  }
}

const typing = (target) => target.matches?.("input, textarea, select, [contenteditable]");

function recent() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(kept) ? kept.filter((words) => typeof words === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

// Numbers of people are kept nowhere, not even here.
function remember(words, secret) {
  if (!words || secret || /\d{4}/.test(words)) return;
  localStorage.setItem(KEPT, JSON.stringify([words, ...recent().filter((one) => one !== words)].slice(0, MOST)));
}

function remembered(dialog) {
  const kept = recent();
  if (!kept.length) return [];
  const group = Object.assign(document.createElement("div"), { className: "tz-palette-group" });
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", dialog.dataset.recent);
  const label = Object.assign(document.createElement("div"), { className: "tz-palette-label", textContent: dialog.dataset.recent });
  label.setAttribute("role", "presentation");
  group.append(label, ...kept.map(option));
  return [group];
}

function option(words, index) {
  const made = Object.assign(document.createElement("div"), { id: `recent-${index}`, textContent: words });
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  made.dataset.words = words;
  return made;
}
