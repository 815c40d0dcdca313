/** Making one takes as long as drawing ten results; a page needs thirteen of the same. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(language: string, parts: Pick<Intl.DateTimeFormatOptions, "year" | "month" | "day">): Intl.DateTimeFormat {
  const key = `${language} ${Object.keys(parts).join(" ")}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", { ...parts, timeZone: "UTC" });
  formats.set(key, made);
  return made;
}

/** «2027年3月», «March 2027»; the year left out where everybody knows it. */
export function monthName(month: string, language: string, withYear = true): string {
  const [year, at] = month.split("-").map(Number) as [number, number];
  const format = formatOf(language, withYear ? { year: "numeric", month: "long" } : { month: "long" });
  return format.format(new Date(Date.UTC(year, at - 1, 15)));
}

/** «11月23日», «23 November». */
export const dayName = (day: string, language: string): string =>
  formatOf(language, { month: "long", day: "numeric" }).format(new Date(`${day}T12:00:00Z`));
