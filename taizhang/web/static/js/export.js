// A workbook of many rows takes some seconds to write: from the press until the download begins the page says so.
const PAST = "; path=/; max-age=0; samesite=lax";

export function enhance(link) {
  const waiting = link.closest(".tz-tools")?.querySelector("[data-export-waiting]");
  if (!waiting) return;
  let clock = 0;
  link.addEventListener("click", () => {
    const mark = Math.random().toString(36).slice(2, 12);
    const address = new URL(link.href);
    address.searchParams.set("mark", mark);
    link.href = address.href;
    clearInterval(clock);
    const begun = Date.now();
    clock = setInterval(() => {
      const arrived = document.cookie.split("; ").includes(`workbook=${mark}`);
      waiting.hidden = arrived || Date.now() - begun < 400;
      if (!arrived) return;
      clearInterval(clock);
      document.cookie = `workbook=${PAST}`;
    }, 200);
  });
}
