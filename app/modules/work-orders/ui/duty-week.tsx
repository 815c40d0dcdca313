import { Anchor } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { clock } from "~/shared/minute-of-day";
import type { RosterCell } from "../domain/roster-week";
import classes from "./duty-week.module.css";

export interface ShownRow {
  readonly areaCode: string;
  readonly days: readonly (readonly RosterCell[])[];
  readonly gaps: readonly { readonly from: Date; readonly to: Date }[];
  readonly isAsked: boolean;
}

interface DutyWeekProps {
  readonly rows: readonly ShownRow[];
  readonly days: readonly string[];
  readonly today: string;
  readonly people: Readonly<Record<string, string>>;
  readonly areaName: (code: string) => string;
  /** where a row leads; null = no further down */
  readonly to: (code: string) => string | null;
  readonly timeZone: string;
}

const MOST_GAPS = 4;

/** Who is on duty, a row an area, a column a day; hours that nobody holds in words beside them. */
export function DutyWeek({ rows, days, today, people, areaName, to, timeZone }: DutyWeekProps) {
  const { t, i18n } = useTranslation("work-orders");
  const language = i18n.language === "en" ? "en" : "zh-CN";
  const heading = new Intl.DateTimeFormat(language, { weekday: "short", month: "numeric", day: "numeric", timeZone: "UTC" });
  const time = new Intl.DateTimeFormat(language, {
    ...{ month: "numeric", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    timeZone,
  });
  return (
    <div className={`surface ${classes.wrap}`} tabIndex={0} role="region" aria-label={t("duty.week")}>
      <table className={classes.week}>
        <thead>
          <tr>
            <th scope="col">{t("duty.area")}</th>
            {days.map((day) => (
              <th key={day} scope="col" className={day === today ? classes.today : undefined}>
                {heading.format(new Date(`${day}T00:00:00Z`))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.areaCode}>
              <th scope="row">
                {to(row.areaCode) ? (
                  <Anchor component={Link} to={to(row.areaCode)!} fw={650}>
                    {areaName(row.areaCode)}
                  </Anchor>
                ) : (
                  areaName(row.areaCode)
                )}
                {row.gaps.slice(0, MOST_GAPS).map(({ from, to: until }) => (
                  <p key={from.getTime()} className={classes.gap}>
                    {t("duty.gap", { from: time.format(from), to: time.format(until) })}
                  </p>
                ))}
                {row.gaps.length > MOST_GAPS && (
                  <p className={classes.gap}>{t("duty.moreGaps", { count: row.gaps.length - MOST_GAPS })}</p>
                )}
              </th>
              {row.days.every((cells) => cells.length === 0) && (
                <td colSpan={days.length}>{row.gaps.length === 0 && t(row.isAsked ? "duty.fromAbove" : "duty.notAsked")}</td>
              )}
              {row.days.some((cells) => cells.length > 0) &&
                row.days.map((cells, at) => (
                  <td key={days[at]} className={days[at] === today ? classes.today : undefined}>
                    {cells.map((cell) => (
                      <p key={cell.shiftId}>
                        {clock(cell.begins)}–
                        {cell.ends <= cell.begins ? t("duty.nextDay", { at: clock(cell.ends) }) : clock(cell.ends)}
                        <br />
                        {cell.isGone
                          ? t("duty.isGone", { name: people[cell.personId] ?? t("duty.somebody") })
                          : (people[cell.personId] ?? t("duty.somebody"))}
                        {cell.isSwapped && ` · ${t("duty.swapped")}`}
                        {cell.deputyId && (
                          <>
                            <br />
                            {t("duty.deputyIs", { who: people[cell.deputyId] ?? t("duty.somebody") })}
                          </>
                        )}
                      </p>
                    ))}
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
