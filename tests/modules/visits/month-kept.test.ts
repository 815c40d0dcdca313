import { v4 as randomId, v7 as newId } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "~/modules/accounts/domain/actor";
import { ISOLATION_CATEGORIES, type IsolationCategory } from "~/modules/residents/domain/isolation-category";
import { monthRows } from "~/modules/visits/data/month-figures.server";
import { ledgerOfMonth } from "~/modules/visits/domain/month-address";
import { monthTable, ratePercent, type ResidentMonth } from "~/modules/visits/domain/month-figures";
import { figuresOf } from "~/modules/visits/domain/month-report";
import { VISIT_OUTCOMES, type VisitSaid } from "~/modules/visits/domain/visit-log";
import { closeFinding } from "~/modules/visits/use-cases/close-finding.server";
import { stepMonth } from "~/modules/visits/use-cases/hand-in-month.server";
import { correctionsInView } from "~/modules/visits/use-cases/corrections-in-view.server";
import { ledgerInView } from "~/modules/visits/use-cases/ledger-in-view.server";
import { logVisit } from "~/modules/visits/use-cases/log-visit.server";
import { askedOf, monthInView } from "~/modules/visits/use-cases/month-in-view.server";
import { findingsInView, unvisitedInView } from "~/modules/visits/use-cases/month-lists.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { seededRandom } from "~/shared/seeded-random";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { chief, EAST, madeElder, makeVisitingTown, stranger, warden, WEST, type MadeElder } from "./visiting-town";

const records = withTestDatabase();
const MONTH = "2026-03-01";
const EVERYTHING = { line: "civil-affairs", areaCode: TOWN.code, month: MONTH } as const;

beforeAll(() => makeVisitingTown(records));
afterAll(closeBulkWork);

async function visited(
  resident: string,
  outcome: string,
  day: string,
  more: { channel?: string; phone?: boolean; area?: string } = {},
) {
  const { channel = "home", phone = true, area = EAST } = more;
  const at = `${day}T10:00:00+08:00`;
  const id = randomId();
  await records.sql`
    INSERT INTO visit_event (client_id, city_code, resident_id, line, area_code, author_id, uploader_id, captured_at, outcome, channel, purpose, began_at, minutes,
      body_cipher, content_hash, is_phone_enough)
    VALUES (${id}, ${TOWN.code}, ${resident}, 'civil-affairs', ${area}, ${newId()}, ${newId()}, ${at}, ${outcome}, ${channel}, 'check', ${at}, 20,
      ${`sealed.k1.${"x".repeat(40)}`}, ${"0".repeat(64)}, ${phone})`;
  return id;
}
const view = async (place = EVERYTHING as { line: "civil-affairs"; areaCode: string; month: string }) => {
  const found = await monthInView(chief, TOWN, place);
  if (!found.ok) throw new Error(found.refusal.kind);
  return found.value;
};

