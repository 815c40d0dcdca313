import { beforeAll, expect, test } from "vitest";
import { madeActor } from "../../../factories/made-actor";
import type { Role } from "~/modules/accounts/domain/role";
import { changeFacilityState } from "~/modules/catalog/use-cases/change-facility-state.server";
import { editFacilitiesTogether } from "~/modules/catalog/use-cases/edit-facilities-together.server";
import { editFacility } from "~/modules/catalog/use-cases/edit-facility.server";
import { readFacility } from "~/modules/catalog/use-cases/read-facility.server";
import { registerFacility } from "~/modules/catalog/use-cases/register-facility.server";
import { draftOf } from "~/modules/catalog/domain/facility-draft";
import { withTestDatabase } from "../../../factories/test-database";
import { caregiver, draft, makeTown, planner, registration, TOWN } from "../factories/catalog-city";

const records = withTestDatabase();
beforeAll(() => makeTown(records));

async function registered(over: Parameters<typeof draft>[0] = {}) {
  const verdict = await registerFacility(planner, TOWN.code, registration({ draft: draft(over) }));
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.refusal));
  return verdict.value;
}
const fileOf = async (id: string) => {
  const file = await readFacility(planner, TOWN, id);
  if (!file?.history) throw new Error(`no facility ${id}`);
  return { ...file, history: file.history };
};

test("what was registered is read back whole", async () => {
  const facility = await registered();
  const file = await fileOf(facility.id);
  expect(draftOf(file.facility, "2025-01-01")).toEqual(draft());
  expect(file.facility.life).toEqual([{ state: "operating", from: "2024-01-01", to: null, reason: "" }]);
  expect(file.area?.name).toBe("花园路街道");
  expect(file.history).toMatchObject([{ version: 1, cause: "create", personName: "李规划" }]);
});

test("private contacts and the history go to those whose work they are", async () => {
  const open = { role: "前台", phone: "0371-1", isPublic: true };
  const { id } = await registered({ contacts: [open, { role: "院长", phone: "13800000000", isPublic: false }] });
  const readBy = async (role: Role, areaCode: string = TOWN.code) => {
    const file = await readFacility(madeActor({ role, areaCode }), TOWN, id);
    return [file?.facility.contacts.length, file?.history?.length ?? null];
  };
  for (const role of ["planner", "supervisor", "overseer"] as const) expect(await readBy(role)).toEqual([2, 1]);
  for (const role of ["caregiver", "operator", "family"] as const) expect(await readBy(role)).toEqual([1, null]);
  expect(await readBy("planner", "4101")).toEqual([undefined, null]);
});

test("a caregiver may not write", async () => {
  expect(await registerFacility(caregiver, TOWN.code, registration())).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
});

test("a planner of one city may not write another's", async () => {
  expect(await registerFacility(madeActor({ areaCode: "4101" }), TOWN.code, registration())).toMatchObject({
    refusal: { kind: "not-permitted" },
  });
});

test("a refused draft writes nothing", async () => {
  const [before] = await records.sql`SELECT count(*)::int AS n FROM facility`;
  const verdict = await registerFacility(planner, TOWN.code, registration({ draft: draft({ name: "", areaCode: "990199" }) }));
  expect(!verdict.ok && verdict.refusal.kind === "fields" && verdict.refusal.fields.map((field) => field.at)).toEqual([
    "name",
    "area",
  ]);
  expect((await records.sql`SELECT count(*)::int AS n FROM facility`)[0]).toEqual(before);
});

test("an edit is the next version, with a revision that says field by field what changed", async () => {
  const { id } = await registered();
  const said = draft({ address: "花园路 14 号" });
  const capacity = { licensed: 40, staffed: 36, taken: null };
  const edited = await editFacility(planner, TOWN.code, {
    ...{ id, version: 1, effectiveOn: "2025-06-01" },
    draft: { ...said, offerings: [{ serviceType: "day-care", classes: [{ ...said.offerings[0]!.classes[0]!, capacity }] }] },
  });
  expect(edited.ok && edited.value.version).toBe(2);
  const { facility, history } = await fileOf(id);
  expect(draftOf(facility, "2025-05-31").offerings[0]!.classes[0]!.capacity).toEqual({ licensed: 30, staffed: 20, taken: 12 });
  expect(draftOf(facility, "2025-06-01").offerings[0]!.classes[0]!.capacity).toEqual(capacity);
  expect(history[0]).toMatchObject({ version: 2, cause: "edit" });
  expect(history[0]!.differences).toContainEqual({ path: ["address"], before: "花园路 12 号", after: "花园路 14 号" });
});

test("saving without a change makes no version", async () => {
  const { id } = await registered();
  const saved = await editFacility(planner, TOWN.code, { id, version: 1, effectiveOn: "2025-06-01", draft: draft() });
  expect(saved.ok && saved.value.version).toBe(1);
});

