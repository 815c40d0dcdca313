import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { v7 as newId } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openPersonValue, savePersonValue } from "~/modules/accounts/use-cases/person-sensitive.server";
import { rotatePiece, rotationStatus, startRotation, stopRotating } from "~/modules/accounts/use-cases/rotate-keys.server";
import { sealedPlaces } from "~/modules/oversight/use-cases/sealed-places.server";
import { addRingKey, keyRing } from "~/platform/key-ring.server";
import { sealValue } from "~/platform/sealed-value.server";
import { madeActor } from "../../../factories/made-actor";
import { withTestDatabase } from "../../../factories/test-database";
import { makeTown, TOWN } from "../../catalog/factories/catalog-city";

const records = withTestDatabase();
const PEOPLE = 120;
const CHIEF = madeActor({ personId: newId(), role: "administrator" });
const FACILITY = newId();
const people = Array.from({ length: PEOPLE }, () => newId());
const phoneOf = (at: number) => `139${String(88000000 + at)}`;
const folder = mkdtempSync(join(tmpdir(), "quarterhour-ring-"));
const ringBefore = process.env.QUARTERHOUR_KEYS;

beforeAll(async () => {
  process.env.QUARTERHOUR_KEYS = join(folder, "keys.json");
  await makeTown(records);
  for (const [at, id] of people.entries()) {
    await records.sql`INSERT INTO person (id, name, line, area_code) VALUES (${id}, '示例', 'health', '990101')`;
    await savePersonValue(CHIEF, id, "phone", phoneOf(at));
  }
  await records.sql`
    INSERT INTO facility (id, city_code, name, kind_key, line, position_quality) VALUES (${FACILITY}, ${TOWN.code}, '示例设施', 'community-centre', 'health', 'unplaced')`;
  // What was there before numbers were sealed.
  await records.sql`ALTER TABLE contact DROP CONSTRAINT contact_private_is_sealed`;
  const contacts = [
    { role: "", phone: "13900000001", isPublic: false },
    { role: "", phone: "0371-1", isPublic: true },
    { role: "", phone: sealValue("13900000002", `contact.phone.${FACILITY}`), isPublic: false },
  ];
  for (const { phone, isPublic } of contacts)
    await records.sql`INSERT INTO contact (id, facility_id, phone, is_public) VALUES (gen_random_uuid(), ${FACILITY}, ${phone}, ${isPublic})`;
  await records.sql`
    INSERT INTO revision (id, city_code, facility_id, version, cause, before, after)
    SELECT gen_random_uuid(), ${TOWN.code}, ${FACILITY}, n, 'edit', ${records.sql.json({ contacts })}, ${records.sql.json({ name: "示例", contacts })} FROM generate_series(1, 30) n`;
  await records.sql`
    INSERT INTO staging.import_row (batch_id, row_number, raw, value, decision, target_id)
    VALUES (gen_random_uuid(), 1, '{}', ${records.sql.json({ after: { contacts }, before: { contacts } })}, 'update', ${FACILITY})`;
});
afterAll(() => {
  process.env.QUARTERHOUR_KEYS = ringBefore;
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => records.sql`DELETE FROM key_rotation`);

const keysInUse = async () => new Set((await rotationStatus(sealedPlaces)).used.map(({ key }) => key));
const finishRotation = async () => {
  for (let pieces = 0; pieces < 500; pieces++) if ((await rotatePiece(sealedPlaces, 20)) !== "more") return;
  expect.unreachable("the rotation does not end");
};
async function everythingOpens() {
  for (const at of [0, 57, PEOPLE - 1])
    expect(await openPersonValue(CHIEF, people[at]!, "phone", { reason: "inspection", noteId: "" })).toEqual({
      ok: true,
      value: phoneOf(at),
    });
  await records.sql`DELETE FROM sensitive_opening`;
}

test("everything is sealed under the new key, what was not sealed yet is, and the old key retires only then", async () => {
  const old = keyRing().activeId;
  const fresh = addRingKey();
  await startRotation();
  expect(await rotatePiece(sealedPlaces, 20)).toBe("more");
  expect(keyRing().keys.get(old)?.retiredAt).toBeNull();
  await finishRotation();
  expect(await keysInUse()).toEqual(new Set([fresh]));
  expect(keyRing().keys.get(old)?.retiredAt).not.toBeNull();
  expect(String(await dump())).not.toMatch(/1390000000/);
  await everythingOpens();
});

const dump = async () =>
  JSON.stringify([
    await records.sql`SELECT * FROM contact`,
    await records.sql`SELECT * FROM revision`,
    await records.sql`SELECT * FROM staging.import_row`,
  ]);

test("run again it does nothing: what is under the active key is passed over", async () => {
  const before = await records.sql`SELECT cipher FROM person_sensitive ORDER BY id`;
  await startRotation();
  await finishRotation();
  expect([...(await records.sql`SELECT cipher FROM person_sensitive ORDER BY id`)]).toEqual([...before]);
  expect(Object.values((await rotationStatus(sealedPlaces)).rotation?.places ?? {}).map(({ resealed }) => resealed)).toEqual(
    sealedPlaces.map(() => 0),
  );
});

test("stopped in the middle it rests, and goes on where it was", async () => {
  addRingKey();
  await startRotation();
  await rotatePiece(sealedPlaces, 50);
  expect(await stopRotating()).toBe(true);
  expect(await rotatePiece(sealedPlaces, 50)).toBe("nothing");
  expect((await keysInUse()).size).toBe(2);
  await everythingOpens();
  await startRotation();
  expect((await rotationStatus(sealedPlaces)).rotation?.places["person_sensitive"]?.resealed).toBe(50);
  await finishRotation();
  expect(await keysInUse()).toEqual(new Set([keyRing().activeId]));
});

test("a worker killed in the middle of a piece leaves every value readable, and the next one ends the work", async () => {
  const fresh = addRingKey();
  await startRotation();
  const worker = fork(fileURLToPath(new URL("rotating-worker.ts", import.meta.url)), [], { execArgv: ["--import", "tsx"] });
  await once(worker, "message");
  worker.kill("SIGKILL");
  await once(worker, "exit");
  const { rotation } = await rotationStatus(sealedPlaces);
  expect(rotation?.finishedAt).toBeNull();
  expect((await keysInUse()).has(fresh)).toBe(true);
  await everythingOpens();
  await finishRotation();
  expect(await keysInUse()).toEqual(new Set([fresh]));
  await everythingOpens();
});

test("a value nobody can open is left, counted and told; its key does not retire", async () => {
  const lost = `sealed.k9-000000.${"x".repeat(60)}`;
  const old = keyRing().activeId;
  await records.sql`UPDATE person_sensitive SET cipher = ${lost} WHERE person_id = ${people[3]!}`;
  addRingKey();
  await startRotation();
  await finishRotation();
  const { rotation, used } = await rotationStatus(sealedPlaces);
  expect(rotation?.finishedAt).not.toBeNull();
  expect(rotation?.places["person_sensitive"]).toMatchObject({ unopened: 1, resealed: PEOPLE - 1 });
  expect(used).toContainEqual({ place: "person_sensitive", key: "k9-000000", values: 1 });
  expect(keyRing().keys.get(old)?.retiredAt).not.toBeNull();
});
