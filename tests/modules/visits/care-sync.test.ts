import { v4 as randomId, v7 as newId } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { careList } from "~/modules/visits/use-cases/care-list.server";
import { refusedRecords } from "~/modules/visits/use-cases/refused-records.server";
import { ticketFor } from "~/modules/visits/use-cases/care-ticket.server";
import { workOutDue } from "~/modules/visits/use-cases/work-out-due.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { handIn, said, sealed, sealedVisit, statesOf, TICKET } from "./care-phone";
import { EAST, madeElder, makeVisitingTown, STRANGER, VISITOR, visitor, WARDEN, warden } from "./visiting-town";

const records = withTestDatabase();
const { sql } = records;
beforeAll(() => makeVisitingTown(records));
afterAll(closeBulkWork);

const stored = (ids: readonly string[]) =>
  sql`SELECT client_id AS id, author_id AS author, uploader_id AS uploader, offset_seconds AS off, device, door_matched AS door, is_late AS late FROM visit_event WHERE client_id = ANY(${[...ids]}) ORDER BY client_id`;

test("what a phone saved is stored in its author's name, whoever hands it in, and once however often", async () => {
  const visits = [
    said(await madeElder(records), { findings: ["utilities"] }),
    said(await madeElder(records), { device: "paper" }),
  ];
  const sealedOnes = [await sealedVisit(visits[0]!), await sealedVisit(visits[1]!, { isLate: true })];
  expect(statesOf(await handIn(sealedOnes, STRANGER.personId))).toEqual(["stored", "stored"]);
  expect(statesOf(await handIn(sealedOnes))).toEqual(["stored-already", "stored-already"]);
  const rows = await stored(visits.map(({ clientId }) => clientId));
  expect(rows.map(({ author, uploader }) => [author, uploader])).toEqual([
    [VISITOR.personId, STRANGER.personId],
    [VISITOR.personId, STRANGER.personId],
  ]);
  expect(rows.map(({ device, late }) => [device, late]).sort()).toEqual([
    ["paper", true],
    ["phone", false],
  ]);
  expect(await sql`SELECT 1 FROM finding WHERE event_id = ${visits[0]!.clientId}`).toHaveLength(1);
  const audit =
    await sql`SELECT person_id AS who, facts FROM audit_event WHERE action = 'log:visit' AND subject_id = ${visits[0]!.clientId}`;
  const facts = { resident: visits[0]!.residentId, channel: "home", author: VISITOR.personId };
  expect([...audit], "ids, and no word of how somebody was").toEqual([{ who: STRANGER.personId, facts }]);
});

test("one bad record is refused with its reason, kept as it came, and the rest goes on", async () => {
  const good = [said(await madeElder(records)), said(await madeElder(records))];
  const first = await sealedVisit(good[0]!);
  const late = said(await madeElder(records), { beganAt: "2026-01-01T00:00:00.000Z" });
  const stranger = said(await madeElder(records, { responsible: null }));
  const broken = { ...(await sealedVisit(said(await madeElder(records)))), text: first.text };
  const forged = await sealedVisit(said(await madeElder(records)), {
    ticket: TICKET().replace(VISITOR.personId, WARDEN.personId),
  });
  const old = { ...first, id: randomId(), kind: "visit-of-yesterday" as never };
  const sent = [
    ...[first, await sealedVisit(late), await sealedVisit(stranger), broken, forged, old],
    ...[await sealed("visit", randomId(), { hello: 1 }), await sealedVisit(good[1]!)],
  ];
  const answer = await handIn(sent);
  expect(statesOf(answer)).toEqual([
    ...["stored", "refused too-long-ago", "refused not-permitted", "refused does-not-open", "refused no-ticket"],
    ...["refused unknown-kind", "refused not-readable", "stored"],
  ]);
  expect(await stored(good.map(({ clientId }) => clientId))).toHaveLength(2);
  expect(answer.answers.map(({ isKept }) => isKept)).toEqual([undefined, true, true, false, false, false, false, undefined]);
  const { rows: held, counts } = await refusedRecords(warden, TOWN, "990101");
  expect(held.map(({ why }) => why).sort(), "whoever wrote these is known").toEqual(["not-permitted", "too-long-ago"]);
  expect(held.find(({ recordId }) => recordId === late.clientId)).toMatchObject({ areaCode: EAST, author: VISITOR.name });
  const facts = await sql`SELECT why, bytes, length(sent_hash) AS hash, text FROM care_refusal WHERE text IS NULL ORDER BY why`;
  expect(facts.map(({ why }) => why)).toEqual(["does-not-open", "no-ticket", "not-readable", "unknown-kind"]);
  expect(facts.every(({ bytes, hash }) => Number(bytes) > 100 && hash === 64)).toBe(true);
  await handIn(sent);
  expect((await refusedRecords(warden, TOWN, "990101")).counts, "the same refusal once").toEqual(counts);
  expect(JSON.stringify(held)).not.toContain("示例：");
});

test("the same id with other words is refused aloud, also beside the first in one request", async () => {
  const visit = said(await madeElder(records));
  const [one, other] = [await sealedVisit(visit), await sealedVisit({ ...visit, outcome: "refused" })];
  expect(statesOf(await handIn([one, other]))).toEqual(["stored", "refused other-content"]);
  expect(statesOf(await handIn([other, one]))).toEqual(["refused other-content", "stored-already"]);
  expect((await sql`SELECT outcome FROM visit_event WHERE client_id = ${visit.clientId}`)[0]!.outcome).toBe("seen");
});

