// The code of a slip comes behind the # of its address, which no server sees; it is put where one would type it.
export function enhance(form) {
  const code = decodeURIComponent(location.hash.slice(1));
  if (!/^[A-Za-z2-7-]{16,24}$/.test(code)) return;
  form.elements.namedItem("code").value = code;
  history.replaceState(null, "", location.pathname); // not in the history of the telephone either
}
