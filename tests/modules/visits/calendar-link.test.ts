import { beforeAll, beforeEach, expect, test } from "vitest";
import { loader as calendarDoor } from "~/routes/calendar.$link";
import { numbered, type FeedVisit } from "~/modules/visits/domain/calendar-feed";
import { instantOf } from "~/modules/visits/use-cases/plan-basis.server";
import { makeFeed, revokeFeed } from "~/modules/visits/use-cases/calendar-feed.server";
import { caregiverFile } from "~/modules/visits/use-cases/caregivers-in-view.server";
import { daysFrom } from "~/modules/visits/use-cases/due-basis.server";
import { pathFact } from "~/platform/log-facts.server";
import { doorOf } from "~/platform/request-doors.server";
import { today } from "~/platform/clock.server";
import { calendarFile } from "~/shared/calendar-file";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { CITY, madeCaregiver, madeDue, makePlanningTown, ZONE } from "./planning-town";
import { EAST, stranger, warden } from "./visiting-town";

const records = withTestDatabase();
const DAY = daysFrom(today(ZONE), 1);
const COMMUNITY = "示例社区";
beforeAll(async () => {
  await makePlanningTown(records);
  await records.sql`
    INSERT INTO area (id, city_code, code, code_system, code_year, level, parent_code, name, pinyin, initials)
    VALUES (gen_random_uuid(), ${CITY.code}, ${EAST}, 'statistics', 2020, 'community', '990101001', ${COMMUNITY}, 'shilishequ', 'slsq')`;
});
beforeEach(async () => {
  await records.sql`DELETE FROM visit_plan`;
  await records.sql`DELETE FROM caregiver`;
});

/** RFC 5545 by hand: lines end in CRLF, hold 75 octets at most, and go on after a space; what is said once is said once. */
function readCalendar(text: string): Record<string, string>[] {
  expect(text.endsWith("\r\n")).toBe(true);
  const physical = text.slice(0, -2).split("\r\n");
  for (const line of physical) {
    expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
    expect(line).not.toMatch(/[\r\n\0]/);
    expect(line).not.toContain("\uFFFD");
  }
  const lines = text.slice(0, -2).replaceAll("\r\n ", "").split("\r\n");
  expect(lines[0]).toBe("BEGIN:VCALENDAR");
  expect(lines.at(-1)).toBe("END:VCALENDAR");
  for (const once of ["VERSION:2.0", "PRODID:"]) expect(lines.filter((line) => line.startsWith(once))).toHaveLength(1);
  const events: Record<string, string>[] = [];
  for (const line of lines) {
    if (line === "BEGIN:VEVENT") events.push({});
    const [, name = "", value = ""] = /^([A-Z-]+)[^:]*:(.*)$/.exec(line) ?? [];
    const event = events.at(-1);
    if (event && !["BEGIN", "END"].includes(name)) {
      expect(event, "a property is said once").not.toHaveProperty(name);
      event[name] = value.replace(/\\([\\;,])/g, "$1");
    }
  }
  for (const event of events) {
    expect(Object.keys(event)).toEqual(expect.arrayContaining(["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE"]));
    for (const at of ["DTSTAMP", "DTSTART", "DTEND"]) expect(event[at]).toMatch(/^\d{8}T\d{6}Z$/);
  }
  expect(new Set(events.map(({ UID }) => UID)).size).toBe(events.length);
  return events;
}

const stamp = (minute: number, day = DAY) =>
  instantOf(day, minute, ZONE)
    .toISOString()
    .replace(/[-:]|\.\d{3}/g, "");

