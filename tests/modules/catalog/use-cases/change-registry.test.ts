import { beforeAll, expect, test } from "vitest";
import { facilityKindFrom } from "~/modules/catalog/ui/registry-form-value";
import { changeFacilityKind, changeServiceType } from "~/modules/catalog/use-cases/change-registry.server";
import { readRegistry } from "~/modules/catalog/use-cases/read-registry.server";
import { withTestDatabase } from "../../../factories/test-database";
import { madeActor } from "../../../factories/made-actor";
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

test("types and kinds of a line are written by planners of that line, who neither take another's nor give theirs away", async () => {
  const health = madeActor({ areaCode: TOWN.code, line: "health" });
  const [elders, all] = [madeActor({ areaCode: TOWN.code, line: "civil-affairs" }), planner];
  const read = await readRegistry(planner, TOWN.code);
  const type = read.ok ? read.value.types.find(({ key }) => key === "meals")! : null!;
  const kind = (await kindOf("area-centre"))!;
  const refused = { ok: false, refusal: [{ kind: "not-permitted" }] };
  expect(await changeServiceType(health, TOWN.code, { ...type, nameEn: "Theirs" }, "meals")).toEqual(refused);
  expect(await changeServiceType(health, TOWN.code, { ...type, line: "health" }, "meals")).toEqual(refused);
  expect(await changeServiceType(elders, TOWN.code, { ...type, line: "health" }, "meals")).toEqual(refused);
  expect(await changeFacilityKind(health, TOWN.code, { ...kind, line: "health" }, "area-centre")).toEqual(refused);
  expect(await changeFacilityKind(health, TOWN.code, { ...kind, key: "made-centre", line: "health" }, null)).toMatchObject({
    ok: true,
  });
  expect(await changeFacilityKind(elders, TOWN.code, { ...kind, nameEn: "Ours" }, "area-centre")).toMatchObject({ ok: true });
  expect(await changeFacilityKind(all, TOWN.code, { ...kind, line: "health" }, "area-centre")).toMatchObject({ ok: true });
});
