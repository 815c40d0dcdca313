// What a city may say of its own ladders and of its clocks for calling families back, and what it may not: a danger reaches somebody on
// duty within ten minutes, a ladder is over within the order's own time, and its end is a number to ring.
import { granted, refused, type Verdict } from "~/shared/verdict";
import { DANGER_ACTING, type Rung, type RungWho, type SourceKind } from "./alarm";

/** Those a city chooses among, upwards, each at most once. */
export const CHOSEN_RUNGS = [
  "community",
  "deputy",
  "street",
  "contact",
  "district",
  "city",
] as const satisfies readonly RungWho[];
/** What stands before and after them, whatever a city says; contacts are known where somebody's file is. */
export const LADDER_SHAPE: Readonly<
  Record<SourceKind, { readonly first: RungWho; readonly hasContact: boolean; readonly endsInNumber: boolean }>
> = {
  visit: { first: "visitor", hasContact: true, endsInNumber: true },
  finding: { first: "visitor", hasContact: true, endsInNumber: true },
  "work-order": { first: "visitor", hasContact: false, endsInNumber: false },
  "family-request": { first: "community", hasContact: false, endsInNumber: true },
  "refused-record": { first: "visitor", hasContact: false, endsInNumber: true },
};
export const DANGER_WITHIN = 10;
const LONGEST_LADDER = 1440;

export interface TypedRung {
  readonly who: string;
  readonly minutes: string;
  readonly actingMinutes: string;
}

export type LadderProblem =
  "minutes" | "acting-minutes" | "danger-acting" | "nobody-on-duty" | "danger-too-late" | "ladder-too-long" | "say-why";

/**
 * @param firstMinutes how long whoever was there has, before anybody on duty has their turn
 * @param within minutes in which what it is about must be dealt with; null = nothing says
 */
export function ladderSaid(
  kind: SourceKind,
  firstMinutes: string,
  typed: readonly TypedRung[],
  reason: string,
  within: number | null,
): Verdict<Rung[], LadderProblem> {
  const source = reason.trim();
  if (source.length < 2 || source.length > 200) return refused("say-why");
  const shape = LADDER_SHAPE[kind];
  const first = shape.first === "visitor" ? wholeNumber(firstMinutes, 0, LONGEST_LADDER) : 0;
  const chosen = CHOSEN_RUNGS.filter((who) => who !== "contact" || shape.hasContact).flatMap((who) =>
    typed.filter((one) => one.who === who).slice(0, 1),
  );
  if (!chosen.some(({ who }) => who !== "contact")) return refused("nobody-on-duty");
  const rungs = chosen.map(({ who, minutes, actingMinutes }) => ({
    ...{ who: who as RungWho, minutes: wholeNumber(minutes, 1, LONGEST_LADDER), source, mark: "S" },
    actingMinutes: wholeNumber(actingMinutes, 5, LONGEST_LADDER),
  }));
  if (first === null || rungs.some(({ minutes }) => minutes === null)) return refused("minutes");
  if (rungs.some(({ actingMinutes }) => actingMinutes === null)) return refused("acting-minutes");
  const acting = isDanger(kind) ? DANGER_ACTING : 60;
  if (isDanger(kind) && rungs.some(({ actingMinutes }) => (actingMinutes ?? 0) > acting)) return refused("danger-acting");
  const said: Rung[] = [
    { who: shape.first, minutes: first, actingMinutes: acting, source, mark: "S" },
    ...rungs.map((one) => ({ ...one, minutes: one.minutes ?? 0, actingMinutes: one.actingMinutes ?? acting })),
    ...(shape.endsInNumber ? [{ who: "authority" as const, minutes: 0, actingMinutes: acting, source, mark: "S" }] : []),
  ];
  const onDuty = said.findIndex(({ who }, at) => at > 0 && who !== "contact");
  const untilDuty = said.slice(0, onDuty).reduce((sum, { minutes }) => sum + minutes, 0);
  if (isDanger(kind) && untilDuty > DANGER_WITHIN) return refused("danger-too-late");
  if (ladderMinutes(said) > (within ?? LONGEST_LADDER)) return refused("ladder-too-long");
  return granted(said);
}

const isDanger = (kind: SourceKind): boolean => kind === "finding" || kind === "refused-record";

/** Whether whoever is asked first is the only one: where they do not answer, nobody else is told by this ladder. */
export const asksOneOnly = (rungs: readonly { readonly who: string }[]): boolean =>
  rungs.filter(({ who }) => who !== "visitor" && who !== "authority").length < 2;

/** How long a ladder takes until only a number is left. */
export const ladderMinutes = (rungs: readonly Pick<Rung, "minutes">[]): number =>
  rungs.slice(0, -1).reduce((sum, { minutes }) => sum + minutes, 0);

export interface TypedClock {
  readonly urgency: string;
  readonly minutes: string;
  /** `09:00`; "" in both = at any hour */
  readonly dayFrom: string;
  readonly dayUntil: string;
  readonly reason: string;
}

export interface SaidClock {
  readonly minutes: number;
  readonly dayFrom: number | null;
  readonly dayUntil: number | null;
  readonly reason: string;
}

export type ClockProblem = "clock-minutes" | "clock-hours" | "danger-clock" | "say-why";
const DANGER_CALLED_WITHIN = 60;
const LONGEST_CLOCK = 10_080;

/** @param minuteSaid minutes of the day that were typed, null where they cannot be read */
export function clockSaid(typed: TypedClock, minuteSaid: (text: string) => number | null): Verdict<SaidClock, ClockProblem> {
  const reason = typed.reason.trim();
  if (reason.length < 2 || reason.length > 200) return refused("say-why");
  const minutes = wholeNumber(typed.minutes, 5, LONGEST_CLOCK);
  if (minutes === null) return refused("clock-minutes");
  const isAlways = typed.dayFrom.trim() === "" && typed.dayUntil.trim() === "";
  const [dayFrom, dayUntil] = isAlways ? [null, null] : [minuteSaid(typed.dayFrom), minuteSaid(typed.dayUntil)];
  if (!isAlways && (dayFrom === null || dayUntil === null || dayFrom >= dayUntil || dayFrom > 1439))
    return refused("clock-hours");
  if (typed.urgency === "danger" && (!isAlways || minutes > DANGER_CALLED_WITHIN)) return refused("danger-clock");
  return granted({ minutes, dayFrom, dayUntil, reason });
}

function wholeNumber(text: string, least: number, most: number): number | null {
  const said = text.normalize("NFKC").trim();
  const number = Number(said);
  return /^\d{1,5}$/.test(said) && number >= least && number <= most ? number : null;
}
