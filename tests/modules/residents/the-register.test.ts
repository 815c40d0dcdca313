import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Grant } from "~/modules/accounts/domain/grant";
import { mayIn } from "~/modules/accounts/domain/may";
import { scopeOf } from "~/modules/accounts/domain/scope";
import { NOBODY, systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { residentFilter } from "~/modules/residents/domain/resident-filter";
import { actOnResident } from "~/modules/residents/use-cases/act-on-resident.server";
import { TAKE_AWAY } from "~/modules/residents/domain/visitors-said";
import { assignList } from "~/modules/residents/use-cases/assign-visitors.server";
import { editResident } from "~/modules/residents/use-cases/edit-resident.server";
import { homesForPlanning } from "~/modules/residents/use-cases/homes-for-planning.server";
import { residentsInView } from "~/modules/residents/use-cases/list-residents.server";
import { lookUpResident } from "~/modules/residents/use-cases/look-up-resident.server";
import { mergeResidents, undoMerge } from "~/modules/residents/use-cases/merge-residents.server";
import { openResidentValue, saveResidentValue } from "~/modules/residents/use-cases/open-resident.server";
import { residentFile } from "~/modules/residents/use-cases/read-resident.server";
import { proposeResident, registerResident } from "~/modules/residents/use-cases/register-resident.server";
import { resembledByWaiting } from "~/modules/residents/use-cases/resembled-files.server";
import { stepInLife } from "~/modules/residents/use-cases/resident-life.server";
import { LINES } from "~/shared/line";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../../factories/made-actor";
import { madeFile, madeIdentityNumber } from "../../factories/made-residents";
import { withTestDatabase } from "../../factories/test-database";
import { makeTown, TOWN } from "../catalog/factories/catalog-city";

const records = withTestDatabase();
const idOf = (n: number) => `00000000-0000-7000-8000-0000000000${n}`;
const [HERE, THERE] = ["990101001001", "990102001001"];
const street = madeActor({ personId: idOf(11), name: "示例街道", role: "supervisor", areaCode: "990101", line: "civil-affairs" });
const other = madeActor({ personId: idOf(12), name: "示例邻区", role: "supervisor", areaCode: "990102", line: "civil-affairs" });
const walker = madeActor({ personId: idOf(13), name: "示例探访员", role: "caregiver", areaCode: HERE, line: "civil-affairs" });
const deputy = madeActor({ personId: idOf(14), name: "示例协同", role: "caregiver", areaCode: HERE, line: "civil-affairs" });
const NUMBER = madeIdentityNumber("1940-05-06", 101);
const DAY = today();

beforeAll(async () => {
  await makeTown(records);
  for (const { personId, name, grants } of [street, other, walker, deputy]) {
    const [{ role, areaCode, line } = { role: "", areaCode: "", line: "" }] = grants;
    await records.sql`INSERT INTO person (id, name, line, area_code) VALUES (${personId}, ${name}, ${line}, ${areaCode})`;
    await records.sql`
      INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
      VALUES (gen_random_uuid(), ${personId}, ${role}, ${line}, ${areaCode}, '2024-01-01')`;
  }
});

let made = 0;
async function registered(said: Parameters<typeof madeFile>[0] = {}): Promise<string> {
  const entered = await registerResident(street, TOWN, madeFile({ name: `示例第${++made}人`, ...said }));
  if (!entered.ok) throw new Error(JSON.stringify(entered.refusal));
  return entered.value.id;
}
const fileOf = async (id: string) => (await residentFile(street, TOWN, id))!;

test("what is sealed is masked in the file and nowhere in clear in the database", async () => {
  const id = await registered({
    identityNumber: NUMBER,
    phone: "13900000001",
    address: "示例路1号",
    position: "113.6, 34.7",
    health: "示例病史",
    accessNote: "示例门禁2580",
  });
  const file = await fileOf(id);
  expect(Object.fromEntries(file.sealed.map(({ kind, mask }) => [kind, mask]))).toEqual({
    ...{ "access-note": null, address: null, health: null, "home-position": null },
    ...{ "identity-number": `9999**********${NUMBER.slice(-4)}`, phone: "139****0001" },
  });
  expect(file.resident).toMatchObject({
    sex: "male",
    state: "registered",
    registeredOn: DAY,
    risk: "high",
    positionQuality: "exact",
  });
  const tables = ["resident", "resident_sensitive", "audit_event", "resident_category"];
  const texts = await Promise.all(
    tables.map((table) => records.sql.unsafe(`SELECT string_agg(t::text, '') AS all FROM "${table}" t`)),
  );
  for (const secret of [NUMBER, "13900000001", "示例路1号", "113.6", "示例病史", "2580"])
    expect(JSON.stringify(texts)).not.toContain(secret);
  expect(JSON.stringify(texts[2]), "the audit knows no name").not.toContain("示例第");
});

test("one identity number is one resident, also where the other file is out of sight", async () => {
  const there = await registerResident(other, TOWN, madeFile({ name: "示例远", areaCode: THERE, identityNumber: NUMBER }));
  expect(there).toEqual({ ok: false, refusal: { kind: "number-taken" } });
  const [left] = await records.sql`SELECT count(*)::int AS n FROM resident WHERE name = '示例远'`;
  expect(left?.["n"]).toBe(0);
});

test("a file that resembles another is asked about once, and entered when somebody says that it is another person", async () => {
  const first = await registered({ name: "示例同名" });
  const again = await registerResident(street, TOWN, madeFile({ name: "示例 同名" }));
  expect(again).toMatchObject({ ok: false, refusal: { kind: "resembles", files: [{ id: first, likeness: "likely" }] } });
  expect((await registerResident(street, TOWN, madeFile({ name: "示例同名", isOther: true }))).ok).toBe(true);
});

test("a value opens for a reason that stays on record, and not for whoever only reads or is of another area", async () => {
  const id = await registered({ phone: "13900000002" });
  expect(await openResidentValue(street, id, "phone", { reason: "", noteId: "" })).toMatchObject({
    refusal: { kind: "reason-missing" },
  });
  expect(await openResidentValue(street, id, "phone", { reason: "make-contact", noteId: "" })).toEqual({
    ok: true,
    value: "13900000002",
  });
  expect(await openResidentValue(other, id, "phone", { reason: "make-contact", noteId: "" })).toMatchObject({
    refusal: { kind: "not-there" },
  });
  const overseer = madeActor({ personId: idOf(11), role: "overseer", areaCode: TOWN.code });
  expect(await openResidentValue(overseer, id, "phone", { reason: "inspection", noteId: "" })).toMatchObject({
    refusal: { kind: "not-permitted" },
  });
  const opened = await records.sql`SELECT field, reason FROM sensitive_opening WHERE subject_id = ${id}`;
  expect(opened.map((row) => ({ ...row }))).toEqual([{ field: "phone", reason: "make-contact" }]);
});

test("a whole number finds its residents, a part of it nobody, and another area's staff nobody", async () => {
  const found = await lookUpResident(street, "phone", "139 0000 0002");
  expect(found.ok && found.value.found).toHaveLength(1);
  expect(await lookUpResident(street, "phone", "13900000")).toMatchObject({ ok: true, value: { found: [] } });
  expect(await lookUpResident(other, "phone", "13900000002")).toMatchObject({ ok: true, value: { found: [] } });
});

test("a number that belongs to another resident is refused, and the one there was stays", async () => {
  const id = await registered({ identityNumber: madeIdentityNumber("1940-05-06", 202) });
  expect(await saveResidentValue(street, id, "identity-number", NUMBER)).toEqual({ ok: false, refusal: { kind: "value-taken" } });
  expect((await fileOf(id)).sealed[0]?.mask).toBe(`9999**********${madeIdentityNumber("1940-05-06", 202).slice(-4)}`);
  expect(await saveResidentValue(street, id, "identity-number", madeIdentityNumber("1941-05-06", 202))).toMatchObject({
    refusal: { kind: "born-not-of-number" },
  });
});

test("whoever is overtaken by another edit is told, and nothing of theirs is written", async () => {
  const id = await registered();
  const { version } = (await fileOf(id)).resident;
  expect(
    (await editResident(street, TOWN, id, version, { ...madeFile({ name: "示例先改" }), categories: ["empty-nest"] })).ok,
  ).toBe(true);
  expect(await editResident(street, TOWN, id, version, { ...madeFile({ name: "示例后改" }), categories: [] })).toEqual({
    ok: false,
    refusal: { kind: "met-edit" },
  });
  const { resident, parts } = await fileOf(id);
  expect([resident.name, parts.categories.filter(({ to }) => to === null).map(({ category }) => category)]).toEqual([
    "示例先改",
    ["empty-nest"],
  ]);
});

test("a form that was open while something below the file changed does not undo it", async () => {
  const id = await registered({ name: "示例同时", categories: ["living-alone"] });
  const open = { ...madeFile({ name: "示例同时" }), categories: ["living-alone"] };
  const { version } = (await fileOf(id)).resident;
  const other = await registered({ name: "示例同时二", categories: ["severely-disabled"] });
  const merged = await mergeResidents(street, TOWN, id, other);
  expect(await editResident(street, TOWN, id, version, open)).toMatchObject({ refusal: { kind: "met-edit" } });
  const held = async () => (await fileOf(id)).parts.categories.map(({ category }) => category).sort();
  expect(await held()).toEqual(["living-alone", "severely-disabled"]);
  const again = (await fileOf(id)).resident.version;
  expect((await undoMerge(street, TOWN, merged.ok ? merged.value : "")).ok).toBe(true);
  expect(await editResident(street, TOWN, id, again, open)).toMatchObject({ refusal: { kind: "met-edit" } });
});

test("two small forms at once stand in line, and a part that is none is told so", async () => {
  const id = await registered();
  const act = (intent: string, form: Record<string, string>) =>
    actOnResident(street, TOWN, id, intent, (name) => form[name] ?? "");
  for (const intent of ["remove-contact", "withdraw-consent", "end-absence", "end-wish"])
    expect(await act(intent, { part: "abc" }), intent).toMatchObject({ refusal: { kind: "part-gone" } });
  const twice = async (intent: string, form: Record<string, string>) =>
    (await Promise.all([act(intent, form), act(intent, form)])).map((done) => (done.ok ? "done" : done.refusal.kind)).sort();
  const consent = { scope: "visits", givenBy: "resident", how: "paper" };
  expect(await twice("give-consent", consent)).toEqual(["consent-in-force", "done"]);
  expect(await twice("add-absence", { kind: "away" })).toEqual(["absence-meets", "done"]);
  expect(await twice("override", { risk: "high", reason: "示例理由" })).toEqual(["done", "done"]);
  const contact = { name: "示例联系人", relation: "child", phone: "13900000010" };
  expect(await twice("add-contact", contact)).toEqual(["done", "done"]);
});

test("twenty contacts are twenty that are there; two files with more than that together are not merged, with fewer they are", async () => {
  const [kept, left] = [await registered(), await registered()];
  const act = (id: string, intent: string, form: Record<string, string>) =>
    actOnResident(street, TOWN, id, intent, (name) => form[name] ?? "");
  const add = (id: string, n: number) =>
    act(id, "add-contact", { name: `示例联系人${n}`, relation: "child", phone: `139000000${10 + n}` });
  for (let n = 0; n < 20; n++) expect((await add(kept, n)).ok).toBe(true);
  expect(await add(kept, 20)).toMatchObject({ refusal: { kind: "contacts-full" } });
  const contacts = async () => (await fileOf(kept)).parts.contacts;
  for (const { id } of (await contacts()).slice(0, 10)) expect((await act(kept, "remove-contact", { part: id })).ok).toBe(true);
  expect((await add(kept, 30)).ok, "there is room again").toBe(true);
  for (let n = 40; n < 50; n++) expect((await add(left, n)).ok).toBe(true);
  expect(await mergeResidents(street, TOWN, kept, left)).toMatchObject({ refusal: { kind: "contacts-full" } });
  for (const { id } of (await contacts()).slice(0, 1)) await act(kept, "remove-contact", { part: id });
  expect((await mergeResidents(street, TOWN, kept, left)).ok).toBe(true);
  expect(await contacts()).toHaveLength(20);
});

test("whoever takes back that their position may be used is planned without it, until they consent anew", async () => {
  const id = await registered({ position: "113.6, 34.7" });
  const act = async (intent: string, form: Record<string, string>) =>
    expect((await actOnResident(street, TOWN, id, intent, (name) => form[name] ?? "")).ok).toBe(true);
  const isPlaced = async () => (await inUnitOfWork(street, (uow) => homesForPlanning(uow, [id]))).has(id);
  expect(await isPlaced()).toBe(true);
  const consent = { scope: "position", givenBy: "resident", how: "paper" };
  await act("give-consent", consent);
  expect(await isPlaced()).toBe(true);
  await act("withdraw-consent", { part: (await fileOf(id)).parts.consents[0]!.id });
  expect(await isPlaced()).toBe(false);
  await act("give-consent", consent);
  expect(await isPlaced()).toBe(true);
});

test("found by a caregiver in the morning, approved by the street, on the key-care list the same day", async () => {
  const found = await proposeResident(walker, TOWN, madeFile({ name: "示例新发现", bornOn: "1938-01-01", phone: "13900000003" }));
  if (!found.ok) throw new Error(JSON.stringify(found.refusal));
  const { id } = found.value;
  expect(await stepInLife(walker, TOWN, id, { kind: "approve", on: DAY, isOther: false })).toMatchObject({
    refusal: { kind: "not-permitted" },
  });
  expect(await proposeResident(walker, TOWN, madeFile({ areaCode: THERE }))).toMatchObject({ refusal: { kind: "beyond-own" } });
  expect(
    (await residentsInView(street, TOWN, residentFilter(new URLSearchParams("state=proposed")), {})).residents.map(
      (one) => one.id,
    ),
  ).toContain(id);
  expect((await stepInLife(street, TOWN, id, { kind: "approve", on: DAY, isOther: false })).ok).toBe(true);
  const list = await residentsInView(street, TOWN, residentFilter(new URLSearchParams("keyCare=yes")), {});
  expect(list.residents).toMatchObject([{ id, keyCareSince: DAY, risk: "high", state: "registered" }]);
  expect(await residentFile(walker, TOWN, id), "a caregiver who does not answer for somebody no longer sees the file").toBeNull();
});

test("whoever approves is asked whether a proposal is somebody on the register already, whom its finder could not see", async () => {
  const id = await registered({ name: "示例重复", bornOn: "1941-02-03" });
  const found = await proposeResident(walker, TOWN, madeFile({ name: "示例重复", bornOn: "1941-02-03" }));
  const proposal = found.ok ? found.value.id : "";
  expect((await fileOf(proposal)).resembles).toMatchObject([{ id, likeness: "likely" }]);
  const beside = await resembledByWaiting(street, TOWN, [(await fileOf(proposal)).resident]);
  expect(beside[proposal]).toMatchObject([{ id }]);
  const approve = (isOther: boolean) => stepInLife(street, TOWN, proposal, { kind: "approve", on: DAY, isOther });
  expect(await approve(false)).toMatchObject({ refusal: { kind: "resembles-others" } });
  expect((await fileOf(proposal)).resident.state).toBe("proposed");
  expect((await approve(true)).ok).toBe(true);
});

test("whoever answers for a resident sees that file; a whole cell is given at once", async () => {
  const [here, elsewhere] = [await registered({ cell: "G77" }), await registered({ cell: "G78" })];
  const cell = (words = `area=x&cell=G77`) => ({ ...residentFilter(new URLSearchParams(words)), areaCode: HERE });
  expect(await assignList(street, TOWN, cell(), 1, { responsible: walker.personId, deputy: walker.personId })).toMatchObject({
    refusal: { kind: "same-two" },
  });
  expect(
    await assignList(street, TOWN, cell(), 1, { responsible: "", deputy: "" }),
    "nobody is meant only when said",
  ).toMatchObject({
    refusal: { kind: "choose-visitor" },
  });
  expect(await assignList(street, TOWN, cell(), 1, { responsible: other.personId, deputy: "" })).toMatchObject({
    refusal: { kind: "no-visitor-here" },
  });
  expect(await assignList(street, TOWN, cell(), 1, { responsible: walker.personId, deputy: deputy.personId })).toEqual({
    ok: true,
    value: 1,
  });
  expect((await residentFile(walker, TOWN, here))?.resident.responsibleId).toBe(walker.personId);
  expect(await residentFile(walker, TOWN, elsewhere)).toBeNull();
  const both = { responsible: deputy.personId, deputy: "" };
  expect(await assignList(street, TOWN, cell(), 2, both), "nobody is given away unseen").toMatchObject({
    refusal: { kind: "list-changed" },
  });
  expect((await residentFile(street, TOWN, here))?.resident.responsibleId).toBe(walker.personId);
  expect(await assignList(street, TOWN, { ...cell(), areaCode: "990101" }, 1, both)).toMatchObject({
    refusal: { kind: "list-too-wide" },
  });
  expect(await assignList(other, TOWN, cell(), 1, both)).toMatchObject({ refusal: { kind: "not-permitted" } });
  expect(await assignList(street, TOWN, cell(), 1, { responsible: TAKE_AWAY, deputy: "" })).toEqual({ ok: true, value: 1 });
  expect((await fileOf(here)).resident.responsibleId).toBeNull();
  const wish = (intent: string, said: Record<string, string>) =>
    actOnResident(street, TOWN, here, intent, (name) => said[name] ?? "");
  expect(await wish("wish", { person: other.personId, wish: "never" })).toMatchObject({ refusal: { kind: "no-visitor-here" } });
  expect((await wish("wish", { person: deputy.personId, wish: "never" })).ok).toBe(true);
  expect((await fileOf(here)).parts.wishes).toEqual([{ personId: deputy.personId, wish: "never" }]);
  expect((await wish("end-wish", { part: deputy.personId })).ok).toBe(true);
  expect((await fileOf(here)).parts.wishes).toEqual([]);
});

test("somebody who died is no longer registered and never comes back; the stay is kept", async () => {
  const id = await registered();
  expect((await stepInLife(street, TOWN, id, { kind: "leave", on: DAY, reason: "deceased" })).ok).toBe(true);
  expect(await stepInLife(street, TOWN, id, { kind: "return", on: DAY })).toMatchObject({ refusal: { kind: "deceased-stays" } });
  expect((await fileOf(id)).parts.stays).toMatchObject([{ from: DAY, to: DAY, leftReason: "deceased" }]);
});

test("a word on the risk needs a reason and ends; coming home from hospital is a major change", async () => {
  const id = await registered({ categories: ["empty-nest"], bornOn: "1960-01-01" });
  const act = (intent: string, said: Record<string, string>) =>
    actOnResident(street, TOWN, id, intent, (name) => said[name] ?? "");
  expect(await act("override", { risk: "high", reason: "" })).toMatchObject({ refusal: { kind: "reason-missing" } });
  expect((await act("override", { risk: "high", reason: "近期情绪低落" })).ok).toBe(true);
  expect((await fileOf(id)).resident).toMatchObject({ risk: "high", isRiskOverridden: true });
  expect((await act("end-override", {})).ok).toBe(true);
  expect((await fileOf(id)).resident).toMatchObject({ risk: "general", isRiskOverridden: false });
  expect((await act("add-absence", { kind: "hospital", from: "2026-01-01" })).ok).toBe(true);
  expect(await act("add-absence", { kind: "away" })).toMatchObject({ refusal: { kind: "absence-meets" } });
  const [absence] = (await fileOf(id)).parts.absences;
  expect((await act("end-absence", { part: absence?.id ?? "" })).ok).toBe(true);
  expect((await fileOf(id)).parts.changes).toMatchObject([{ kind: "home-from-hospital", happenedOn: DAY }]);
});

test("two files become one and, taken back, stand as they stood", async () => {
  const kept = await registered({ phone: "13900000008", categories: ["living-alone"] });
  const left = await registered({
    identityNumber: madeIdentityNumber("1940-05-06", 303),
    phone: "13900000009",
    categories: ["severely-disabled"],
  });
  const before = JSON.stringify([await fileOf(kept), await fileOf(left)], (key, value: unknown) =>
    ["version", "updatedAt"].includes(key) ? 0 : value,
  );
  const merged = await mergeResidents(street, TOWN, kept, left);
  if (!merged.ok) throw new Error(merged.refusal.kind);
  const one = await fileOf(kept);
  expect(one.sealed.map(({ mask }) => mask)).toEqual([
    `9999**********${madeIdentityNumber("1940-05-06", 303).slice(-4)}`,
    "139****0008",
  ]);
  expect(one.parts.categories.map(({ category }) => category).sort()).toEqual(["living-alone", "severely-disabled"]);
  expect((await fileOf(left)).resident).toMatchObject({ state: "left", leftReason: "same-person", mergedInto: kept });
  expect(await mergeResidents(street, TOWN, kept, left)).toMatchObject({ refusal: { kind: "other-merged" } });
  expect((await undoMerge(street, TOWN, merged.value)).ok).toBe(true);
  expect(await undoMerge(street, TOWN, merged.value)).toMatchObject({ refusal: { kind: "merge-gone" } });
  const after = JSON.stringify([await fileOf(kept), await fileOf(left)], (key, value: unknown) =>
    ["version", "updatedAt"].includes(key) ? 0 : value,
  );
  expect(after).toBe(before);
});

test("pages go on and back by where they stand, whatever is added meanwhile", async () => {
  await records.sql`
    INSERT INTO resident (id, city_code, area_code, register_number, name, state, registered_on)
    SELECT gen_random_uuid(), ${TOWN.code}, '990101001002', 'T' || n, '示例群众' || n, 'registered', '2026-01-01' FROM generate_series(100, 159) n`;
  const any = residentFilter(new URLSearchParams("state=any"));
  const first = await residentsInView(street, TOWN, any, {});
  const second = await residentsInView(street, TOWN, any, { after: first.after! });
  const back = await residentsInView(street, TOWN, any, { before: second.before! });
  expect(first.residents).toHaveLength(50);
  expect(back.residents.map(({ id }) => id)).toEqual(first.residents.map(({ id }) => id));
  expect(first.counts.residents).toBe(first.residents.length + second.residents.length);
  expect(second.after).toBeNull();
});

test("the database and the application agree about who sees and changes whom", async () => {
  const everybody = await inUnitOfWork(systemActor("test"), (uow) =>
    uow.db.resident.findMany({ select: { id: true, areaCode: true, line: true } }),
  );
  const grant = fc.record({
    role: fc.constantFrom("supervisor", "overseer", "planner", "caregiver", "administrator", "family"),
    line: fc.constantFrom("", ...LINES),
    areaCode: fc.constantFrom("", TOWN.code, "990101", "990101001", HERE, "990102", "9902"),
  }) as fc.Arbitrary<Grant>;
  await fc.assert(
    fc.asyncProperty(fc.array(grant, { maxLength: 3 }), async (grants) => {
      const actor = { personId: null, role: "test", cityCode: null, scope: scopeOf(grants) };
      const seen = await inUnitOfWork(actor, (uow) => uow.db.resident.findMany({ select: { id: true } }));
      const wanted = everybody.filter(({ areaCode, line }) =>
        mayIn({ grants }, "read:residents", areaCode, line as (typeof LINES)[number]),
      );
      expect(seen.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
    }),
    { numRuns: 30 },
  );
});

test("a forgotten check finds and changes nothing in any table of the register", async () => {
  const tables = await records.sql<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND (tablename LIKE 'resident%') AND tablename <> 'resident_risk_rule' ORDER BY 1`;
  expect(tables.length).toBe(13);
  for (const reader of [
    NOBODY,
    madeActor({ personId: idOf(99), role: "planner" }),
    madeActor({ personId: idOf(99), role: "administrator" }),
  ])
    for (const { name } of tables)
      await inUnitOfWork(reader, async (uow) => {
        expect(await uow.db.$queryRawUnsafe(`SELECT 1 FROM "${name}"`), name).toEqual([]);
        expect(await uow.db.$executeRawUnsafe(`DELETE FROM "${name}"`), name).toBe(0);
      });
  expect(Number((await records.sql`SELECT count(*) AS n FROM resident`)[0]?.["n"])).toBeGreaterThan(60);
});

test("an overseer reads files of their area and changes none", async () => {
  const overseer = madeActor({ personId: idOf(99), role: "overseer", areaCode: TOWN.code });
  const [one] = (await residentsInView(overseer, TOWN, residentFilter(new URLSearchParams()), {})).residents;
  expect(one).toBeDefined();
  expect(await actOnResident(overseer, TOWN, one!.id, "key-care", () => "yes")).toMatchObject({
    refusal: { kind: "not-permitted" },
  });
  await inUnitOfWork(overseer, async (uow) => {
    expect((await uow.db.resident.updateMany({ data: { name: "改" } })).count).toBe(0);
    expect((await uow.db.residentSensitive.deleteMany({})).count).toBe(0);
  });
});
