import type { TFunction } from "i18next";

/** How long ago, as people say it: minutes, hours, days. */
export function agoWords(moment: string | Date, at: string, t: TFunction<"accounts">): string {
  const minutes = Math.max(0, Math.round((new Date(at).getTime() - new Date(moment).getTime()) / 60_000));
  if (minutes < 2) return t("ago.now");
  if (minutes < 60) return t("ago.minutes", { count: minutes });
  if (minutes < 48 * 60) return t("ago.hours", { count: Math.round(minutes / 60) });
  return t("ago.days", { count: Math.round(minutes / 1440) });
}
