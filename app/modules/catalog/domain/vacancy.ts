// Decides what may be said of a class's free places: free = staffed − taken − held, computed and never stored, from the
// operator's own dated word. A word that is too old, or that leaves a number open, is «unknown, please call»: never free,
// never 0. Assumes that an operator who spoke of a later month knew better about it than a fresher word of an earlier one.

/** The month a child or elder would start, `2027-03`: it sorts as text. */
export type VacancyMonth = string;

/** By whom the word came: the operator (behind a link or signed in), staff who called, or a file. */
export const STATEMENT_WAYS = ["link", "staff", "import"] as const;
export type StatementWay = (typeof STATEMENT_WAYS)[number];

export interface VacancyStatement {
  readonly classId: string;
  readonly startMonth: VacancyMonth;
  /** null = the operator does not know */
  readonly taken: number | null;
  /** kept for somebody who has not started yet */
  readonly held: number;
  readonly confirmedAt: Date;
  readonly how: StatementWay;
  readonly expiresAt: Date;
}

interface Confirmed {
  readonly confirmedAt: Date;
  readonly how: StatementWay;
  readonly expiresAt: Date;
}

export type Vacancy =
  /** places ≥ 1 */
  | ({ readonly kind: "free"; readonly places: number } & Confirmed)
  | ({ readonly kind: "full" } & Confirmed)
  | {
      readonly kind: "unknown";
      readonly why: "never-said" | "stale" | "staffed-unknown" | "taken-unknown";
      readonly lastConfirmedAt: Date | null;
    };

export const isVacancyMonth = (text: string): text is VacancyMonth => /^[0-9]{4}-(0[1-9]|1[0-2])$/.test(text);

/** How many months lie between two, by the calendar: negative where the second is earlier. */
export const monthsBetween = (from: VacancyMonth, to: VacancyMonth): number => ordinal(to) - ordinal(from);

export function monthAfter(month: VacancyMonth, months = 1): VacancyMonth {
  const at = ordinal(month) + months;
  return `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}`;
}

const ordinal = (month: VacancyMonth): number => {
  if (!isVacancyMonth(month)) throw new Error(`${month} is no month, expected YYYY-MM`);
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
};

/**
 * The word that holds for a month: of those said by now the one for the latest month up to it, and of that month the one said
 * last. Null = nobody has said anything of it.
 */
export function statementFor(
  statements: readonly VacancyStatement[],
  startMonth: VacancyMonth,
  now: Date,
): VacancyStatement | null {
  let holding: VacancyStatement | null = null;
  for (const said of statements) {
    if (said.startMonth > startMonth || said.confirmedAt > now) continue;
    const isNearer = !holding || said.startMonth > holding.startMonth;
    const isNewer = said.startMonth === holding?.startMonth && said.confirmedAt >= holding.confirmedAt;
    if (isNearer || isNewer) holding = said;
  }
  return holding;
}

/**
 * @param staffed places in force on the first day of the start month; null = nobody has said
 * @param statements of one class, in the order they were said
 */
export function vacancyOf(
  staffed: number | null,
  statements: readonly VacancyStatement[],
  startMonth: VacancyMonth,
  now: Date,
): Vacancy {
  const said = statementFor(statements, startMonth, now);
  if (!said) return { kind: "unknown", why: "never-said", lastConfirmedAt: null };
  const { taken, held, confirmedAt, how, expiresAt } = said;
  if (now >= expiresAt) return { kind: "unknown", why: "stale", lastConfirmedAt: confirmedAt };
  if (staffed === null) return { kind: "unknown", why: "staffed-unknown", lastConfirmedAt: confirmedAt };
  if (taken === null) return { kind: "unknown", why: "taken-unknown", lastConfirmedAt: confirmedAt };
  const places = staffed - taken - held;
  return places >= 1 ? { kind: "free", places, confirmedAt, how, expiresAt } : { kind: "full", confirmedAt, how, expiresAt };
}
