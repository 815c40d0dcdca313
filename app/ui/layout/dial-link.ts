/** A link that rings a number as somebody wrote it: the first of several, an extension (转) keyed after a pause. */
export function dialLink(written: string): string {
  const [number = "", extension = ""] = (written.split("/")[0] ?? "").split("转").map((part) => part.replace(/[^\d+]/g, ""));
  return `tel:${number}${extension && `,${extension}`}`;
}
