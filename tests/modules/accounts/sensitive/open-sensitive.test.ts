import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { lookUpPerson } from "~/modules/accounts/use-cases/look-up-person.server";
import { personOpenings } from "~/modules/accounts/use-cases/person-openings.server";
import { openPersonValue, savePersonValue, sensitiveFileOf } from "~/modules/accounts/use-cases/person-sensitive.server";
import { NOBODY, systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../../../factories/made-actor";
import { withTestDatabase } from "../../../factories/test-database";

const records = withTestDatabase();
const PHONE = "13877770001";
const IDENTITY = "11010519491231002X";
const LI = newId();
const WANG = newId();
const CHIEF = madeActor({ personId: newId(), role: "administrator", areaCode: "9901", line: "health" });
const FOR_WORK = { reason: "verify-identity", noteId: "WO-7" };

beforeAll(async () => {
  for (const [id, name, area] of [
    [LI, "李某", "990101"],
    [WANG, "王某", "990202"],
  ] as const)
    await records.sql`INSERT INTO person (id, name, line, area_code) VALUES (${id}, ${name}, 'health', ${area})`;
  expect(await savePersonValue(CHIEF, LI, "phone", `+86 ${PHONE}`)).toEqual({ ok: true, value: "saved" });
  expect(await savePersonValue(CHIEF, LI, "identity-number", IDENTITY.toLowerCase())).toEqual({ ok: true, value: "saved" });
});

test("the database holds no part of a value, not even its mask", async () => {
  const rows = await records.sql`SELECT t::text AS all FROM person_sensitive t`;
  for (const { all } of rows) expect(all).not.toMatch(/1387777|0001|110105|1002X/);
});

test("whoever may see the person sees masks and nothing else", async () => {
  const file = await sensitiveFileOf(CHIEF, LI);
  expect(file).toEqual({
    fields: [
      { kind: "identity-number", mask: "1101**********002X" },
      { kind: "phone", mask: "138****0001" },
    ],
    mayOpen: true,
    mayWrite: true,
    isOwn: false,
  });
});

test("opening gives the value once, and writes down who, what, of whom and why", async () => {
  expect(await openPersonValue(CHIEF, LI, "phone", FOR_WORK)).toEqual({ ok: true, value: PHONE });
  const [opening] = await records.sql`SELECT * FROM sensitive_opening WHERE person_id = ${CHIEF.personId} AND field = 'phone'`;
  expect(opening).toMatchObject({
    subject_id: LI,
    reason: "verify-identity",
    note_id: "WO-7",
    area_code: "990101",
    line: "health",
  });
  const [event] = await records.sql`SELECT * FROM audit_event WHERE action = 'open:sensitive' AND result = 'done'`;
  expect(event).toMatchObject({ person_id: CHIEF.personId, subject_id: LI, why: "verify-identity" });
  const seen = await personOpenings(CHIEF, LI);
  expect(seen).toMatchObject([{ field: "phone", reason: "verify-identity", noteId: "WO-7", isUnusual: false }]);
  expect(await personOpenings(madeActor({ personId: newId(), role: "overseer", areaCode: "990101" }), LI)).toHaveLength(1);
  expect(await personOpenings(madeActor({ personId: LI, role: "caregiver", areaCode: "990101" }), LI)).toHaveLength(1);
  for (const [role, areaCode] of [
    ["planner", "9901"],
    ["overseer", "990202"],
  ] as const)
    expect(await personOpenings(madeActor({ personId: newId(), role, areaCode }), LI), role).toBeNull();
});

test("without a reason of the list nothing is opened", async () => {
  for (const reason of ["", "curiosity", "own-value"])
    expect(await openPersonValue(CHIEF, LI, "phone", { reason, noteId: "" })).toEqual({
      ok: false,
      refusal: { kind: "reason-missing" },
    });
  expect(await openPersonValue(CHIEF, LI, "phone", { reason: "inspection", noteId: PHONE })).toEqual({
    ok: false,
    refusal: { kind: "note-id-shape" },
  });
});

test("seeing is not opening: an overseer sees the mask, and the attempt to open is on record", async () => {
  const overseer = madeActor({ personId: newId(), role: "overseer", areaCode: "9901", line: "health" });
  expect((await sensitiveFileOf(overseer, LI))?.mayOpen).toBe(false);
  expect(await openPersonValue(overseer, LI, "phone", FOR_WORK)).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
  const [tried] = await records.sql`SELECT result, facts FROM audit_event WHERE person_id = ${overseer.personId}`;
  expect(tried).toMatchObject({ result: "refused", facts: { because: "not-permitted" } });
});

test("of another area or line there is nothing, neither mask nor value", async () => {
  for (const [areaCode, line] of [
    ["990202", "health"],
    ["9901", "education"],
  ] as const) {
    const other = madeActor({ personId: newId(), role: "administrator", areaCode, line });
    expect(await sensitiveFileOf(other, LI)).toBeNull();
    expect(await openPersonValue(other, LI, "phone", FOR_WORK)).toEqual({ ok: false, refusal: { kind: "not-there" } });
    expect(await savePersonValue(other, LI, "phone", "13877770009")).toEqual({ ok: false, refusal: { kind: "not-there" } });
    await inUnitOfWork(other, async (uow) => {
      expect(await uow.db.personSensitive.count()).toBe(0);
      expect((await uow.db.personSensitive.deleteMany({})).count).toBe(0);
    });
  }
  await inUnitOfWork(NOBODY, async (uow) => expect(await uow.db.personSensitive.count()).toBe(0));
});

test("one's own value is opened without a reason, and that is on record too", async () => {
  const own = madeActor({ personId: LI, role: "caregiver", areaCode: "990101", line: "health" });
  expect(await openPersonValue(own, LI, "identity-number", { reason: "", noteId: "" })).toEqual({ ok: true, value: IDENTITY });
  const [row] = await records.sql`SELECT reason FROM sensitive_opening WHERE person_id = ${LI}`;
  expect(row).toEqual({ reason: "own-value" });
});

test("one number is one person's in the whole installation, however it is typed; the database says so", async () => {
  const everywhere = madeActor({ personId: newId(), role: "administrator" });
  expect(await savePersonValue(everywhere, WANG, "phone", "138 7777 0001")).toEqual({
    ok: false,
    refusal: { kind: "value-refused" },
  });
  const [cipher] = await records.sql`SELECT cipher, blind_index FROM person_sensitive WHERE person_id = ${LI} AND kind = 'phone'`;
  await expect(
    records.sql`INSERT INTO person_sensitive (id, person_id, kind, cipher, blind_index)
      VALUES (${newId()}, ${WANG}, 'phone', ${String(cipher?.["cipher"])}, ${String(cipher?.["blind_index"])})`,
  ).rejects.toThrow(/person_sensitive_of_one_person/);
  const found = { ok: true, value: { id: LI, name: "李某", mask: "138****0001" } };
  expect(await lookUpPerson(everywhere, "phone", `+86 ${PHONE}`)).toEqual(found);
  expect(await lookUpPerson(everywhere, "phone", PHONE.slice(0, 10))).toEqual({ ok: true, value: null });
});

test("the database takes no plain value, in no column of ours", async () => {
  const insert = (cipher: string, index: string) =>
    records.sql`INSERT INTO person_sensitive (id, person_id, kind, cipher, blind_index) VALUES (${newId()}, ${WANG}, 'phone', ${cipher}, ${index})`;
  await expect(insert("13877770002", "x".repeat(43))).rejects.toThrow(/person_sensitive_is_sealed/);
  await expect(insert(`sealed.k1.${"x".repeat(40)}`, "13877770002")).rejects.toThrow(/person_sensitive_index_is_blind/);
});

test("a ciphertext moved to another person's row does not open, and the attempt is on record as failed", async () => {
  await savePersonValue(systemActorAsChief(), WANG, "phone", "13877770003");
  await records.sql`UPDATE person_sensitive SET cipher = (SELECT cipher FROM person_sensitive WHERE person_id = ${LI} AND kind = 'phone') WHERE person_id = ${WANG}`;
  expect(await openPersonValue(systemActorAsChief(), WANG, "phone", FOR_WORK)).toEqual({
    ok: false,
    refusal: { kind: "does-not-open" },
  });
  const [event] = await records.sql`SELECT result FROM audit_event WHERE subject_id = ${WANG} AND action = 'open:sensitive'`;
  expect(event).toEqual({ result: "failed" });
  await records.sql`DELETE FROM person_sensitive WHERE person_id = ${WANG}`;
});

const systemActorAsChief = () => madeActor({ personId: CHIEF.personId, role: "administrator" });

test("openings and their times are written once: the app's role changes and deletes none", async () => {
  const everything = systemActor("test", { personId: CHIEF.personId });
  for (const statement of [
    "UPDATE sensitive_opening SET reason = 'inspection'",
    "DELETE FROM sensitive_opening",
    "INSERT INTO sensitive_opening (id, opened_at, person_id, subject_kind, subject_id, field, reason) VALUES (gen_random_uuid(), now() - interval '1 year', acting_person(), 'person', gen_random_uuid(), 'phone', 'inspection')",
  ])
    await expect(
      inUnitOfWork(everything, (uow) => uow.db.$executeRawUnsafe(statement)),
      statement,
    ).rejects.toThrow(/permission denied/);
  await expect(
    inUnitOfWork(
      everything,
      (uow) => uow.db.$executeRaw`INSERT INTO sensitive_opening (id, person_id, subject_kind, subject_id, field, reason)
        VALUES (gen_random_uuid(), gen_random_uuid(), 'person', gen_random_uuid(), 'phone', 'inspection')`,
    ),
    "nobody writes in another's name",
  ).rejects.toThrow(/row-level security/);
});

test("a correction replaces, an empty value removes, an unread mask changes nothing", async () => {
  const chief = systemActorAsChief();
  expect(await savePersonValue(chief, LI, "phone", "138****0001")).toEqual({ ok: true, value: "unchanged" });
  expect(await savePersonValue(chief, LI, "phone", "13877770005")).toEqual({ ok: true, value: "saved" });
  expect(await lookUpPerson(chief, "phone", PHONE)).toEqual({ ok: true, value: null });
  expect(await savePersonValue(chief, LI, "phone", " ")).toEqual({ ok: true, value: "removed" });
  expect((await sensitiveFileOf(chief, LI))?.fields.map(({ kind }) => kind)).toEqual(["identity-number"]);
});

test("unusually many openings raise an alert, very many wait; at the same time none slips through", async () => {
  const busy = madeActor({ personId: newId(), role: "administrator", areaCode: "9901", line: "health" });
  const all = await Promise.all(Array.from({ length: 66 }, () => openPersonValue(busy, LI, "identity-number", FOR_WORK)));
  expect(all.filter(({ ok }) => ok)).toHaveLength(60);
  const [counts] = await records.sql`
    SELECT count(*)::int AS all, (count(*) FILTER (WHERE is_unusual))::int AS unusual FROM sensitive_opening WHERE person_id = ${busy.personId}`;
  expect(counts).toEqual({ all: 60, unusual: 40 });
  const [alerts] = await records.sql`SELECT count(*)::int AS alerts FROM audit_event WHERE action = 'alert:many-openings'`;
  expect(alerts).toEqual({ alerts: 40 });
});
