import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 as newId } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rotatePiece, rotationStatus, startRotation, stopRotating } from "~/modules/accounts/use-cases/rotate-keys.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { sealedPlaces } from "~/modules/oversight/use-cases/sealed-places.server";
import { openResidentContact } from "~/modules/residents/use-cases/open-resident.server";
import { openCaregiverStart } from "~/modules/visits/use-cases/caregiver-start.server";
import { residentOwnFile } from "~/modules/visits/use-cases/resident-own-file.server";
import { addRingKey, keyRing } from "~/platform/key-ring.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { withTestDatabase } from "../../factories/test-database";
import { everythingOf } from "./everything-of-one";
import { CITY, madeCaregiver, makePlanningTown } from "./planning-town";
import { EAST, madeElder, VISITOR, warden } from "./visiting-town";

/** Every column of the register and of visits that is sealed, under a new key: in pieces, stopped, taken up, and readable throughout. */
const records = withTestDatabase();
const { sql } = records;
const folder = mkdtempSync(join(tmpdir(), "quarterhour-ring-"));
const ringBefore = process.env.QUARTERHOUR_KEYS;
const SEALED = [
  ["caregiver", "start_cipher"],
  ["enquiry", "answer_cipher"],
  ["enquiry", "said_cipher"],
  ["escalation_step", "said_cipher"],
  ["family_request", "said_cipher"],
  ["family_request_step", "note_cipher"],
  ["message", "note_cipher"],
  ["message", "said_cipher"],
  ["operator_mailbox", "address_cipher"],
  ["resident_contact", "phone_cipher"],
  ["resident_door", "code_cipher"],
  ["resident_sensitive", "cipher"],
  ["site_proposal", "contact_cipher"],
  ["tour_booking", "said_cipher"],
  ["vacancy_alert", "said_cipher"],
  ["visit_event", "body_cipher"],
  ["visit_flag_word", "note_cipher"],
  ["visit_photo", "picture_cipher"],
  ["visit_position", "position_cipher"],
  ["work_order_photo", "picture_cipher"],
  ["work_order_step", "note_cipher"],
] as const;
/** Rows that no resident has stand in none of these tables here. */
const EMPTY: readonly string[] = [
  "family_request",
  "family_request_step",
  "enquiry",
  "message",
  "tour_booking",
  "vacancy_alert",
  "operator_mailbox",
  "site_proposal",
];
const [CAREGIVERS, PIECE] = [12, 5];
const elders: string[] = [];
const caregivers: string[] = [];

beforeAll(async () => {
  process.env.QUARTERHOUR_KEYS = join(folder, "keys.json");
  await makePlanningTown(records);
  for (const mark of ["甲", "乙"]) {
    const id = await madeElder(records);
    await everythingOf(records, id, mark);
    elders.push(id);
  }
  for (let n = 0; n < CAREGIVERS; n++) caregivers.push(await madeCaregiver(records, { at: 100 * n, weekdays: [] }));
  // What has no seal is passed over: a caregiver who said no start, a visit whose words were let go.
  await sql`INSERT INTO caregiver (person_id, city_code, area_code, valid_from) VALUES (${VISITOR.personId}, ${CITY.code}, ${EAST}, '2024-01-01')`;
  await sql`
    INSERT INTO visit_event (client_id, city_code, resident_id, line, area_code, author_id, uploader_id, captured_at, outcome, channel, purpose, began_at, minutes, content_hash)
    VALUES (${newId()}, ${CITY.code}, ${elders[0]!}, 'civil-affairs', ${EAST}, ${VISITOR.personId}, ${VISITOR.personId}, '2025-01-02T02:00:00Z', 'seen', 'home', 'check', '2025-01-02T02:00:00Z', 9, ${"0".repeat(64)})`;
});
afterAll(() => {
  process.env.QUARTERHOUR_KEYS = ringBefore;
  rmSync(folder, { recursive: true, force: true });
});

/** All sealed values by place, in the order of their rows. */
async function ciphers(): Promise<string[]> {
  const all: string[] = [];
  for (const [table, column] of SEALED)
    for (const { cipher } of await sql<
      { cipher: string | null }[]
    >`SELECT ${sql(column)} AS cipher FROM ${sql(table)} ORDER BY 1`)
      if (cipher !== null) all.push(cipher);
  return all;
}
const underKey = async (key: string) => (await ciphers()).filter((cipher) => cipher.startsWith(`sealed.${key}.`)).length;

