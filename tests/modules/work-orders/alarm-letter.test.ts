import { expect, test } from "vitest";
import { subjectOf, textOf, type AlarmLetter } from "~/modules/work-orders/domain/alarm-letter";
import { RING_WHYS } from "~/modules/work-orders/domain/work-order";

const LETTER: AlarmLetter = {
  ...{ kind: "work-order", why: null, who: "community", areaName: "示例社区", areaNameEn: "Example" },
  ...{ phone: null, link: "https://care.example.org/visits/watch/1" },
};

test("a letter says why an order rings, and asks whoever accepted it long ago not to accept it", () => {
  const about = (why: AlarmLetter["why"]) => [subjectOf({ ...LETTER, why }), textOf({ ...LETTER, why })].join("\n");
  expect(about("unaccepted")).toMatch(/没有人签收的工单[^]*登录后签收[^]*nobody accepted[^]*accept it/);
  expect(about("overdue")).toMatch(/超过时限未处置的工单[^]*登录后处置[^]*is late[^]*act on it/);
  expect(about("overdue")).not.toMatch(/签收|accept/);
  for (const why of ["second", "handed-up"] as const) expect(about(why)).toMatch(/核查的工单|等另一人核查/);
  expect(new Set(RING_WHYS.map((why) => subjectOf({ ...LETTER, why }))).size).toBe(RING_WHYS.length);
  expect(subjectOf({ ...LETTER, kind: "visit" })).toMatch(/探访无人应答/);
});
