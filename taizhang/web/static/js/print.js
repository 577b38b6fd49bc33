// The button that opens the browser's own print dialogue.
export function enhance(button) {
  button.addEventListener("click", () => window.print());
}
