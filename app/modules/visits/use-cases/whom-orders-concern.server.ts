import type { Actor } from "~/modules/accounts/domain/actor";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { foundOn, type FoundOn } from "../data/findings.server";
import { FINDING } from "./open-found.server";

interface OfSource {
  readonly sourceKind: string;
  readonly sourceId: string;
}

/** Whom work orders concern, by the record each came from: orders know no resident, and the reader is told what they may see. */
export async function whomOrdersConcern(actor: Actor, orders: readonly OfSource[]): Promise<Readonly<Record<string, FoundOn>>> {
  const ids = orders.filter(({ sourceKind }) => sourceKind === FINDING).map(({ sourceId }) => sourceId);
  if (ids.length === 0) return {};
  const found = await inUnitOfWork(actor, (uow) => foundOn(uow, ids));
  return Object.fromEntries(found.map((one) => [one.id, one]));
}
