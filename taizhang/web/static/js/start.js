// Fetches a module only when the page holds something for it, again after htmx has brought new pieces.
const addresses = JSON.parse(document.getElementById("modules").textContent);

const start = (root) => {
  for (const [selector, address] of Object.entries(addresses)) {
    const found = [...root.querySelectorAll(selector)];
    if (root.matches?.(selector)) found.push(root);
    if (found.length) import(address).then((module) => found.forEach((element) => once(module, element, selector)));
  }
};

const done = new WeakMap();
const once = (module, element, selector) => {
  const seen = done.get(element) ?? new Set();
  if (seen.has(selector)) return;
  done.set(element, seen.add(selector));
  module.enhance(element);
};

// A draft that was sent is forgotten when an answer has come, not before: the connection may drop in between.
const sent = sessionStorage.getItem("draft-sent");
if (sent && performance.getEntriesByType("navigation")[0]?.type === "navigate") {
  localStorage.removeItem(sent);
  sessionStorage.removeItem("draft-sent");
}

start(document);
document.addEventListener("htmx:load", (event) => start(event.detail.elt));
