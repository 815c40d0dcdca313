import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { GeoPoint } from "~/shared/geo-point";
import type { KilometresPerHour } from "~/shared/units";
import { findStreetNetwork } from "../data/street-networks.server";
import { anyParameter, drawnBarriers, drawnCrossings, middlesOf } from "../data/walking-ground.server";
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
}

const USUAL_DETOUR = 1.31;
const USUAL_SNAP = 300;
const USUAL_KMH = 4;

export async function walkingGround(uow: UnitOfWork, cityCode: string): Promise<WalkingGround> {
  const adult = (await listCityWalkers(uow, cityCode)).find(({ key }) => key === "adult");
  const network = await findStreetNetwork(uow, cityCode);
  const use = adult ?? { movement: "foot" as const, stepsFactor: 2, offStreetFactor: 1.3 };
  return {
    streets: network && {
      storedName: network.storedName,
      use: { movement: use.movement, stepsFactor: use.stepsFactor, offStreetFactor: use.offStreetFactor },
      snap: (await anyParameter(uow, cityCode, "snap-metres")) ?? USUAL_SNAP,
    },
    barriers: crossedLines(await drawnBarriers(uow, cityCode), await drawnCrossings(uow, cityCode)).lines,
    detour: (await anyParameter(uow, cityCode, "detour-index")) ?? USUAL_DETOUR,
    footKmh: adult?.speedKmh ?? USUAL_KMH,
  };
}

/** The public middle of each area, where it has one. */
export const areaMiddles = (uow: UnitOfWork, cityCode: string, codes: readonly string[]): Promise<Map<string, GeoPoint>> =>
  middlesOf(uow, cityCode, codes);
