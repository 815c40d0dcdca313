import type { Actor } from "~/modules/accounts/domain/actor";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { dropView, keepView, listViews, type SavedView } from "../data/saved-views.server";
import { NOT_PERMITTED } from "../domain/catalog-refusal";
import { addressOf, queryFromAddress } from "../domain/facility-filter";
import { mayReadCatalog } from "./may-read-catalog.server";

/** One's own views of a city one may read; none of any other. */
export async function savedViews(actor: Actor, cityCode: string): Promise<SavedView[]> {
  return mayReadCatalog(actor, cityCode) ? inUnitOfWork(actor, (uow) => listViews(uow, actor.personId, cityCode)) : [];
}

/** Keeps a filter under a name. Only what a filter knows is kept: an address cannot smuggle anything else in. */
export async function saveView(
  actor: Actor,
  cityCode: string,
  name: string,
  address: string,
): Promise<Verdict<null, typeof NOT_PERMITTED | { readonly kind: "view-unnamed" }>> {
  const tidy = name.trim().slice(0, 60);
  if (!mayReadCatalog(actor, cityCode)) return refused(NOT_PERMITTED);
  if (tidy === "") return refused({ kind: "view-unnamed" });
  const given = new URLSearchParams(address);
  const query = queryFromAddress(given, "");
  await inUnitOfWork(actor, (uow) =>
    keepView(uow, actor.personId, cityCode, tidy, addressOf(query, query.day || null).toString()),
  );
  return granted(null);
}

/** One's own views only, in the city one works for. */
export async function forgetView(actor: Actor, cityCode: string, id: string): Promise<void> {
  if (mayReadCatalog(actor, cityCode)) await inUnitOfWork(actor, (uow) => dropView(uow, actor.personId, cityCode, id));
}
