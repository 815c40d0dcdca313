import { useTranslation } from "react-i18next";
import { clockText } from "~/modules/residents/domain/resident-draft";
import classes from "./day-sheet.module.css";

export interface SheetVisit {
  readonly id: string;
  readonly residentId: string;
  readonly name: string | null;
  readonly cell: string | null;
  readonly areaCode: string;
  readonly minute: number;
  readonly endMinute: number;
  readonly channel: "home" | "phone";
  readonly cause: string;
  readonly minutes: number;
  readonly travelMinutes: number;
  readonly backMinutes: number;
  readonly isForTwo: boolean;
}

interface DaySheetPaperProps {
  readonly name: string;
  readonly day: string;
  readonly visits: readonly SheetVisit[];
  readonly areas: Readonly<Record<string, string>>;
  /** null = masked */
  readonly waysIn: Readonly<Record<string, { readonly address: string | null; readonly accessNote: string | null }>> | null;
  /** who prints, when, under which number; null = only looked at */
  readonly printed: string | null;
}

const BOXES = ["seen", "no-answer", "refused", "problem"] as const;

/** 探访日程单: one caregiver's day on A4, in the order of the way. */
export function DaySheetPaper({ name, day, visits, areas, waysIn, printed }: DaySheetPaperProps) {
  const { t } = useTranslation("visits");
  const minutes = visits.reduce((sum, visit) => sum + visit.minutes + visit.travelMinutes + visit.backMinutes, 0);
  const access = (residentId: string) => {
    if (!waysIn) return t("daySheet.masked");
    const { address = null, accessNote = null } = waysIn[residentId] ?? {};
    return [address, accessNote].filter(Boolean).join("；") || t("daySheet.noAccess");
  };
  return (
    <article className={printed ? classes.sheet : `${classes.sheet} no-print`}>
      <h2>{t("daySheet.title")}</h2>
      <p>{t("daySheet.lead", { name, day, count: visits.length, minutes })}</p>
      {printed && <p className={classes.quiet}>{printed}</p>}
      <table>
        <thead>
          <tr>
            {["nth", "time", "who", "where", "access", "purpose", "minutes", "done"].map((key) => (
              <th key={key} scope="col">
                {t(`daySheet.column.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {visits.map((visit, at) => (
            <tr key={visit.id}>
              <td>{at + 1}</td>
              <td>
                {clockText(visit.minute)}–{clockText(visit.endMinute)}
                {visit.travelMinutes > 0 && (
                  <div className={classes.quiet}>{t("daySheet.way", { minutes: visit.travelMinutes })}</div>
                )}
              </td>
              <td className={classes.who}>{visit.name ?? t("daySheet.masked")}</td>
              <td>
                {areas[visit.areaCode] ?? visit.areaCode}
                {visit.cell && <div className={classes.quiet}>{t("daySheet.cell", { cell: visit.cell })}</div>}
              </td>
              <td className={classes.access}>{access(visit.residentId)}</td>
              <td>
                {t(`daySheet.${visit.channel}`)}
                <div className={classes.quiet}>
                  {t(`daySheet.cause.${visit.cause}`)}
                  {visit.isForTwo && ` · ${t("daySheet.two")}`}
                </div>
              </td>
              <td>{visit.minutes}</td>
              <td>
                <ul className={classes.boxes}>
                  {BOXES.map((box) => (
                    <li key={box}>{t(`daySheet.box.${box}`)}</li>
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
      <p className={classes.quiet}>{t("daySheet.keep")}</p>
    </article>
  );
}

/** What comes out of the printer where the browser's own command was used. */
export function NotPrinted() {
  const { t } = useTranslation("visits");
  return <p className={classes.onlyOnPaper}>{t("daySheet.onlyByButton")}</p>;
}
