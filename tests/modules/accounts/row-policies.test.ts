import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Grant } from "~/modules/accounts/domain/grant";
import { LINES } from "~/shared/line";
import { mayIn } from "~/modules/accounts/domain/may";
import { scopeOf } from "~/modules/accounts/domain/scope";
import { NOBODY, systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { makeTown, TOWN } from "../catalog/factories/catalog-city";

const records = withTestDatabase();
const AREAS = ["9901", "990101", "990101001", "990101001001", "990102", "990109", "990110"];
const idOf = (n: number) => `00000000-0000-7000-8000-0000000001${String(n).padStart(2, "0")}`;
const FACILITIES = [
  { id: idOf(90), line: "civil-affairs", area: "990101001" },
  { id: idOf(91), line: "health", area: "990101001" },
  { id: idOf(92), line: "civil-affairs", area: null },
];

beforeAll(async () => {
  await makeTown(records);
  let n = 0;
  for (const area of AREAS)
    for (const line of ["", ...LINES])
      await records.sql`INSERT INTO person (id, name, line, area_code) VALUES (${idOf(n++)}, ${`示例人员${n}`}, ${line}, ${area})`;
  for (const { id, line, area } of FACILITIES) {
    await records.sql`
      INSERT INTO facility (id, city_code, name, kind_key, line, area_code, position_quality)
      VALUES (${id}, ${TOWN.code}, '示例设施', 'community-centre', ${line}, ${area}, 'unplaced')`;
    await records.sql`
      INSERT INTO contact (id, facility_id, phone, is_public)
      VALUES (gen_random_uuid(), ${id}, '000-0000', true), (gen_random_uuid(), ${id}, ${`sealed.k1.${"x".repeat(40)}`}, false)`;
  }
});

/** Somebody who is in no table: one's own row is seen whatever is granted. */
const STRANGER = "00000000-0000-7000-8000-000000000999";

const people = (actor: Parameters<typeof inUnitOfWork>[0]) =>
  inUnitOfWork(actor, (uow) => uow.db.person.findMany({ select: { id: true, line: true, areaCode: true } }));

test("a forgotten check finds nothing: without a grant no person, no grant and no private contact is there", async () => {
  expect(await people(NOBODY)).toEqual([]);
  expect(await people(madeActor({ personId: STRANGER, role: "family" }))).toEqual([]);
  await inUnitOfWork(NOBODY, async (uow) => {
    expect(await uow.db.roleGrant.count()).toBe(0);
    expect(await uow.db.contact.count()).toBe(FACILITIES.length);
    expect((await uow.db.person.updateMany({ data: { name: "改" } })).count).toBe(0);
    expect((await uow.db.person.deleteMany({})).count).toBe(0);
  });
});

test("an administrator of a district sees and changes the people below it in their own line, and no others", async () => {
  const chief = madeActor({ personId: STRANGER, role: "administrator", areaCode: "990101", line: "health" });
  const seen = await people(chief);
  expect(seen.map(({ areaCode }) => areaCode).sort()).toEqual(["990101", "990101001", "990101001001"]);
  expect(new Set(seen.map(({ line }) => line))).toEqual(new Set(["health"]));
  const changed = await inUnitOfWork(chief, (uow) => uow.db.person.updateMany({ data: { state: "suspended" } }));
  expect(changed.count).toBe(3);
  await expect(
    inUnitOfWork(chief, (uow) => uow.db.person.updateMany({ data: { areaCode: "990102" } })),
    "nobody is moved out of the granter's own",
  ).rejects.toThrow(/row-level security/);
  await expect(
    inUnitOfWork(chief, (uow) =>
      uow.db.person.create({ data: { id: idOf(99), name: "示例", areaCode: "990102", line: "health" } }),
    ),
  ).rejects.toThrow(/row-level security/);
});

test("the database and the application agree about every grant, line and area", async () => {
  const rows = await people(systemActor("test"));
  const grant = fc.record({
    role: fc.constantFrom("administrator", "overseer", "planner", "caregiver"),
    line: fc.constantFrom("", ...LINES),
    areaCode: fc.constantFrom("", ...AREAS),
  }) as fc.Arbitrary<Grant>;
  await fc.assert(
    fc.asyncProperty(fc.array(grant, { maxLength: 4 }), async (grants) => {
      const actor = { personId: null, role: "test", cityCode: null, scope: scopeOf(grants) };
      const seen = new Set((await people(actor)).map(({ id }) => id));
      for (const { id, line, areaCode } of rows) {
        const wanted = grants.some((one) => one.line === "" || one.line === line)
          ? mayIn({ grants: grants.filter((one) => one.line === "" || one.line === line) }, "read:people", areaCode)
          : false;
        expect(seen.has(id)).toBe(wanted);
      }
    }),
    { numRuns: 40 },
  );
});

test("private contacts follow the facility's line and area, and its city where no area is known", async () => {
  const privateOnes = (actor: Parameters<typeof inUnitOfWork>[0]) =>
    inUnitOfWork(actor, (uow) => uow.db.contact.findMany({ where: { isPublic: false }, select: { facilityId: true } }));
  const street = await privateOnes(
    madeActor({ personId: STRANGER, role: "supervisor", areaCode: "990101", line: "civil-affairs" }),
  );
  expect(street.map(({ facilityId }) => facilityId)).toEqual([idOf(90)]);
  const city = await privateOnes(
    madeActor({ personId: STRANGER, role: "supervisor", areaCode: TOWN.code, line: "civil-affairs" }),
  );
  expect(city.map(({ facilityId }) => facilityId).sort()).toEqual([idOf(90), idOf(92)]);
  const health = await privateOnes(madeActor({ personId: STRANGER, role: "supervisor", areaCode: TOWN.code, line: "health" }));
  expect(health.map(({ facilityId }) => facilityId)).toEqual([idOf(91)]);
});

test("the app's own role owns no table and cannot step past a policy", async () => {
  const [role] = await inUnitOfWork(
    NOBODY,
    (uow) => uow.db.$queryRaw<{ super: boolean; bypass: boolean; owns: bigint }[]>`
    SELECT rolsuper AS super, rolbypassrls AS bypass,
      (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relowner = r.oid) AS owns
    FROM pg_roles r WHERE rolname = current_user`,
  );
  expect(role).toEqual({ super: false, bypass: false, owns: 0n });
});
