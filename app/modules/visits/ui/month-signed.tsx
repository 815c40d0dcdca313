import { useTranslation } from "react-i18next";
import classes from "./month-sheet.module.css";

interface Props {
  readonly unit: string;
  readonly filledBy: string;
  readonly reviewedBy: string;
  readonly day: string;
}

/** 单位、填报人、审核人、日期: what is known is written, the rest is left to be written by hand. */
export function MonthSigned({ unit, filledBy, reviewedBy, day }: Props) {
  const { t } = useTranslation("visits");
  const said = { unit, filler: filledBy, reviewer: reviewedBy, date: day };
  return (
    <div className={classes.signed}>
      {(["unit", "filler", "reviewer", "date"] as const).map((part) => (
        <span key={part}>{t("month.signedPart", { part: t(`formPart.${part}`), words: said[part] || "＿＿＿＿＿＿" })}</span>
      ))}
    </div>
  );
}
