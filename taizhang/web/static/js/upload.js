// Sends a file with a bar and a way to stop; without script the form sends it plainly.
export function enhance(form) {
  const state = form.querySelector("[data-upload-state]");
  const bar = state.querySelector("progress");
  const text = state.querySelector("[data-upload-text]");
  const send = [...form.querySelectorAll("button")].at(-1);
  let request = null;

  const rest = (message) => {
    request = null;
    send.disabled = false;
    bar.hidden = true;
    text.textContent = message;
    state.hidden = !message;
  };

  const finish = () => {
    const type = request.getResponseHeader("content-type") ?? "";
    if (!type.includes("html")) {
      location.reload();
      return;
    }
    history.pushState({}, "", request.responseURL);
    document.open();
    document.write(request.responseText);
    document.close();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (request) return;
    request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (step) => {
      if (!step.lengthComputable) return;
      bar.value = Math.floor((100 * step.loaded) / step.total);
      text.textContent = form.dataset.sending.replace("{n}", bar.value);
    });
    request.addEventListener("load", finish);
    request.addEventListener("error", () => rest(form.dataset.lost));
    request.addEventListener("abort", () => rest(""));
    state.hidden = false;
    bar.hidden = false;
    bar.value = 0;
    send.disabled = true;
    request.send(new FormData(form));
  });
  state.querySelector("[data-upload-cancel]").addEventListener("click", () => request?.abort() ?? rest(""));
}
