import type { CareDraft } from "~/offline/care-phone";
import type { CareTurn } from "../../domain/care-day";
import { VISIT_OUTCOMES, type VisitOutcome } from "../../domain/visit-log";
import { isDoneMark } from "./care-context";

/** How it went with somebody today, as this phone saved it or the list says; null = nobody was there yet. */
export type DoneToday = (turn: CareTurn) => VisitOutcome | null;

export function doneToday(drafts: readonly CareDraft[], today: string): DoneToday {
  const marks = new Map(
    drafts.flatMap(({ residentId, fields, ...draft }) => {
      const outcome = VISIT_OUTCOMES.find((each) => each === fields["outcome"]);
      const isToday = isDoneMark({ residentId, fields, ...draft }) && fields["day"] === today;
      return outcome && isToday ? [[residentId, outcome] as const] : [];
    }),
  );
  return ({ resident: { id, last } }) => marks.get(id) ?? (last?.day === today ? last.outcome : null);
}
