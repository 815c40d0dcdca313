import { Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BoardVisit } from "../domain/plan-difference";
import classes from "./plan-board.module.css";
import { clockText, dayText, hoursText } from "./plan-words";

export interface Weighed {
  readonly faults: readonly string[];
  readonly travelMinutes: number;
  readonly travelMetres: number;
}

interface PlanBoardProps {
  readonly address: string;
  readonly rows: readonly string[];
  readonly days: readonly { readonly day: string; readonly isWorkday: boolean }[];
  readonly visits: readonly BoardVisit[];
  readonly people: Readonly<Record<string, string>>;
  readonly residents: Readonly<Record<string, string>>;
  readonly chosen: string | null;
  readonly mayMove: boolean;
  /** of the cell that a visit hung over last */
  readonly weighed: (Weighed & { readonly to: { readonly personId: string; readonly day: string } | null }) | null;
  readonly onOver: (visitId: string, personId: string, day: string) => void;
  readonly onDrop: (visitId: string, personId: string, day: string) => void;
}

/** The week: a row a caregiver, a column a day. A visit is dragged, or chosen and moved by the form beside the board. */
export function PlanBoard(props: PlanBoardProps) {
  const { address, rows, days, visits, people, residents, chosen, mayMove, weighed, onOver, onDrop } = props;
  const { t, i18n } = useTranslation("visits");
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const cells = new Map<string, BoardVisit[]>();
  for (const visit of visits) {
    const key = `${visit.personId} ${visit.day}`;
    const cell = cells.get(key);
    if (cell) cell.push(visit);
    else cells.set(key, [visit]);
  }
  const total = (of: readonly BoardVisit[]) =>
    of.reduce(
      (sum, { minute, endMinute, travelMinutes, backMinutes }) => sum + endMinute - minute + travelMinutes + backMinutes,
      0,
    );
  const loads = new Map(rows.map((personId) => [personId, total(visits.filter((visit) => visit.personId === personId))]));
  const most = Math.max(60, ...loads.values());
  const enter = (key: string, personId: string, day: string) => {
    if (dragged === null || over === key) return;
    setOver(key);
    onOver(dragged, personId, day);
  };
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  const isOfCell = (key: string) => weighed?.to && key === `${weighed.to.personId} ${weighed.to.day}`;
  const look = (key: string) =>
    over !== key
      ? ""
      : `${classes.over} ${weighed === null || !isOfCell(key) ? "" : weighed.faults.length === 0 ? classes.can : classes.cannot}`;
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t("plan.board.label")}>
      <table className={classes.board}>
        <thead>
          <tr>
            <th scope="col">{t("plan.fair.person")}</th>
            {days.map(({ day }) => (
              <th scope="col" key={day}>
                {dayText(day, i18n.language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((personId) => (
            <tr key={personId}>
              <th scope="row">
                {people[personId] ?? t("due.somebody")}
                <Load minutes={loads.get(personId) ?? 0} most={most} />
              </th>
              {days.map(({ day, isWorkday }) => {
                const key = `${personId} ${day}`;
                const cell = cells.get(key) ?? [];
                return (
                  <td
                    key={day}
                    className={`${isWorkday ? "" : classes.off} ${look(key)}`}
                    onDragOver={(event) => dragged !== null && event.preventDefault()}
                    onDragEnter={() => enter(key, personId, day)}
                    onDrop={(event) => {
                      event.preventDefault();
                      if (dragged !== null) onDrop(dragged, personId, day);
                      end();
                    }}
                  >
                    {cell.map(({ id, residentId, minute, channel, isPinned, isUsual, pairId }) => (
                      <Link
                        key={id}
                        to={`${address}&visit=${id}#move`}
                        preventScrollReset
                        draggable={mayMove && pairId === null}
                        onDragStart={() => setDragged(id)}
                        onDragEnd={end}
                        className={`${classes.visit} ${isUsual ? classes.usual : ""} ${chosen === id ? classes.chosen : ""}`}
                      >
                        {clockText(minute)} {residents[residentId] ?? t("due.somebody")}
                        {channel === "phone" && ` ☎ ${t("plan.board.call")}`}
                        {isPinned && ` 📌 ${t("plan.board.pinned")}`}
                        {pairId !== null && ` · ${t("plan.board.two")}`}
                      </Link>
                    ))}
                    {cell.length > 0 && (
                      <Link className={classes.total} to={`${address.replace("/board", "/day")}&person=${personId}&day=${day}`}>
                        {t("plan.board.total", { count: cell.length, hours: hoursText(total(cell)) })}
                      </Link>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <Text p="md">{t("plan.board.empty")}</Text>}
    </div>
  );
}

/** A week's work as a bar beside the longest of the page, and as hours. */
function Load({ minutes, most }: { readonly minutes: number; readonly most: number }) {
  const { t } = useTranslation("visits");
  return (
    <span className={classes.load}>
      <span className={classes.bar} style={{ width: `${Math.round((100 * minutes) / most)}%` }} />
      {t("plan.board.load", { hours: hoursText(minutes) })}
    </span>
  );
}
