import { expect, test } from "vitest";
import { checkFacilityKind, checkServiceType } from "~/modules/catalog/domain/service-type";
import { WALKER_KEYS } from "~/modules/places/domain/walker";
import { POPULATION_GROUPS } from "~/modules/places/domain/population-groups";
import { FACILITY_KINDS } from "~/modules/catalog/data/standard-facility-kinds";
import { SERVICE_TYPES } from "~/modules/catalog/data/standard-service-types";
import { STANDARD_PARAMETERS } from "~/modules/places/data/standard-parameters";
import { WALKERS } from "~/modules/places/data/standard-walkers";

test("every type of the registry passes the check a planner's own type must pass", () => {
  expect(SERVICE_TYPES).toHaveLength(11);
  for (const { circleMinutes, circleMetres, line, capacityUnit, ...type } of SERVICE_TYPES) {
    const circle =
      circleMinutes === null
        ? { by: "metres" as const, metres: circleMetres ?? 0 }
        : { by: "minutes" as const, minutes: circleMinutes };
    const entry = { ...type, circle, order: 1, line: line as "health", capacityUnit: capacityUnit as "place" };
    expect(checkServiceType(entry, { takenKeys: [], walkerKeys: WALKER_KEYS })).toMatchObject({ ok: true });
    expect(POPULATION_GROUPS).toContain(type.populationGroup);
  }
  expect(new Set(SERVICE_TYPES.map(({ symbol }) => symbol)).size).toBe(11);
});

test("every facility kind passes the check too", () => {
  for (const kind of FACILITY_KINDS) expect(checkFacilityKind({ ...kind, order: 1 }, [])).toMatchObject({ ok: true });
});

test("the walkers are the seven agreed ones", () => {
  expect(WALKERS.map(({ key }) => key)).toEqual(WALKER_KEYS);
});

test("every parameter has its unit and its source, once per scope, and names a known type", () => {
  const types = ["any", ...SERVICE_TYPES.map(({ key }) => key)];
  for (const { unit, source, serviceType } of STANDARD_PARAMETERS)
    expect(unit !== "" && source !== "" && types.includes(serviceType)).toBe(true);
  const scopes = STANDARD_PARAMETERS.map(({ key, areaClass, serviceType, level }) =>
    [key, areaClass, serviceType, level].join("|"),
  );
  expect(new Set(scopes).size).toBe(scopes.length);
});
