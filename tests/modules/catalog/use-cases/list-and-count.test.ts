import { beforeAll, expect, test } from "vitest";
import { countOn, type CountedFacility } from "~/modules/catalog/domain/count-rules";
import type { Facility } from "~/modules/catalog/domain/facility";
import { queryFromAddress } from "~/modules/catalog/domain/facility-filter";
import { changeFacilityState } from "~/modules/catalog/use-cases/change-facility-state.server";
import { countFacilities } from "~/modules/catalog/use-cases/count-facilities.server";
import { listFacilities } from "~/modules/catalog/use-cases/list-facilities.server";
import { registerFacility } from "~/modules/catalog/use-cases/register-facility.server";
import { seededRandom } from "~/shared/seeded-random";
import { withTestDatabase } from "../../../factories/test-database";
import { draft, makeTown, planner, registration, TOWN } from "../factories/catalog-city";

const records = withTestDatabase();
const made: Facility[] = [];
const NAMES = ["花园路", "北林路", "紫荆山", "东风路", "二里岗", "桐柏路", "棉纺路", "秦岭路"];

beforeAll(async () => {
  await makeTown(records);
  const chance = seededRandom(7);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)]!;
  for (let n = 0; n < 60; n++) {
    const type = pick(["day-care", "meals", "nursery"]);
    const [ofClass] = draft().offerings[0]!.classes;
    const capacity = {
      licensed: 30,
      staffed: chance() < 0.25 ? null : 10 + Math.floor(chance() * 20),
      taken: chance() < 0.5 ? null : 5,
    };
    const verdict = await registerFacility(
      planner,
      TOWN.code,
      registration({
        state: pick(["operating", "operating", "planned"]),
        stateFrom: pick(["2023-05-01", "2024-06-30", "2025-02-01"]),
        effectiveOn: "2025-03-01",
        draft: draft({
          name: `${pick(NAMES)}社区 ${n} 号中心`,
          kindKey: pick(["community-centre", "street-centre", "nursery-institution"]),
          areaCode: pick(["990101001", "990102", null]),
          position: chance() < 0.2 ? null : draft().position,
          offerings: chance() < 0.2 ? [] : [{ serviceType: type, classes: [{ ...ofClass!, capacity }] }],
        }),
      }),
    );
    if (!verdict.ok) throw new Error(JSON.stringify(verdict.refusal));
    const closes = verdict.value.life[0]!.state === "operating" && chance() < 0.3;
    const closed =
      closes &&
      (await changeFacilityState(planner, TOWN.code, verdict.value.id, { to: "closed", on: "2025-08-15", reason: "合并" }));
    made.push(closed && closed.ok ? closed.value : verdict.value);
  }
});

const counted = (facility: Facility): CountedFacility => ({
  kindKey: facility.kindKey,
  sector: facility.kindKey === "nursery-institution" ? "child-care" : "elder-care",
  isPlaced: facility.position !== null,
  life: facility.life,
  offerings: facility.offerings.map((offering) => ({
    ...offering,
    classes: offering.classes.map(({ kind, capacities }) => ({
      kind,
      capacities: capacities.map(({ from, to, value }) => ({ from, to, ...value })),
    })),
  })),
});

async function askFor(address: string, day = "2025-12-31") {
  const query = queryFromAddress(new URLSearchParams(address), day);
  const list = await listFacilities(planner, { ...TOWN, stamp: `made ${made.length}` }, query);
  if (!list.ok) throw new Error(list.refusal.kind);
  return list.value;
}

test.each(["2023-04-30", "2023-05-01", "2024-06-29", "2024-06-30", "2025-03-01", "2025-08-14", "2025-08-15", "2030-01-01"])(
  "on %s the database counts as the rules do, record by record",
  async (day) => {
    expect(await countFacilities({ ...TOWN, stamp: "900" }, day)).toEqual(countOn(made.map(counted), day));
  },
);

test("closing today leaves yesterday's count as it was", async () => {
  const open = made.find((facility) => facility.life.at(-1)!.state === "operating")!;
  const before = await countFacilities({ ...TOWN, stamp: "1001" }, "2026-03-30");
  await changeFacilityState(planner, TOWN.code, open.id, { to: "closed", on: "2026-03-31", reason: "拆迁" });
  expect(await countFacilities({ ...TOWN, stamp: "1002" }, "2026-03-30")).toEqual(before);
  expect((await countFacilities({ ...TOWN, stamp: "1002" }, "2026-03-31")).facilities.total).toBe(before.facilities.total - 1);
});

test("the list's two numbers are those of the count", async () => {
  const { figures } = await askFor("");
  const counts = await countFacilities({ ...TOWN, stamp: "901" }, "2025-12-31");
  expect(figures).toMatchObject({ facilities: counts.facilities.total, servicePoints: counts.servicePoints.total });
});

test.each([
  [
    "q=花园路",
    (facility: Facility) =>
      facility.name.includes("花园路") || facility.areaCode === "990101001" || facility.address.includes("花园路"),
  ],
  ["q=zijingshan", (facility: Facility) => facility.name.includes("紫荆山")],
  ["q=blls", (facility: Facility) => facility.name.includes("北林路")],
  ["q=西区", (facility: Facility) => facility.areaCode === "990102"],
  ["q=西区 棉纺", (facility: Facility) => facility.areaCode === "990102" && facility.name.includes("棉纺")],
  ["area=990101", (facility: Facility) => facility.areaCode === "990101001"],
  ["position=unplaced", (facility: Facility) => facility.position === null],
  [
    "kind=street-centre&type=meals",
    (facility: Facility) => facility.kindKey === "street-centre" && facility.offerings.some((o) => o.serviceType === "meals"),
  ],
  ["sector=child-care", (facility: Facility) => facility.kindKey === "nursery-institution"],
  ["documents=expiring", () => true],
  ["operator=nonprofit", () => false],
  ["q=%25", () => false],
])("%s finds what it should, and nothing else", async (address, isWanted) => {
  const wanted = made.filter((facility) => facility.life.at(-1)!.state !== "closed" && isWanted(facility));
  const { page, figures } = await askFor(address, "2025-12-31");
  expect(figures.lines).toBe(wanted.length);
  const ids = new Set(wanted.map((facility) => facility.id));
  expect(page.rows.every((row) => ids.has(row.id))).toBe(true);
});

test.each(["", "sort=area", "sort=kind&order=down", "sort=changed&order=down", "state=operating&sort=changed"])(
  "turning pages of «%s» meets every line once, in one order, forth and back",
  async (address) => {
    const { readPage } = await import("~/modules/catalog/data/facility-list.server");
    const { inUnitOfWork } = await import("~/platform/unit-of-work.server");
    const query = queryFromAddress(new URLSearchParams(address), "2025-12-31");
    const turn = (page: typeof query.page) =>
      inUnitOfWork(planner, (uow) => readPage(uow, TOWN.code, { ...query, page }, null, 7));
    const forth: string[] = [];
    let page = await turn({ turn: "first" });
    expect(page.before).toBeNull();
    for (;;) {
      forth.push(...page.rows.map((row) => row.id));
      if (!page.after) break;
      page = await turn({ turn: "after", ...page.after });
    }
    const back: string[] = [];
    page = await turn({ turn: "last" });
    for (;;) {
      back.unshift(...page.rows.map((row) => row.id));
      if (!page.before) break;
      page = await turn({ turn: "before", ...page.before });
    }
    expect(new Set(forth).size).toBe(forth.length);
    expect(back).toEqual(forth);
    expect(forth).toHaveLength((await askFor(address)).figures.lines);
  },
);
