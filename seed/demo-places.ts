// The made half of the city's geography: where each community lies and who lives there. Areas' names, codes and the
// districts' outlines and censuses are real, positions and the spread inside a district are made (see docs/demo-city.md).
import type { GeoPoint } from "~/shared/geo-point";
import { YELLOW_RIVER } from "./barriers";
import { communityClass, everydayName } from "./community-name";
import { communityPositions, spacingAt, type Spot, type Texture } from "./community-positions";
import { DEVELOPMENT_ZONES } from "./development-zones";
import { districtGround, fromGround, type Ground } from "./district-ground";
import type { PeopleByGroup } from "~/modules/places/domain/population-groups";
import { randomStream } from "./random-stream";
import type { SourceArea, Sources } from "./read-sources";
import { spreadPeople } from "./spread-people";
import { streetsFromPositions } from "./streets-from-positions";

export const CITY_CODE = "4101";

/** Degrees of latitude between the drawn river and the first houses, about 1.3 km. */
const FORESHORE = 0.012;

export interface DemoCommunity {
  readonly code: string;
  readonly streetCode: string;
  readonly districtCode: string;
  readonly official: string;
  readonly name: string;
  readonly areaClass: "urban" | "rural";
  readonly at: GeoPoint;
  readonly people: PeopleByGroup;
}

export interface DemoDistrict {
  readonly area: SourceArea;
  readonly hostCode: string | null;
  readonly isCounty: boolean;
  readonly ground: Ground;
  readonly census: ReadonlyMap<string, number>;
}

export interface DemoPlaces {
  readonly districts: readonly DemoDistrict[];
  readonly streets: readonly SourceArea[];
  readonly communities: readonly DemoCommunity[];
}

/** City districts thin out slowly, counties have a town amid villages, zones are even. */
const TEXTURES: Record<"city" | "county" | "zone", Texture> = {
  city: { outside: 2.6, scale: 5_000 },
  county: { outside: 3.4, scale: 6_000 },
  zone: { outside: 1.6, scale: 4_000 },
};

export function demoPlaces(sources: Sources): DemoPlaces {
  const of = (level: SourceArea["level"]) => sources.areas.filter((area) => area.level === level);
  const streets = of("street");
  const byStreet = groupedByStreet(of("community"));
  const districts = of("district").map((area) => demoDistrict(area, sources));
  const communities = districts.flatMap((district) =>
    placedCommunities(
      district,
      streets.filter((street) => street.code.startsWith(district.area.code)),
      byStreet,
    ),
  );
  return { districts, streets, communities };
}

function groupedByStreet(communities: readonly SourceArea[]): Map<string, SourceArea[]> {
  const grouped = new Map<string, SourceArea[]>();
  for (const community of communities) {
    const street = community.code.slice(0, 9);
    grouped.set(street, [...(grouped.get(street) ?? []), community]);
  }
  return grouped;
}

function demoDistrict(area: SourceArea, { outlines, census }: Sources): DemoDistrict {
  const zone = DEVELOPMENT_ZONES.find(({ code }) => code === area.code);
  const outline = outlines.get(zone?.hostCode ?? area.code);
  const counted = census.get(area.code);
  if (!outline || !counted) throw new Error(`${area.name} (${area.code}) lacks ${outline ? "a census" : "an outline"}.`);
  const without = DEVELOPMENT_ZONES.filter(({ hostCode }) => hostCode === area.code).map(({ disc }) => disc);
  const ground = zone ? districtGround(outline, { zone: zone.disc }) : districtGround(outline, { without });
  return {
    area,
    hostCode: zone?.hostCode ?? null,
    isCounty: /[县市]$/.test(area.name),
    ground: { ...ground, holds: (x, y) => ground.holds(x, y) && isDry(fromGround(ground, x, y)) },
    census: counted.bands,
  };
}

/** South of the Yellow River and its foreshore: the northern districts' outlines run to the middle of the water. */
function isDry({ lon, lat }: GeoPoint): boolean {
  const next = Math.max(
    1,
    YELLOW_RIVER.findIndex(([east]) => east >= lon),
  );
  const [[west, from], [east, to]] = [YELLOW_RIVER[next - 1]!, YELLOW_RIVER[next]!];
  return lat < from + ((to - from) * (lon - west)) / (east - west) - FORESHORE;
}

function placedCommunities(
  district: DemoDistrict,
  streets: readonly SourceArea[],
  byStreet: ReadonlyMap<string, readonly SourceArea[]>,
): DemoCommunity[] {
  const { area, ground } = district;
  const texture = TEXTURES[district.hostCode ? "zone" : district.isCounty ? "county" : "city"];
  const toPlace = streets.map(({ code, name }) => ({
    code,
    isTown: !name.endsWith("街道"),
    count: byStreet.get(code)?.length ?? 0,
  }));
  const count = toPlace.reduce((sum, street) => sum + street.count, 0);
  const spots = communityPositions(ground, count, texture, randomStream(`positions/${area.code}`));
  const spotsByStreet = streetsFromPositions(toPlace, spots);
  const placed = streets.flatMap(({ code }) => settled(byStreet.get(code) ?? [], spotsByStreet.get(code) ?? []));
  const shapes = placed.map(({ community, spot }) => ({
    isUrban: communityClass(community.name) === "urban",
    spacing: spacingAt(texture, spot),
  }));
  const people = spreadPeople(district.census, shapes, randomStream(`people/${area.code}`));
  return placed.map(({ community, spot }, i) => ({
    code: community.code,
    streetCode: community.code.slice(0, 9),
    districtCode: area.code,
    official: community.name,
    name: everydayName(community.name),
    areaClass: communityClass(community.name),
    at: fromGround(ground, ...spot),
    people: people[i]!,
  }));
}

/** Within a street, urban communities take the positions nearer the district's centre. */
function settled(communities: readonly SourceArea[], spots: readonly Spot[]): { community: SourceArea; spot: Spot }[] {
  const urbanFirst = [...communities].sort((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1));
  const nearFirst = [...spots].sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
  return urbanFirst
    .map((community, i) => ({ community, spot: nearFirst[i]! }))
    .sort((a, b) => (a.community.code < b.community.code ? -1 : 1));
}

const rank = (area: SourceArea) => (communityClass(area.name) === "urban" ? 0 : 1);
