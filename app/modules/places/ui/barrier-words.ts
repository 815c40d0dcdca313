import type { TFunction } from "i18next";

interface Named {
  readonly kind: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** What a barrier or crossing is called in the reader's language; «river without a name» where nobody said. */
export const barrierName = (t: TFunction<"places">, language: string, { kind, nameZh, nameEn }: Named): string =>
  (language === "en" && nameEn) || nameZh || t("barriers.unnamed", { kind: t(`barriers.kind.${kind}`) });
