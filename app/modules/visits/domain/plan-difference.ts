import type { CalendarDay } from "~/shared/calendar-day";

/** A visit of a plan as a board shows it. */
export interface BoardVisit {
  readonly id: string;
  readonly residentId: string;
  readonly personId: string;
  readonly areaCode: string;
  readonly day: CalendarDay;
  readonly minute: number;
  readonly endMinute: number;
  readonly channel: "home" | "phone";
  readonly cause: string;
  readonly causeId: string | null;
  readonly closesOn: CalendarDay;
  readonly minutes: number;
  readonly isPinned: boolean;
  readonly pairId: string | null;
  readonly isUsual: boolean;
  readonly travelMinutes: number;
  readonly travelMetres: number;
  readonly backMinutes: number;
  readonly backMetres: number;
}

export interface PlanTotals {
  readonly visits: number;
  readonly calls: number;
  /** visits, calls and ways together */
  readonly workMinutes: number;
  readonly travelMinutes: number;
  readonly metres: number;
  /** visits by the responsible visitor or the deputy */
  readonly byUsual: number;
  readonly people: readonly PersonTotals[];
}

export interface PersonTotals {
  readonly personId: string;
  readonly visits: number;
  readonly workMinutes: number;
  readonly travelMinutes: number;
  readonly metres: number;
  readonly byUsual: number;
}

export interface PlanDifference {
  readonly same: number;
  readonly moved: readonly Moved[];
  readonly added: readonly BoardVisit[];
  readonly dropped: readonly BoardVisit[];
}

/** What a resident notices most of a move: somebody else; the same person on another day; a call, or a visit again; another hour. */
export const MOVE_KINDS = ["person", "day", "channel", "hour"] as const;
export type MoveKind = (typeof MOVE_KINDS)[number];

export interface Moved {
  readonly kind: MoveKind;
  readonly before: BoardVisit;
  readonly after: BoardVisit;
}

function grouped(visits: readonly BoardVisit[], key: (visit: BoardVisit) => string): Map<string, BoardVisit[]> {
  const groups = new Map<string, BoardVisit[]>();
  for (const visit of visits) {
    const group = groups.get(key(visit));
    if (group) group.push(visit);
    else groups.set(key(visit), [visit]);
  }
  return groups;
}

const workOf = ({ minute, endMinute, travelMinutes, backMinutes }: BoardVisit): number =>
  endMinute - minute + travelMinutes + backMinutes;

export function planTotals(visits: readonly BoardVisit[], personIds: readonly string[]): PlanTotals {
  const sum = (of: readonly BoardVisit[], figure: (visit: BoardVisit) => number) =>
    of.reduce((total, visit) => total + figure(visit), 0);
  const figures = (of: readonly BoardVisit[]) => ({
    visits: of.length,
    workMinutes: sum(of, workOf),
    travelMinutes: sum(of, ({ travelMinutes, backMinutes }) => travelMinutes + backMinutes),
    metres: sum(of, ({ travelMetres, backMetres }) => travelMetres + backMetres),
    byUsual: sum(of, ({ isUsual }) => (isUsual ? 1 : 0)),
  });
  const byPerson = grouped(visits, ({ personId }) => personId);
  const everybody = [...new Set([...personIds, ...byPerson.keys()])];
  return {
    ...figures(visits),
    calls: sum(visits, ({ channel }) => (channel === "phone" ? 1 : 0)),
    people: everybody.map((personId) => ({ personId, ...figures(byPerson.get(personId) ?? []) })),
  };
}

/** What changes for residents and visitors: the same visit on another day, at another hour or by somebody else; new ones; ones that fall away. */
export function planDifference(before: readonly BoardVisit[], after: readonly BoardVisit[]): PlanDifference {
  const key = ({ residentId, cause, causeId }: BoardVisit): string => `${residentId} ${cause} ${causeId ?? ""}`;
  const left = grouped(before, key);
  const taken = new Map<BoardVisit, BoardVisit>();
  const claim = (visit: BoardVisit, fits: (other: BoardVisit) => boolean): void => {
    if (taken.has(visit)) return;
    const others = left.get(key(visit)) ?? [];
    const at = others.findIndex(fits);
    if (at >= 0) taken.set(visit, others.splice(at, 1)[0]!);
  };
  // A call has no hour of its own: it is made before setting out.
  const isSame = (a: BoardVisit, b: BoardVisit) =>
    a.personId === b.personId && a.day === b.day && a.channel === b.channel && (a.channel === "phone" || a.minute === b.minute);
  for (const visit of after) claim(visit, (other) => isSame(visit, other));
  const isOneWindow = (a: BoardVisit, b: BoardVisit) => a.closesOn === b.closesOn;
  for (const visit of after)
    claim(visit, (other) => isOneWindow(visit, other) && visit.personId === other.personId && visit.day === other.day);
  for (const visit of after) claim(visit, (other) => isOneWindow(visit, other) && visit.personId === other.personId);
  for (const visit of after) claim(visit, (other) => isOneWindow(visit, other));
  for (const visit of after) claim(visit, () => true);
  const pairs = after.flatMap((now) => {
    const then = taken.get(now);
    return then ? [{ before: then, after: now }] : [];
  });
  const moved = pairs.filter(({ before: then, after: now }) => !isSame(then, now));
  return {
    same: pairs.length - moved.length,
    moved: moved.map((pair): Moved => ({ ...pair, kind: kindOf(pair.before, pair.after) })),
    added: after.filter((visit) => !taken.has(visit)),
    dropped: [...left.values()].flat(),
  };
}

const kindOf = (before: BoardVisit, after: BoardVisit): MoveKind =>
  before.personId !== after.personId
    ? "person"
    : before.day !== after.day
      ? "day"
      : before.channel !== after.channel
        ? "channel"
        : "hour";

/** How unequal work is: the longest, the shortest and the middle of those who work, in minutes. */
export function workSpread(
  people: readonly PersonTotals[],
): { readonly least: number; readonly middle: number; readonly most: number } | null {
  const minutes = people.map(({ workMinutes }) => workMinutes).sort((a, b) => a - b);
  if (minutes.length === 0) return null;
  return { least: minutes[0]!, middle: minutes[minutes.length >> 1]!, most: minutes.at(-1)! };
}
