import { expect, test } from "vitest";
import { checkHours, isAllDay, weekDayRuns } from "~/modules/catalog/domain/opening-hours";
import { draftFromForm, formFromDraft } from "~/modules/catalog/ui/facility-form-value";
import { draft } from "../factories/catalog-city";

const slot = (opensAt: string, closesAt: string, byDay = "MO") => ({ byDay, opensAt, closesAt, note: "" });

test.each([
  ["08:00", "18:00", null],
  ["00:00", "24:00", null],
  ["08:00", "06:00", "closes-before-opens"],
  ["08:00", "08:00", "closes-before-opens"],
  ["24:00", "24:00", "hours-unreadable"],
  ["08:00", "24:30", "hours-unreadable"],
  ["8", "18:00", "hours-unreadable"],
] as const)("%s to %s: %s", (opensAt, closesAt, problem) => {
  expect(checkHours(slot(opensAt, closesAt))?.problem.kind ?? null).toBe(problem);
});

test("a clock's 00:00 at the end of a day is 24:00, there and back", () => {
  const round = (closesAt: string) => {
    const opened = formFromDraft({
      ...{ version: 1, draft: draft({ hours: [slot("00:00", closesAt)] }), areaText: "", successorOf: null },
      ...{ effectiveOn: "2025-01-01", stateFrom: "2025-01-01" },
    });
    return [
      opened.hours[0]!.closesAt,
      draftFromForm({ ...opened, offerings: [], documents: [], contacts: [] } as never, null).hours[0]!,
    ];
  };
  expect(round("24:00")).toEqual(["00:00", slot("00:00", "24:00")]);
  expect(isAllDay(slot("00:00", "24:00"))).toBe(true);
});

test("days read as runs, in the order of the week", () => {
  expect(weekDayRuns("FR,MO,TU,WE,SU")).toEqual([
    ["MO", "WE"],
    ["FR", "FR"],
    ["SU", "SU"],
  ]);
  expect(weekDayRuns("MO,TU,WE,TH,FR,SA,SU")).toEqual([["MO", "SU"]]);
});
