import type { TFunction } from "i18next";
import { lastDayBefore } from "~/shared/half-open-days";

/** Names of areas by code, as the route found them. */
export type AreaNames = Readonly<Record<string, { readonly name: string; readonly nameEn: string }>>;

/** «金水区花园路街道»; the code itself where it has no name any more. */
export function areaWords(code: string, names: AreaNames, language: string, t: TFunction<"accounts">): string {
  if (code === "") return t("everywhere");
  const known = names[code];
  if (!known) return code;
  return language === "en" ? known.nameEn : known.name;
}

interface GrantShown {
  readonly role: string;
  readonly line: string;
  readonly areaCode: string;
}

/** «规划人员，民政，金水区». */
export const grantSentence = (grant: GrantShown, names: AreaNames, language: string, t: TFunction<"accounts">): string =>
  t("grant.sentence", {
    role: t(`role.${grant.role}`),
    line: t(`line.${grant.line}`),
    area: areaWords(grant.areaCode, names, language, t),
  });

/** «2026-01-01 起», «2026-01-01 至 2026-03-31» (the last day itself included). */
export function daysWords(
  { validFrom, validTo }: { readonly validFrom: string; readonly validTo: string | null },
  today: string,
  t: TFunction<"accounts">,
): string {
  if (validTo !== null) return t("grant.fromTo", { from: validFrom, to: lastDayBefore(validTo) });
  return validFrom > today ? t("grant.toCome", { from: validFrom }) : t("grant.from", { from: validFrom });
}
