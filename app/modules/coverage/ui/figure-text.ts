import type { TFunction } from "i18next";
import type { Limit } from "../domain/coverage-query";
import type { Share } from "../domain/share";

/** Made once: a number's format costs more to look up than to use, and a table asks for hundreds. */
const COUNTS = { zh: new Intl.NumberFormat("zh-CN"), en: new Intl.NumberFormat("en-GB") };

export const countText = (count: number, language: string): string =>
  COUNTS[language === "en" ? "en" : "zh"].format(Math.round(count));

export const percentText = (share: number): string => `${(100 * share).toFixed(1)}%`;

/** A share as figures, or the word for why there is none. */
export function shareText(share: number | null, kind: Share["kind"], t: TFunction<"coverage">): string {
  if (share !== null) return percentText(share);
  if (kind === "no-residents") return t("share.noResidents");
  return kind === "position-unknown" ? t("share.positionUnknown") : t("share.populationUnknown");
}

export const limitText = (limit: Limit, t: TFunction<"coverage">): string =>
  stepText(limit.by === "minutes" ? limit.minutes : limit.metres, limit.by, t);

export const stepText = (step: number, by: Limit["by"], t: TFunction<"coverage">): string =>
  by === "minutes"
    ? t("minutesOption", { minutes: Math.round(10 * step) / 10 })
    : t("metresOption", { metres: COUNTS.en.format(Math.round(step)) });

/** `age-5-9` → 5–9岁. */
export function groupText(group: string, t: TFunction<"coverage">): string {
  const band = /^age-(\d+)-(\d+)$/.exec(group);
  return band ? t("groups.band", { from: band[1], to: band[2] }) : t(`groups.${group}`, { defaultValue: group });
}

export const nameIn = (language: string, names: { readonly nameZh: string; readonly nameEn: string }): string =>
  language === "en" ? names.nameEn : names.nameZh;

export const areaName = (language: string, area: { readonly name: string; readonly nameEn?: string | null }): string =>
  language === "en" && area.nameEn ? area.nameEn : area.name;
