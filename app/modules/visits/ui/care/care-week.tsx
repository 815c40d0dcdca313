import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { CareTurn, CareWeek } from "../../domain/care-day";
import type { CareList } from "../../domain/care-list";
import classes from "./care.module.css";
import { TurnList } from "./care-today";
import { dayWords } from "./care-words";
import type { DoneToday } from "./done-today";

interface CareWeekListProps {
  readonly list: CareList;
  readonly week: CareWeek;
  readonly isDone: DoneToday;
}

/** The days with hours, then whoever is owed a visit without one, then everybody else on the list. */
export function CareWeekList({ list, week, isDone }: CareWeekListProps) {
  const { t, i18n } = useTranslation("care");
  const others = week.others.map((resident) => ({ resident, appointment: null }));
  const part = (title: string, turns: readonly CareTurn[]) => (
    <section key={title} className="surface">
      <h2 style={{ margin: 0, padding: "0.75rem 1rem 0.25rem", fontSize: "1.125rem" }}>
        {title} · {t("week.people", { count: turns.length })}
      </h2>
      <TurnList {...{ list, turns, isDone }} />
    </section>
  );
  return (
    <div style={{ display: "grid", gap: "1rem" }}>
      <h1 style={{ margin: 0, fontSize: "1.25rem" }}>
        {t("week.title", { from: dayWords(list.today, i18n.language), last: dayWords(list.last, i18n.language) })}
      </h1>
      {week.days.map(({ day, turns }) => part(dayWords(day, i18n.language), turns))}
      {week.owed.length > 0 && part(t("week.owed"), week.owed)}
      {others.length > 0 && part(t("week.others"), others)}
      {list.residents.length === 0 && <p>{t("week.nobody")}</p>}
      <Link to="/care/map" className={classes.big} data-tone="quiet">
        {t("map.open")}
      </Link>
    </div>
  );
}
