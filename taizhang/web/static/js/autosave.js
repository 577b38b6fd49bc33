// A draft is saved as one types: to the server after a pause, and in the browser at once, so that nothing is lost.
const PAUSE = 1200;
const LONGEST = 60000;
const SKIPPED = new Set(["csrfmiddlewaretoken"]);

export function enhance(form) {
  const key = `draft:${form.dataset.draftKey ?? location.pathname}`;
  const status = form.querySelector("[data-draft-status]");
  const say = (name, values = {}) => {
    if (!status) return;
    status.textContent = (status.dataset[name] ?? "").replace(/\{(\w+)\}/g, (_, word) => values[word]);
    status.dataset.state = name;
  };
  const draft = { timer: 0, wait: PAUSE, sending: false, again: false };

  const later = (pause) => {
    clearTimeout(draft.timer);
    draft.timer = setTimeout(save, pause);
  };

  async function save() {
    if (draft.sending) {
      draft.again = true;
      return;
    }
    draft.sending = true;
    say("saving");
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: content(form), headers: { "X-Autosave": "1" } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      draft.wait = PAUSE;
      say("saved", { time: clock() });
      if (!draft.again) forget(key);
    } catch {
      draft.wait = Math.min(draft.wait * 2, LONGEST);
      say("kept");
      later(draft.wait);
    }
    draft.sending = false;
    if (draft.again) {
      draft.again = false;
      later(PAUSE);
    }
  }

  const changed = () => {
    keep(key, form);
    later(PAUSE);
  };
  if (restore(key, form)) {
    say("back");
    later(PAUSE);
  }
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  window.addEventListener("online", () => {
    if (status?.dataset.state === "kept") later(0);
  });
  form.addEventListener("submit", () => {
    clearTimeout(draft.timer);
    keep(key, form);
    sessionStorage.setItem("draft-sent", key);
  });
}

// Files are not part of a draft: they are sent with the form itself.
function content(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data.entries()]) if (value instanceof File) data.delete(name);
  return data;
}

function keep(key, form) {
  const entries = [...content(form).entries()].filter(([name]) => !SKIPPED.has(name));
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), entries }));
  } catch {
    // A full or forbidden store: the server's copy is still made.
  }
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

function restore(key, form) {
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return false;
  }
  if (!kept) return false;
  for (const field of form.elements) {
    if (!field.name || SKIPPED.has(field.name) || field.type === "file" || field.type === "hidden") continue;
    const values = kept.entries.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (field.multiple) for (const option of field.options) option.selected = values.includes(option.value);
    else if (values.length) field.value = values[[...form.elements].filter((one) => one.name === field.name).indexOf(field)] ?? values[0];
  }
  form.dispatchEvent(new CustomEvent("draft:restored", { bubbles: true }));
  return true;
}

function clock() {
  const now = new Date();
  return `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`;
}
