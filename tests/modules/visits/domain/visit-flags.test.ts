import fc from "fast-check";
import { expect, test } from "vitest";
import { STANDARD_PARAMETERS } from "~/modules/places/data/standard-parameters";
import { flagsOfPhotos } from "~/modules/visits/domain/alike-photos";
import { flagsApartInTime } from "~/modules/visits/domain/apart-in-time";
import { CHECK_STANDARDS, checkValues } from "~/modules/visits/domain/check-standards";
import { flagChanges, type FlagOnRecord } from "~/modules/visits/domain/flag-changes";
import { flagsOfOne } from "~/modules/visits/domain/flags-of-one";
import { nightBatches } from "~/modules/visits/domain/night-batches";
import { flagsOfTwice } from "~/modules/visits/domain/noted-twice";
import { FLAG_KINDS, STANDARDS_OF, type CheckedVisit, type Flag } from "~/modules/visits/domain/visit-flags";

const standards = checkValues(
  CHECK_STANDARDS.map((key) => ({ key, value: STANDARD_PARAMETERS.find((entry) => entry.key === key)!.value })),
);
const MINUTE = 60_000;
const NINE = Date.parse("2026-03-02T01:00:00Z");
let number = 0;
const visit = (over: Partial<CheckedVisit> = {}): CheckedVisit => ({
  ...{
    id: `v${String(++number).padStart(4, "0")}`,
    residentId: `r${number}`,
    areaCode: "990101001001",
    outcome: "seen",
    channel: "home",
    purpose: "check",
  },
  ...{
    beganAt: NINE,
    capturedAt: NINE + 25 * MINUTE,
    receivedAt: NINE + 26 * MINUTE,
    minutes: 25,
    offsetSeconds: 0,
    daysLate: 0,
    isUploadedForAuthor: false,
    isFromPaper: false,
  },
  ...{ capturedMinute: 9 * 60, daysAfterDeath: null, dayInHospital: null, distance: null, home: null, ruleMinutes: 20 },
  ...over,
});
const kinds = (flags: readonly Flag[]) => flags.map(({ kind }) => kind);
const kindsOfOne = (over: Partial<CheckedVisit>) => kinds(flagsOfOne(visit(over), standards));

test("an ordinary visit has no flag, and each thing by itself has one that says its numbers", () => {
  expect(kindsOfOne({})).toEqual([]);
  const distance = { metres: 1_400, accuracy: 30, minutesOff: 0 };
  expect(flagsOfOne(visit({ distance }), standards)[0]!.facts).toEqual({
    metres: 1_400,
    accuracy: 30,
    minutesOff: 0,
    limit: 300,
  });
  expect(kindsOfOne({ distance: { ...distance, accuracy: 1_200 } }), "a poor fix proves nothing").toEqual([]);
  expect(kindsOfOne({ distance: { ...distance, minutesOff: 31 } }), "written up at noon").toEqual([]);
  expect(kindsOfOne({ distance: { ...distance, minutesOff: -31 } }), "taken on the way").toEqual([]);
  expect(kindsOfOne({ distance: { ...distance, minutesOff: 30 } })).toEqual(["distance-from-home"]);
  expect(kindsOfOne({ distance, channel: "phone" })).toEqual([]);
  for (const purpose of ["errand", "referral"] as const)
    expect(kindsOfOne({ distance, minutes: 2, purpose }), "to the chemist's").toEqual([]);
  expect(kindsOfOne({ offsetSeconds: -3_600 })).toEqual(["clock-off"]);
  expect(kindsOfOne({ offsetSeconds: null, capturedAt: NINE + 90 * MINUTE })).toEqual(["clock-off"]);
  expect(kindsOfOne({ minutes: 19 })).toEqual(["too-short"]);
  expect(kindsOfOne({ minutes: 19, ruleMinutes: null }), "the floor, where no rule says").toEqual([]);
  expect(kindsOfOne({ minutes: 2, outcome: "no-answer" })).toEqual([]);
  expect(kindsOfOne({ daysAfterDeath: 2 })).toEqual(["after-death"]);
  expect(kindsOfOne({ daysAfterDeath: 2, outcome: "deceased" })).toEqual([]);
  expect(kindsOfOne({ dayInHospital: 3 })).toEqual(["during-hospital"]);
  expect(kindsOfOne({ dayInHospital: 3, outcome: "spoken-to", channel: "phone" }), "a call reaches a ward").toEqual([]);
  expect(flagsOfOne(visit({ daysLate: 3 }), standards)).toMatchObject([{ kind: "reported-late", facts: { days: 3, limit: 3 } }]);
  const typedIn = visit({ daysLate: 3, isUploadedForAuthor: true, isFromPaper: true });
  expect(flagsOfOne(typedIn, standards)[0]!.facts, "says that somebody else typed it in").toEqual({
    ...{ days: 3, isUploadedForAuthor: true, isFromPaper: true, limit: 3 },
  });
});

