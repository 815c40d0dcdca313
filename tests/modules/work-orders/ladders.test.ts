import { beforeAll, expect, test } from "vitest";
import { changeAnswerClock, changeLadder, laddersInView } from "~/modules/work-orders/use-cases/change-ladders.server";
import { ladderOf } from "~/modules/work-orders/use-cases/open-alarm.server";
import { answerClock } from "~/modules/work-orders/data/family-requests.server";
import { type RungWho, SOURCE_KINDS, STANDARD_LADDER } from "~/modules/work-orders/domain/alarm";
import { asksOneOnly, ladderSaid } from "~/modules/work-orders/domain/ladder-said";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { chief, makeVisitingTown, warden } from "../visits/visiting-town";

const records = withTestDatabase();
const { sql } = records;
const rung = (who: string, minutes = "20", actingMinutes = "20") => ({ who, minutes, actingMinutes });
const typed = (over = {}) => ({
  ...{ kind: "finding", version: 0, firstMinutes: "0", rungs: [rung("street"), rung("community")], reason: "示例文件第三条" },
  ...over,
});

beforeAll(() => makeVisitingTown(records));

test("a ladder goes upwards, reaches somebody on duty, is over in time and ends with a number", () => {
  const said = (kind: "visit" | "finding" | "work-order" | "family-request", first: string, rungs: ReturnType<typeof rung>[]) => {
    const answer = ladderSaid(kind, first, rungs, "示例依据", kind === "finding" ? 120 : null);
    return answer.ok ? answer.value.map(({ who, minutes }) => `${who} ${minutes}`).join(" ") : answer.refusal;
  };
  expect(said("finding", "10", [rung("street"), rung("community", "30")])).toBe("visitor 10 community 30 street 20 authority 0");
  expect(said("finding", "11", [rung("community")])).toBe("danger-too-late");
  expect(said("finding", "0", [rung("contact", "30"), rung("district")]), "a contact is nobody on duty").toBe("danger-too-late");
  expect(said("finding", "0", [rung("contact")])).toBe("nobody-on-duty");
  expect(said("finding", "0", [rung("community", "60"), rung("street", "61")])).toBe("ladder-too-long");
  expect(said("visit", "120", [rung("community", "1"), rung("city", "1320")])).toBe("ladder-too-long");
  expect(said("visit", "1.5", [rung("community")])).toBe("minutes");
  expect(said("visit", "60", [rung("community", "20", "4")])).toBe("acting-minutes");
  expect(said("finding", "0", [rung("community", "20", "21")]), "its two hours do not pass in one pair of hands").toBe(
    "danger-acting",
  );
  expect(said("work-order", "0", [rung("district", "60")])).toBe("visitor 0 district 60");
  expect(said("family-request", "99", [rung("street", "15")])).toBe("community 0 street 15 authority 0");
});

test("a city says a ladder of its own, version by version, and alarms go by the last; nothing said is rewritten", async () => {
  expect(await changeLadder(warden, TOWN, typed())).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
  expect(await changeLadder(chief, TOWN, typed({ reason: " " }))).toEqual({ ok: false, refusal: { kind: "say-why" } });
  expect(await changeLadder(chief, TOWN, typed())).toMatchObject({ ok: true });
  expect(await changeLadder(chief, TOWN, typed()), "somebody looked at what held before").toMatchObject({
    ok: false,
    refusal: { kind: "changed-meanwhile" },
  });
  expect(await changeLadder(chief, TOWN, typed({ version: 1, rungs: [rung("community", "15")] }))).toMatchObject({ ok: true });
  const held = await inUnitOfWork(chief, (uow) => ladderOf(uow, TOWN.code, "finding"));
  expect(held.map(({ who, minutes }) => [who, minutes])).toEqual([
    ["visitor", 0],
    ["community", 15],
    ["authority", 0],
  ]);
  const seen = await laddersInView(chief, TOWN);
  expect(seen.said.map(({ key, version }) => `${key} ${version}`)).toEqual(["finding 2", "finding 1"]);
  expect(seen.ladders.find(({ kind }) => kind === "finding")).toMatchObject({ version: 2, minutes: 15, within: 120 });
  expect(seen.ladders.find(({ kind }) => kind === "visit")).toMatchObject({ version: 0 });
  await inUnitOfWork(chief, async ({ db }) => {
    expect((await db.escalationRung.updateMany({ where: { version: 1 }, data: { minutes: 1 } })).count).toBe(0);
    expect((await db.escalationRung.deleteMany()).count).toBe(0);
  });
  const [{ n }] = (await sql`SELECT count(*)::int AS n FROM audit_event WHERE action = 'set:alarm-ladder'`) as unknown as [
    { n: number },
  ];
  expect(n).toBe(2);
});

test("a city says how soon families are called back; a danger day and night", async () => {
  const clock = (over = {}) => ({
    urgency: "soon",
    version: 0,
    minutes: "300",
    dayFrom: "8:30",
    dayUntil: "17:30",
    reason: "示例依据",
    ...over,
  });
  for (const [over, kind] of [
    [{ minutes: "4" }, "clock-minutes"],
    [{ dayUntil: "8:00" }, "clock-hours"],
    [{ dayUntil: "" }, "clock-hours"],
    [{ urgency: "danger" }, "danger-clock"],
    [{ urgency: "danger", dayFrom: "", dayUntil: "", minutes: "61" }, "danger-clock"],
    [{ urgency: "never" }, "no-such-kind"],
    [{ reason: "" }, "say-why"],
  ] as const)
    expect(await changeAnswerClock(chief, TOWN, clock(over))).toEqual({ ok: false, refusal: { kind } });
  expect(await changeAnswerClock(warden, TOWN, clock())).toMatchObject({ ok: false, refusal: { kind: "not-permitted" } });
  expect(await changeAnswerClock(chief, TOWN, clock())).toMatchObject({ ok: true });
  expect(await changeAnswerClock(chief, TOWN, clock({ version: 1, minutes: "200" }))).toMatchObject({ ok: true });
  const held = await inUnitOfWork(chief, (uow) => answerClock(uow, TOWN.code, "soon"));
  expect(held).toMatchObject({ minutes: 200, dayFrom: 510, dayUntil: 1050 });
});

test("a ladder that tells one rung of people only is allowed, and is said to be thin", () => {
  const of = (...names: RungWho[]) => asksOneOnly(names.map((who) => ({ who })));
  expect(of("visitor", "community", "authority")).toBe(true);
  expect(of("visitor", "community", "contact", "authority")).toBe(false);
  expect(of("community", "street", "authority")).toBe(false);
  for (const kind of SOURCE_KINDS) expect(asksOneOnly(STANDARD_LADDER[kind]), kind).toBe(false);
});
