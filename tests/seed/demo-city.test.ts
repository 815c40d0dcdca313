import { createHash } from "node:crypto";
import booleanPointInPolygon from "@turf/boolean-point-in-polygon";
import { expect, test } from "vitest";
import { distanceBetween } from "~/shared/geo-point";
import { sourceWords } from "~/ui/languages/source-words";
import { demoCity } from "../../seed/demo-city";
import { demoPlaces } from "../../seed/demo-places";
import { POPULATION_GROUPS } from "~/modules/places/domain/population-groups";
import { readSources } from "../../seed/read-sources";

const sources = readSources("seed/zhengzhou");
const places = demoPlaces(sources);
const records = demoCity(sources);

const peopleOf = new Map(
  records.areaPopulation.map(({ areaCode, populationGroup, people }) => [`${areaCode}|${populationGroup}`, people]),
);
const people = (code: string, group: string) => peopleOf.get(`${code}|${group}`) ?? Number.NaN;

/** Offerings on a day at facilities operating that day, counted here from the rows, by no code of the app. */
function standingOn(day: string) {
  const holds = ({ validFrom, validTo }: { validFrom: string; validTo: string | null }) =>
    validFrom <= day && (validTo === null || day < validTo);
  const operating = new Set(
    records.facilityState.filter((row) => row.state === "operating" && holds(row)).map(({ facilityId }) => facilityId),
  );
  const facilities = records.facility.filter(({ id }) => operating.has(id));
  const offerings = records.offering.filter((row) => operating.has(row.facilityId) && holds(row));
  const typeOf = new Map(offerings.map(({ id, serviceType }) => [id, serviceType]));
  const siteOf = new Map(offerings.map(({ id, facilityId }) => [id, facilityId]));
  const classes = new Map(records.offeringClass.filter(({ offeringId }) => typeOf.has(offeringId)).map((row) => [row.id, row]));
  const capacities = records.capacity
    .filter((row) => classes.has(row.classId) && holds(row))
    .map((row) => {
      const { kind, isInclusive, offeringId } = classes.get(row.classId)!;
      return { ...row, kind, isInclusive, serviceType: typeOf.get(offeringId)!, facilityId: siteOf.get(offeringId)! };
    });
  return { facilities, offerings, capacities };
}

const tally = (keys: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};

const ELDER_CARE = ["street-centre", "community-centre", "private-institution", "residential-institution"];
const isChildCare = (serviceType: string) => serviceType === "nursery" || serviceType === "toddler-class";

test("the city has one city, 15 districts, 208 streets and 3,306 communities, each under its parent", () => {
  expect(tally(records.area.map(({ level }) => level))).toEqual({ city: 1, district: 15, street: 208, community: 3_306 });
  const codes = new Set(records.area.map(({ code }) => code));
  expect(codes.size).toBe(3_530);
  for (const { code, parentCode } of records.area.slice(1))
    expect(codes.has(parentCode ?? "") && code.startsWith(parentCode ?? "?")).toBe(true);
});

test("every district sums to the census of 2020 in every group, and the city to 12,600,574", () => {
  expect(people("4101", "all")).toBe(12_600_574);
  expect([people("4101", "60plus"), people("4101", "65plus"), people("4101", "80plus")]).toEqual([1_617_392, 1_130_977, 220_170]);
  for (const { area } of places.districts) {
    const census = sources.census.get(area.code)!;
    for (const [band, count] of census.bands) expect(people(area.code, band)).toBe(count);
    expect(people(area.code, "all")).toBe(census.all);
    expect(people(area.code, "0-2")).toBe(census.bands.get("age-0")! + Math.ceil(census.bands.get("age-1-4")! / 2));
  }
});

test("each area is the sum of the areas below it, in every group", () => {
  for (const group of POPULATION_GROUPS) {
    const below = new Map<string, number>();
    for (const { code, parentCode } of records.area)
      if (parentCode) below.set(parentCode, (below.get(parentCode) ?? 0) + people(code, group));
    for (const [parent, sum] of below) expect(people(parent, group)).toBe(sum);
  }
});

