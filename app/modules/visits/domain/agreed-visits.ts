import type { Appointment, VisitOnRecord } from "./town-on-record";

/** What makes an appointment the one for a visit that is owed. */
export interface ForVisit {
  readonly residentId: string;
  readonly cause: string;
  readonly causeId: string | null;
  readonly closesOn: string;
}

/** An appointment, and the visit it was made for. */
export interface Agreed extends ForVisit, Appointment {
  readonly isPinned: boolean;
  readonly pairId: string | null;
}

/** Appointments of one visit: one, or two where two people go. */
export type Agreement = readonly Agreed[];

/** Both halves of a visit for two together. */
export function agreements(rows: readonly Agreed[]): Agreement[] {
  const pairs = new Map<string, Agreed[]>();
  const alone: Agreement[] = [];
  for (const row of rows)
    if (row.pairId === null) alone.push([row]);
    else pairs.set(row.pairId, [...(pairs.get(row.pairId) ?? []), row]);
  return [...alone, ...pairs.values()];
}

const groupOf = ({ residentId, cause, causeId }: ForVisit): string => `${residentId} ${cause} ${causeId ?? ""}`;

/**
 * For each visit owed the agreement that was made for it, or null. Windows move when rules or visits are recorded, so what does
 * not find its very window takes the next of the same resident and reason; and when a rule takes another's place, what it asks
 * for takes the next that was agreed because of any rule. A campaign's and a major change's are their own.
 */
export function agreedFor(owed: readonly ForVisit[], made: readonly Agreement[]): (Agreement | null)[] {
  const free = new Map<string, Agreement[]>();
  for (const agreement of made) {
    const group = groupOf(agreement[0]!);
    free.set(group, [...(free.get(group) ?? []), agreement]);
  }
  const found = owed.map((visit) => take(free.get(groupOf(visit)), (each) => each[0]!.closesOn === visit.closesOn));
  const next = owed.map((visit, at) => found[at] ?? take(free.get(groupOf(visit)), () => true));
  const byRule = new Map<string, Agreement[]>();
  for (const agreement of [...free.values()].flat().sort((a, b) => (a[0]!.day < b[0]!.day ? -1 : 1)))
    if (agreement[0]!.cause === "rule")
      byRule.set(agreement[0]!.residentId, [...(byRule.get(agreement[0]!.residentId) ?? []), agreement]);
  return owed.map((visit, at) => next[at] ?? (visit.cause === "rule" ? take(byRule.get(visit.residentId), () => true) : null));
}

/** For each visit owed whether an agreement for its very window is there: for days that a plan does not write, and so only counts. */
export function isPromised(owed: readonly ForVisit[], made: readonly Agreement[]): boolean[] {
  const windowOf = (visit: ForVisit): string => `${groupOf(visit)} ${visit.closesOn}`;
  const windows = new Set(made.map((agreement) => windowOf(agreement[0]!)));
  return owed.map((visit) => windows.has(windowOf(visit)));
}

function take(from: Agreement[] | undefined, fits: (each: Agreement) => boolean): Agreement | null {
  const at = from?.findIndex(fits) ?? -1;
  return at < 0 ? null : from!.splice(at, 1)[0]!;
}

export const appointmentsOf = (agreement: Agreement | null): VisitOnRecord["published"] =>
  (agreement ?? []).map(({ personId, day, minute }) => ({ personId, day, minute }));