test("whoever was on the day's list is told of, whatever became of the file, the grant or the account since", async () => {
  const elder = await madeElder(records, { risk: "high" });
  await workOutDue(TOWN.code);
  const { ticket, residents } = await careList(visitor, TOWN);
  expect(residents.some(({ id }) => id === elder)).toBe(true);
  await sql`UPDATE resident SET responsible_id = NULL, state = 'left', left_on = ${today(TOWN.timeZone)}::date - 3, left_reason = 'moved' WHERE id = ${elder}`;
  await sql`UPDATE person SET state = 'left' WHERE id = ${VISITOR.personId}`;
  const visit = said(elder, { outcome: "no-answer", minutes: 0 });
  expect(statesOf(await handIn([await sealedVisit(visit, { ticket })], WARDEN.personId))).toEqual(["stored"]);
  await sql`UPDATE person SET state = 'active' WHERE id = ${VISITOR.personId}`;
  const yesterday = ticketFor({ personId: VISITOR.personId, cityCode: TOWN.code, day: "2026-10-01" });
  expect(statesOf(await handIn([await sealedVisit(said(elder), { ticket: yesterday })])), "of another day's list").toEqual([
    "refused not-registered",
  ]);
});

test("a list vouches for its own days and its own openings, no other", async () => {
  const [listed, rung] = [await madeElder(records, { risk: "high" }), await madeElder(records, { responsible: null })];
  await workOutDue(TOWN.code);
  const { ticket } = await careList(visitor, TOWN);
  // As the door of an alarm is opened: they were told where to go, on no list.
  await sql`
    INSERT INTO sensitive_opening (id, person_id, subject_kind, subject_id, field, line, area_code, reason)
    VALUES (${newId()}, ${VISITOR.personId}, 'resident', ${rung}, 'alarm', 'civil-affairs', ${EAST}, 'visit-assigned')`;
  await sql`UPDATE resident SET responsible_id = NULL WHERE id = ${listed}`;
  const told = async (elder: string, days: number) => {
    const beganAt = new Date(Date.now() - days * 86_400_000 - 1_800_000).toISOString();
    return statesOf(await handIn([await sealedVisit(said(elder, { beganAt }), { ticket })]))[0];
  };
  expect([await told(listed, 0), await told(listed, 20), await told(listed, 40)]).toEqual([
    ...["stored", "stored", "refused not-permitted"],
  ]);
  expect(await told(rung, 0)).toBe("refused not-permitted");
});

test("a clock that is days wrong loses nothing: when it is put right is what the server can tell", async () => {
  const [ahead, fixed, right] = [await madeElder(records), await madeElder(records), await madeElder(records)];
  const day = 86_400_000;
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  const off = said(ahead, { capturedAt: at(3 * day), beganAt: at(3 * day - 1_800_000) });
  expect(statesOf(await handIn([await sealedVisit(off)], VISITOR.personId, new Date(Date.now() + 3 * day + 60_000)))).toEqual([
    "stored",
  ]);
  const since = said(fixed, { capturedAt: at(5 * day), beganAt: at(5 * day - 1_800_000) });
  expect(statesOf(await handIn([await sealedVisit(since)]))).toEqual(["stored"]);
  const plain = said(right);
  await handIn([await sealedVisit(plain)]);
  const rows = await sql<{ id: string; off: number; ago: number }[]>`
    SELECT client_id AS id, offset_seconds AS off, extract(epoch FROM now() - began_at)::int AS ago FROM visit_event WHERE client_id = ANY(${[off, since, plain].map(({ clientId }) => clientId)})`;
  const of = ({ clientId }: { clientId: string }) => rows.find(({ id }) => id === clientId)!;
  expect(of(off).off).toBe(3 * 86_400 + 60);
  expect(Math.abs(of(off).ago - 1_860)).toBeLessThan(30);
  expect(Math.abs(of(since).off - 5 * 86_400)).toBeLessThan(30);
  expect(Math.abs(of(since).ago - 1_800)).toBeLessThan(30);
  expect(Math.abs(of(plain).off)).toBeLessThan(30);
  expect(statesOf(await handIn([await sealedVisit(off)])), "again, by a clock that is right now").toEqual(["stored-already"]);
});

test("a server restored from an older copy takes again what it had acknowledged", async () => {
  const visits = [said(await madeElder(records)), said(await madeElder(records))];
  const all = await Promise.all(visits.map((visit) => sealedVisit(visit)));
  await handIn(all);
  await sql.begin(async (owner) => {
    await owner`SET LOCAL session_replication_role = replica`;
    await owner`DELETE FROM visit_event WHERE client_id = ${visits[0]!.clientId}`;
  });
  expect(statesOf(await handIn(all))).toEqual(["stored", "stored-already"]);
});

test("a record refused once and right the next time waits for nobody any more", async () => {
  const elder = await madeElder(records, { responsible: null });
  const visit = await sealedVisit(said(elder));
  expect(statesOf(await handIn([visit]))).toEqual(["refused not-permitted"]);
  const waits = async () => (await refusedRecords(warden, TOWN, EAST)).rows.some(({ recordId }) => recordId === visit.id);
  expect(await waits()).toBe(true);
  await sql`UPDATE resident SET responsible_id = ${VISITOR.personId} WHERE id = ${elder}`;
  expect(statesOf(await handIn([visit]))).toEqual(["stored"]);
  expect(await waits()).toBe(false);
});

test("a key that the ring does not have is not a refusal: the ring's copy can be put back", async () => {
  const visit = { ...(await sealedVisit(said(await madeElder(records)))), keyId: `k9-${newId().slice(-6)}` };
  expect(statesOf(await handIn([visit]))).toEqual(["later key-unknown"]);
});