/** A plan in force with these visits; plans before it are in force no more. */
async function published(
  personId: string,
  visits: readonly { readonly resident: string; readonly minute: number; readonly channel?: string }[],
) {
  await records.sql`UPDATE planned_visit SET is_published = false`;
  const [plan] = await records.sql`
    INSERT INTO visit_plan (id, city_code, area_code, first_on, last_on, state, published_at) VALUES (gen_random_uuid(), ${CITY.code}, ${EAST}, ${DAY}, ${DAY}, 'published', clock_timestamp()) RETURNING id`;
  for (const { resident, minute, channel = "home" } of visits)
    await records.sql`
      INSERT INTO planned_visit (id, plan_id, resident_id, person_id, line, area_code, begins_at, ends_at, channel, due_opens_on, due_closes_on, cause, minutes, is_published)
      VALUES (gen_random_uuid(), ${plan!.id}, ${resident}, ${personId}, 'civil-affairs', ${EAST}, ${instantOf(DAY, minute, ZONE)}, ${instantOf(DAY, minute + 30, ZONE)}, ${channel}, ${DAY}, ${daysFrom(DAY, 3)}, 'rule', 30, true)`;
}

async function asked(link: string, headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request(`http://quarterhour.invalid/calendar/${link}`, { headers });
  return calendarDoor({ request, params: { link }, context: {} as never }) as Promise<Response>;
}
const linkOf = async (personId: string, by = warden): Promise<string> => {
  const made = await makeFeed(by, personId);
  return made.ok ? `${made.value}.ics` : "";
};

