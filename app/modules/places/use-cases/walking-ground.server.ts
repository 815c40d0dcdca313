import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { GeoPoint } from "~/shared/geo-point";
import type { KilometresPerHour } from "~/shared/units";
import { findStreetNetwork } from "../data/street-networks.server";
import { anyStandards, drawnBarriers, drawnCrossings, middlesOf, type CityStandard } from "../data/walking-ground.server";
import { listCityWalkers } from "../data/walkers.server";
import type { BarrierLine } from "../domain/barrier";
import { crossedLines } from "../domain/crossings-on-lines";
import type { StreetsAsked } from "./opened-streets.server";

/** What walking in a city is measured by: its streets, or straight lines × the detour index led through crossings. */
export interface WalkingGround {
  readonly streets: StreetsAsked | null;
  readonly barriers: readonly BarrierLine[];
  readonly detour: number;
  readonly footKmh: KilometresPerHour;
  readonly said: GroundSaid;
}

/** What stands beside every way: how it was measured, from what, as of when. */
export interface GroundSaid {
  /** the streets that are walked; null = straight lines */
  readonly streets: { readonly name: string; readonly importedOn: CalendarDay } | null;
  readonly barriers: number;
  readonly detour: CityStandard;
  readonly foot: { readonly kmh: number; readonly source: string };
}

/** Said, and said to be so, only where a city has no grown-up walker on record. */
const UNKNOWN_WALKER = {
  ...{ speedKmh: 4, source: "未设步行速度，暂用通行值 / no walking speed set, usual value" },
  ...{ movement: "foot" as const, stepsFactor: 2, offStreetFactor: 1.3 },
};

/** Standards of a city by name, each with its source; where it has none of its own, those of a new city. */
export const cityStandards = <Key extends string>(uow: UnitOfWork, cityCode: string, keys: readonly Key[]) =>
  anyStandards(uow, cityCode, keys);

export async function walkingGround(uow: UnitOfWork, cityCode: string): Promise<WalkingGround> {
  const adult = (await listCityWalkers(uow, cityCode)).find(({ key }) => key === "adult") ?? UNKNOWN_WALKER;
  const network = await findStreetNetwork(uow, cityCode);
  const [detour, snap] = (await anyStandards(uow, cityCode, ["detour-index", "snap-metres"])) as [CityStandard, CityStandard];
  const barriers = crossedLines(await drawnBarriers(uow, cityCode), await drawnCrossings(uow, cityCode)).lines;
  return {
    streets: network && {
      storedName: network.storedName,
      use: { movement: adult.movement, stepsFactor: adult.stepsFactor, offStreetFactor: adult.offStreetFactor },
      snap: snap.value,
    },
    ...{ barriers, detour: detour.value, footKmh: adult.speedKmh },
    said: {
      streets: network && { name: network.sourceName, importedOn: network.importedOn },
      ...{ barriers: barriers.length, detour, foot: { kmh: adult.speedKmh, source: adult.source } },
    },
  };
}

/** The public middle of each area, where it has one. */
export const areaMiddles = (uow: UnitOfWork, cityCode: string, codes: readonly string[]): Promise<Map<string, GeoPoint>> =>
  middlesOf(uow, cityCode, codes);
