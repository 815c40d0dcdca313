import { createHash } from "node:crypto";
import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { saveResidentValue } from "~/modules/residents/use-cases/open-resident.server";
import { seedFrom } from "~/modules/visits/domain/callback-sample";
import {
  answerCallback,
  callbacksInView,
  callSheet,
  drawSample,
  type SamplePlace,
} from "~/modules/visits/use-cases/callbacks.server";
import { withTestDatabase } from "../../factories/test-database";
import { madeActor } from "../../factories/made-actor";
import { TOWN } from "../catalog/factories/catalog-city";
import { drawnByHand, populationText } from "./drawn-by-hand";
import { EAST, madeElder, makeVisitingTown, stranger, VISITOR, visitor, WARDEN, warden } from "./visiting-town";

const records = withTestDatabase();
const { sql } = records;
const PLACE: SamplePlace = { areaCode: EAST, line: "civil-affairs", month: "2025-03-01" };
const visits: { id: string; authorId: string }[] = [];
beforeAll(async () => {
  await makeVisitingTown(records);
  const elder = await madeElder(records, { name: "示例老人" });
  expect(await saveResidentValue(warden, elder, "phone", "13800000001")).toMatchObject({ ok: true });
  for (let at = 0; at < 30; at++) {
    const [id, authorId] = [newId(), at < 2 ? WARDEN.personId : VISITOR.personId];
    await sql`
      INSERT INTO visit_event (client_id, city_code, resident_id, line, area_code, author_id, uploader_id, captured_at, outcome, channel, purpose, began_at, minutes, content_hash)
      VALUES (${id}, ${TOWN.code}, ${elder}, 'civil-affairs', ${EAST}, ${authorId}, ${authorId}, '2025-03-05T02:00:00Z', ${at === 29 ? "no-answer" : "seen"}, 'home', 'check',
        ${new Date(Date.parse("2025-03-05T02:00:00Z") + at * 3_600_000)}, 20, ${"0".repeat(64)})`;
    if (at < 29) visits.push({ id, authorId });
  }
});

test("a month is drawn once; whoever has the visits draws the same, and those who came in later change nothing", async () => {
  expect((await callbacksInView(warden, TOWN, PLACE)).now).toEqual({ visits: 29, authors: 2, size: 2 });
  expect(await drawSample(visitor, TOWN, PLACE, 6)).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
  expect(await drawSample(warden, TOWN, PLACE, 0)).toEqual({ ok: false, refusal: { kind: "no-size" } });
  const drawn = await Promise.all([1, 2, 3].map(() => drawSample(warden, TOWN, PLACE, 6)));
  expect(drawn.filter(({ ok }) => ok)).toHaveLength(1);
  const { sample, visits: seen, result } = await callbacksInView(warden, TOWN, PLACE);
  const hash = createHash("sha256").update(populationText(visits)).digest("hex");
  expect(sample).toMatchObject({ population: 29, populationHash: hash, seed: seedFrom(hash) });
  expect(seen.map(({ eventId }) => eventId)).toEqual(drawnByHand(visits, 6, seedFrom(hash)));
  expect(new Set(seen.map(({ authorId }) => authorId)).size).toBe(2);
  expect(result).toMatchObject({ drawn: 6, notRung: 6, confirmed: null });
  const second = await callbacksInView(warden, TOWN, PLACE, 4);
  expect(second.visits.map(({ nth, eventId }) => [nth, eventId])).toEqual([5, 6].map((nth) => [nth, seen[nth - 1]!.eventId]));
  expect(second.result, "counted of all pages").toMatchObject({ drawn: 6, notRung: 6 });
  expect((await callbacksInView(stranger, TOWN, PLACE)).sample, "another district knows of none").toBeNull();
});

test("answers only grow and the last counts; the interval says how little a few calls tell", async () => {
  const { visits: seen } = await callbacksInView(warden, TOWN, PLACE);
  const say = (at: number, answer: string) => answerCallback(warden, TOWN, PLACE, { eventId: seen[at]!.eventId, answer });
  for (const at of [0, 1, 2]) expect(await say(at, "confirmed")).toMatchObject({ ok: true });
  await say(3, "not-reached");
  await say(3, "not-visited");
  await say(4, "not-remembered");
  expect(await say(5, "perhaps")).toEqual({ ok: false, refusal: { kind: "no-answer-chosen" } });
  const outside = visits.find(({ id }) => !seen.some(({ eventId }) => eventId === id))!;
  expect(await answerCallback(warden, TOWN, PLACE, { eventId: outside.id, answer: "confirmed" })).toMatchObject({
    refusal: { kind: "not-there" },
  });
  const { result } = await callbacksInView(warden, TOWN, PLACE);
  expect(result!.counts).toEqual({ confirmed: 3, "not-visited": 1, "not-remembered": 1, "not-reached": 0 });
  expect([result!.confirmed!.interval.low.toFixed(3), result!.confirmed!.interval.high.toFixed(3)]).toEqual(["0.301", "0.954"]);
  expect((await sql`SELECT 1 FROM visit_callback`).length).toBe(6);
  const reader = madeActor({ personId: newId(), role: "overseer", areaCode: TOWN.code });
  expect(await answerCallback(reader, TOWN, PLACE, { eventId: seen[5]!.eventId, answer: "confirmed" })).toMatchObject({
    refusal: { kind: "not-permitted" },
  });
});

test("the sheet with names and phones asks for a reason, is on record first, and leaves out who was rung", async () => {
  expect(await callSheet(warden, TOWN, PLACE, "")).toEqual({ ok: false, refusal: { kind: "reason-missing" } });
  expect(await callSheet(visitor, TOWN, PLACE, "inspection")).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
  const sheet = await callSheet(warden, TOWN, PLACE, "inspection");
  expect(sheet).toMatchObject({ ok: true, value: { visits: [{ name: "示例老人", phone: "13800000001" }] } });
  const [opening] = await sql`SELECT field, reason FROM sensitive_opening`;
  expect({ ...opening }).toMatchObject({ field: "phone", reason: "inspection" });
  expect(await sql`SELECT 1 FROM audit_event WHERE action = 'export:callbacks' AND why = 'inspection'`).toHaveLength(1);
});
