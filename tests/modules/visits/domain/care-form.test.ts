import fc from "fast-check";
import { expect, test } from "vitest";
import {
  allFine,
  channelOf,
  fieldsFrom,
  instantOf,
  isLateEntry,
  minutesOf,
  newFields,
  PARTS_OF,
  problemOfForm,
  roomForNote,
  saidOf,
  sectionsOf,
  wallClock,
  withDanger,
  type CareFields,
  type FormStands,
} from "~/modules/visits/domain/care-form";
import { DANGER_SIGNS, doNow } from "~/modules/visits/domain/danger-signs";
import {
  contentOf,
  FINDING_KINDS,
  LOOKED,
  LOOKED_AT,
  MOST_TEXT,
  problemOf,
  VISIT_CHANNELS,
  VISIT_OUTCOMES,
  VISIT_PURPOSES,
} from "~/modules/visits/domain/visit-log";

const NOW = Date.parse("2026-11-23T02:20:00Z");
const BEGAN = "2026-11-23T02:00:00.000Z";
const stands: FormStands = {
  ...{ clientId: "00000000-0000-4000-8000-000000000001", residentId: "00000000-0000-4000-8000-000000000002" },
  ...{
    plannedVisitId: null,
    plannedChannel: null,
    timeZone: "Asia/Shanghai",
    now: NOW,
    clockOffset: 0,
    dangerWords: (sign) => `[${sign}]`,
  },
};

const anyForm: fc.Arbitrary<CareFields> = fc.record({
  beganAt: fc.constantFrom(BEGAN, "", "2026-11-24T02:00:00.000Z", "2026-05-01T02:00:00.000Z"),
  endedAt: fc.constantFrom(null, "2026-11-23T02:10:00.000Z", "2026-11-23T01:00:00.000Z"),
  isBeganByHand: fc.boolean(),
  capturedAt: fc.constantFrom(null, "2026-11-23T02:15:00.000Z"),
  outcome: fc.constantFrom(null, ...VISIT_OUTCOMES),
  channel: fc.constantFrom(null, ...VISIT_CHANNELS),
  purpose: fc.constantFrom(...VISIT_PURPOSES),
  looked: fc.dictionary(fc.constantFrom(...LOOKED_AT), fc.constantFrom(...LOOKED)),
  needs: fc.string({ maxLength: 40 }),
  findings: fc.subarray([...FINDING_KINDS]),
  dangers: fc.subarray([...DANGER_SIGNS]),
  note: fc.string({ maxLength: 40 }),
  ...{
    isLate: fc.boolean(),
    isFromPaper: fc.boolean(),
    doorCode: fc.constantFrom(null, "a-code"),
    ringAgainAt: fc.constant(null),
  },
});

test("what a hand typed is the city's time also on a phone seven hours behind", () => {
  const behind = { ...stands, now: NOW - 7 * 3_600_000, clockOffset: 7 * 3_600_000 };
  const slip: CareFields = { ...newFields(BEGAN), isBeganByHand: true, endedAt: "2026-11-23T02:10:00Z", outcome: "seen" };
  expect(problemOfForm(allFine({ ...slip, isLate: true }, "condition"), behind)).toBeNull();
  expect(saidOf({ ...slip, isLate: true }, behind)).toMatchObject({ beganAt: BEGAN, minutes: 10 });
  expect(saidOf({ ...slip, endedAt: null }, behind).minutes, "from the time typed until now").toBe(20);
  const byClock = { ...newFields(new Date(behind.now - 5 * 60_000).toISOString()), outcome: "seen" as const };
  expect(saidOf(byClock, behind).minutes).toBe(5);
});

test("a form saved again after a lost answer says the very same, also when it comes back from the phone", () => {
  const first: CareFields = { ...newFields(BEGAN), outcome: "seen", capturedAt: new Date(NOW).toISOString() };
  const again = fieldsFrom(JSON.parse(JSON.stringify(first)) as Record<string, unknown>);
  const later = { ...stands, now: NOW + 20 * 60_000 };
  expect(contentOf(saidOf(again, later))).toBe(contentOf(saidOf(first, stands)));
  expect(saidOf(again, later)).toMatchObject({ capturedAt: "2026-11-23T02:20:00.000Z", minutes: 20 });
});

