// Decides what happens to a chain of dated rows when a new value holds from a day on. Half-open periods, never
// overlapping: what was said about earlier days stays, and a change already recorded for a later day stays too.
import { holdsOn, type CalendarDay, type Dated } from "~/shared/calendar-day";

/** A row as stored: its key is kept so that only what changed is written. */
export interface DatedRow<V> extends Dated {
  readonly id: string | null;
  readonly value: V;
}

/** The rows after `value` holds from `day`, in order of time. A row that began that very day is corrected in place. */
export function recordFrom<V>(
  rows: readonly DatedRow<V>[],
  day: CalendarDay,
  value: V,
  isSame: (a: V, b: V) => boolean,
): DatedRow<V>[] {
  const inForce = rows.find((row) => holdsOn(row, day));
  if (inForce && isSame(inForce.value, value)) return inOrder(rows);
  if (inForce?.from === day) return inOrder(rows.map((row) => (row === inForce ? { ...row, value } : row)));
  const kept = rows.map((row) => (row === inForce ? { ...row, to: day } : row));
  return inOrder([...kept, { id: null, from: day, to: inForce ? inForce.to : nextStart(rows, day), value }]);
}

/** The rows after nothing holds from `day` on: running rows end, rows that would begin later are taken back. */
export const endFrom = <R extends Dated>(rows: readonly R[], day: CalendarDay): R[] =>
  rows.filter((row) => row.from < day).map((row) => (row.to === null || row.to > day ? { ...row, to: day } : row));

export const rowOn = <R extends Dated>(rows: readonly R[], day: CalendarDay): R | undefined =>
  rows.find((row) => holdsOn(row, day));

const inOrder = <R extends Dated>(rows: readonly R[]): R[] =>
  [...rows].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));

function nextStart(rows: readonly Dated[], day: CalendarDay): CalendarDay | null {
  const later = rows.map((row) => row.from).filter((from) => from > day);
  return later.length === 0 ? null : later.reduce((least, from) => (from < least ? from : least));
}
