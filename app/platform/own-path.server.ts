/** Where to go next, as asked by a form or an address: a path of this site, never another host. */
export function ownPath(asked: unknown, otherwise = "/"): string {
  if (typeof asked !== "string" || !asked.startsWith("/")) return otherwise;
  const url = new URL(asked, "http://quarterhour.invalid");
  return url.host === "quarterhour.invalid" ? url.pathname + url.search : otherwise;
}
