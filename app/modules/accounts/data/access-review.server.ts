import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { ListedGrant } from "./people-list.server";
import { ownOrWithinReach } from "./within-reach.server";

export interface ReviewedGrant extends ListedGrant {
  readonly personId: string;
  readonly personName: string;
  /** whole days since it was last used, or since it began; null = it begins later */
  readonly idleDays: number | null;
}

/** Grants in force or to come that the actor sees: what was unused for longest first. */
export const listGrants = (uow: UnitOfWork, day: CalendarDay, onlyIdleFor: number, most: number): Promise<ReviewedGrant[]> => {
  const near = (area: Prisma.Sql, person: Prisma.Sql) => ownOrWithinReach(uow, "read:people", { area, person });
  const within = Prisma.join(
    [near(Prisma.sql`g.area_code`, Prisma.sql`g.person_id`), near(Prisma.sql`p.area_code`, Prisma.sql`p.id`)],
    " AND ",
  );
  return uow.db.$queryRaw(Prisma.sql`
    SELECT * FROM (
      SELECT g.id, g.role, g.line, g.area_code AS "areaCode", g.valid_from::text AS "validFrom", g.valid_to::text AS "validTo",
        g.last_used_on::text AS "lastUsedOn", p.id AS "personId", p.name AS "personName",
        CASE WHEN g.valid_from <= ${day}::date THEN ${day}::date - COALESCE(g.last_used_on, g.valid_from) END AS "idleDays"
      FROM role_grant g JOIN person p ON p.id = g.person_id
      WHERE (g.valid_to IS NULL OR g.valid_to > ${day}::date)
        AND ${within}) review
    WHERE ${onlyIdleFor} = 0 OR "idleDays" >= ${onlyIdleFor}
    ORDER BY "idleDays" DESC NULLS LAST, "personName" COLLATE "C", id LIMIT ${most}`);
};
