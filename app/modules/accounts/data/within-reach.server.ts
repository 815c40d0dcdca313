import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Permission } from "../domain/permission";
import { scopeBounds } from "../domain/scope-bounds";

/**
 * Bounds that an index on the area code can use, to stand beside a row policy and never in its place: rows outside of them
 * the policy would not let through either. Always true where the actor reaches the whole installation.
 */
export function withinReach({ actor }: UnitOfWork, permission: Permission, area: Prisma.Sql): Prisma.Sql {
  const parts = scopeBounds(actor.scope?.[permission] ?? "{}");
  if (!parts) return Prisma.sql`true`;
  if (parts.length === 0) return Prisma.sql`false`;
  const each = parts.map(({ from, below }) => Prisma.sql`(${area} >= ${from} AND ${area} < ${below})`);
  return Prisma.sql`(${Prisma.join(each, " OR ")})`;
}

/** The same for rows of people, whose own row is seen wherever it lies. */
export function ownOrWithinReach(
  uow: UnitOfWork,
  permission: Permission,
  { area, person }: { readonly area: Prisma.Sql; readonly person: Prisma.Sql },
): Prisma.Sql {
  return Prisma.sql`(${withinReach(uow, permission, area)} OR ${person} = ${uow.actor.personId}::uuid)`;
}