test("a month counted by hand: two categories once, entry and death within it, refused and away apart, a call where it counts", async () => {
  const both = await madeElder(records, { categories: ["living-alone", "severely-disabled"] });
  const called = await madeElder(records);
  const calledInVain = await madeElder(records, { area: WEST });
  const refusedOne = await madeElder(records, { categories: ["empty-nest"] });
  const came = await madeElder(records, { registeredOn: "2026-03-30", area: WEST });
  const later = await madeElder(records, { registeredOn: "2026-04-01" });
  const died = await madeElder(records);
  await records.sql`UPDATE resident SET state = 'left', left_on = '2026-03-02', left_reason = 'deceased' WHERE id = ${died}`;
  const goneBefore = await madeElder(records);
  await records.sql`UPDATE resident SET state = 'left', left_on = '2026-03-01', left_reason = 'moved' WHERE id = ${goneBefore}`;
  await madeElder(records, { categories: [] });
  await madeElder(records, { line: "health" });

  const event = await visited(both, "seen", "2026-03-31");
  await visited(both, "no-answer", "2026-03-31");
  await visited(called, "spoken-to", "2026-03-05", { channel: "phone" });
  await visited(calledInVain, "spoken-to", "2026-03-05", { channel: "phone", phone: false, area: WEST });
  await visited(refusedOne, "away", "2026-03-03");
  await visited(refusedOne, "refused", "2026-03-09");
  await visited(came, "seen", "2026-04-01", { area: WEST });
  await visited(later, "seen", "2026-03-31");
  for (const closed of [null, "2026-03-31T12:00:00+08:00"])
    await records.sql`
      INSERT INTO finding (id, event_id, resident_id, line, area_code, kind, found_at, closed_at)
      VALUES (${newId()}, ${event}, ${both}, 'civil-affairs', ${EAST}, 'utilities', '2026-03-31T11:00:00+08:00', ${closed})`;

  const { figures, isFrozen } = await view();
  // due: both, called, calledInVain, refusedOne, came, died
  expect(figures.total).toEqual({
    ...{ due: 6, visited: 2, atHome: 1, byPhone: 1, refused: 1, noAnswer: 0, inHospital: 0, away: 0, notTried: 3 },
    ...{ findings: 2, closed: 1 },
  });
  expect(figures.byCategory["living-alone"]).toMatchObject({ due: 5, visited: 2, refused: 0, notTried: 3 });
  expect(figures.byCategory["severely-disabled"]).toMatchObject({ due: 1, visited: 1, findings: 2 });
  expect(figures.byCategory["empty-nest"]).toMatchObject({ due: 1, visited: 0, refused: 1 });
  expect(figures.areas.map(({ areaCode, total }) => [areaCode, total.due, total.visited])).toEqual([
    ["990101", 4, 2],
    ["990102", 2, 0],
  ]);
  expect(isFrozen).toBe(false);

  // by hand: living alone are both, called, died in the east (3 due, 2 visited), calledInVain and came in the west (2 due, none)
  const drilled = (category: IsolationCategory) =>
    figures.areas.map((area) => {
      const of = figuresOf(area, category)!;
      return [area.areaCode, of.due, of.visited, ratePercent(of)];
    });
  expect(drilled("living-alone")).toEqual([
    ["990101", 3, 2, 66.6],
    ["990102", 2, 0, 0],
  ]);
  expect(drilled("severely-disabled")).toEqual([
    ["990101", 1, 1, 100],
    ["990102", 0, 0, null],
  ]);
  const unvisited = async (category: IsolationCategory | null, areaCode: string = TOWN.code) => {
    const listed = await unvisitedInView(chief, TOWN, { ...EVERYTHING, areaCode }, category, null);
    return listed.ok ? listed.value.rows.map(({ residentId }) => residentId).sort() : null;
  };
  expect(await unvisited("living-alone")).toEqual([calledInVain, came, died].sort());
  expect(await unvisited("living-alone", "990101")).toEqual([died]);
  expect(await unvisited("empty-nest")).toEqual([refusedOne]);
  expect(await unvisited("severely-disabled")).toEqual([]);
  const ledger = async (category: IsolationCategory | null) => {
    const { rows } = await ledgerInView(chief, TOWN, ledgerOfMonth(EVERYTHING, category), null);
    return [...new Set(rows.map(({ residentId }) => residentId))].sort();
  };
  expect(await ledger("empty-nest")).toEqual([refusedOne]);
  expect(await ledger("living-alone")).toEqual([both, called, calledInVain].sort());
  const found = async (category: IsolationCategory) => {
    const listed = await findingsInView(chief, TOWN, EVERYTHING, category, null);
    return listed.ok && listed.value.rows.length;
  };
  expect([await found("living-alone"), await found("severely-disabled"), await found("empty-nest")]).toEqual([2, 2, 0]);
});