test("two homes at once, and faster than anybody goes; next door and by phone is neither", () => {
  const here = { lon: 113.6, lat: 34.75 };
  const there = { lon: 113.65, lat: 34.75 };
  const at = (minutes: number, home: CheckedVisit["home"], over: Partial<CheckedVisit> = {}) =>
    visit({ beganAt: NINE + minutes * MINUTE, home, ...over });
  const [first, second] = [at(0, here), at(10, there)];
  const [found] = flagsApartInTime([second, first], "e-bike", standards);
  expect(found).toMatchObject({ eventId: second.id, kind: "overlap", facts: { others: [first.id], minutes: 15 } });
  expect(found!.facts["metres"]).toBeGreaterThan(4_000);
  expect(kinds(flagsApartInTime([at(0, here), at(0, here)], "foot", standards)), "a couple at one address").toEqual([]);
  expect(kinds(flagsApartInTime([at(0, here), at(5, there, { channel: "phone" })], "foot", standards))).toEqual([]);
  const [quick] = flagsApartInTime([at(0, here), at(28, there)], "e-bike", standards);
  expect(quick).toMatchObject({ kind: "impossible-travel", facts: { minutes: 3, transport: "e-bike", limit: 30 } });
  expect(kinds(flagsApartInTime([at(0, here), at(28, there)], "bus", standards))).toEqual([]);
  expect(kinds(flagsApartInTime([at(0, here), at(28, null)], "foot", standards)), "no home on the map, no way").toEqual([]);
  expect(kinds(flagsApartInTime([at(0, null), at(5, null)], "foot", standards)), "a couple, maybe").toEqual([]);
  expect(kinds(flagsApartInTime([at(0, null), at(5, null, { areaCode: "990101001" })], "foot", standards))).toEqual([]);
  const [elsewhere] = flagsApartInTime([at(0, here), at(5, null, { areaCode: "990101001002" })], "foot", standards);
  expect(elsewhere, "in another community it is no couple").toMatchObject({ kind: "overlap", facts: { metres: null } });
});

test("one visit under two ids stands out at the one that came in later; two visits of one day do not", () => {
  const first = visit({ residentId: "one" });
  const again = visit({ residentId: "one", beganAt: NINE + 5 * MINUTE, receivedAt: NINE + 90 * MINUTE });
  expect(flagsOfTwice([again, first])).toEqual([
    { eventId: again.id, kind: "twice", facts: { others: [first.id], minutes: 20, isSameOutcome: true } },
  ]);
  for (const over of [
    { residentId: "other" },
    { beganAt: NINE + 25 * MINUTE },
    { channel: "phone" as const },
    { purpose: "errand" as const },
  ])
    expect(flagsOfTwice([first, { ...again, ...over }]), JSON.stringify(over)).toEqual([]);
});