test("in every community the groups are the sums of their bands", () => {
  for (const { people: counted } of places.communities) {
    const bands = [...counted].filter(([group]) => group.startsWith("age-"));
    expect(counted.get("all")).toBe(bands.reduce((sum, [, count]) => sum + count, 0));
    const from = (age: number) =>
      bands.filter(([band]) => Number.parseInt(band.slice(4)) >= age).reduce((sum, [, count]) => sum + count, 0);
    expect([60, 65, 75, 80].map(from)).toEqual(["60plus", "65plus", "75plus", "80plus"].map((group) => counted.get(group)));
    expect(Math.abs(counted.get("0-2")! - counted.get("age-0")! - counted.get("age-1-4")! / 2)).toBeLessThanOrEqual(0.5);
  }
});

test("what was spread or halved is marked an estimate, what was counted is not", () => {
  const isEstimate = ({ areaCode, populationGroup }: { areaCode: string; populationGroup: string }) =>
    areaCode.length > 6 || populationGroup === "0-2";
  expect(records.areaPopulation.filter((row) => row.isEstimate !== isEstimate(row))).toEqual([]);
});

test("sources of people, areas and premises are said in both languages, each in its own letters", () => {
  const sources = new Set(
    [records.areaPopulation, records.area, records.siteProposal].flatMap((rows) => rows.map((row) => row.source)),
  );
  expect(sources.size).toBeGreaterThan(4);
  for (const source of sources) {
    expect(sourceWords(source, "en").text).not.toMatch(/\p{Script=Han}/u);
    expect(sourceWords(source, "zh").text).toMatch(/^\p{Script=Han}/u);
  }
});

test("every community lies inside the outline of its district, or of the district that hosts its zone", () => {
  const zones = new Map(records.area.filter(({ hostCode }) => hostCode).map(({ code, hostCode }) => [code, hostCode!]));
  expect([...zones]).toEqual([
    ["410171", "410104"],
    ["410172", "410102"],
    ["410173", "410184"],
  ]);
  const outside = places.communities.filter(({ districtCode, at }) => {
    const outline = sources.outlines.get(zones.get(districtCode) ?? districtCode)!;
    return !booleanPointInPolygon([at.lon, at.lat], outline.polygon);
  });
  expect(outside).toEqual([]);
});

test("every facility stands inside its district too, within walking distance of its community", () => {
  const hosts = new Map(
    records.area.filter(({ level }) => level === "district").map(({ code, hostCode }) => [code, hostCode ?? code]),
  );
  const communities = new Map(places.communities.map((community) => [community.code, community]));
  for (const { name, areaCode, lon, lat } of records.facility) {
    if (lon === null || lat === null) continue;
    const outline = sources.outlines.get(hosts.get(areaCode.slice(0, 6))!)!;
    expect(booleanPointInPolygon([lon, lat], outline.polygon), name).toBe(true);
    expect(distanceBetween({ lon, lat }, communities.get(areaCode)!.at), name).toBeLessThan(760);
  }
});

test("mid 2024: 1,266 elder-care facilities, 114 + 1,052 + 100, and 137 child-protection institutions", () => {
  const { facilities, offerings } = standingOn("2024-06-30");
  const kinds = tally(facilities.map(({ kindKey }) => kindKey));
  expect(kinds).toMatchObject({
    "street-centre": 114,
    "community-centre": 1_052,
    "private-institution": 100,
    "child-protection-institution": 137,
  });
  expect(kinds["residential-institution"]).toBeUndefined();
  expect(facilities.filter(({ kindKey }) => ELDER_CARE.includes(kindKey))).toHaveLength(1_266);
  const points = tally(offerings.map(({ serviceType }) => serviceType));
  expect([points["day-care"], points["meals"], points["residential"]]).toEqual([1_166, undefined, 100]);
});

