/** The day of a moment where the house stands, «2026-11-23»; null = never. */
export const lastSeenDay = (moment: string | null): string | null =>
  moment === null ? null : new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date(moment));