test("the second of two editors is shown what the first wrote, and can go on from there", async () => {
  const { id } = await registered();
  await editFacility(planner, TOWN.code, {
    id,
    version: 1,
    effectiveOn: "2025-06-01",
    draft: draft({ name: "甲改的名", address: "甲改的地址" }),
  });
  const late = { id, effectiveOn: "2025-06-01", draft: draft({ name: "乙改的名", note: "乙的备注" }) };
  const met = await editFacility(planner, TOWN.code, { ...late, version: 1 });
  expect(met).toMatchObject({ ok: false, refusal: { kind: "changed-meanwhile", openedVersion: 1, currentVersion: 2 } });
  expect(!met.ok && met.refusal.kind === "changed-meanwhile" && met.refusal.fields).toEqual([
    { path: ["name"], opened: "花园路社区日间照料中心", theirs: "甲改的名", yours: "乙改的名", isContested: true },
    { path: ["address"], opened: "花园路 12 号", theirs: "甲改的地址", yours: "花园路 12 号", isContested: false },
    { path: ["note"], opened: "", theirs: "", yours: "乙的备注", isContested: false },
  ]);
  expect((await fileOf(id)).facility.name).toBe("甲改的名");
  const seen = { ...late, version: 1, seenVersion: 2 };
  expect(await editFacility(planner, TOWN.code, seen)).toMatchObject({ refusal: { isUnchosen: true } });
  expect((await fileOf(id)).facility.version).toBe(2);
  expect((await editFacility(planner, TOWN.code, { ...seen, choices: new Map([["name", "yours"]]) })).ok).toBe(true);
  expect((await fileOf(id)).facility).toMatchObject({ name: "乙改的名", address: "甲改的地址", note: "乙的备注", version: 3 });
});

test("of 20 editors at once one is first and every other is told", async () => {
  const { id } = await registered();
  const verdicts = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      editFacility(planner, TOWN.code, { id, version: 1, effectiveOn: "2025-06-01", draft: draft({ note: `第 ${n} 位` }) }),
    ),
  );
  expect(verdicts.filter((verdict) => verdict.ok)).toHaveLength(1);
  expect(verdicts.filter((verdict) => !verdict.ok && verdict.refusal.kind === "changed-meanwhile")).toHaveLength(19);
  const [facility] =
    await records.sql`SELECT version, (SELECT count(*)::int FROM revision r WHERE r.facility_id = f.id) AS revisions FROM facility f WHERE id = ${id}`;
  expect(facility).toEqual({ version: 2, revisions: 2 });
});

test("closing ends offerings, capacities and prices the same day", async () => {
  const { id } = await registered();
  const closed = await changeFacilityState(planner, TOWN.code, id, { to: "closed", on: "2025-09-01", reason: "租约到期" });
  expect(closed.ok).toBe(true);
  const rows = await records.sql`
    SELECT o.valid_to::text AS offering, q.valid_to::text AS capacity, p.valid_to::text AS price FROM offering o
    JOIN offering_class c ON c.offering_id = o.id JOIN capacity q ON q.class_id = c.id JOIN price p ON p.class_id = c.id WHERE o.facility_id = ${id}`;
  expect(rows).toEqual([{ offering: "2025-09-01", capacity: "2025-09-01", price: "2025-09-01" }]);
  expect(await changeFacilityState(planner, TOWN.code, id, { to: "operating", on: "2025-10-01", reason: "" })).toMatchObject({
    refusal: { kind: "step-not-allowed" },
  });
});

test("a change of many lands whole or not at all, and names who stood against it", async () => {
  const [first, second] = [await registered({ name: "一号" }), await registered({ name: "二号" })];
  await changeFacilityState(planner, TOWN.code, second.id, { to: "closed", on: "2025-01-01", reason: "合并" });
  const suspend = { of: "state", change: { to: "suspended", on: "2025-06-01", reason: "消防整改" } } as const;
  expect(await editFacilitiesTogether(planner, TOWN.code, [first.id, second.id], suspend)).toMatchObject({
    ok: false,
    refusal: { facility: { name: "二号" }, why: { kind: "step-not-allowed" } },
  });
  expect((await fileOf(first.id)).facility.version).toBe(1);
  expect(await editFacilitiesTogether(planner, TOWN.code, [first.id], suspend)).toEqual({ ok: true, value: 1 });
  expect((await fileOf(first.id)).history[0]!.cause).toBe("state");
});

test("every write moves the city's revision", async () => {
  const revision = async () => (await records.sql`SELECT revision FROM city WHERE code = ${TOWN.code}`)[0]!["revision"] as number;
  const before = await revision();
  const { id } = await registered();
  const between = await revision();
  await editFacility(planner, TOWN.code, { id, version: 1, effectiveOn: "2025-06-01", draft: draft({ note: "改" }) });
  expect(between).toBeGreaterThan(before);
  expect(await revision()).toBeGreaterThan(between);
});

test("a facility follows one of its own city that has closed, whatever a form says", async () => {
  const refusal = { ok: false, refusal: { kind: "no-predecessor" } };
  const open = await registerFacility(planner, TOWN.code, registration());
  if (!open.ok) throw new Error(open.refusal.kind);
  const follow = (successorOfId: string) => registerFacility(planner, TOWN.code, registration({ successorOfId }));
  expect(await follow(open.value.id)).toEqual(refusal);
  expect(await follow("00000000-0000-7000-8000-00000000dead")).toEqual(refusal);
  expect(await follow("'; --")).toEqual(refusal);
  const closed = await changeFacilityState(planner, TOWN.code, open.value.id, { to: "closed", on: "2025-01-01", reason: "搬迁" });
  expect(closed.ok).toBe(true);
  expect(await follow(open.value.id)).toMatchObject({ ok: true, value: { successorOfId: open.value.id } });
});
