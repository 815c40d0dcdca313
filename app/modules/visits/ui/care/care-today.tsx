import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { CareDraft, OutboxItem } from "~/offline/care-phone";
import { residentOf, type CareTurn } from "../../domain/care-day";
import type { CareList } from "../../domain/care-list";
import { lookedFor } from "../../domain/looked-for";
import type { VisitOutcome } from "../../domain/visit-log";
import classes from "./care.module.css";
import { isForm } from "./care-context";
import { CareSavedDangers } from "./care-saved-danger";
import { CalledUpon, CareLookedFor } from "./care-looked-for";
import { CarePerson, Ways } from "./care-person";
import { areaWords, clock, dayWords } from "./care-words";
import { dangersToday, errandToday, foundToday, vainTries, type DoneToday } from "./done-today";

interface CareTodayProps {
  readonly list: CareList;
  readonly today: string;
  /** by the city's clock, as well as this phone knows it */
  readonly now: number;
  readonly turns: readonly CareTurn[];
  readonly drafts: readonly CareDraft[];
  readonly isDone: DoneToday;
  readonly isUnsent: boolean;
  readonly items: readonly OutboxItem[];
  readonly onStart: (residentId: string) => void;
  readonly onRefresh: () => void;
}

/** Whoever was not found, then the next one, large; then everybody of today. */
export function CareToday(props: CareTodayProps) {
  const { list, today, now, turns, drafts, isDone, isUnsent, onStart } = props;
  const { t, i18n } = useTranslation("care");
  const begun = drafts.filter((draft) => isForm(draft) && residentOf(list, drafts, draft.residentId) !== null);
  // Whose bell is rung again later is nobody's next before it is time.
  const waits = new Set(
    begun
      .filter(({ fields }) => typeof fields["ringAgainAt"] === "string" && Date.parse(fields["ringAgainAt"]) > now)
      .map(({ residentId }) => residentId),
  );
  const people = lookedFor(list, vainTries(list, drafts, today), foundToday(drafts, today)).filter(
    ({ residentId }) => !waits.has(residentId),
  );
  const isSought = (turn: CareTurn) => waits.has(turn.resident.id) || isDone(turn) === "no-answer";
  const next = turns.find((turn) => isDone(turn) === null && !waits.has(turn.resident.id));
  const waiting = turns.filter((turn) => isDone(turn) === null || isSought(turn));
  const left = waiting.length;
  const leftToday = waiting.filter(isOfToday(today)).length;
  const unseen = turns.filter((turn) => !SEEN.includes(isDone(turn) ?? "other")).length;
  return (
    <div style={{ display: "grid", gap: "1rem" }}>
      <h1 style={{ margin: 0, fontSize: "1.25rem" }}>
        {t("today.title", { day: dayWords(today, i18n.language) })} · {t("today.left", { count: leftToday })}
        {left > leftToday && ` · ${t("today.owed", { count: left - leftToday })}`}
      </h1>
      <CareSavedDangers
        {...{ list, now, items: props.items, onRefresh: props.onRefresh }}
        dangers={dangersToday(drafts, today)}
      />
      <CalledUpon alarms={list.alarms ?? []} city={list.city} now={now} />
      <CareLookedFor {...{ list, people, now, isUnsent, onStart }} />
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
          <p style={{ margin: 0 }}>
            {turns.length === 0
              ? t("today.none")
              : left > 0
                ? t("today.stillSought", { count: left })
                : unseen > 0
                  ? t("today.allGone", { count: unseen })
                  : t("today.allDone")}
          </p>
          <Link to="/care/week">{t("today.lookAtWeek")}</Link>
        </section>
      )}
      {turns.length > 0 && (
        <section aria-label={t("today.list")} className="surface">
          <TurnList {...{ list, turns, isDone }} isErrand={errandToday(drafts, today)} />
        </section>
      )}
      <Link to="/care/map" className={classes.big} data-tone="quiet">
        {t("map.open")}
      </Link>
    </div>
  );
}

/** At an hour of today, or owed by its end; the others have days left. */
const isOfToday =
  (today: string) =>
  ({ appointment, resident }: CareTurn): boolean =>
    appointment !== null || resident.due === null || resident.due.closesOn <= today;

/** Somebody was met, or heard: only then a visit of today is more than a way that was gone. */
const SEEN: readonly VisitOutcome[] = ["seen", "spoken-to"];

/** What the last one found, and what of it is to be asked about. */
function BringUp({ turn: { resident } }: { readonly turn: CareTurn }) {
  const { t, i18n } = useTranslation("care");
  const { t: say } = useTranslation("visits");
  const { last } = resident;
  if (!last) return null;
  return (
    <p style={{ margin: "0.5rem 0 0" }}>
      <b>{t("last.title")}</b> {dayWords(last.day, i18n.language)} {say(`outcome.${last.outcome}`)}
      {last.openFindings.length > 0 && (
        <span className={classes.state} data-state="refused">
          {" "}
          {t("last.open", { kinds: last.openFindings.map((kind) => say(`finding.${kind}`)).join(t("form.comma")) })}
        </span>
      )}
      {last.needs && (
        <>
          <br />
          <b>{t("today.bringUp")}</b> {last.needs}
        </>
      )}
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
  /** an errand was run for them today, and that was all */
  readonly isErrand?: (turn: CareTurn) => boolean;
  /** as they are numbered on the map */
  readonly isNumbered?: boolean;
}

export function TurnList({ list, turns, isDone, isErrand, isNumbered = false }: TurnListProps) {
  const { t, i18n } = useTranslation("care");
  const { t: say } = useTranslation("visits");
  const doneWords = (outcome: VisitOutcome | null) =>
    outcome &&
    (outcome === "no-answer"
      ? t("today.goAgain")
      : t(SEEN.includes(outcome) ? "today.done" : "today.gone", { outcome: say(`outcome.${outcome}`) }));
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
            <span className={classes.state}>{doneWords(isDone(turn)) ?? (isErrand?.(turn) ? t("today.errand") : "›")}</span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
