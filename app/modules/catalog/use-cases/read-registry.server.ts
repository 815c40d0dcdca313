import type { Actor } from "~/modules/accounts/domain/actor";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { listDistricts } from "../data/area-look-up.server";
import { listFacilityKinds, listServiceTypes, listWalkers, type WalkerChoice } from "../data/registry.server";
import type { FacilityKind, ServiceType } from "../domain/service-type";

export interface Registry {
  readonly types: readonly ServiceType[];
  readonly kinds: readonly FacilityKind[];
  readonly walkers: readonly WalkerChoice[];
  readonly districts: readonly { readonly code: string; readonly name: string }[];
}

/** The city's types, kinds, walkers and districts: what every form and filter chooses from. */
export const readRegistry = (actor: Actor, cityCode: string): Promise<Registry> =>
  inUnitOfWork(actor, async (uow) => ({
    types: await listServiceTypes(uow, cityCode),
    kinds: await listFacilityKinds(uow, cityCode),
    walkers: await listWalkers(uow, cityCode),
    districts: await listDistricts(uow, cityCode),
  }));
