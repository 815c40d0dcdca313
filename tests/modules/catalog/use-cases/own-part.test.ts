import { beforeAll, expect, test } from "vitest";
import type { FacilityDraft } from "~/modules/catalog/domain/facility-draft";
import { draftOf } from "~/modules/catalog/domain/facility-draft";
import { changeFacilityState } from "~/modules/catalog/use-cases/change-facility-state.server";
import { editFacilitiesTogether } from "~/modules/catalog/use-cases/edit-facilities-together.server";
import { editFacility } from "~/modules/catalog/use-cases/edit-facility.server";
import { addPhoto } from "~/modules/catalog/use-cases/facility-photos.server";
import { readFacility } from "~/modules/catalog/use-cases/read-facility.server";
import { registerFacility } from "~/modules/catalog/use-cases/register-facility.server";
import { madeActor } from "../../../factories/made-actor";
import { ONE_RED_PIXEL } from "../../../factories/small-archive";
import { withTestDatabase } from "../../../factories/test-database";
import { draft, makeTown, planner, registration, TOWN } from "../factories/catalog-city";

const records = withTestDatabase();
const CITY = TOWN.code;
const person = (n: number) => ({ personId: `00000000-0000-7000-8000-0000000d000${n}` });
const eastern = madeActor({ ...person(1), areaCode: "990101" });
const western = madeActor({ ...person(2), areaCode: "990102" });
const nurseryLine = madeActor({ ...person(3), areaCode: "990101", line: "health" });
const DAY = "2025-06-01";
const beyond = (areaCode: string, line = "civil-affairs") => ({ ok: false, refusal: { kind: "beyond-own", areaCode, line } });

beforeAll(async () => {
  await makeTown(records);
  for (const { personId } of [eastern, western, nurseryLine])
    await records.sql`INSERT INTO person (id, name, area_code) VALUES (${personId}, '示例', '990101')`;
  await records.sql`UPDATE service_type SET line = 'health' WHERE key = 'nursery'`;
});

async function registered(over: Partial<FacilityDraft> = {}, by = planner) {
  const verdict = await registerFacility(by, CITY, registration({ draft: draft(over) }));
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.refusal));
  return verdict.value;
}
async function edited(by: typeof planner, id: string, change: (draft: FacilityDraft) => FacilityDraft) {
  const { facility } = (await readFacility(by, TOWN, id))!;
  return editFacility(by, CITY, { id, version: facility.version, draft: change(draftOf(facility, DAY)), effectiveOn: DAY });
}
const nursery = { serviceType: "nursery", classes: [] };

test("planners of a district register and change what lies in it, and nothing next door", async () => {
  const { id } = await registered({}, eastern);
  expect(await edited(eastern, id, (was) => ({ ...was, note: "东区写的" }))).toMatchObject({ ok: true });
  expect(await edited(western, id, (was) => ({ ...was, note: "西区写的" }))).toEqual(beyond("990101001"));
  expect(await registerFacility(eastern, CITY, registration({ draft: draft({ areaCode: "990102" }) }))).toEqual(beyond("990102"));
  expect(await edited(eastern, id, (was) => ({ ...was, areaCode: "990102" })), "carried off").toEqual(beyond("990102"));
  expect(await records.sql`SELECT note FROM facility WHERE id = ${id}`).toEqual([{ note: "东区写的" }]);
});

test("a facility nobody has placed is for planners of the whole city", async () => {
  const placeless = { areaCode: null, position: null };
  expect(await registerFacility(eastern, CITY, registration({ draft: draft(placeless) }))).toEqual(beyond(CITY));
  expect((await registered(placeless)).areaCode).toBeNull();
});

test("on a shared site each line changes its own offerings, and the site's own line alone its face", async () => {
  const secret = { role: "院长", phone: "13877770009", isPublic: false };
  const { id } = await registered({ contacts: [secret] });
  expect(await edited(nurseryLine, id, (was) => ({ ...was, offerings: [...was.offerings, nursery] }))).toMatchObject({
    ok: true,
  });
  expect(await edited(nurseryLine, id, (was) => ({ ...was, name: "改名" }))).toEqual(beyond("990101001"));
  expect(await edited(nurseryLine, id, (was) => ({ ...was, offerings: [nursery] })), "another line's ended").toEqual(
    beyond("990101001"),
  );
  const { facility } = (await readFacility(planner, TOWN, id))!;
  expect(facility.offerings.map(({ serviceType }) => serviceType).sort()).toEqual(["day-care", "nursery"]);
  expect(facility.contacts, "what the other line could not even see is still there").toEqual([
    { ...secret, phone: "138****0009" },
  ]);
});

test("opening, closing, pictures and changes of many end at the same border", async () => {
  const east = await registered();
  const west = await registered({ areaCode: "990102" });
  const closing = { to: "suspended" as const, on: DAY, reason: "装修" };
  expect(await changeFacilityState(western, CITY, east.id, closing)).toEqual(beyond("990101001"));
  expect(await changeFacilityState(nurseryLine, CITY, east.id, closing)).toEqual(beyond("990101001"));
  const picture = { bytes: ONE_RED_PIXEL, caption: "", takenOn: null };
  expect(await addPhoto(western, CITY, east.id, picture)).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
  expect(await addPhoto(eastern, CITY, east.id, picture)).toMatchObject({ ok: true });
  const both = await editFacilitiesTogether(eastern, CITY, [east.id, west.id], { of: "kind", kindKey: "street-centre" });
  expect(both).toMatchObject({
    ok: false,
    refusal: { facility: { id: west.id }, why: { kind: "beyond-own", areaCode: "990102" } },
  });
  expect(await records.sql`SELECT kind_key FROM facility WHERE id = ${east.id}`, "all or none").toEqual([
    { kind_key: "community-centre" },
  ]);
  const one = await editFacilitiesTogether(eastern, CITY, [east.id], { of: "line", line: "health" });
  expect(one, "all lines are theirs").toEqual({ ok: true, value: 1 });
  expect(await editFacilitiesTogether(nurseryLine, CITY, [east.id], { of: "line", line: "civil-affairs" })).toMatchObject({
    ok: false,
  });
});

test("types of the city and the kind of an operator with places elsewhere stay with the whole city", async () => {
  await registered({ areaCode: "990102", operator: { name: "康乐养老", kind: "private" } });
  const wish = registration({ draft: draft({ operator: { name: "康乐养老", kind: "public" } }), changesOperatorKind: true });
  expect(await registerFacility(eastern, CITY, wish)).toMatchObject({ ok: false });
  expect(await records.sql`SELECT DISTINCT kind FROM operator WHERE name = '康乐养老'`).toEqual([{ kind: "private" }]);
});
