import { useTranslation } from "react-i18next";
import { CALLBACK_ANSWERS } from "../domain/callback-sample";
import classes from "./day-sheet.module.css";

interface Props {
  readonly sheet: {
    readonly taken: { readonly who: string; readonly at: string; readonly id: string };
    readonly visits: readonly {
      readonly nth: number;
      readonly eventId: string;
      readonly name: string | null;
      readonly registerNumber: string | null;
      readonly phone: string | null;
      readonly beganAt: string;
    }[];
  };
  readonly sample: { readonly seed: number; readonly populationHash: string; readonly population: number };
  readonly unit: string;
  readonly month: string;
  readonly timeZone: string;
  readonly demo: string;
}

/** 电话回访单 on A4: whom to ring, and a box for each answer. Who made the visit is not on it: nobody is asked about a name. */
export function CallbackPaper({ sheet, sample, unit, month, timeZone, demo }: Props) {
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone,
  });
  const { taken, visits } = sheet;
  return (
    <article className={classes.sheet}>
      <h2>{t("callback.paper")}</h2>
      <p>{t("callback.paperLead", { unit, month, count: visits.length })}</p>
      <p className={classes.quiet}>
        {[t("daySheet.printed", { ...taken, at: time.format(new Date(taken.at)) }), demo].filter(Boolean).join(" · ")}
      </p>
      <p>{t("callback.ask")}</p>
      <table>
        <thead>
          <tr>
            {(["nth", "who", "phone", "when", "answer"] as const).map((key) => (
              <th key={key} scope="col">
                {t(`callback.column.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {visits.map((visit) => (
            <tr key={visit.eventId}>
              <td>{visit.nth}</td>
              <td className={classes.who}>
                {visit.name ?? "••••"}
                <div className={classes.quiet}>{visit.registerNumber}</div>
              </td>
              <td>{visit.phone ?? t("callback.noPhone")}</td>
              <td>{time.format(new Date(visit.beganAt))}</td>
              <td>
                <ul className={classes.boxes}>
                  {CALLBACK_ANSWERS.map((answer) => (
                    <li key={answer}>{t(`callback.answer.${answer}`)}</li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.foot}>
        <span>{t("daySheet.notes")}</span>
        <span>{t("daySheet.sign")}</span>
      </div>
      <p className={classes.quiet}>{t("callback.paperSeed", sample)}</p>
      <p className={classes.quiet}>{t("daySheet.keep")}</p>
    </article>
  );
}
