import { expect, test } from "vitest";
import { countOn, type CountedFacility } from "~/modules/catalog/domain/count-rules";
import { beginLife, changeState } from "~/modules/catalog/domain/life-cycle";

const centre: CountedFacility = {
  kindKey: "community-centre",
  sector: "elder-care",
  isPlaced: true,
  life: beginLife("operating", "2024-01-01"),
  offerings: [
    {
      serviceType: "day-care",
      from: "2024-01-01",
      to: null,
      classes: [{ kind: "day-place", capacities: [{ from: "2024-01-01", to: null, licensed: 30, staffed: 20, taken: 12 }] }],
    },
    { serviceType: "meals", from: "2025-01-01", to: null, classes: [] },
  ],
};

test("a place that offers two things is one facility and two service points", () => {
  const counts = countOn([centre], "2025-06-30");
  expect(counts.facilities).toEqual({ total: 1, bySector: { "elder-care": { total: 1, byKind: { "community-centre": 1 } } } });
  expect(counts.servicePoints).toEqual({ total: 2, byType: { "day-care": 1, meals: 1 } });
});

test("before an offering begins the facility counts and the service point does not", () => {
  expect(countOn([centre], "2024-06-30").servicePoints.byType).toEqual({ "day-care": 1 });
});

test("a suspended facility counts neither as facility nor as service point", () => {
  const life = changeState(centre.life, { to: "suspended", on: "2025-02-01", reason: "fire safety" });
  if (!life.ok) throw new Error("suspending was refused");
  const suspended = { ...centre, life: life.value };
  expect(countOn([suspended], "2025-02-01").facilities.total).toBe(0);
  expect(countOn([suspended], "2025-02-01").capacities).toEqual({});
  expect(countOn([suspended], "2025-01-31").facilities.total).toBe(1);
});

test("an unplaced facility is in the totals and is named as unplaced", () => {
  expect(countOn([centre, { ...centre, isPlaced: false }], "2025-06-30")).toMatchObject({
    facilities: { total: 2 },
    unplaced: 1,
  });
});

test("places of unknown occupation are told apart, not counted as free", () => {
  const unknown = {
    ...centre,
    offerings: [
      {
        ...centre.offerings[0]!,
        classes: [{ kind: "day-place", capacities: [{ from: "2024-01-01", to: null, licensed: 40, staffed: 25, taken: null }] }],
      },
    ],
  };
  expect(countOn([centre, unknown], "2025-06-30").capacities["day-care"]).toEqual({
    "day-place": { licensed: 70, staffed: 45, taken: 12, staffedWhereTakenUnknown: 25, licensedWhereStaffedUnknown: 0 },
  });
});

test("nothing is counted before anything opened", () => {
  expect(countOn([centre], "2023-12-31")).toEqual({
    facilities: { total: 0, bySector: {} },
    servicePoints: { total: 0, byType: {} },
    capacities: {},
    unplaced: 0,
  });
});
