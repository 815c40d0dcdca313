import { localPlane, toPlane } from "~/modules/places/domain/local-plane";
import { DISTRICT_DIGITS } from "./candidate-columns";
import type { NextBest, Reserve } from "./next-best";
import { UNBOUNDED } from "./siting-ground";
import type { ChosenSite, Level, ReserveSite, SiteName } from "./siting-result";
import { areaOf, named } from "./told-names";
import { peopleOf, type ToldOf } from "./told-people";
import { candidateOf, isUpperSite } from "./two-levels";

// One chosen place, or one in reserve: where it is, whom it brings, what it costs, what could stand instead.

const TOP = 5;

/** Rows that had none within reach and have one now, by the new place nearest to them. */
function gainedRows({ prepared, found: { before, after }, people }: ToldOf, at: number): number[] {
  const own = prepared.input.existing + at;
  return people
    .rows()
    .filter((row) => after.site[row] === own && after.metres[row]! <= people.limit && !(before.metres[row]! <= people.limit));
}

export function toldChosen(told: ToldOf, site: number, at: number): ChosenSite {
  const { of, prepared, found, people: homes } = told;
  const { input } = prepared;
  const row = candidateOf(input, site);
  const column = site - input.existing;
  const candidate = of.candidates[row]!;
  const isUpper = isUpperSite(input, site);
  const gained = gainedRows(told, at);
  const held = found.room?.holds[at];
  const people = held ? peopleOf(held) : homes.sum(gained);
  const communities = held
    ? homes.inOrder(held.map((way) => ({ ...homes.area(way.point), people: way.people })))
    : homes.byPeople(gained);
  const best = found.nextBest[at];
  const equals = found.equals[at];
  const room = input.capacity ? prepared.capacity[row]! : UNBOUNDED;
  const buildCost = known(prepared.build[column]!);
  const above = isUpper ? homes.sum(gainedUpper(told, at)) : null;
  // What a place costs is told of the people of its own level.
  const ownPeople = above ?? people;
  return {
    ...{ id: candidate.id, from: candidate.from, lon: candidate.lon!, lat: candidate.lat! },
    ...placeNames(told, row),
    ...{ people, topCommunities: communities.slice(0, TOP), communities: communities.length },
    ...(input.levels ? { level: levelOf(isUpper), upperPeople: above } : {}),
    within: held ? homes.sum(gained) : null,
    // Another place near enough may have no room for them.
    alsoReached: held ? 0 : homes.sum(gained.filter((each) => found.after.secondMetres[each]! <= homes.limit)),
    nextBest: best ? second(told, best) : null,
    alternatives: equals ? alternatives(told, site, equals) : null,
    served: held ? (found.room!.walks?.served[at] ?? people) : null,
    capacity: room < UNBOUNDED ? room : null,
    ...(candidate.licensed === undefined ? {} : { licensed: candidate.licensed }),
    ...{ buildCost, yearlyCost: known(prepared.yearly[column]!), isOwnCost: prepared.isOwnCost[column] === 1 },
    costPerPerson: buildCost !== null && ownPeople > 0 ? Math.round(buildCost / ownPeople) : null,
    ...{ year: null, circle: found.circles[at] ?? { type: "MultiPolygon", coordinates: [] } },
  };
}

function placeNames({ of, prepared }: ToldOf, row: number): Pick<ChosenSite, "name" | "nameEn" | "community" | "district"> {
  const { name, nameEn } = of.candidates[row]!;
  const at = prepared.community[row]!;
  const area = at < 0 ? null : of.ground.areas[of.columns.demand.area[at]!]!;
  return {
    ...{ name, nameEn, community: area && named(area) },
    district: area && areaOf(of, area.code.slice(0, DISTRICT_DIGITS)),
  };
}

function second({ of, prepared }: ToldOf, { site, ...other }: NextBest): NonNullable<ChosenSite["nextBest"]> {
  const candidate = site === null ? null : of.candidates[candidateOf(prepared.input, site)]!;
  return { id: candidate?.id ?? null, name: candidate?.name ?? "", nameEn: candidate?.nameEn ?? null, ...other };
}

function alternatives(
  { of, prepared }: ToldOf,
  site: number,
  equals: readonly number[],
): NonNullable<ChosenSite["alternatives"]> {
  const { lon, lat } = prepared.input.sites;
  const plane = localPlane(lon[site]!, lat[site]!);
  const away = (other: number) => Math.hypot(...toPlane(plane, lon[other]!, lat[other]!));
  const nearest = [...equals].sort((a, b) => away(a) - away(b) || a - b).slice(0, TOP);
  const top = nearest.map((other): SiteName => {
    const { id, name, nameEn } = of.candidates[candidateOf(prepared.input, other)]!;
    return { id, name, nameEn, lon: lon[other]!, lat: lat[other]! };
  });
  return { count: equals.length, top };
}

export function toldReserve(told: ToldOf, { site, adds, isBeside }: Reserve): ReserveSite {
  const { of, prepared } = told;
  const { input } = prepared;
  const [row, column] = [candidateOf(input, site), site - input.existing];
  const { id, lon, lat } = of.candidates[row]!;
  const { name, nameEn, district } = placeNames(told, row);
  return {
    ...{ id, name, nameEn, district, lon: lon!, lat: lat!, adds, isBeside },
    ...(input.levels ? { level: levelOf(isUpperSite(input, site)) } : {}),
    ...{ buildCost: known(prepared.build[column]!), yearlyCost: known(prepared.yearly[column]!) },
    isOwnCost: prepared.isOwnCost[column] === 1,
  };
}

/** Rows that had none of the upper level within reach and have one now, by the new one nearest to them. */
function gainedUpper({ prepared, found: { upper }, people }: ToldOf, at: number): number[] {
  const { existing, levels } = prepared.input;
  const limit = levels!.limit;
  return people
    .rows()
    .filter(
      (row) =>
        upper!.after.site[row] === existing + at && upper!.after.metres[row]! <= limit && !(upper!.before.metres[row]! <= limit),
    );
}

const levelOf = (isUpper: boolean): Level => (isUpper ? "upper" : "lower");

const known = (amount: number): number | null => (Number.isFinite(amount) ? amount : null);
