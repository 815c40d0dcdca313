import { expect, test } from "vitest";
import type { CareAlarm } from "~/modules/visits/domain/care-list";
import { lookedFor } from "~/modules/visits/domain/looked-for";

const at = (clock: string): number => Date.parse(`2026-11-23T${clock}:00+08:00`);
const ladder = [
  { who: "visitor", minutes: 120 },
  { who: "community", minutes: 30 },
  { who: "street", minutes: 30 },
  { who: "authority", minutes: 0 },
] as const;
const alarm: CareAlarm = {
  ...{ id: "alarm", kind: "visit", residentId: "a", name: "示例甲", isOwn: true, isTaken: false, ladder, rung: 0, signs: [] },
  ...{ beganAt: "2026-11-23T00:18:00Z", nextAt: "2026-11-23T02:18:00Z" },
};

test("a door that stayed shut is tried again before the hour others are told at, whether the server heard of it or not", () => {
  const saved = { residentId: "a", at: at("08:18") };
  const said = {
    ...{ residentId: "a", since: at("08:18"), tryBefore: at("10:18"), isTaken: false },
    ahead: [
      { who: "community", at: at("10:18") },
      { who: "street", at: at("10:48") },
      { who: "authority", at: at("11:18") },
    ],
  };
  expect(lookedFor({ ladder }, [saved])).toEqual([{ ...said, alarmId: null }]);
  expect(lookedFor({ ladder, alarms: [alarm] }, [saved])).toEqual([{ ...said, alarmId: "alarm" }]);
  expect(lookedFor({ ladder, alarms: [alarm] }, []), "saved on another phone").toEqual([{ ...said, alarmId: "alarm" }]);
  expect(
    lookedFor({ ladder, alarms: [alarm] }, [], () => at("09:00")),
    "found since, and the list is older",
  ).toEqual([]);
});

test("after a second try in vain nobody is sent a third time: the others' turn is at once", () => {
  const tries = [at("08:18"), at("09:05")].map((moment) => ({ residentId: "a", at: moment }));
  for (const alarms of [[], [alarm]])
    expect(lookedFor({ ladder, alarms }, tries)).toMatchObject([
      { tryBefore: null, ahead: [{ who: "community", at: at("09:05") }, { at: at("09:35") }, {}] },
    ]);
  const told = { ...alarm, rung: 1, nextAt: "2026-11-23T02:48:00Z" };
  expect(lookedFor({ ladder, alarms: [told] }, tries.slice(0, 1))).toMatchObject([
    { tryBefore: null, ahead: [{ who: "street", at: at("10:48") }, {}] },
  ]);
  expect(lookedFor({ ladder, alarms: [{ ...told, rung: 3, nextAt: null }] }, [])).toMatchObject([{ ahead: [] }]);
});

test("alarms of others are theirs, and a danger is no door", () => {
  expect(
    lookedFor(
      {
        ladder,
        alarms: [
          { ...alarm, isOwn: false },
          { ...alarm, kind: "finding" },
        ],
      },
      [],
    ),
  ).toEqual([]);
});