test("the database counts a month as the domain does, whatever happened in it", async () => {
  await records.sql`TRUNCATE resident CASCADE`;
  const random = seededRandom(5);
  const pick = <T>(among: readonly T[]): T => among[Math.floor(random() * among.length)]!;
  const known: ResidentMonth[] = [];
  for (let n = 0; n < 90; n++) {
    const registeredOn = pick(["2024-01-01", "2026-03-15", "2026-03-31", "2026-04-01"]);
    const leftOn = pick([null, null, "2026-03-01", "2026-03-02", "2026-04-05"]);
    const categories = ISOLATION_CATEGORIES.filter(() => random() < 0.3);
    const made: MadeElder = { area: pick([EAST, WEST]), categories, registeredOn };
    const id = await madeElder(records, { ...made, categories: [] });
    const left = leftOn !== null && leftOn >= registeredOn ? leftOn : null;
    if (left) await records.sql`UPDATE resident SET state = 'left', left_on = ${left}, left_reason = 'moved' WHERE id = ${id}`;
    // Categories come and go by themselves; some were here before, and some have a second file that turned out to be theirs.
    const dated = categories.map((category) => ({
      ...{
        category,
        from: pick(["2020-01-01", "2026-03-02", "2026-03-31"]),
        to: pick([null, "2026-03-02", "2026-04-01", "2026-05-01"]),
      },
    }));
    const held = dated.filter(({ from, to }) => to === null || from < to);
    for (const { category, from, to } of held)
      await records.sql`
        INSERT INTO resident_category (id, resident_id, category, valid_from, valid_to) VALUES (${newId()}, ${id}, ${category}, ${from}, ${to})`;
    const stay = pick([
      null,
      null,
      { from: "2023-01-01", to: "2023-12-01" },
      { from: "2020-02-01", to: pick(["2026-03-01", "2026-03-02"]) },
    ]);
    const before = stay !== null && stay.to < registeredOn ? [stay] : [];
    for (const { from, to } of before)
      await records.sql`
        INSERT INTO resident_stay (id, resident_id, valid_from, valid_to, left_reason) VALUES (${newId()}, ${id}, ${from}, ${to}, 'moved')`;
    const other = random() < 0.3 ? await madeElder(records, { ...made, registeredOn: "2024-01-01" }) : null;
    if (other)
      await records.sql`
        UPDATE resident SET state = 'left', left_on = '2026-03-20', left_reason = 'same-person', merged_into = ${id} WHERE id = ${other}`;
    const logs = Array.from({ length: Math.floor(random() * 6) }, (_, at) => {
      const outcome = pick(VISIT_OUTCOMES);
      return {
        outcome,
        channel: outcome === "seen" ? ("home" as const) : pick(["home", "phone", "video"] as const),
        isPhoneEnough: random() < 0.5,
        day: ["2026-02-28", "2026-03-01", "2026-03-12", "2026-03-31", "2026-04-01"][at]!,
      };
    });
    for (const { outcome, channel, isPhoneEnough, day } of logs)
      await visited(other && random() < 0.5 ? other : id, outcome, day, { channel, phone: isPhoneEnough, area: made.area! });
    known.push({
      ...{ areaCode: made.area!, registered: [...before, { from: registeredOn, to: left }], findings: 0, closed: 0 },
      ...{ categories: held, logs: logs.filter(({ day }) => day.startsWith("2026-03")) },
    });
  }
  const wanted = monthTable(known, MONTH, "2026-04-01");
  expect(wanted.total.due).toBeGreaterThan(20);
  const { figures } = await view();
  expect(figures.total).toEqual(wanted.total);
  expect(figures.byCategory).toEqual(wanted.byCategory);
});

