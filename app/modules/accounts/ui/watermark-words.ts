import type { TFunction } from "i18next";

interface Taken {
  readonly who: string;
  readonly at: string;
  readonly id: string;
  readonly why: string;
}

/**
 * «水印 导出人：…；时间：…；审计编号：…；事由：…»: one line for every kind of file, so that whoever finds one knows where to ask.
 * @param more what else the line says: source, day, method, that the data are made
 */
export const watermarkWords = (taken: Taken, t: TFunction<"accounts">, ...more: readonly string[]): string =>
  [
    t("watermark.line", { ...taken }),
    taken.why ? t("watermark.why", { why: t([`sensitive.reasons.${taken.why}`, `audit.why.${taken.why}`]) }) : "",
    ...more,
  ]
    .filter(Boolean)
    .join(t("watermark.next"));
