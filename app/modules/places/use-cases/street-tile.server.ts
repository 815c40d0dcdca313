import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { inThread } from "~/platform/threads.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { tileFrom } from "~/shared/map-tile";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findStreetNetwork } from "../data/street-networks.server";

/** The lines of one square of the network `storedName`, which must be the one in force: gzipped JSON of `StreetLines`. */
export async function streetTile(
  cityCode: string,
  storedName: string,
  tile: string,
  leaving: AbortSignal,
): Promise<Verdict<Uint8Array, { readonly kind: "not-a-tile" | "not-in-force" }>> {
  if (!tileFrom(tile)) return refused({ kind: "not-a-tile" });
  const network = await inUnitOfWork(NOBODY, (uow) => findStreetNetwork(uow, cityCode));
  if (network?.storedName !== storedName) return refused({ kind: "not-in-force" });
  return granted(await inThread("street-tile", { storedName, tile }, leaving));
}