test("a month that was handed in stays as it was; what comes later is told as a correction until it is handed in anew", async () => {
  await records.sql`TRUNCATE resident, month_report CASCADE`;
  const month = `${today(TOWN.timeZone).slice(0, 7)}-01`;
  const place = { line: "civil-affairs", areaCode: "990101001", month } as const;
  const elder = await madeElder(records, { registeredOn: "2024-01-01" });
  expect(await stepMonth(warden, TOWN, place, { kind: "submit", despite: 1 })).toEqual({ ok: true, value: "submitted" });
  expect(await stepMonth(warden, TOWN, place, { kind: "submit", despite: 1 })).toMatchObject({
    refusal: { kind: "handed-in-already" },
  });
  const now = new Date().toISOString();
  const said: VisitSaid = {
    ...{ clientId: randomId(), residentId: elder, authorId: null, plannedVisitId: null, offsetSeconds: null, device: "desk" },
    ...{ capturedAt: now, beganAt: now, minutes: 20, outcome: "seen", channel: "home", purpose: "check", findings: [] },
    body: { looked: {}, needs: "", note: "" },
  };
  expect(await logVisit(warden, TOWN, said)).toMatchObject({ ok: true });
  const inVain: VisitSaid = { ...said, clientId: randomId(), outcome: "no-answer" };
  expect(await logVisit(warden, TOWN, inVain)).toMatchObject({ ok: true });
  const frozen = await view(place);
  expect(frozen).toMatchObject({
    ...{ isFrozen: true, figures: { total: { due: 1, visited: 0 } }, byNow: { due: 1, visited: 1 } },
    corrections: { "late-visit": 1, "late-try": 1, entry: 0, exit: 0, category: 0 },
  });
  expect(await view({ ...place, areaCode: TOWN.code })).toMatchObject({
    ...{ isFrozen: false, figures: { total: { due: 1, visited: 0 } }, byNow: { due: 1, visited: 1 } },
  });

  const own = madeActor({ personId: warden.personId, role: "supervisor", areaCode: TOWN.code, line: "civil-affairs" });
  expect(await stepMonth(own, TOWN, place, { kind: "lock", isSure: true })).toMatchObject({ refusal: { kind: "by-two" } });
  expect(await stepMonth(chief, TOWN, place, { kind: "return", why: " " })).toMatchObject({ refusal: { kind: "no-why" } });
  expect(await stepMonth(chief, TOWN, place, { kind: "return", why: "缺补录" })).toEqual({ ok: true, value: "returned" });
  expect(await stepMonth(warden, TOWN, place, { kind: "submit", despite: 1 })).toMatchObject({ ok: true });
  expect(await view(place)).toMatchObject({
    corrections: { "late-visit": 0 },
    byNow: null,
    figures: { total: { due: 1, visited: 1 } },
  });
  expect(await stepMonth(chief, TOWN, place, { kind: "lock", isSure: true })).toEqual({ ok: true, value: "locked" });
  expect(await stepMonth(warden, TOWN, place, { kind: "submit", despite: 1 })).toMatchObject({
    refusal: { kind: "locked-already" },
  });
});

test("what the register says later of a month that was handed in is a correction of its kind, once, and only where it changes who was due", async () => {
  await records.sql`TRUNCATE resident, month_report CASCADE`;
  const place = { line: "civil-affairs", areaCode: EAST, month: MONTH } as const;
  const stays = await madeElder(records);
  const goes = await madeElder(records);
  expect(await stepMonth(warden, TOWN, place, { kind: "submit", despite: 0 })).toMatchObject({ ok: true });
  const told = async () =>
    (await records.sql`SELECT resident_id AS who, kind FROM month_correction ORDER BY noticed_at, kind`).map(({ who, kind }) => [
      ...[who, kind],
    ]);
  await madeElder(records, { registeredOn: "2026-04-01" });
  await madeElder(records, { area: WEST });
  await records.sql`UPDATE resident SET state = 'left', left_on = '2026-04-02', left_reason = 'moved' WHERE id = ${stays}`;
  await records.sql`UPDATE resident SET name = '示例改名' WHERE id = ${goes}`;
  expect(await told()).toEqual([]);
  const comes = await madeElder(records, { registeredOn: "2026-03-31" });
  await records.sql`UPDATE resident SET state = 'left', left_on = '2026-02-20', left_reason = 'deceased' WHERE id = ${goes}`;
  for (const category of ["empty-nest", "left-behind"])
    await records.sql`INSERT INTO resident_category (id, resident_id, category, valid_from) VALUES (${newId()}, ${stays}, ${category}, '2026-03-10')`;
  expect(await told()).toEqual([
    [comes, "entry"],
    [goes, "exit"],
    [stays, "category"],
  ]);
  const shown = await view(place);
  const corrections = { "late-visit": 0, "late-try": 0, entry: 1, exit: 1, category: 1 };
  expect(shown).toMatchObject({ isFrozen: true, corrections, figures: { total: { due: 2 } }, byNow: { due: 2 } });
  const list = async (areaCode: string) => {
    const listed = await correctionsInView(areaCode === WEST ? stranger : chief, TOWN, { ...place, areaCode }, null);
    return listed.ok
      ? listed.value.rows.map(({ kind, residentId, areaCode: at }) => [residentId, kind, at])
      : listed.refusal.kind;
  };
  const rows = [
    [comes, "entry", EAST],
    [goes, "exit", EAST],
    [stays, "category", EAST],
  ];
  // the city did not hand in: its corrections are those of the community that did
  expect([await list(EAST), await list(TOWN.code), await list(WEST)]).toEqual([rows, rows, []]);
  expect(await correctionsInView(stranger, TOWN, place, null)).toMatchObject({ refusal: { kind: "not-permitted" } });
  const first = await correctionsInView(chief, TOWN, place, null);
  if (!first.ok) throw new Error(first.refusal.kind);
  const { id, noticedOn, visitedOn } = first.value.rows[0]!;
  expect([noticedOn, visitedOn]).toEqual([today(TOWN.timeZone), ""]);
  expect(await correctionsInView(chief, TOWN, place, id)).toMatchObject({
    value: { rows: [{ kind: "exit" }, { kind: "category" }] },
  });
});

