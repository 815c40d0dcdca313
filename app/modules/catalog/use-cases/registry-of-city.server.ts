import type { City } from "~/modules/places/domain/city";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { listFacilityKinds, listServiceTypes, listWalkers, type WalkerChoice } from "../data/registry.server";
import type { FacilityKind, ServiceType } from "../domain/service-type";

interface CityRegistry {
  readonly types: readonly ServiceType[];
  readonly kinds: readonly FacilityKind[];
  readonly walkers: readonly WalkerChoice[];
}

const MOST_KEPT = 8;
const kept = new Map<string, CityRegistry>();

/** Types, kinds and walkers of a city somebody has read just now: asked once for each state of it, which every change of them counts up. */
export async function registryOf(uow: UnitOfWork, { code, stamp }: Pick<City, "code" | "stamp">): Promise<CityRegistry> {
  const known = kept.get(stamp);
  if (known) return known;
  const [types, kinds] = [await listServiceTypes(uow, code), await listFacilityKinds(uow, code)];
  const read = { types, kinds, walkers: await listWalkers(uow, code) };
  kept.set(stamp, read);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? stamp);
  return read;
}
