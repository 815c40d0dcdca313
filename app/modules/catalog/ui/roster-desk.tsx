import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { RosterDesk as Desk } from "../domain/operator-desk";
import { useClassWords } from "./class-words";
import classes from "./operate.module.css";
import { useVacancyWords } from "./vacancy-words";

/** As many empty lines as a morning's counting takes. */
const SPARE = 6;

export interface RosterAnswer {
  readonly refusal: string;
  readonly seconds: number;
  readonly typed: { readonly classId: string; readonly births: readonly { readonly month: string; readonly children: string }[] };
}

interface RosterDeskProps {
  readonly desk: Desk;
  readonly now: number;
  readonly answer: RosterAnswer | null;
  readonly action: string;
  readonly isSaved: boolean;
}

/** Counts by month of birth, class by class, and what follows from them: expected, never free. */
export function RosterDesk({ desk, now, answer, action, isSaved }: RosterDeskProps) {
  const { t } = useTranslation("catalog");
  const named = useClassWords();
  const { when, month: monthName } = useVacancyWords(desk.timeZone, now);
  return (
    <>
      <p>{t("roster.lead")}</p>
      {answer && (
        <p role="alert" className={classes.refusal}>
          {answer.refusal === "try-later"
            ? t("operate.refusal.try-later", { minutes: Math.ceil(answer.seconds / 60) })
            : t(`roster.refusal.${answer.refusal}`)}
        </p>
      )}
      {isSaved && (
        <p role="status" className={classes.notice}>
          {t("roster.saved")}
        </p>
      )}
      {desk.classes.length === 0 && <p>{t("roster.none")}</p>}
      {desk.classes.map((ofClass) => {
        const { classId } = ofClass;
        const roster = desk.rosters.find((one) => one.classId === classId);
        const expected = desk.expected.find((one) => one.classId === classId);
        const own = answer?.typed.classId === classId ? answer.typed.births : null;
        const known =
          own ?? roster?.births.map(({ birthMonth, children }) => ({ month: birthMonth, children: String(children) })) ?? [];
        const lines = [...known, ...Array.from({ length: SPARE }, () => ({ month: "", children: "" }))];
        const count = roster?.births.reduce((all, { children }) => all + children, 0) ?? 0;
        return (
          <section key={classId} className={classes.card} aria-labelledby={`class-${classId}`}>
            <h2 id={`class-${classId}`}>{named(ofClass)}</h2>
            <p className={classes.quiet}>
              {roster ? t("roster.counted", { when: when(roster.saidAt), count }) : t("roster.uncounted")}
            </p>
            {expected && <Outlook expected={expected} monthName={monthName} />}
            <Form method="post" action={action} key={JSON.stringify(known)} noValidate>
              <input type="hidden" name="class" value={classId} />
              <table className={classes.table}>
                <thead>
                  <tr>
                    <th scope="col">{t("roster.month")}</th>
                    <th scope="col">{t("roster.children")}</th>
                  </tr>
                </thead>
                <tbody>
                  {lines.map(({ month, children }, at) => (
                    <tr key={at}>
                      <td>
                        <span className={classes.field}>
                          <input type="month" name="birth" defaultValue={month} aria-label={`${t("roster.month")} ${at + 1}`} />
                        </span>
                      </td>
                      <td>
                        <span className={classes.field}>
                          <input
                            {...{
                              type: "number",
                              name: "children",
                              inputMode: "numeric",
                              min: 1,
                              max: 1000,
                              defaultValue: children,
                            }}
                            className={classes.count}
                            aria-label={`${t("roster.children")} ${at + 1}`}
                          />
                        </span>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <button type="submit" className={classes.button}>
                {t("roster.save")}
              </button>
            </Form>
          </section>
        );
      })}
    </>
  );
}

const FIGURES = ["leaving", "movingIn", "present", "places"] as const;

interface OutlookProps {
  readonly expected: Desk["expected"][number];
  readonly monthName: (month: string) => string;
}

function Outlook({ expected, monthName }: OutlookProps) {
  const { t } = useTranslation("catalog");
  const { opensFrom, overAge, months } = expected;
  const told = months.filter(({ leaving, movingIn }, at) => at === 0 || leaving > 0 || movingIn > 0);
  return (
    <div>
      <p>
        <b>{t("roster.expected")}</b>{" "}
        {opensFrom ? t("roster.opensFrom", { month: monthName(opensFrom) }) : t("roster.noneInSight")}
      </p>
      <p className={classes.quiet}>{t("roster.expectedWhat")}</p>
      {overAge > 0 && <p className={classes.caution}>{t("roster.overAge", { count: overAge })}</p>}
      <div className={classes.scroll}>
        <table className={`${classes.table} ${classes.stacked}`}>
          <thead>
            <tr>
              <th scope="col">{t("roster.whichMonth")}</th>
              {FIGURES.map((figure) => (
                <th key={figure} scope="col" className={classes.figure}>
                  {t(`roster.${figure}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.map(({ month, leaving, movingIn, present, places }) => (
              <tr key={month}>
                <th scope="row">{monthName(month)}</th>
                {FIGURES.map((figure, at) => (
                  <td key={figure} className={classes.figure} data-label={t(`roster.${figure}`)}>
                    {[leaving, movingIn, present, places ?? t("capacity.unknown")][at]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
