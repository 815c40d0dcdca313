import { beforeAll, expect, test } from "vitest";
import type { Operator } from "~/modules/catalog/domain/facility";
import { editFacilitiesTogether } from "~/modules/catalog/use-cases/edit-facilities-together.server";
import { editFacility } from "~/modules/catalog/use-cases/edit-facility.server";
import { registerFacility } from "~/modules/catalog/use-cases/register-facility.server";
import { withTestDatabase } from "../../../factories/test-database";
import { draft, makeTown, planner, registration, TOWN } from "../factories/catalog-city";

const records = withTestDatabase();
beforeAll(() => makeTown(records));

const register = (operator: Operator, changesOperatorKind = false) =>
  registerFacility(planner, TOWN.code, registration({ draft: draft({ operator }), changesOperatorKind }));
async function registered(operator: Operator): Promise<string> {
  const made = await register(operator);
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value.id;
}
const kindOf = async (name: string) => (await records.sql`SELECT kind FROM operator WHERE name = ${name}`)[0]!["kind"] as string;
const told = (others: number) => ({
  refusal: { kind: "fields", fields: [{ at: "operatorKind", problem: { kind: "operator-kind-of-others", others } }] },
});

test("registering or editing one facility says how many others would change, and changes none of them unasked", async () => {
  const [first] = [await registered({ name: "甲", kind: "private" }), await registered({ name: "甲", kind: "private" })];
  const said: Operator = { name: "甲", kind: "public" };
  expect(await register(said)).toMatchObject(told(2));
  const edit = { id: first, version: 1, effectiveOn: "2025-01-01", draft: draft({ operator: said }) };
  expect(await editFacility(planner, TOWN.code, edit)).toMatchObject(told(1));
  expect(await kindOf("甲")).toBe("private");
  expect((await editFacility(planner, TOWN.code, { ...edit, changesOperatorKind: true })).ok).toBe(true);
  expect(await kindOf("甲")).toBe("public");
});

test("an operator of this one facility is what its form says", async () => {
  const id = await registered({ name: "乙", kind: "private" });
  const edit = { id, version: 1, effectiveOn: "2025-01-01", draft: draft({ operator: { name: "乙", kind: "nonprofit" } }) };
  expect((await editFacility(planner, TOWN.code, edit)).ok).toBe(true);
  expect(await kindOf("乙")).toBe("nonprofit");
});

test("a change of many asks for those that were not chosen only", async () => {
  const [first, second] = [await registered({ name: "丙", kind: "private" }), await registered({ name: "丙", kind: "private" })];
  const shared = { of: "operator", operator: { name: "丙", kind: "public" }, changesOperatorKind: false } as const;
  expect(await editFacilitiesTogether(planner, TOWN.code, [first], shared)).toMatchObject({
    refusal: { facility: null, why: { kind: "operator-kind-of-others", others: 1 } },
  });
  expect((await editFacilitiesTogether(planner, TOWN.code, [first, second], shared)).ok).toBe(true);
  expect(await kindOf("丙")).toBe("public");
});
