// What the demo's grid workers logged until yesterday: the month before this one and the days of this one that are over.
import { eachDayOfInterval, formatISO, isWeekend, parseISO, startOfMonth, subDays, subMonths } from "date-fns";
import type { FindingKind, VisitChannel, VisitOutcome } from "~/modules/visits/domain/visit-log";
import type { RiskLevel } from "~/modules/residents/domain/risk-level";
import type { CalendarDay } from "~/shared/calendar-day";
import { demoKeys } from "./demo-keys";
import { randomStream } from "./random-stream";

export interface VisitedLife {
  readonly id: string;
  readonly areaCode: string;
  readonly responsibleId: string;
  readonly registeredOn: CalendarDay;
  readonly risk: RiskLevel;
}

export interface MadeVisit {
  readonly id: string;
  readonly residentId: string;
  readonly areaCode: string;
  readonly authorId: string;
  readonly day: CalendarDay;
  /** minutes after midnight */
  readonly began: number;
  readonly minutes: number;
  readonly outcome: VisitOutcome;
  readonly channel: VisitChannel;
  readonly found: { readonly id: string; readonly kind: FindingKind; readonly isClosed: boolean } | null;
}

/** @param until the first day on which nothing is logged yet */
export function madeVisits(lives: readonly VisitedLife[], until: CalendarDay): MadeVisit[] {
  const stream = randomStream("visits");
  const key = demoKeys("visits");
  const foundKey = demoKeys("visits/found");
  const yesterday = subDays(parseISO(until), 1);
  const months = [startOfMonth(subMonths(parseISO(until), 1)), startOfMonth(parseISO(until))].map((first) =>
    eachDayOfInterval({ start: first, end: subDays(startOfMonth(subMonths(first, -1)), 1) }).filter((day) => !isWeekend(day)),
  );
  return lives.flatMap((life) =>
    months.flatMap((days) => {
      const weeks = life.risk === "high" ? piecesOf(days, 5) : [days];
      return weeks.flatMap((choice) => {
        const day = stream.pick(choice);
        const isMade = stream.percent(life.risk === "high" ? 93 : 95);
        const visit = made(life, day);
        return isMade && day <= yesterday && visit.day >= life.registeredOn ? [visit] : [];
      });
    }),
  );

  function made({ id: residentId, areaCode, responsibleId: authorId, risk }: VisitedLife, on: Date): MadeVisit {
    const isCall = risk === "key" && stream.percent(30);
    const outcome = isCall
      ? "spoken-to"
      : stream.percent(95)
        ? "seen"
        : stream.percent(3)
          ? "away"
          : stream.pick(["no-answer", "refused"] as const);
    const isFound = outcome === "seen" && stream.percent(4);
    const kind = stream.pick(["utilities", "health", "housing", "hardship", "service", "other"] as const);
    // Most of what is found is settled within days; a repair drags on.
    const isClosed = stream.percent(80) || on < subDays(yesterday, kind === "housing" ? 16 : 8);
    return {
      ...{ id: key(), residentId, areaCode, authorId, outcome, day: formatISO(on, { representation: "date" }) },
      began: stream.whole(9 * 60, 16 * 60 + 30),
      minutes: outcome === "seen" ? stream.whole(20, 45) : stream.whole(2, 8),
      channel: isCall ? "phone" : "home",
      found: isFound ? { id: foundKey(), kind, isClosed } : null,
    };
  }
}

const piecesOf = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