test("what is said is what the outcome asks for, and nothing beside it", () => {
  fc.assert(
    fc.property(anyForm, (fields) => {
      const said = saidOf(fields, stands);
      const asked = sectionsOf(fields.outcome, said.channel, fields.purpose);
      const parts = (["condition", "home", "circumstances"] as const).flatMap((section) =>
        asked.includes(section) ? [...PARTS_OF[section]] : [],
      );
      expect(Object.keys(said.body.looked).every((part) => (parts as string[]).includes(part))).toBe(true);
      if (!asked.includes("needs")) expect(said.body.needs).toBe("");
      // What is wrong there is heard whatever the outcome.
      if (fields.outcome !== null) expect(said.findings).toEqual(fields.findings);
      expect(said.body.note).toContain(fields.note.trim());
    }),
  );
});

test("nobody is asked about a kitchen they did not enter", () => {
  fc.assert(
    fc.property(fc.constantFrom(...VISIT_OUTCOMES), fc.constantFrom(...VISIT_CHANNELS), (outcome, channel) => {
      const asked = sectionsOf(outcome, channel, "check");
      if (channel !== "home") expect(asked).not.toContain("home");
      if (outcome !== "seen" && outcome !== "spoken-to") expect(asked).not.toContain("condition");
    }),
  );
  expect(sectionsOf("seen", "home", "errand")).toEqual(["channel", "purpose", "needs", "findings", "photos"]);
  expect(sectionsOf("no-answer", "home", "check")).toEqual(["channel", "findings", "photos"]);
  expect(sectionsOf(null, "home", "check")).toEqual([]);
});

test("a form comes back from the phone as it was kept, and rubbish comes back as an empty one", () => {
  fc.assert(
    fc.property(anyForm, (fields) => {
      const again = fieldsFrom(JSON.parse(JSON.stringify(fields)) as Record<string, unknown>);
      expect(saidOf(again, stands)).toEqual(saidOf(fields, stands));
    }),
  );
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (rubbish) => fieldsFrom(rubbish).outcome === null));
  expect(fieldsFrom({ looked: null, findings: "danger", outcome: "gone" })).toEqual(newFields(""));
});

test("what stands in the way is told before anything is saved", () => {
  expect(problemOfForm(newFields(BEGAN), stands)).toBe("no-outcome");
  expect(problemOfForm({ ...newFields(""), outcome: "seen" }, stands)).toBe("no-time");
  expect(problemOfForm({ ...newFields(BEGAN), outcome: "seen", channel: "phone" }, stands)).toBe("seen-by-phone");
  expect(problemOfForm({ ...newFields(BEGAN), outcome: "seen", endedAt: "2026-11-23T01:59:00Z" }, stands)).toBe("no-minutes");
  expect(problemOfForm(allFine({ ...newFields(BEGAN), outcome: "seen" }, "condition"), stands)).toBeNull();
});

test("seen says how they are and refused says why; a danger goes out all the same, and what was saved before is taken by the server", () => {
  const seen: CareFields = { ...newFields(BEGAN), outcome: "seen" };
  expect(problemOfForm(seen, stands)).toBe("no-condition");
  expect(problemOf(saidOf(seen, stands), NOW), "of a record from before").toBeNull();
  expect(problemOfForm({ ...seen, looked: { mood: "concern" } }, stands)).toBe("no-condition");
  expect(problemOfForm({ ...seen, isFromPaper: true }, stands), "paper has gaps").toBeNull();
  expect(problemOfForm({ ...seen, purpose: "errand", needs: " " }, stands), "an errand says what was done").toBe("no-deed");
  expect(problemOfForm({ ...seen, purpose: "errand", needs: "代买药" }, stands)).toBeNull();
  expect(problemOfForm(withDanger({ ...seen, purpose: "errand" }, "gas", true), stands)).toBeNull();
  expect(problemOfForm(withDanger(seen, "gas", true), stands)).toBeNull();
  for (const outcome of ["refused", "other"] as const) {
    expect(problemOfForm({ ...newFields(BEGAN), outcome, note: "  " }, stands)).toBe("no-reason");
    expect(problemOfForm({ ...newFields(BEGAN), outcome, note: "说不需要" }, stands)).toBeNull();
  }
  fc.assert(
    fc.property(anyForm, (fields) => problemOfForm(fields, stands) !== null || problemOf(saidOf(fields, stands), NOW) === null),
  );
});

