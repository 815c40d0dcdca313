import { beforeAll, expect, test } from "vitest";
import { facilityKindFrom } from "~/modules/catalog/ui/registry-form-value";
import { changeFacilityKind } from "~/modules/catalog/use-cases/change-registry.server";
import { readRegistry } from "~/modules/catalog/use-cases/read-registry.server";
import { withTestDatabase } from "../../../factories/test-database";
import { caregiver, makeTown, planner, TOWN } from "../factories/catalog-city";

const records = withTestDatabase();
beforeAll(() => makeTown(records));

const typed = {
  key: "area-centre",
  nameZh: "片区中心",
  nameEn: "Area centre",
  sector: "elder-care",
  line: "civil-affairs",
  order: "4",
};
const kindOf = async (key: string) => {
  const read = await readRegistry(planner, TOWN.code);
  return read.ok ? read.value.kinds.find((kind) => kind.key === key) : undefined;
};

test("a new kind serves the level its form says, the community where it says none", async () => {
  await changeFacilityKind(planner, TOWN.code, facilityKindFrom({ ...typed, servesLevel: "street" }), null);
  expect(await kindOf("area-centre")).toMatchObject({ servesLevel: "street", order: 4 });
  await changeFacilityKind(planner, TOWN.code, facilityKindFrom({ ...typed, key: "corner" }), null);
  expect(await kindOf("corner")).toMatchObject({ servesLevel: "community" });
});

test("a kind that comes to serve another level keeps the rest", async () => {
  const before = await kindOf("area-centre");
  const saved = await changeFacilityKind(planner, TOWN.code, { ...before!, servesLevel: "district" }, "area-centre");
  expect(saved.ok).toBe(true);
  expect(await kindOf("area-centre")).toEqual({ ...before, servesLevel: "district" });
});

test("a caregiver may not say which level a kind serves", async () => {
  const before = await kindOf("area-centre");
  const saved = await changeFacilityKind(caregiver, TOWN.code, { ...before!, servesLevel: "city" }, "area-centre");
  expect(saved).toMatchObject({ ok: false, refusal: [{ kind: "not-permitted" }] });
});
