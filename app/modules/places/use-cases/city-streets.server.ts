import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { findStreetNetwork, knownPositions } from "../data/street-networks.server";
import { shareOnGround, type StreetNetwork } from "../domain/street-network";

const READER = { personId: null, role: "nobody", cityCode: null } as const;

/** The walking network a city has in force and the part of its places that stand on its ground; null = it has none. */
export interface CityStreets {
  readonly network: StreetNetwork;
  /** null = the city has no place yet */
  readonly shareOnGround: number | null;
}

export const cityStreets = (cityCode: string): Promise<CityStreets | null> =>
  inUnitOfWork(READER, async (uow) => {
    const network = await findStreetNetwork(uow, cityCode);
    return network && { network, shareOnGround: shareOnGround(network.bounds, await knownPositions(uow, cityCode)) };
  });
