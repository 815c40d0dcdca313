import { withinReach } from "~/modules/accounts/data/within-reach.server";
import { scopeBounds } from "~/modules/accounts/domain/scope-bounds";
import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

/**
 * Bounds an index on the area code can use, beside the row policy and never in its place. Whoever answers for a resident, or
 * proposed one, sees that file wherever it lies; without a reach of their own only those are asked for.
 */
export function withinReachOf(uow: UnitOfWork, area: Prisma.Sql): Prisma.Sql {
  const hasReach = scopeBounds(uow.actor.scope?.["read:residents"] ?? "{}")?.length !== 0;
  return hasReach ? withinReach(uow, "read:residents", area) : Prisma.sql`true`;
}
