import fc from "fast-check";
import { expect, test } from "vitest";
import { checkBirths, movesUpTo, projectRoster, type RosterClass } from "~/modules/catalog/domain/class-roster";
import { monthAfter, monthsBetween } from "~/modules/catalog/domain/vacancy";

const FROM = "2027-03";
const made = (over: Partial<RosterClass> & Pick<RosterClass, "classId">): RosterClass => ({
  ...{ offeringId: "o", carePattern: "full-day", ageFromMonths: 12, ageToMonths: 24, staffed: 15, held: 0, births: [] },
  ...over,
});

test("worked out by hand: 24 months in May, so a place below opens in June, and above only two of three find room", () => {
  const below = made({
    classId: "12",
    births: [
      { birthMonth: "2025-05", children: 3 },
      { birthMonth: "2025-11", children: 12 },
    ],
  });
  const above = made({
    ...{ classId: "24", ageFromMonths: 24, ageToMonths: 36, staffed: 20, held: 1 },
    births: [
      { birthMonth: "2024-04", children: 1 },
      { birthMonth: "2024-12", children: 17 },
    ],
  });
  const [small, big] = projectRoster([below, above], FROM, 4);
  // Born in May 2025 they pass 24 months during May 2027: all of them are gone when June begins.
  expect(small!.months).toEqual([
    { month: "2027-03", leaving: 0, movingIn: 0, present: 15, places: 0 },
    { month: "2027-04", leaving: 0, movingIn: 0, present: 15, places: 0 },
    { month: "2027-05", leaving: 0, movingIn: 0, present: 15, places: 0 },
    { month: "2027-06", leaving: 3, movingIn: 0, present: 12, places: 3 },
    { month: "2027-07", leaving: 0, movingIn: 0, present: 12, places: 3 },
  ]);
  expect(small).toMatchObject({ movesUpTo: "24", opensFrom: "2027-06", overAge: 0 });
  // 20 staffed − 1 held − 18 there = 1; the child of April 2024 passes 36 months during April: from May on 2 are open, and in
  // June two of the three who come up take them.
  expect(big!.months.map(({ leaving, movingIn, present, places }) => [leaving, movingIn, present, places])).toEqual([
    [0, 0, 18, 1],
    [0, 0, 18, 1],
    [1, 0, 17, 2],
    [0, 2, 19, 0],
    [0, 0, 19, 0],
  ]);
  expect(big).toMatchObject({ movesUpTo: null, opensFrom: "2027-05" });
});

test("who is over age already is said and not counted on, and what nobody counted is not projected", () => {
  const old = made({ classId: "12", births: [{ birthMonth: "2024-06", children: 2 }] });
  const [one] = projectRoster([old, made({ classId: "x", births: null })], FROM, 12);
  expect(one).toMatchObject({ overAge: 2, opensFrom: null });
  expect(one!.months.every(({ present }) => present === 2)).toBe(true);
  expect(projectRoster([made({ classId: "x", births: null })], FROM, 3)).toEqual([]);
  const [unknown] = projectRoster(
    [made({ classId: "12", staffed: null, births: [{ birthMonth: "2025-05", children: 3 }] })],
    FROM,
    6,
  );
  expect(unknown).toMatchObject({ opensFrom: null });
  expect(unknown!.months.every(({ places }) => places === null)).toBe(true);
});

test("one moves up within the same service and pattern, into the narrowest class of the age", () => {
  const small = made({ classId: "12" });
  const mixed = made({ classId: "mixed", ageFromMonths: 18, ageToMonths: 36 });
  const big = made({ classId: "24", ageFromMonths: 24, ageToMonths: 36 });
  expect(movesUpTo(small, [small, mixed, big])).toBe("24");
  expect(movesUpTo(small, [small, mixed])).toBe("mixed");
  expect(movesUpTo(small, [small, { ...big, carePattern: "half-day" }, { ...mixed, offeringId: "other" }])).toBeNull();
});

const CLASSES = fc
  .record({
    small: fc.array(fc.record({ age: fc.integer({ min: 6, max: 30 }), children: fc.integer({ min: 1, max: 6 }) }), {
      maxLength: 6,
    }),
    big: fc.array(fc.record({ age: fc.integer({ min: 18, max: 42 }), children: fc.integer({ min: 1, max: 6 }) }), {
      maxLength: 6,
    }),
    staffed: fc.tuple(fc.option(fc.nat({ max: 30 })), fc.option(fc.nat({ max: 30 }))),
    held: fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })),
  })
  .map(({ small, big, staffed, held }) => {
    const births = (rows: typeof small) => {
      const byMonth = new Map<string, number>();
      for (const { age, children } of rows)
        byMonth.set(monthAfter(FROM, -age), (byMonth.get(monthAfter(FROM, -age)) ?? 0) + children);
      return [...byMonth].map(([birthMonth, children]) => ({ birthMonth, children }));
    };
    return [
      made({ classId: "12", births: births(small), staffed: staffed[0], held: held[0] }),
      made({ classId: "24", ageFromMonths: 24, ageToMonths: 36, births: births(big), staffed: staffed[1], held: held[1] }),
    ] as const;
  });

test("nobody is counted twice or lost, nobody moves in beyond the staff, and places are never below none", () => {
  fc.assert(
    fc.property(CLASSES, ([small, big]) => {
      const [one, two] = projectRoster([small, big], FROM, 14);
      for (let at = 1; at < one!.months.length; at++) {
        const [a, before] = [one!.months[at]!, one!.months[at - 1]!];
        const [b, was] = [two!.months[at]!, two!.months[at - 1]!];
        expect(a.present).toBe(before.present - a.leaving + a.movingIn);
        expect(b.present).toBe(was.present - b.leaving + b.movingIn);
        expect(b.movingIn).toBeLessThanOrEqual(a.leaving);
        if (big.staffed !== null && b.movingIn > 0) expect(b.present + big.held).toBeLessThanOrEqual(big.staffed);
        for (const { places } of [a, b]) expect(places ?? 0).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 1_500 },
  );
});

test("child by child the same comes out for the smaller class", () => {
  fc.assert(
    fc.property(CLASSES, fc.integer({ min: 0, max: 14 }), ([small, big], ahead) => {
      const month = monthAfter(FROM, ahead);
      const children = small.births!.flatMap(({ birthMonth, children: count }) =>
        Array.from({ length: count }, () => birthMonth),
      );
      // There at the start, and either over age from the beginning or not yet past 24 whole months when the month begins.
      const there = children.filter((born) => monthsBetween(born, FROM) > 24 || monthsBetween(born, month) <= 24);
      expect(projectRoster([small, big], FROM, 14)[0]!.months[ahead]!.present).toBe(there.length);
    }),
    { numRuns: 1_500 },
  );
});

test("a form's births lie in the past, once each, in whole children", () => {
  expect(checkBirths([{ birthMonth: "2025-05", children: 3 }], FROM)).toBeNull();
  expect(checkBirths([{ birthMonth: "2027-04", children: 3 }], FROM)).toBe("month");
  expect(checkBirths([{ birthMonth: "2017-04", children: 3 }], FROM)).toBe("month");
  expect(checkBirths([{ birthMonth: "2025-05", children: 0.5 }], FROM)).toBe("children");
  expect(
    checkBirths(
      [
        { birthMonth: "2025-05", children: 1 },
        { birthMonth: "2025-05", children: 2 },
      ],
      FROM,
    ),
  ).toBe("twice");
});
