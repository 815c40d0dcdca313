import type { CareDraft } from "~/offline/care-phone";
import type { CareTurn } from "../../domain/care-day";
import type { CareList } from "../../domain/care-list";
import type { VainTry } from "../../domain/looked-for";
import { DANGER_SIGNS, type DangerSign } from "../../domain/danger-signs";
import { saysWhereabouts, VISIT_OUTCOMES, type VisitOutcome } from "../../domain/visit-log";
import { isDoneMark } from "./care-context";

/** How it went with somebody today, as this phone saved it or the list says; null = nobody was there yet. */
export type DoneToday = (turn: CareTurn) => VisitOutcome | null;

interface Mark {
  readonly residentId: string;
  readonly outcome: VisitOutcome;
  /** run for them, and they were not looked in on */
  readonly isErrand: boolean;
  /** milliseconds since 1970; a mark of an older program was made when it was kept */
  readonly at: number;
}

const marksOf = (drafts: readonly CareDraft[], today: string): Mark[] =>
  drafts
    .flatMap((draft) => {
      const { residentId, fields, changedAt } = draft;
      const outcome = VISIT_OUTCOMES.find((each) => each === fields["outcome"]);
      const at = typeof fields["at"] === "string" ? fields["at"] : changedAt;
      return isDoneMark(draft) && outcome && fields["day"] === today
        ? [{ residentId, outcome, isErrand: fields["purpose"] === "errand", at: Date.parse(at) }]
        : [];
    })
    .sort((a, b) => a.at - b.at);

/** The last visit of today counts, whoever made it; an errand is none. */
export const doneToday = (drafts: readonly CareDraft[], today: string): DoneToday =>
  lastOf(
    marksOf(drafts, today).filter(({ isErrand }) => !isErrand),
    today,
  );

/** Whether an errand is all that was done for somebody today. */
export function errandToday(drafts: readonly CareDraft[], today: string): (turn: CareTurn) => boolean {
  const run = new Set(marksOf(drafts, today).flatMap(({ isErrand, residentId }) => (isErrand ? [residentId] : [])));
  const isDone = doneToday(drafts, today);
  return (turn) =>
    isDone(turn) === null &&
    (run.has(turn.resident.id) || (turn.resident.last?.day === today && turn.resident.last.purpose === "errand"));
}

function lastOf(all: readonly Mark[], today: string): DoneToday {
  const marks = new Map(all.map((mark) => [mark.residentId, mark]));
  return ({ resident: { id, last } }) => {
    const mark = marks.get(id);
    if (last?.day !== today || last.purpose === "errand") return mark?.outcome ?? null;
    return mark && !(last.beganAt && Date.parse(last.beganAt) > mark.at) ? mark.outcome : last.outcome;
  };
}

/** A danger that this phone saved today. */
export interface SavedDanger {
  readonly visitId: string;
  readonly residentId: string;
  readonly signs: readonly DangerSign[];
  /** milliseconds since 1970 */
  readonly at: number;
}

/** The latest first. */
export const dangersToday = (drafts: readonly CareDraft[], today: string): SavedDanger[] =>
  drafts
    .flatMap((draft) => {
      const { dangers, visitId, day } = draft.fields;
      if (!isDoneMark(draft) || day !== today || !Array.isArray(dangers) || typeof visitId !== "string") return [];
      const signs = DANGER_SIGNS.filter((sign) => dangers.includes(sign));
      return signs.length > 0 ? [{ visitId, residentId: draft.residentId, signs, at: Date.parse(draft.changedAt) }] : [];
    })
    .sort((a, b) => b.at - a.at);

/** When this phone last saved today that it knows where somebody is; null = it did not. */
export function foundToday(drafts: readonly CareDraft[], today: string): (residentId: string) => number | null {
  const found = marksOf(drafts, today).filter(({ outcome }) => saysWhereabouts(outcome));
  const last = new Map(found.map(({ residentId, at }) => [residentId, at]));
  return (residentId) => last.get(residentId) ?? null;
}

/** Doors of today that nobody opened to this caregiver, where nobody was found since. */
export function vainTries(list: CareList, drafts: readonly CareDraft[], today: string): VainTry[] {
  // Whoever was met on an errand was found.
  const isDone = lastOf(marksOf(drafts, today), today);
  const isVain = (id: string) =>
    list.residents.some((resident) => resident.id === id && isDone({ resident, appointment: null }) === "no-answer");
  return marksOf(drafts, today).filter(({ residentId, outcome }) => outcome === "no-answer" && isVain(residentId));
}
