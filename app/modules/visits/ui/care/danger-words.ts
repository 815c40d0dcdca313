import type { TFunction } from "i18next";
import type { DangerSign } from "../../domain/danger-signs";

/** How a danger stands in the note that the desk reads. */
export const dangerWordsBy =
  (t: TFunction) =>
  (sign: DangerSign): string =>
    t("danger.noted", { ns: "care", sign: t(`danger.sign.${sign}`, { ns: "care" }) });
