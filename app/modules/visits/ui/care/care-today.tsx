import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { CareDraft } from "~/offline/care-phone";
import { residentOf, type CareTurn } from "../../domain/care-day";
import type { CareList } from "../../domain/care-list";
import type { VisitOutcome } from "../../domain/visit-log";
import classes from "./care.module.css";
import { isForm } from "./care-context";
import { doneToday, type DoneToday } from "./done-today";
import { CarePerson, Ways } from "./care-person";
import { areaWords, clock, dayWords } from "./care-words";

interface CareTodayProps {
  readonly list: CareList;
  readonly today: string;
  readonly now: number;
  readonly turns: readonly CareTurn[];
  readonly drafts: readonly CareDraft[];
  readonly onStart: (residentId: string) => void;
}

/** The next one, large; then everybody of today. */
export function CareToday({ list, today, now, turns, drafts, onStart }: CareTodayProps) {
  const { t, i18n } = useTranslation("care");
  const isDone = doneToday(drafts, today);
  const begun = drafts.filter((draft) => isForm(draft) && residentOf(list, drafts, draft.residentId) !== null);
  // Whose bell is rung again later is nobody's next before it is time.
  const waits = new Set(
    begun
      .filter(({ fields }) => typeof fields["ringAgainAt"] === "string" && Date.parse(fields["ringAgainAt"]) > now)
      .map(({ residentId }) => residentId),
  );
  const next = turns.find((turn) => !isDone(turn) && !waits.has(turn.resident.id));
  const left = turns.filter((turn) => !isDone(turn)).length;
  return (
    <div style={{ display: "grid", gap: "1rem" }}>
      <h1 style={{ margin: 0, fontSize: "1.25rem" }}>
        {t("today.title", { day: dayWords(today, i18n.language) })} · {t("today.left", { count: left })}
      </h1>
      <Begun {...{ begun, list, now }} />
      {next ? (
        <section className={classes.next} aria-label={t("today.next")}>
          <div style={{ color: "var(--quiet)" }}>
            {t("today.next")}
            {next.appointment && ` · ${clock(next.appointment.minute)}–${clock(next.appointment.endMinute)}`}
            {next.appointment?.channel === "phone" && ` · ${t("today.byPhone")}`}
            {next.appointment?.isForTwo && ` · ${t("today.forTwo")}`}
          </div>
          <h2 className={classes.name}>{next.resident.name}</h2>
          <CarePerson list={list} resident={next.resident} isShort />
          <BringUp turn={next} />
          <div style={{ display: "grid", gap: "0.5rem", marginTop: "0.75rem" }}>
            <Ways resident={next.resident} />
            <button
              type="button"
              className={classes.big}
              style={{ minHeight: "4.5rem" }}
              onClick={() => onStart(next.resident.id)}
            >
              {t("today.start")}
            </button>
          </div>
        </section>
      ) : (
        <section className={classes.next}>
          <p style={{ margin: 0 }}>{t(turns.length === 0 ? "today.none" : "today.allDone")}</p>
          <Link to="/care/week">{t("today.lookAtWeek")}</Link>
        </section>
      )}
      {turns.length > 0 && (
        <section aria-label={t("today.list")} className="surface">
          <TurnList {...{ list, turns, isDone }} />
        </section>
      )}
      <Link to="/care/map" className={classes.big} data-tone="quiet">
        {t("map.open")}
      </Link>
    </div>
  );
}

/** What to bring up: what the last one found, and what is still open. */
function BringUp({ turn: { resident } }: { readonly turn: CareTurn }) {
  const { t, i18n } = useTranslation("care");
  const { t: say } = useTranslation("visits");
  const { last } = resident;
  if (!last) return null;
  return (
    <p style={{ margin: "0.5rem 0 0" }}>
      <b>{t("today.bringUp")}</b> {dayWords(last.day, i18n.language)} {say(`outcome.${last.outcome}`)}
      {last.openFindings.length > 0 && (
        <span className={classes.state} data-state="refused">
          {" "}
          {t("last.open", { kinds: last.openFindings.map((kind) => say(`finding.${kind}`)).join(t("form.comma")) })}
        </span>
      )}
      {last.needs && ` · ${last.needs}`}
    </p>
  );
}

interface BegunProps {
  readonly begun: readonly CareDraft[];
  readonly list: CareList;
  readonly now: number;
}

/** Forms that were left half-way, and bells to be rung once more. */
function Begun({ begun, list, now }: BegunProps) {
  const { t } = useTranslation("care");
  return begun.map(({ visitId, residentId, fields }) => {
    const name = residentOf(list, begun, residentId)?.name ?? "";
    const again = typeof fields["ringAgainAt"] === "string" ? Date.parse(fields["ringAgainAt"]) : null;
    const minutes = again === null ? 0 : Math.ceil((again - now) / 60_000);
    return (
      <div key={visitId} className={classes.line} data-tone="warn">
        <span>
          {again === null
            ? t("today.begun", { name })
            : t(minutes > 0 ? "today.ringIn" : "today.ringNow", { name, minutes: Math.max(0, minutes) })}
        </span>
        <Link to={`/care/visit/${residentId}`} className={classes.choice} aria-label={`${t("today.goOn")} ${name}`}>
          {t("today.goOn")}
        </Link>
      </div>
    );
  });
}

interface TurnListProps {
  readonly list: CareList;
  readonly turns: readonly CareTurn[];
  readonly isDone: DoneToday;
  /** as they are numbered on the map */
  readonly isNumbered?: boolean;
}

export function TurnList({ list, turns, isDone, isNumbered = false }: TurnListProps) {
  const { t, i18n } = useTranslation("care");
  const { t: say } = useTranslation("visits");
  const doneWords = (outcome: VisitOutcome | null) => outcome && t("today.done", { outcome: say(`outcome.${outcome}`) });
  return (
    <ol className={classes.rows}>
      {turns.map((turn, at) => (
        <li key={`${turn.resident.id} ${at}`}>
          <Link to={`/care/visit/${turn.resident.id}`} className={classes.row}>
            <span className={classes.rowMain}>
              <b>
                {isNumbered && `${at + 1} · `}
                {turn.appointment ? `${clock(turn.appointment.minute)} ` : ""}
                {turn.resident.name}
              </b>
              <br />
              <span style={{ color: "var(--quiet)" }}>
                {turn.resident.address ?? areaWords(list, turn.resident.areaCode, i18n.language)}
                {!turn.appointment &&
                  turn.resident.due &&
                  ` · ${t("today.until", { day: dayWords(turn.resident.due.closesOn, i18n.language) })}`}
              </span>
            </span>
            <span className={classes.state}>{doneWords(isDone(turn)) ?? "›"}</span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