test("«all fine» is one tap, says nothing before it, and hides no concern", () => {
  expect(saidOf({ ...newFields(BEGAN), outcome: "seen" }, stands).body.looked).toEqual({});
  const worried: CareFields = { ...newFields(BEGAN), outcome: "seen", looked: { mood: "concern", illness: "not-looked" } };
  const { looked } = saidOf(allFine(worried, "condition"), stands).body;
  expect(looked).toEqual({ expression: "fine", movement: "fine", reaction: "fine", illness: "not-looked", mood: "concern" });
});

test("a danger is a finding for as long as one of its signs is there, and stands in the note with room kept for it", () => {
  const gas = withDanger({ ...newFields(BEGAN), outcome: "no-answer" }, "gas", true);
  expect(gas.findings).toEqual(["danger"]);
  expect(saidOf({ ...gas, note: "  smell on the stairs " }, stands).body.note).toBe("[gas]\nsmell on the stairs");
  expect(withDanger(withDanger(gas, "fall", true), "gas", false).findings).toEqual(["danger"]);
  expect(withDanger(gas, "gas", false).findings).toEqual([]);
  const room = roomForNote(gas, stands.dangerWords);
  expect(problemOfForm({ ...gas, note: "字".repeat(room) }, stands)).toBeNull();
  expect(room).toBe(MOST_TEXT - "[gas]\n".length);
  for (const sign of DANGER_SIGNS) expect(doNow(sign).steps).toBeGreaterThan(2);
});

test("a visit takes the minutes between start and save, a begun one counted", () => {
  const form = { beganAt: BEGAN, endedAt: null, isLate: false };
  expect(minutesOf(form, Date.parse(BEGAN) + 20_000)).toBe(1);
  expect(minutesOf(form, NOW)).toBe(20);
  expect(minutesOf({ ...form, endedAt: "2026-11-23T02:05:00Z" }, NOW)).toBe(5);
  expect(minutesOf({ ...form, endedAt: "2026-11-23T01:59:00Z" }, NOW)).toBeNaN();
  // Typed in days later, nobody took until now.
  expect(minutesOf({ ...form, isLate: true }, NOW)).toBeNaN();
});

test("what began on another day of the city is a late entry, and midnight is the city's own", () => {
  const late = (beganAt: string) => isLateEntry({ isLate: false, beganAt }, NOW, "Asia/Shanghai");
  expect(late("2026-11-22T16:00:00Z")).toBe(false);
  expect(late("2026-11-22T15:59:00Z")).toBe(true);
  expect(isLateEntry({ isLate: true, beganAt: BEGAN }, NOW, "Asia/Shanghai")).toBe(true);
});

test("a clock on the wall and an instant are the same both ways, in every zone", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("2026-01-01"), max: new Date("2026-12-31"), noInvalidDate: true }),
      fc.constantFrom("Asia/Shanghai", "Asia/Tokyo", "UTC"),
      (date, zone) => {
        const minute = new Date(Math.floor(date.getTime() / 60_000) * 60_000).toISOString();
        expect(instantOf(wallClock(minute, zone), zone)).toBe(minute);
      },
    ),
  );
  expect([instantOf("", "UTC"), wallClock("", "UTC")]).toEqual(["", ""]);
});

test("the way is the planned one until somebody says otherwise", () => {
  expect(channelOf({ channel: null }, "phone")).toBe("phone");
  expect(channelOf({ channel: "video" }, "phone")).toBe("video");
  expect(channelOf({ channel: null }, null)).toBe("home");
});
