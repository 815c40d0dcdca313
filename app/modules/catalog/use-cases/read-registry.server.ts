import type { Actor } from "~/modules/accounts/domain/actor";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { listDistricts } from "../data/area-look-up.server";
import { listFacilityKinds, listServiceTypes, listWalkers, type WalkerChoice } from "../data/registry.server";
import { NOT_PERMITTED } from "../domain/catalog-refusal";
import type { FacilityKind, ServiceType } from "../domain/service-type";
import { mayReadCatalog } from "./may-read-catalog.server";

export interface Registry {
  readonly types: readonly ServiceType[];
  readonly kinds: readonly FacilityKind[];
  readonly walkers: readonly WalkerChoice[];
  readonly districts: readonly { readonly code: string; readonly name: string; readonly nameEn: string }[];
}

/** The city's types, kinds, walkers and districts: what every form and filter chooses from. */
export async function readRegistry(actor: Actor, cityCode: string): Promise<Verdict<Registry, typeof NOT_PERMITTED>> {
  if (!mayReadCatalog(actor, cityCode)) return refused(NOT_PERMITTED);
  return inUnitOfWork(actor, async (uow) =>
    granted({
      types: await listServiceTypes(uow, cityCode),
      kinds: await listFacilityKinds(uow, cityCode),
      walkers: await listWalkers(uow, cityCode),
      districts: await listDistricts(uow, cityCode),
    }),
  );
}
