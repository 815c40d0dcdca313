import { beforeAll, expect, test } from "vitest";
import type { Contact } from "~/modules/catalog/domain/facility";
import { draftOf } from "~/modules/catalog/domain/facility-draft";
import { changeFacilityState } from "~/modules/catalog/use-cases/change-facility-state.server";
import { editFacility } from "~/modules/catalog/use-cases/edit-facility.server";
import { openFacilityContact } from "~/modules/catalog/use-cases/open-contact.server";
import { readFacility } from "~/modules/catalog/use-cases/read-facility.server";
import { registerFacility } from "~/modules/catalog/use-cases/register-facility.server";
import { madeActor } from "../../../factories/made-actor";
import { withTestDatabase } from "../../../factories/test-database";
import { draft, makeTown, planner, registration, TOWN } from "../factories/catalog-city";

const records = withTestDatabase();
beforeAll(() => makeTown(records));

const PUBLIC: Contact = { role: "前台", phone: "0371-1234567", isPublic: true };
const OWN: Contact = { role: "院长", phone: "13877776666", isPublic: false };
const DAY = "2025-06-01";

async function registered(contacts: readonly Contact[] = [PUBLIC, OWN]) {
  const verdict = await registerFacility(planner, TOWN.code, registration({ draft: draft({ contacts }) }));
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.refusal));
  return verdict.value.id;
}
async function fileOf(id: string) {
  const file = await readFacility(planner, TOWN, id);
  if (!file) throw new Error(`no facility ${id}`);
  return file;
}
async function edited(id: string, contacts: readonly Contact[]) {
  const { facility } = await fileOf(id);
  const said = { ...draftOf(facility, DAY), contacts };
  return editFacility(planner, TOWN.code, { id, version: facility.version, draft: said, effectiveOn: DAY });
}
const kept = async () =>
  JSON.stringify([await records.sql`SELECT phone FROM contact`, await records.sql`SELECT before, after FROM revision`]);

/** The number as somebody with a reason gets it. */
async function opened(id: string, actor = planner) {
  const { facility } = await fileOf(id);
  const nth = facility.contacts.findIndex(({ isPublic }) => !isPublic);
  return openFacilityContact(actor, TOWN, id, { nth, version: facility.version }, { reason: "make-contact", noteId: "" });
}

test("a private number is nowhere but sealed; a page gets its mask, and a public number as it is", async () => {
  const id = await registered();
  expect(await kept()).not.toContain("13877776666");
  expect((await fileOf(id)).facility.contacts).toEqual(
    expect.arrayContaining([PUBLIC, { role: "院长", phone: "138****6666", isPublic: false }]),
  );
  expect(await opened(id)).toEqual({ ok: true, value: "13877776666" });
  const [opening] =
    await records.sql`SELECT subject_kind, field, reason, area_code, line FROM sensitive_opening WHERE subject_id = ${id}`;
  expect(opening).toEqual({
    ...{ subject_kind: "facility", field: "private-contact", reason: "make-contact" },
    ...{ area_code: "990101001", line: "civil-affairs" },
  });
});

test("a form sent back with the mask in it keeps the number, and keeps its seal when nothing changed", async () => {
  const id = await registered();
  const seal = () => records.sql`SELECT phone FROM contact WHERE facility_id = ${id} AND NOT is_public`;
  const before = await seal();
  const { contacts } = (await fileOf(id)).facility;
  expect((await edited(id, contacts)).ok).toBe(true);
  expect((await fileOf(id)).facility.version).toBe(1);
  expect(
    (
      await edited(
        id,
        contacts.map((contact) => ({ ...contact, role: "副院长" })),
      )
    ).ok,
  ).toBe(true);
  expect([...(await seal())]).toEqual([...before]);
  expect(await opened(id)).toEqual({ ok: true, value: "13877776666" });
});

test("a new number is sealed, and history tells that it changed by its masks", async () => {
  const id = await registered();
  expect((await edited(id, [PUBLIC, { ...OWN, phone: "13955554444" }])).ok).toBe(true);
  expect(await opened(id)).toEqual({ ok: true, value: "13955554444" });
  expect(await kept()).not.toMatch(/13955554444|13877776666/);
  const told = JSON.stringify((await fileOf(id)).history);
  expect(told).toContain("139****4444");
  expect(told).not.toMatch(/13955554444|13877776666|sealed\./);
});

test("a mask cannot be published, and a mask nobody has is no number", async () => {
  const id = await registered();
  const { contacts } = (await fileOf(id)).facility;
  const refused = (at: number) => ({
    ok: false,
    refusal: { kind: "fields", fields: [{ at: `contacts[${at}].phone`, problem: { kind: "phone-masked" } }] },
  });
  const nth = contacts.findIndex(({ isPublic }) => !isPublic);
  expect(
    await edited(
      id,
      contacts.map((contact) => ({ ...contact, isPublic: true })),
    ),
  ).toEqual(refused(nth));
  expect(await edited(id, [{ ...OWN, phone: "139****0000" }])).toEqual(refused(0));
  expect((await edited(id, [{ ...OWN, isPublic: true }])).ok, "whoever knows the number may publish it").toBe(true);
  expect((await fileOf(id)).facility.contacts).toEqual([{ ...OWN, isPublic: true }]);
});

test("two editors who met are shown masks, never numbers", async () => {
  const id = await registered();
  const { facility } = await fileOf(id);
  expect((await edited(id, [{ ...OWN, phone: "13955550000" }])).ok).toBe(true);
  const mine = { ...draftOf(facility, DAY), note: "改", contacts: facility.contacts };
  const met = await editFacility(planner, TOWN.code, { id, version: 1, draft: mine, effectiveOn: DAY });
  expect(met).toMatchObject({ ok: false, refusal: { kind: "changed-meanwhile" } });
  expect(JSON.stringify(met)).toContain("139****0000");
  expect(JSON.stringify(met)).not.toMatch(/13955550000|13877776666|sealed\./);
});

test("a number is opened by those whose work it is, of the version they saw, and by no overseer", async () => {
  const id = await registered();
  expect(await opened(id, madeActor({ role: "overseer", areaCode: TOWN.code }))).toMatchObject({
    refusal: { kind: "not-permitted" },
  });
  expect(await opened(id, madeActor({ role: "supervisor", areaCode: "990102" }))).toMatchObject({
    refusal: { kind: "not-there" },
  });
  const wish = { reason: "make-contact", noteId: "" };
  expect(await openFacilityContact(planner, TOWN, id, { nth: 1, version: 7 }, wish)).toMatchObject({
    refusal: { kind: "not-there" },
  });
});

test("the successor's form opens with masks; its numbers are those of the one before, sealed for the new one", async () => {
  const before = await registered();
  expect((await changeFacilityState(planner, TOWN.code, before, { to: "closed", on: "2025-01-01", reason: "搬迁" })).ok).toBe(
    true,
  );
  const { contacts } = (await fileOf(before)).facility;
  const next = registration({ draft: draft({ contacts }), successorOfId: before, stateFrom: DAY, effectiveOn: DAY });
  const verdict = await registerFacility(planner, TOWN.code, next);
  if (!verdict.ok) return expect.unreachable(JSON.stringify(verdict.refusal));
  expect(await opened(verdict.value.id)).toEqual({ ok: true, value: "13877776666" });
  const seals =
    await records.sql`SELECT phone FROM contact WHERE facility_id IN (${before}, ${verdict.value.id}) AND NOT is_public`;
  expect(new Set(seals.map(({ phone }) => String(phone))).size).toBe(2);
});
