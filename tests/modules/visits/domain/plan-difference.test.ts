import { expect, test } from "vitest";
import { planDifference, type BoardVisit } from "~/modules/visits/domain/plan-difference";

let count = 0;
const visit = (over: Partial<BoardVisit>): BoardVisit => ({
  ...{
    id: String(++count),
    residentId: "elder",
    personId: "one",
    areaCode: "990101",
    day: "2026-11-23",
    minute: 600,
    endMinute: 630,
  },
  ...{ channel: "home", cause: "rule", causeId: null, closesOn: "2026-11-29", minutes: 30, isPinned: false, pairId: null },
  ...{ isUsual: true, travelMinutes: 0, travelMetres: 0, backMinutes: 0, backMetres: 0 },
  ...over,
});
const kinds = (before: BoardVisit[], after: BoardVisit[]) => planDifference(before, after).moved.map(({ kind }) => kind);

test("somebody else, another day and another hour are three things, and each move is one of them", () => {
  expect(kinds([visit({})], [visit({ personId: "other" })])).toEqual(["person"]);
  expect(kinds([visit({})], [visit({ personId: "other", day: "2026-11-25", minute: 700 })])).toEqual(["person"]);
  expect(kinds([visit({})], [visit({ day: "2026-11-25", minute: 700 })])).toEqual(["day"]);
  expect(kinds([visit({})], [visit({ minute: 601 })])).toEqual(["hour"]);
  expect(kinds([visit({})], [visit({ channel: "phone" })])).toEqual(["channel"]);
  expect(planDifference([visit({ channel: "phone" })], [visit({ channel: "phone", minute: 480 })])).toMatchObject({ same: 1 });
  expect(planDifference([visit({})], [visit({})])).toMatchObject({ same: 1, moved: [], added: [], dropped: [] });
});

test("two people at one door are compared each with themselves, whoever is named first", () => {
  const before = [visit({ personId: "one", pairId: "p" }), visit({ personId: "other", pairId: "p" })];
  const after = [visit({ personId: "other", pairId: "q", minute: 660 }), visit({ personId: "one", pairId: "q", minute: 660 })];
  expect(kinds(before, after)).toEqual(["hour", "hour"]);
  const replaced = [visit({ personId: "third", pairId: "q" }), visit({ personId: "one", pairId: "q" })];
  expect(planDifference(before, replaced)).toMatchObject({ same: 1, moved: [{ kind: "person", before: { personId: "other" } }] });
});

test("visits of two weeks of one rule are not taken for each other, and what has no twin is added or dropped", () => {
  const before = [visit({ closesOn: "2026-11-25" }), visit({ closesOn: "2026-11-29", day: "2026-11-27" })];
  const after = [visit({ closesOn: "2026-11-29", day: "2026-11-28" }), visit({ closesOn: "2026-11-25", minute: 610 })];
  expect(kinds(before, after)).toEqual(["day", "hour"]);
  const other = visit({ residentId: "neighbour" });
  expect(planDifference([visit({}), other], [visit({}), visit({ cause: "campaign", causeId: "c" })])).toMatchObject({
    ...{ same: 1, moved: [], added: [{ cause: "campaign" }], dropped: [{ residentId: "neighbour" }] },
  });
});