test("many written down at once at night are one flag that names them all", () => {
  const late = (minutes: number) => visit({ capturedAt: NINE + (14 * 60 + minutes) * MINUTE, capturedMinute: 23 * 60 + minutes });
  const batch = [0, 2, 3, 5, 9].map(late);
  const [flag, ...more] = nightBatches([...batch].reverse(), standards);
  expect(more).toEqual([]);
  expect(flag).toMatchObject({ eventId: batch[0]!.id, facts: { visits: 5, minutes: 9, minute: 23 * 60 } });
  expect(flag!.facts.others).toHaveLength(4);
  expect(nightBatches(batch.slice(0, 4), standards)).toEqual([]);
  expect(
    nightBatches(
      batch.map((one) => ({ ...one, capturedMinute: 600 })),
      standards,
    ),
  ).toEqual([]);
});

test("of pictures alike the nearest says the numbers", () => {
  const pair = { eventId: "a", daysApart: 3, isSameResident: false, isSameAuthor: true };
  const flags = flagsOfPhotos(
    [
      { ...pair, otherId: "b", bits: 4 },
      { ...pair, otherId: "c", bits: 0 },
      { ...pair, otherId: "d", bits: 7 },
    ],
    standards,
  );
  expect(flags).toEqual([
    {
      eventId: "a",
      kind: "duplicate-photo",
      facts: { others: ["b", "c"], bits: 0, days: 3, limit: 6, isSameResident: false, isSameAuthor: true },
    },
  ]);
});

test("looked at again, nothing a human settled comes back while the facts are the same, and every open flag is still so", () => {
  const facts = fc.record({ minutes: fc.integer({ min: 0, max: 3 }), limit: fc.integer({ min: 0, max: 2 }) });
  const flag = fc.record({ eventId: fc.constantFrom("a", "b", "c"), kind: fc.constantFrom(...FLAG_KINDS.slice(0, 3)), facts });
  const unique = <T>(arbitrary: fc.Arbitrary<T & { eventId: string; kind: string }>) =>
    fc.uniqueArray(arbitrary, { selector: ({ eventId, kind }) => `${eventId} ${kind}` });
  const record = fc.record({
    ...{ id: fc.uuid(), eventId: fc.constantFrom("a", "b", "c"), kind: fc.constantFrom(...FLAG_KINDS.slice(0, 3)), facts },
    settledHow: fc.constantFrom(null, "explained" as const, "mistaken" as const, "no-longer" as const),
  });
  fc.assert(
    fc.property(unique(record), unique(flag), (before, found) => {
      const { raised, changed, raisedAgain, noLonger } = flagChanges(before as FlagOnRecord[], found as Flag[]);
      const open = new Map(
        before.filter(({ settledHow }) => settledHow === null).map((one) => [`${one.eventId} ${one.kind}`, one]),
      );
      for (const one of noLonger) open.delete(`${one.eventId} ${one.kind}`);
      for (const { id } of raisedAgain) {
        const one = before.find((each) => each.id === id)!;
        const now = found.find((each) => each.eventId === one.eventId && each.kind === one.kind)!;
        expect(one.settledHow === "no-longer" || one.facts.minutes !== now.facts.minutes).toBe(true);
        open.set(`${one.eventId} ${one.kind}`, one);
      }
      for (const one of raised) open.set(`${one.eventId} ${one.kind}`, one as never);
      const found2 = new Set(found.map(({ eventId, kind }) => `${eventId} ${kind}`));
      expect([...open.keys()].every((key) => found2.has(key))).toBe(true);
      expect(changed.every(({ id }) => before.find((one) => one.id === id)!.settledHow === null)).toBe(true);
      expect(raised.length).toBe(
        found.filter(({ eventId, kind }) => !before.some((one) => one.eventId === eventId && one.kind === kind)).length,
      );
    }),
    { numRuns: 200 },
  );
});

test("every standard is shown beside some flag or names what it is for", () => {
  const shown = new Set(FLAG_KINDS.flatMap((kind) => STANDARDS_OF[kind]));
  expect(CHECK_STANDARDS.filter((key) => !shown.has(key))).toEqual(["check-rate-visits", "callback-share", "callback-most"]);
});
