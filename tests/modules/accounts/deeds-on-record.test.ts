import { beforeEach, expect, test } from "vitest";
import { currentActor, requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { draftOf } from "~/modules/catalog/domain/facility-draft";
import { changeFacilityState } from "~/modules/catalog/use-cases/change-facility-state.server";
import { changeFacilityKind } from "~/modules/catalog/use-cases/change-registry.server";
import { editFacilitiesTogether } from "~/modules/catalog/use-cases/edit-facilities-together.server";
import { editFacility } from "~/modules/catalog/use-cases/edit-facility.server";
import { exportFacilities } from "~/modules/catalog/use-cases/export-facilities.server";
import { queryFromAddress } from "~/modules/catalog/domain/facility-filter";
import { registerFacility } from "~/modules/catalog/use-cases/register-facility.server";
import { changeWalker, cityWalkers } from "~/modules/places/use-cases/change-walker.server";
import { removeCity } from "~/modules/places/use-cases/remove-city.server";
import { walkerSeen } from "~/modules/places/domain/walker-change";
import { withTestDatabase } from "../../factories/test-database";
import { makeTown, planner, registration, TOWN } from "../catalog/factories/catalog-city";
import { csv } from "../imports/office-files";
import { emptyCity, PLANNER, previewed, undone, written } from "../imports/running-import";

const records = withTestDatabase();
const NEW_KIND = {
  ...{ key: "new-kind", nameZh: "新", nameEn: "New", sector: "elder-care", line: "health" },
  ...{ servesLevel: "community" as const, order: 9 },
};
beforeEach(() => records.clear());

const onRecord = () =>
  records.sql<{ action: string; result: string; area: string; line: string; facts: object; person: string }[]>`
    SELECT action, result, area_code AS area, line, facts, person_id AS person, subject_id AS subject FROM audit_event ORDER BY xid, at`;

test("what is done to facilities, types and walkers is on record, under the version that says what changed", async () => {
  await makeTown(records);
  const made = await registerFacility(planner, TOWN.code, registration());
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  const { id } = made.value;
  const draft = { ...draftOf(made.value, "2025-01-01"), address: "花园路 14 号" };
  await editFacility(planner, TOWN.code, { id, version: 1, effectiveOn: "2025-06-01", draft });
  await editFacility(planner, TOWN.code, { id, version: 2, effectiveOn: "2025-06-01", draft });
  await changeFacilityState(planner, TOWN.code, id, { to: "suspended", on: "2025-07-01", reason: "装修" });
  await editFacilitiesTogether(planner, TOWN.code, [id], { of: "line", line: "health" });
  await changeFacilityKind(planner, TOWN.code, NEW_KIND, null);
  const page = await cityWalkers(planner, TOWN.code);
  const walker = page.ok ? page.value.walkers[0] : undefined;
  await changeWalker(planner, TOWN.code, "adult", { ...walker!, source: "实测" }, walkerSeen(walker!));
  await exportFacilities(planner, TOWN, queryFromAddress(new URLSearchParams(), "2025-07-02"), "csv", {
    ...{ sheet: "", heading: (key: string) => key, kind: (key: string) => key, type: (key: string) => key },
    ...{ word: (_of: string, key: string) => key, phrase: (key: string) => key, cut: () => "", watermark: () => "" },
  });
  expect((await onRecord()).map(({ action, area, line, facts }) => [action, area, line, facts])).toEqual([
    ["write:facility", "990101001", "civil-affairs", { version: 1 }],
    ["write:facility", "990101001", "civil-affairs", { version: 2 }],
    ["write:facility-state", "990101001", "civil-affairs", { version: 3, state: "suspended" }],
    ["write:facility", "990101001", "health", { version: 4, together: 1 }],
    ["write:registry", TOWN.code, "", {}],
    ["write:walker", TOWN.code, "", {}],
    ["export:facilities", TOWN.code, "", { format: "csv", day: "2025-07-02" }],
  ]);
  expect(new Set((await onRecord()).map(({ person }) => person))).toEqual(new Set([planner.personId]));
  const personal = await records.sql`SELECT 1 FROM audit_event WHERE audit_event::text ~ '花园路|装修|实测|李规划'`;
  expect(personal).toHaveLength(0);
});

test("a city, what was imported into it and taken back, and its end are on record", async () => {
  await emptyCity("4101", "郑州市");
  const file = csv(["编号,名称,设施类型,成立日期", "A1,花园路养老院,养老机构,2020-05-01"]);
  const batch = await previewed(file, { city: "4101", asOf: "2025-01-01" });
  await written(batch.id);
  await undone(batch.id);
  await removeCity(PLANNER, "4101", "郑州");
  await removeCity(PLANNER, "4101", "郑州市");
  expect((await onRecord()).map(({ action, result, person }) => [action, result, person])).toEqual(
    ["start:city", "write:import", "undo:import", "remove:city"].map((action) => [action, "done", PLANNER.personId]),
  );
});

test("a visitor leaves no record at a closed door", async () => {
  const request = new Request("http://quarterhour.invalid/govern/audit");
  expect(await currentActor(request)).toBeNull();
  await requireActor(request, "read:audit").catch(() => undefined);
  expect(await onRecord()).toHaveLength(0);
});
