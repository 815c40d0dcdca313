import { beforeAll, expect, test } from "vitest";
import { madeActor } from "../../../factories/made-actor";
import type { Actor } from "~/modules/accounts/domain/actor";
import { queryFromAddress } from "~/modules/catalog/domain/facility-filter";
import { exportFacilities, type ExportWords } from "~/modules/catalog/use-cases/export-facilities.server";
import { facilitiesOnMap } from "~/modules/catalog/use-cases/facilities-on-map.server";
import { findAreas } from "~/modules/catalog/use-cases/find-areas.server";
import { listFacilities } from "~/modules/catalog/use-cases/list-facilities.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { readFacility } from "~/modules/catalog/use-cases/read-facility.server";
import { readRegistry } from "~/modules/catalog/use-cases/read-registry.server";
import { registerFacility } from "~/modules/catalog/use-cases/register-facility.server";
import { savedViews, saveView } from "~/modules/catalog/use-cases/saved-views.server";
import { withTestDatabase } from "../../../factories/test-database";
import { caregiver, makeTown, planner, registration, TOWN } from "../factories/catalog-city";

const records = withTestDatabase();
let id = "";
beforeAll(async () => {
  await makeTown(records);
  const made = await registerFacility(planner, TOWN.code, registration());
  if (!made.ok) throw new Error(made.refusal.kind);
  id = made.value.id;
  await saveView(planner, TOWN.code, "全部", "");
});

const query = queryFromAddress(new URLSearchParams(), "2025-06-30");
const words: ExportWords = {
  ...{ sheet: "", heading: String, kind: String, type: String, word: (_: string, key: string) => key, cut: String },
  ...{ phrase: String, watermark: () => "" },
};
const view = { box: [113, 34, 114, 35], zoom: 12 } as const;
const READERS = [
  ["the registry", (actor: Actor) => readRegistry(actor, TOWN.code)],
  ["the list", (actor: Actor) => listFacilities(actor, TOWN, query)],
  ["the map", (actor: Actor) => facilitiesOnMap(actor, TOWN, query, view)],
  ["the export", (actor: Actor) => exportFacilities(actor, TOWN, query, "csv", words)],
  ["the areas", (actor: Actor) => findAreas(actor, TOWN.code, "东")],
] as const;
const stranger = madeActor({ areaCode: "4101" });

test.each(READERS)("%s is for those who may read the catalog of this city", async (_what, read) => {
  expect((await read(caregiver)).ok).toBe(true);
  expect((await read(madeActor({ role: "caregiver" }))).ok).toBe(true);
  expect(await read(stranger)).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
});

test("one facility and one's own views are closed to another city too", async () => {
  expect(await readFacility(planner, TOWN, id)).not.toBeNull();
  expect(await readFacility(stranger, TOWN, id)).toBeNull();
  expect(await savedViews(planner, TOWN.code)).toHaveLength(1);
  expect(await savedViews(stranger, TOWN.code)).toEqual([]);
});

test("a refusal leaves as a 403 that names what is missing", async () => {
  const refusal = await readRegistry(stranger, TOWN.code);
  let answer: unknown = null;
  try {
    permitted(refusal, stranger);
  } catch (thrown) {
    answer = thrown;
  }
  expect(answer).toMatchObject({ status: 403 });
  expect(await (answer as Response).json()).toEqual({ refusal: "not-permitted", permission: "read:catalog", role: "planner" });
});
