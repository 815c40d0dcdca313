/** «2027年3月», «March 2027»; the year left out where everybody knows it. */
export function monthName(month: string, language: string, withYear = true): string {
  const [year, at] = month.split("-").map(Number) as [number, number];
  const named = new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", {
    ...(withYear ? { year: "numeric" } : {}),
    ...{ month: "long", timeZone: "UTC" },
  });
  return named.format(new Date(Date.UTC(year, at - 1, 15)));
}

/** «11月23日», «23 November». */
export const dayName = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", { month: "long", day: "numeric", timeZone: "UTC" }).format(
    new Date(`${day}T12:00:00Z`),
  );