test("end of 2025: 93 institutions and 1,166 centres, with 1,166 meal points on the centres' sites", () => {
  const { facilities, offerings } = standingOn("2025-12-31");
  const kinds = tally(facilities.map(({ kindKey }) => kindKey));
  expect(kinds).toMatchObject({
    "street-centre": 114,
    "community-centre": 1_052,
    "residential-institution": 93,
    "child-protection-institution": 137,
  });
  expect(kinds["private-institution"]).toBeUndefined();
  expect(facilities.filter(({ kindKey }) => ELDER_CARE.includes(kindKey))).toHaveLength(1_259);
  const sitesOf = (type: string) =>
    offerings.filter(({ serviceType }) => serviceType === type).map(({ facilityId }) => facilityId);
  const centres = facilities.filter(({ kindKey }) => kindKey.endsWith("-centre")).map(({ id }) => id);
  expect(sitesOf("day-care").sort()).toEqual(centres.sort());
  expect(sitesOf("meals").sort()).toEqual(centres.sort());
  expect(sitesOf("residential")).toHaveLength(93);
});

test("end of 2025: over 15,000 beds, more than 60 % of them nursing beds", () => {
  const beds = standingOn("2025-12-31").capacities.filter(({ serviceType }) => serviceType === "residential");
  const licensed = (kind?: string) =>
    beds.filter((row) => !kind || row.kind === kind).reduce((sum, row) => sum + row.licensed, 0);
  expect([licensed(), licensed("nursing-bed")]).toEqual([15_368, 9_574]);
  expect(licensed("nursing-bed") / licensed()).toBeGreaterThan(0.6);
});

test("every home of 2024 is closed with a reason, 88 institutions name the one they follow", () => {
  const homes = records.facility.filter(({ kindKey }) => kindKey === "private-institution");
  const closed = new Map(records.facilityState.filter(({ state }) => state === "closed").map((row) => [row.facilityId, row]));
  for (const { id, note } of homes) {
    expect(closed.get(id)?.reason).toContain("演示假设");
    expect(note).toContain("演示假设");
  }
  const followed = records.facility.flatMap(({ successorOfId }) => successorOfId ?? []);
  expect(new Set(followed).size).toBe(88);
  expect(followed.every((id) => homes.some((home) => home.id === id))).toBe(true);
});

test("end of 2025: nurseries land a little short of each plan", () => {
  const { capacities, facilities } = standingOn("2025-12-31");
  const places = capacities.filter(({ serviceType }) => isChildCare(serviceType));
  const licensed = places.reduce((sum, row) => sum + row.licensed, 0);
  const inclusive = places.filter(({ isInclusive }) => isInclusive).reduce((sum, row) => sum + row.licensed, 0);
  expect(licensed).toBe(71_648);
  expect(licensed).toBeLessThan(72_800);
  expect(inclusive / licensed).toBeGreaterThan(0.88);
  expect(inclusive / licensed).toBeLessThan(0.9);
  const byHouse = new Map<string, number>();
  for (const { facilityId, licensed: seats } of places) byHouse.set(facilityId, (byHouse.get(facilityId) ?? 0) + seats);
  const served = new Set(facilities.filter(({ id }) => (byHouse.get(id) ?? 0) >= 20).map(({ areaCode }) => areaCode));
  expect(served.size).toBeGreaterThan(3_306 * 0.6);
  expect(served.size).toBeLessThan(3_306 * 0.9);
});

test("mid 2024: the inclusive share is under that year's plan of 75 %", () => {
  const places = standingOn("2024-06-30").capacities.filter(({ serviceType }) => isChildCare(serviceType));
  const sum = (rows: typeof places) => rows.reduce((total, { licensed }) => total + licensed, 0);
  const share = sum(places.filter(({ isInclusive }) => isInclusive)) / sum(places);
  expect(share).toBeGreaterThan(0.7);
  expect(share).toBeLessThan(0.75);
});