test("a finding closes once, with what was done and by whom; who was not seen stands on the list", async () => {
  await records.sql`TRUNCATE resident, month_report CASCADE`;
  const [seen, unseen] = [await madeElder(records), await madeElder(records, { area: WEST })];
  const finding = newId();
  await records.sql`
    INSERT INTO finding (id, event_id, resident_id, line, area_code, kind, found_at)
    VALUES (${finding}, ${await visited(seen, "seen", "2026-03-04")}, ${seen}, 'civil-affairs', ${EAST}, 'utilities', '2026-03-04T10:00:00+08:00')`;
  expect(await closeFinding(stranger, TOWN, finding, "repaired")).toMatchObject({ refusal: { kind: "not-there" } });
  expect(await closeFinding(warden, TOWN, finding, "somehow")).toMatchObject({ refusal: { kind: "no-closing" } });
  expect(await closeFinding(warden, TOWN, finding, "repaired")).toEqual({ ok: true, value: "closed" });
  expect(await closeFinding(chief, TOWN, finding, "family")).toMatchObject({ refusal: { kind: "closed-already" } });
  const found = await findingsInView(chief, TOWN, EVERYTHING, null, null);
  expect(found.ok && found.value.rows).toMatchObject([{ id: finding, closedHow: "repaired", closedBy: warden.personId }]);
  expect(found.ok && found.value.people[warden.personId!]).toBe(warden.name);
  expect((await view()).figures.total).toMatchObject({ findings: 1, closed: 1 });
  const listed = await unvisitedInView(chief, TOWN, EVERYTHING, null, null);
  expect(listed.ok && listed.value.rows.map(({ residentId, stands }) => [residentId, stands])).toEqual([[unseen, "notTried"]]);
  expect(await unvisitedInView(stranger, TOWN, EVERYTHING, null, null)).toMatchObject({ refusal: { kind: "not-permitted" } });
});

test("another district neither reads nor hands in a month, in the use case and in the database", async () => {
  await records.sql`TRUNCATE resident, month_report CASCADE`;
  for (const area of [EAST, WEST]) await madeElder(records, { area });
  const place = { line: "civil-affairs", areaCode: "990101001", month: MONTH } as const;
  expect(await monthInView(stranger, TOWN, place)).toMatchObject({ refusal: { kind: "not-permitted" } });
  expect(await stepMonth(stranger, TOWN, place, { kind: "submit", despite: 0 })).toMatchObject({
    refusal: { kind: "not-permitted" },
  });
  const rows = await inUnitOfWork(stranger, (uow) => monthRows(uow, askedOf(TOWN, EVERYTHING), 12));
  expect([...new Set(rows.map(({ areaCode }) => areaCode))]).toEqual([WEST]);
  const reports = (actor: Actor) => inUnitOfWork(actor, (uow) => uow.db.monthReport.count());
  expect(await stepMonth(warden, TOWN, place, { kind: "submit", despite: 9 })).toMatchObject({ ok: true });
  expect([await reports(warden), await reports(stranger)]).toEqual([1, 0]);
});
