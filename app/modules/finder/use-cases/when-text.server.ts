/** An hour as a letter says it, in the city's zone. */
export const whenText = (at: Date, timeZone: string, language: "zh" | "en"): string =>
  new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", {
    ...{ timeZone, month: "long", day: "numeric", weekday: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  }).format(at);
