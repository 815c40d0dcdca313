import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { NewCity, NewCityRefusal } from "~/modules/places/domain/new-city";
import { addCity } from "~/modules/places/use-cases/add-city.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { refused, type Verdict } from "~/shared/verdict";
import { insertDefaultRegistry } from "../data/default-registry.server";

/** Starts an empty city: standard walkers, parameters, service types and facility kinds, and not one made record. */
export async function startCity(
  actor: Actor,
  wish: NewCity,
): Promise<Verdict<NewCity, NewCityRefusal | { kind: "not-permitted" }>> {
  if (!mayIn(actor, "write:cities", wish.code)) return refused({ kind: "not-permitted" });
  return inUnitOfWork(actor, async (uow) => {
    const verdict = await addCity(uow, wish);
    if (!verdict.ok) return verdict;
    const { code } = verdict.value;
    await insertDefaultRegistry(uow, code);
    await recordAudit(uow, {
      action: "start:city",
      subject: { kind: "city", id: code },
      areaCode: code,
      line: "",
      result: "done",
    });
    return verdict;
  });
}
