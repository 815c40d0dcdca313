import { scopeBounds } from "~/modules/accounts/domain/scope-bounds";
import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

/**
 * Bounds an index on the area code can use, beside the row policy and never in its place. Whoever answers for a resident, or
 * proposed one, sees that file wherever it lies; without a reach of their own only those are asked for.
 */
export function withinReachOf({ actor }: UnitOfWork, area: Prisma.Sql): Prisma.Sql {
  const parts = scopeBounds(actor.scope?.["read:residents"] ?? "{}");
  if (!parts || parts.length === 0) return Prisma.sql`true`;
  const each = parts.map(({ from, below }) => Prisma.sql`(${area} >= ${from} AND ${area} < ${below})`);
  return Prisma.sql`(${Prisma.join(each, " OR ")})`;
}