async function everythingOpens(): Promise<void> {
  const wish = { reason: "inspection", noteId: "" };
  for (const [at, id] of elders.entries()) {
    const mark = ["甲", "乙"][at]!;
    const file = await residentOwnFile(warden, CITY, id, "inspection");
    if (!file.ok) return expect.unreachable(file.refusal.kind);
    const { values, contacts, visits } = file.value.parts;
    expect(values.map(({ value }) => value)).toEqual([
      `示例门禁${mark}`,
      `示例路${mark}号`,
      expect.stringMatching(/^138/) as string,
    ]);
    expect(contacts).toEqual([expect.objectContaining({ phone: expect.stringMatching(/^139000000/) as string })]);
    expect(visits.map(({ note }) => note)).toContain(`示例备注${mark}`);
  }
  const [contact] = await sql`SELECT id FROM resident_contact WHERE resident_id = ${elders[0]!}`;
  expect(await openResidentContact(warden, elders[0]!, String(contact?.["id"]), wish)).toMatchObject({ ok: true });
  for (const [at, id] of caregivers.entries())
    expect((await openCaregiverStart(warden, id, wish)).ok, `start of caregiver ${at}`).toBe(true);
  await sql`DELETE FROM sensitive_opening`;
}

test("all sealed columns of these rooms are among the places whose key is changed", async () => {
  const columns = await sql<{ table: string; column: string }[]>`
    SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.column_name LIKE '%cipher%' AND c.table_name NOT LIKE 'person%' ORDER BY 1, 2`;
  expect(columns.map(({ table, column }) => [table, column])).toEqual(SEALED.map((one) => [...one]));
  const constrained = await sql<{ table: string }[]>`
    SELECT DISTINCT c.conrelid::regclass::text AS table FROM pg_constraint c WHERE c.contype = 'c' AND pg_get_constraintdef(c.oid) LIKE '%sealed%'
      AND c.conrelid::regclass::text NOT IN ('person_sensitive', 'contact', 'document', 'second_factor') ORDER BY 1`;
  expect(constrained.map(({ table }) => table)).toEqual([...new Set(SEALED.map(([table]) => table))]);
  const places = sealedPlaces.map(({ name }) => name);
  expect(SEALED.map(([table]) => table).filter((table) => !places.includes(table))).toEqual([]);
});

test("in pieces, stopped in the middle and taken up again, everything ends under the new key and opens at every moment", async () => {
  const old = keyRing().activeId;
  const all = (await ciphers()).length;
  expect(await underKey(old)).toBe(all);
  const fresh = addRingKey();
  await startRotation();
  // As far as the middle of a place: some under either key.
  while ((await underKey(fresh)) < all / 2) expect(await rotatePiece(sealedPlaces, PIECE)).toBe("more");
  expect(await stopRotating()).toBe(true);
  expect(await rotatePiece(sealedPlaces, PIECE)).toBe("nothing");
  const half = (await ciphers()).filter((cipher) => cipher.startsWith(`sealed.${fresh}.`));
  expect(half.length).toBeLessThan(all);
  await everythingOpens();

  await startRotation();
  for (let pieces = 0; (await rotatePiece(sealedPlaces, PIECE)) === "more"; pieces++) expect(pieces).toBeLessThan(200);
  expect(await underKey(fresh)).toBe(all);
  const ended = await ciphers();
  expect(
    half.filter((cipher) => !ended.includes(cipher)),
    "what was done before the stop is not done again",
  ).toEqual([]);
  const { used } = await rotationStatus(sealedPlaces);
  for (const [table] of SEALED.filter(([name]) => !EMPTY.includes(name)))
    expect(
      used.filter(({ place }) => place === table).map(({ key }) => key),
      table,
    ).toEqual([fresh]);
  expect(keyRing().keys.get(old)?.retiredAt).not.toBeNull();
  await everythingOpens();
});

test("a visit whose words were let go while its key changed stays empty", async () => {
  const [event] =
    await sql`SELECT client_id AS id, body_cipher AS cipher FROM visit_event WHERE body_cipher IS NOT NULL ORDER BY client_id LIMIT 1`;
  const [id, cipher] = [String(event?.["id"]), String(event?.["cipher"])];
  await sql`UPDATE visit_event SET body_cipher = NULL WHERE client_id = ${id}`;
  await inUnitOfWork(
    systemActor("rotate-keys"),
    ({ db }) => db.$executeRaw`SELECT seal_visits_anew(${[id]}::uuid[], ${[cipher]}::text[])`,
  );
  expect((await sql`SELECT body_cipher AS cipher FROM visit_event WHERE client_id = ${id}`)[0]).toEqual({ cipher: null });
});
