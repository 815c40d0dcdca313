import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { dialLink } from "~/ui/layout/dial-link";
import type { WordAges } from "../domain/operator-desk";
import { WORD_AGES, type WordAge } from "../domain/vacancy-said";
import classes from "./operate.module.css";

interface WordAgeListProps {
  readonly list: WordAges;
  readonly age: WordAge;
  readonly area: string;
  readonly timeZone: string;
  readonly action: string;
}

/** Who has not confirmed for how long, the oldest word first; who rings and hears «nothing changed» says so with one tap. */
export function WordAgeList({ list, age, area, timeZone, action }: WordAgeListProps) {
  const { t, i18n } = useTranslation("catalog");
  const day = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", { timeZone, month: "short", day: "numeric" });
  const { counts, rows, page, pages } = list;
  const turn = (to: number) =>
    `/plan/vacancies?${new URLSearchParams({ age, ...(area && { area }), page: String(to) }).toString()}`;
  return (
    <>
      <Form method="get" className={classes.row}>
        <label className={classes.field}>
          {t("vacancies.ages")}
          <select name="age" defaultValue={age}>
            {WORD_AGES.map((one) => (
              <option key={one} value={one}>
                {t(`vacancies.age.${one}`)} ({counts[one]})
              </option>
            ))}
          </select>
        </label>
        <label className={classes.field}>
          {t("vacancies.area")}
          <input type="text" name="area" defaultValue={area} placeholder={t("vacancies.areaWhat")} maxLength={80} />
        </label>
        <button type="submit" className={classes.button}>
          {t("vacancies.apply")}
        </button>
      </Form>
      {rows.length === 0 ? (
        <p>{t("vacancies.none")}</p>
      ) : (
        <div className={classes.scroll}>
          <table className={`${classes.table} ${classes.stacked}`}>
            <thead>
              <tr>
                {(["place", "word", "nudge", "phone"] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`vacancies.${column}`)}
                  </th>
                ))}
                <th scope="col" title={t("vacancies.callWhat")}>
                  {t("vacancies.call")}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ facilityId, name, areaName, oldest, days, unsaid, nudgeStep, nudgeChannel, nudgedAt, phone }) => (
                <tr key={facilityId}>
                  <th scope="row">
                    <Link to={`/plan/facilities/${facilityId}`}>{name}</Link>
                    <div className={classes.quiet}>{areaName}</div>
                  </th>
                  <td data-label={t("vacancies.word")}>
                    {oldest === null || days === null
                      ? t("vacancies.noneYet")
                      : t("vacancies.days", { count: days, date: day.format(oldest) })}
                    {oldest !== null && unsaid > 0 && (
                      <div className={classes.quiet}>{t("vacancies.unsaid", { count: unsaid })}</div>
                    )}
                  </td>
                  <td data-label={t("vacancies.nudge")}>
                    {nudgedAt === null
                      ? t("vacancies.notNudged")
                      : t("vacancies.nudged", {
                          ...{
                            step: nudgeStep,
                            channel: t(`vacancies.channel.${nudgeChannel}`),
                            date: day.format(nudgedAt),
                          },
                        })}
                  </td>
                  <td data-label={t("vacancies.phone")}>
                    {phone === null ? t("vacancies.noPhone") : <a href={dialLink(phone)}>{phone}</a>}
                  </td>
                  <td>
                    {oldest !== null && (
                      <Form method="post" action={action}>
                        <input type="hidden" name="facility" value={facilityId} />
                        <button type="submit" className={classes.button} aria-label={`${t("vacancies.call")}: ${name}`}>
                          {t("vacancies.call")}
                        </button>
                      </Form>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {pages > 1 && (
        <p className={classes.row}>
          {page > 1 && <Link to={turn(page - 1)}>{t("vacancies.before")}</Link>}
          <span>{t("vacancies.turn", { page, pages })}</span>
          {page < pages && <Link to={turn(page + 1)}>{t("vacancies.after")}</Link>}
        </p>
      )}
    </>
  );
}