test("no nursery class is larger than its age allows, and a family nursery has at most 5 places", () => {
  const largest: Record<string, number> = { infant: 10, "toddler-12": 15, "toddler-24": 20, mixed: 18 };
  const classes = new Map(records.offeringClass.map(({ id, kind }) => [id, kind]));
  for (const { classId, licensed } of records.capacity)
    expect(licensed).toBeLessThanOrEqual(largest[classes.get(classId)!] ?? Number.POSITIVE_INFINITY);
  const { facilities, capacities } = standingOn("2025-12-31");
  const family = new Set(facilities.filter(({ kindKey }) => kindKey === "family-nursery").map(({ id }) => id));
  expect(family.size).toBe(220);
  expect(capacities.filter(({ facilityId }) => family.has(facilityId)).every(({ licensed }) => licensed <= 5)).toBe(true);
});

test("a life is a chain without holes that ends open", () => {
  const lives = new Map<string, typeof records.facilityState>();
  for (const row of records.facilityState) lives.set(row.facilityId, [...(lives.get(row.facilityId) ?? []), row]);
  expect(lives.size).toBe(records.facility.length);
  for (const life of lives.values()) {
    expect(life.at(-1)!.validTo).toBeNull();
    life.slice(1).forEach((row, i) => expect(row.validFrom).toBe(life[i]!.validTo));
  }
});

test("unplaced facilities are kept, and none of them operates", () => {
  const unplaced = records.facility.filter(({ lon }) => lon === null);
  expect(unplaced).toHaveLength(6);
  const operating = new Set(standingOn("2025-12-31").facilities.map(({ id }) => id));
  expect(unplaced.some(({ id }) => operating.has(id))).toBe(false);
});

test("phones, operators and document numbers are plainly invented", () => {
  expect(records.contact.filter(({ phone }) => !/^0371-0000\d{4}$/.test(phone))).toEqual([]);
  expect(new Set(records.contact.map(({ phone }) => phone)).size).toBe(records.contact.length);
  expect(records.operator.filter(({ name }) => !name.startsWith("示例"))).toEqual([]);
  expect(records.document.filter(({ number, issuer }) => !number.startsWith("演示-") || !issuer.endsWith("（演示）"))).toEqual(
    [],
  );
});

test("some papers have run out by the end of 2025, most have not", () => {
  const dated = records.document.filter(({ expiresOn }) => expiresOn !== null);
  const expired = dated.filter(({ expiresOn }) => expiresOn! <= "2025-12-31").length / dated.length;
  expect(expired).toBeGreaterThan(0.02);
  expect(expired).toBeLessThan(0.5);
});

test("made twice, the city is the same to the last key", () => {
  const hash = (city: object) => createHash("sha256").update(JSON.stringify(city)).digest("hex");
  expect(hash(demoCity(readSources("seed/zhengzhou")))).toBe(hash(records));
  const ids = Object.values(records).flatMap((rows: readonly object[]) => rows.flatMap((row) => ("id" in row ? [row.id] : [])));
  expect(new Set(ids).size).toBe(ids.length);
});

test("a circle of a quarter hour at 2.7 km/h, divided by the detour index, reaches 25 to 45 % of the 75+ with a meal", () => {
  const reach = 2_700 / 4 / 1.31;
  const meals = standingOn("2025-12-31");
  const sites = new Set(meals.offerings.filter(({ serviceType }) => serviceType === "meals").map(({ facilityId }) => facilityId));
  const points = meals.facilities.filter(({ id }) => sites.has(id)).map(({ lon, lat }) => ({ lon: lon!, lat: lat! }));
  const isReached = (at: { lon: number; lat: number }) =>
    points.some((point) => Math.abs(point.lat - at.lat) < 0.006 && distanceBetween(point, at) <= reach);
  const covered = places.communities
    .filter(({ at }) => isReached(at))
    .reduce((sum, { people: counted }) => sum + counted.get("75plus")!, 0);
  const share = covered / people("4101", "75plus");
  expect(share).toBeGreaterThan(0.25);
  expect(share).toBeLessThan(0.45);
});
