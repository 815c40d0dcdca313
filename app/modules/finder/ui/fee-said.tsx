import { useTranslation } from "react-i18next";
import type { PricedFee } from "../domain/public-place";
import classes from "./facility-page.module.css";
import { usePlaceWords } from "./place-words";

/** One fee in a sentence: what the reader would pay, and of which published price. */
export function FeeSaid({ fee, isBig = false }: { readonly fee: PricedFee; readonly isBig?: boolean }) {
  const { t } = useTranslation("finder");
  const words = usePlaceWords();
  const { split, unit, amountFen } = fee;
  return (
    <>
      <p className={isBig ? classes.big : undefined}>{words.perUnit(split.personFen, unit)}</p>
      <p className={classes.quiet}>
        {t(`place.fees.${fee.fee}`)}
        {split.rule && ` · ${t("place.fees.you")} · ${t("place.fees.published")} ${words.perUnit(amountFen, unit)}`}
      </p>
    </>
  );
}
