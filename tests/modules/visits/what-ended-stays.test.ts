import { beforeAll, expect, test } from "vitest";
import { v4 as randomId, v7 as newId } from "uuid";
import { logVisit } from "~/modules/visits/use-cases/log-visit.server";
import { contactPlaceOf } from "~/modules/residents/data/resident-sealed.server";
import { sealValue } from "~/platform/sealed-value.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { EAST, madeElder, makeVisitingTown, visitor, warden, WARDEN } from "./visiting-town";

const records = withTestDatabase();
const { sql } = records;

beforeAll(() => makeVisitingTown(records));

test("who ended a consent is not said otherwise afterwards", async () => {
  const [contact, consent] = [newId(), newId()];
  await sql`
    INSERT INTO resident_contact (id, resident_id, rank, name, relation, phone_cipher)
    VALUES (${contact}, ${await madeElder(records)}, 1, '示例女儿', 'child', ${sealValue("13700000001", contactPlaceOf(contact))})`;
  await sql`
    INSERT INTO contact_consent (id, contact_id, given_on, given_by, how, recorded_by) VALUES (${consent}, ${contact}, '2026-01-01', 'resident', 'paper', ${warden.personId})`;
  const says = (change: ReturnType<typeof sql>) => sql`UPDATE contact_consent SET ${change} WHERE id = ${consent}`.execute();
  await says(sql`ended_at = now(), ended_why = 'withdrawn', ended_by = ${warden.personId}`);
  await expect(says(sql`ended_by = ${visitor.personId}`)).rejects.toThrow("is not rewritten");
  await says(sql`ended_by = NULL`);
  await expect(says(sql`ended_by = ${visitor.personId}`)).rejects.toThrow("is not rewritten");
});

test("who laid a refused record aside, or took it in, is not said otherwise; taking it in afterwards stays possible", async () => {
  const id = newId();
  await sql`
    INSERT INTO care_refusal (id, record_id, kind, sent_hash, why, city_code, line, area_code, uploader_id, resident_id)
    VALUES (${id}, ${randomId()}, 'visit', ${"a".repeat(64)}, 'not-permitted', ${TOWN.code}, 'civil-affairs', ${EAST}, ${WARDEN.personId}, ${await madeElder(records)})`;
  const says = (change: ReturnType<typeof sql>) => sql`UPDATE care_refusal SET ${change} WHERE id = ${id}`.execute();
  const isKept = (change: ReturnType<typeof sql>) => expect(says(change)).rejects.toThrow("not rewritten");
  await says(sql`why = 'not-readable'`);
  await isKept(sql`resident_id = ${await madeElder(records)}`);
  await says(sql`laid_aside_at = now(), laid_aside_by = ${warden.personId}, laid_aside_why = 'not-made'`);
  await isKept(sql`laid_aside_by = ${visitor.personId}`);
  await isKept(sql`laid_aside_why = 'entered-otherwise'`);
  await isKept(sql`laid_aside_at = NULL, laid_aside_by = NULL, laid_aside_why = NULL`);
  await says(sql`why = 'not-permitted'`);
  expect(await sql`SELECT why FROM care_refusal WHERE id = ${id}`, "handed in again afterwards").toEqual([
    { why: "not-readable" },
  ]);
  await says(
    sql`accepted_at = now(), accepted_by = ${warden.personId}, laid_aside_at = NULL, laid_aside_by = NULL, laid_aside_why = NULL`,
  );
  await isKept(sql`accepted_by = ${visitor.personId}`);
});

test("which danger it was goes with the file, wherever it stood; that there was one stays counted", async () => {
  const elder = await madeElder(records);
  const beganAt = new Date(Date.now() - 60_000).toISOString();
  await logVisit(visitor, TOWN, {
    ...{ clientId: randomId(), residentId: elder, authorId: null, plannedVisitId: null, capturedAt: beganAt, beganAt },
    ...{ offsetSeconds: null, device: "desk", minutes: 20, outcome: "seen", channel: "home", purpose: "check" },
    ...{ dangers: ["violence"], body: { looked: {}, needs: "", note: "" }, findings: ["danger"] },
  });
  const signs = () => sql`
    SELECT f.kind, f.signs AS finding, w.signs AS work_order, e.signs AS alarm FROM finding f
    JOIN work_order w ON w.source_id = f.id JOIN escalation e ON e.source_id = f.id WHERE f.resident_id = ${elder}`;
  const said = ["violence"];
  expect(await signs()).toEqual([{ kind: "danger", finding: said, work_order: said, alarm: said }]);
  await sql`UPDATE resident SET state = 'left', left_on = current_date, left_reason = 'moved', name = '—', pinyin = '', initials = '', sex = 'unknown', born_on = NULL, cell = NULL,
    responsible_id = NULL, erased_at = now() WHERE id = ${elder}`;
  expect(await signs()).toEqual([{ kind: "danger", finding: [], work_order: [], alarm: [] }]);
});
