import { expect, test } from "vitest";
import type { CareTurn } from "~/modules/visits/domain/care-day";
import type { CareList } from "~/modules/visits/domain/care-list";
import { dangersToday, doneToday, errandToday, vainTries } from "~/modules/visits/ui/care/done-today";
import type { CareDraft } from "~/offline/care-phone";

const DAY = "2026-11-23";
const mark = (residentId: string, hour: number, fields: CareDraft["fields"]): CareDraft => {
  const at = `${DAY}T0${hour}:00:00Z`;
  return { visitId: `${residentId} ${hour}`, residentId, changedAt: at, fields: { kind: "done", day: DAY, at, ...fields } };
};
const turn = (id: string, last: object | null = null) => ({ resident: { id, last }, appointment: null }) as unknown as CareTurn;

test("an errand is told as one, before and after the server has it, and whoever it was run for is still to be looked in on", () => {
  const drafts = [mark("a", 1, { outcome: "seen", purpose: "errand" }), mark("b", 1, { outcome: "seen", purpose: "check" })];
  const [isDone, isErrand] = [doneToday(drafts, DAY), errandToday(drafts, DAY)];
  expect([turn("a"), turn("b"), turn("c")].map((one) => [isDone(one), isErrand(one)])).toEqual([
    [null, true],
    ["seen", false],
    [null, false],
  ]);
  const last = { day: DAY, beganAt: `${DAY}T01:00:00Z`, outcome: "seen", purpose: "errand" };
  expect([isDone(turn("c", last)), isErrand(turn("c", last))]).toEqual([null, true]);
  const seenSince = doneToday([...drafts, mark("a", 2, { outcome: "seen" })], DAY);
  expect(seenSince(turn("a")), "a mark of an older program has no purpose").toBe("seen");
});

test("whoever was met on an errand is no longer looked for", () => {
  const list = { residents: [{ id: "a", last: null }] } as unknown as CareList;
  const vain = mark("a", 1, { outcome: "no-answer", purpose: "check" });
  expect(vainTries(list, [vain], DAY)).toHaveLength(1);
  expect(vainTries(list, [vain, mark("a", 2, { outcome: "seen", purpose: "errand" })], DAY)).toEqual([]);
});

test("dangers saved today are told with the visit they belong to, the latest first", () => {
  const gas = mark("a", 1, { outcome: "seen", visitId: "v", dangers: ["gas"] });
  const fall = mark("b", 2, { outcome: "seen", visitId: "w", dangers: ["fall", "unheard-of"] });
  const before = mark("c", 3, { outcome: "seen", visitId: "x", dangers: ["gas"], day: "2026-11-22" });
  const none = mark("d", 3, { outcome: "seen", visitId: "y", dangers: [] });
  expect(dangersToday([gas, fall, before, none], DAY)).toMatchObject([
    { visitId: "w", residentId: "b", signs: ["fall"] },
    { visitId: "v", residentId: "a", signs: ["gas"] },
  ]);
});
