import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findFacility } from "../data/facility-record.server";
import { deleteResult, insertResult, listResults, type KeptResult } from "../data/published-results.server";
import { NOT_FOUND, NOT_PERMITTED } from "../domain/catalog-refusal";
import type { Facility } from "../domain/facility";
import { checkResult, type PublishedResult, type ResultField } from "../domain/published-result";
import { auditFacility } from "./audit-facility.server";
import { mayWriteSite } from "./may-write-catalog.server";

export type ResultRefusal =
  | typeof NOT_PERMITTED
  | typeof NOT_FOUND
  | { readonly kind: "result-fields"; readonly fields: readonly ResultField[] }
  | { readonly kind: "result-there" };

/** What is published of a place, for whoever may change it. */
export const publishedResults = (actor: Actor, city: City, id: string): Promise<Verdict<KeptResult[], ResultRefusal>> =>
  atSite(actor, city, id, async (uow) => granted(await listResults(uow, id)));

/** Writes a published grade or inspection down, for everybody to read. */
export async function publishResult(
  actor: Actor,
  city: City,
  id: string,
  said: PublishedResult,
): Promise<Verdict<string, ResultRefusal>> {
  const checked = checkResult(said, today(city.timeZone));
  if (!checked.ok) return refused({ kind: "result-fields", fields: checked.refusal });
  return atSite(actor, city, id, async (uow, facility) => {
    const made = await insertResult(uow, id, checked.value);
    if (made === null) return refused({ kind: "result-there" });
    await auditFacility(uow, "write:facility", facility, { published: said.kind, day: said.on });
    return granted(made);
  });
}

/** Takes one back that was written down wrongly. */
export const takeBackResult = (actor: Actor, city: City, id: string, result: string): Promise<Verdict<string, ResultRefusal>> =>
  atSite(actor, city, id, async (uow, facility) => {
    if (!isUuid(result) || !(await deleteResult(uow, id, result))) return refused(NOT_FOUND);
    await auditFacility(uow, "write:facility", facility, { unpublished: result });
    return granted(result);
  });

async function atSite<T>(
  actor: Actor,
  city: City,
  id: string,
  work: (uow: UnitOfWork, facility: Facility) => Promise<Verdict<T, ResultRefusal>>,
): Promise<Verdict<T, ResultRefusal>> {
  return inUnitOfWork(actor, async (uow) => {
    const facility = isUuid(id) ? await findFacility(uow, city.code, id) : null;
    if (!facility) return refused(NOT_FOUND);
    return mayWriteSite(actor, facility) ? work(uow, facility) : refused(NOT_PERMITTED);
  });
}
