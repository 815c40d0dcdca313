import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { findStreetNetwork, knownPositions } from "../data/street-networks.server";
import { shareOnGround, type StreetNetwork } from "../domain/street-network";

/** The walking network a city has in force and the part of its places that stand on its ground; null = it has none. */
export interface CityStreets {
  readonly network: StreetNetwork;
  /** null = the city has no place yet */
  readonly shareOnGround: number | null;
}

export const cityStreets = (cityCode: string): Promise<CityStreets | null> =>
  inUnitOfWork(NOBODY, async (uow) => {
    const network = await findStreetNetwork(uow, cityCode);
    return network && { network, shareOnGround: shareOnGround(network.bounds, await knownPositions(uow, cityCode)) };
  });