test("a calendar tells order, community and hour of published visits, and neither names nor addresses", async () => {
  const id = await madeCaregiver(records);
  const [one, two] = [await madeDue(records, { name: "示例老人甲" }), await madeDue(records, { name: "示例老人乙" })];
  await published(id, [
    { resident: two, minute: 600, channel: "phone" },
    { resident: one, minute: 540 },
  ]);
  const answer = await asked(await linkOf(id));
  expect(answer.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
  expect(answer.headers.get("Cache-Control")).toContain("private");
  expect(answer.headers.get("Referrer-Policy")).toBe("no-referrer");
  const text = await answer.text();
  expect(readCalendar(text)).toMatchObject([
    { DTSTART: stamp(540), DTEND: stamp(570), SUMMARY: `探访 1/2 · ${COMMUNITY}`, SEQUENCE: "0" },
    { DTSTART: stamp(600), DTEND: stamp(630), SUMMARY: `电话探访 2/2 · ${COMMUNITY}`, SEQUENCE: "0" },
  ]);
  const unfolded = text.replaceAll("\r\n ", "");
  expect(unfolded).toContain(`X-WR-TIMEZONE:${ZONE}`);
  for (const secret of ["示例老人", one, two, id]) expect(unfolded).not.toContain(secret);
  const again = await asked(await linkOf(id), { "If-None-Match": answer.headers.get("ETag")! });
  expect(again.status).toBe(304);
});

test("a visit stays the same entry in the next plan; only a changed hour counts its sequence up", async () => {
  const id = await madeCaregiver(records);
  const [one, two] = [await madeDue(records), await madeDue(records)];
  const link = await linkOf(id);
  const read = async () => readCalendar(await (await asked(link)).text());
  await published(id, [
    { resident: one, minute: 540 },
    { resident: two, minute: 600 },
  ]);
  const before = await read();
  await published(id, [
    { resident: one, minute: 540 },
    { resident: two, minute: 660 },
  ]);
  const after = await read();
  expect(after.map(({ UID, SEQUENCE }) => [UID, SEQUENCE])).toEqual([
    [before[0]!["UID"], "0"],
    [before[1]!["UID"], "1"],
  ]);
  expect(after[0]!["DTSTAMP"]).toBe(before[0]!["DTSTAMP"]);
  await published(id, [{ resident: two, minute: 540 }]);
  expect((await read()).map(({ UID, SEQUENCE }) => [UID, SEQUENCE])).toEqual([[before[1]!["UID"], "2"]]);
});

test("a wrong, replaced or revoked link is a plain 404, and so is one of somebody who has left", async () => {
  const id = await madeCaregiver(records);
  const first = await linkOf(id);
  expect((await asked(first)).status).toBe(200);
  const own = madeActor({ personId: id, name: "示例探访员", role: "caregiver", areaCode: EAST, line: "civil-affairs" });
  const second = await linkOf(id, own);
  const [kept] = await records.sql`SELECT secret_hash AS hash, read_on AS read FROM calendar_feed WHERE person_id = ${id}`;
  expect(second).not.toContain(kept!.hash);
  expect(kept!.hash).toMatch(/^[0-9a-f]{64}$/);
  const refused = async (link: string) => {
    const answer = await asked(link);
    return [answer.status, await answer.text(), answer.headers.get("Content-Type")];
  };
  const plain = [404, "404\n", "text/plain"];
  for (const link of [first, "", "x.ics", `${"A".repeat(43)}.ics`, second.replace(".ics", ""), `${second}.ics`])
    expect(await refused(link), link).toEqual(plain);
  expect((await asked(second)).status).toBe(200);
  await records.sql`UPDATE person SET state = 'suspended' WHERE id = ${id}`;
  expect(await refused(second)).toEqual(plain);
  await records.sql`UPDATE person SET state = 'active' WHERE id = ${id}`;
  await records.sql`UPDATE caregiver SET valid_to = '2024-02-01' WHERE person_id = ${id}`;
  expect(await refused(second)).toEqual(plain);
  await records.sql`UPDATE caregiver SET valid_to = NULL WHERE person_id = ${id}`;
  expect(await makeFeed(stranger, id)).toMatchObject({ refusal: { kind: "not-there" } });
  expect(await revokeFeed(stranger, id)).toMatchObject({ refusal: { kind: "not-there" } });
  expect(await revokeFeed(warden, id)).toMatchObject({ ok: true });
  expect(await refused(second)).toEqual(plain);
  expect((await caregiverFile(warden, CITY, id))!.feed).toBeNull();
  const deeds =
    await records.sql`SELECT action FROM audit_event WHERE subject_id = ${id} AND action LIKE '%calendar-link' ORDER BY at, id`;
  expect(deeds.map(({ action }) => action)).toEqual(["make:calendar-link", "make:calendar-link", "revoke:calendar-link"]);
});

test("many calendars at once are all answered", async () => {
  const link = await linkOf(await madeCaregiver(records));
  const answers = await Promise.all(Array.from({ length: 60 }, () => asked(link)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});

test("a link's secret stands in no log, and its door is counted like other public answers", async () => {
  const link = await linkOf(await madeCaregiver(records));
  expect(pathFact(`/calendar/${link}?lang=en`)).toBe("/calendar/*");
  expect(pathFact("/visits/caregivers/01a202c8-8453-7489-ae13-a232ae310e30/day")).toBe(
    "/visits/caregivers/01a202c8-8453-7489-ae13-a232ae310e30/day",
  );
  expect(doorOf({ method: "GET", path: `/calendar/${link}`, headers: {} })).toBe("answers");
});

test("long names fold between characters, and signs with a meaning are escaped", () => {
  const visit = (key: string, minute: number): FeedVisit => ({
    ...{ key, areaCode: EAST, channel: "home", sequence: 0, changedAt: new Date(0) },
    ...{ beginsAt: new Date(minute * 60_000), endsAt: new Date((minute + 30) * 60_000) },
  });
  const same = numbered([visit("a", 60), visit("a", 0), visit("b", 24 * 60)], "UTC");
  expect(same.map(({ key, nth, of }) => [key, nth, of])).toEqual([
    ["a#1", 1, 2],
    ["a#2", 2, 2],
    ["b#1", 1, 1],
  ]);
  const summary = `探访 1/9 · ${"很长的社区名𠮷".repeat(12)}; 甲,乙\\丙\n丁`;
  const entry = { uid: "a@made", summary, beginsAt: new Date(0), endsAt: new Date(1), sequence: 0, changedAt: new Date(0) };
  const [event] = readCalendar(calendarFile({ of: "visits", name: "日历", timeZone: "Asia/Shanghai", entries: [entry] }));
  expect(event!["SUMMARY"]).toBe(summary.replace("\n", "\\n"));
});
