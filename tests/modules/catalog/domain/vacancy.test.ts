import fc from "fast-check";
import { expect, test } from "vitest";
import { monthAfter, monthsBetween, statementFor, vacancyOf, type VacancyStatement } from "~/modules/catalog/domain/vacancy";

const NOW = new Date("2027-03-10T08:00:00Z");
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);
const said = (over: Partial<VacancyStatement> = {}): VacancyStatement => {
  const confirmedAt = over.confirmedAt ?? daysAgo(3);
  const expiresAt = new Date(confirmedAt.getTime() + 30 * 86_400_000);
  return { classId: "c", startMonth: "2027-03", taken: 12, held: 1, how: "link", expiresAt, ...over, confirmedAt };
};

const MONTH = fc.integer({ min: 0, max: 11 }).map((at) => monthAfter("2027-01", at));
const STATEMENT = fc
  .record({
    startMonth: MONTH,
    taken: fc.option(fc.nat({ max: 40 })),
    held: fc.nat({ max: 10 }),
    ago: fc.integer({ min: -3, max: 60 }),
    fresh: fc.integer({ min: 1, max: 40 }),
  })
  .map(({ ago, fresh, ...rest }) => {
    const confirmedAt = daysAgo(ago);
    return said({ ...rest, confirmedAt, expiresAt: new Date(confirmedAt.getTime() + fresh * 86_400_000) });
  });
const STAFFED = fc.option(fc.nat({ max: 40 }));
const CASE = fc.tuple(STAFFED, fc.array(STATEMENT, { maxLength: 8 }), MONTH);

test("20 staffed, 12 taken, 1 held is 7 free, and more than staffed is full", () => {
  expect(vacancyOf(20, [said()], "2027-03", NOW)).toMatchObject({
    kind: "free",
    places: 7,
    confirmedAt: daysAgo(3),
    how: "link",
  });
  expect(vacancyOf(13, [said()], "2027-03", NOW)).toMatchObject({ kind: "full" });
  expect(vacancyOf(10, [said()], "2027-03", NOW)).toMatchObject({ kind: "full" });
});

test("what nobody said, or said too long ago, or only in part, is unknown and says why", () => {
  const why = (staffed: number | null, statements: VacancyStatement[]) => vacancyOf(staffed, statements, "2027-03", NOW);
  expect(why(20, [])).toEqual({ kind: "unknown", why: "never-said", lastConfirmedAt: null });
  expect(why(20, [said({ startMonth: "2027-04" })]), "only of a later month").toMatchObject({ why: "never-said" });
  expect(why(20, [said({ confirmedAt: daysAgo(30) })]), "the last fresh moment is over").toMatchObject({ why: "stale" });
  expect(why(20, [said({ confirmedAt: daysAgo(29.99) })])).toMatchObject({ kind: "free" });
  expect(why(null, [said()])).toEqual({ kind: "unknown", why: "staffed-unknown", lastConfirmedAt: daysAgo(3) });
  expect(why(20, [said({ taken: null })])).toMatchObject({ why: "taken-unknown" });
});

test("a word holds for later months until another says otherwise, and a stale one is not stood in for by an earlier month's", () => {
  const now = said({ taken: 20, held: 0 });
  const fromSummer = said({ startMonth: "2027-07", taken: 5, held: 0, confirmedAt: daysAgo(10) });
  const both = [now, fromSummer];
  expect(vacancyOf(20, both, "2027-06", NOW)).toMatchObject({ kind: "full" });
  expect(vacancyOf(20, both, "2027-09", NOW)).toMatchObject({ kind: "free", places: 15 });
  const old = { ...fromSummer, confirmedAt: daysAgo(40), expiresAt: daysAgo(10) };
  expect(vacancyOf(20, [now, old], "2027-09", NOW)).toMatchObject({ kind: "unknown", why: "stale" });
});

test("free places are never above staffed, at least one where they are said, and only ever of a fresh, whole word", () => {
  fc.assert(
    fc.property(CASE, ([staffed, statements, month]) => {
      const vacancy = vacancyOf(staffed, statements, month, NOW);
      if (vacancy.kind === "unknown") return;
      // Both are said of a word that is fresh at this moment, and of numbers that are known.
      expect(staffed).not.toBeNull();
      expect(vacancy.expiresAt.getTime()).toBeGreaterThan(NOW.getTime());
      expect(vacancy.confirmedAt.getTime()).toBeLessThanOrEqual(NOW.getTime());
      if (vacancy.kind === "free") {
        expect(vacancy.places).toBeGreaterThanOrEqual(1);
        expect(vacancy.places).toBeLessThanOrEqual(staffed!);
      }
    }),
    { numRuns: 3_000 },
  );
});

test("the word that holds is the one a slow and plain search finds", () => {
  fc.assert(
    fc.property(CASE, ([staffed, statements, month]) => {
      const of = statements.filter((one) => one.startMonth <= month && one.confirmedAt <= NOW);
      const latest = of
        .map((one) => one.startMonth)
        .sort()
        .at(-1);
      const ofMonth = of.filter((one) => one.startMonth === latest);
      const newest = Math.max(...ofMonth.map((one) => one.confirmedAt.getTime()));
      const wanted = ofMonth.filter((one) => one.confirmedAt.getTime() === newest).at(-1) ?? null;
      expect(statementFor(statements, month, NOW)).toBe(wanted);
      const vacancy = vacancyOf(staffed, statements, month, NOW);
      const left =
        wanted && wanted.expiresAt > NOW && staffed !== null && wanted.taken !== null
          ? staffed - wanted.taken - wanted.held
          : null;
      expect(vacancy.kind).toBe(left === null ? "unknown" : left >= 1 ? "free" : "full");
      if (vacancy.kind === "free") expect(vacancy.places).toBe(left);
    }),
    { numRuns: 3_000 },
  );
});

test("one more taken or held never frees a place, and time alone only ever ends in unknown", () => {
  const rank = (staffed: number | null, all: readonly VacancyStatement[], month: string, at = NOW): number => {
    const vacancy = vacancyOf(staffed, all, month, at);
    return vacancy.kind === "free" ? vacancy.places : vacancy.kind === "full" ? 0 : -1;
  };
  fc.assert(
    fc.property(CASE, fc.nat({ max: 50 }), ([staffed, statements, month], days) => {
      const fuller = statements.map((one) => ({ ...one, held: one.held + 1 }));
      expect(rank(staffed, fuller, month)).toBeLessThanOrEqual(rank(staffed, statements, month));
      const before = statements.filter((one) => one.confirmedAt <= NOW);
      const later = rank(staffed, before, month, new Date(NOW.getTime() + days * 86_400_000));
      expect([rank(staffed, before, month), -1]).toContain(later);
    }),
    { numRuns: 2_000 },
  );
});

test("months are counted over the turn of a year", () => {
  expect(monthAfter("2026-11", 3)).toBe("2027-02");
  expect(monthAfter("2027-01", -1)).toBe("2026-12");
  expect(monthsBetween("2026-11", "2027-02")).toBe(3);
  fc.assert(
    fc.property(MONTH, fc.integer({ min: -40, max: 40 }), (month, by) => monthsBetween(month, monthAfter(month, by)) === by),
  );
});
