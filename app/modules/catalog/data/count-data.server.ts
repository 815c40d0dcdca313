import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { countsFrom, type Counts } from "../domain/count-rules";

/** The rules of `count-rules.ts`, said in SQL: three grouped reads of one snapshot. */
export async function readCounts(uow: UnitOfWork, cityCode: string, day: CalendarDay): Promise<Counts> {
  const kinds = await uow.db.$queryRaw<{ sector: string; kindKey: string; facilities: number; unplaced: number }[]>`
    SELECT k.sector, f.kind_key AS "kindKey", count(*)::int AS facilities, (count(*) FILTER (WHERE f.lon IS NULL))::int AS unplaced
    FROM facility f
      JOIN facility_kind k ON k.city_code = f.city_code AND k.key = f.kind_key
      JOIN facility_state s ON s.facility_id = f.id AND s.state = 'operating'
        AND s.valid_from <= ${day}::date AND (s.valid_to IS NULL OR s.valid_to > ${day}::date)
    WHERE f.city_code = ${cityCode}
    GROUP BY k.sector, k.sort_order, f.kind_key ORDER BY k.sector, k.sort_order, f.kind_key`;
  const points = await uow.db.$queryRaw<{ serviceType: string; points: number }[]>`
    SELECT o.service_type AS "serviceType", count(*)::int AS points
    FROM facility f
      JOIN facility_state s ON s.facility_id = f.id AND s.state = 'operating'
        AND s.valid_from <= ${day}::date AND (s.valid_to IS NULL OR s.valid_to > ${day}::date)
      JOIN offering o ON o.facility_id = f.id AND o.valid_from <= ${day}::date AND (o.valid_to IS NULL OR o.valid_to > ${day}::date)
    WHERE f.city_code = ${cityCode}
    GROUP BY o.service_type ORDER BY o.service_type`;
  const places = await uow.db.$queryRaw<
    {
      serviceType: string;
      classKind: string;
      licensed: number;
      staffed: number;
      taken: number;
      staffedWhereTakenUnknown: number;
      licensedWhereStaffedUnknown: number;
    }[]
  >`
    SELECT o.service_type AS "serviceType", c.kind AS "classKind", sum(q.licensed)::int AS licensed, COALESCE(sum(q.staffed), 0)::int AS staffed,
      COALESCE(sum(q.taken), 0)::int AS taken, COALESCE(sum(q.staffed) FILTER (WHERE q.taken IS NULL), 0)::int AS "staffedWhereTakenUnknown",
      COALESCE(sum(q.licensed) FILTER (WHERE q.staffed IS NULL), 0)::int AS "licensedWhereStaffedUnknown"
    FROM facility f
      JOIN facility_state s ON s.facility_id = f.id AND s.state = 'operating'
        AND s.valid_from <= ${day}::date AND (s.valid_to IS NULL OR s.valid_to > ${day}::date)
      JOIN offering o ON o.facility_id = f.id AND o.valid_from <= ${day}::date AND (o.valid_to IS NULL OR o.valid_to > ${day}::date)
      JOIN offering_class c ON c.offering_id = o.id
      JOIN capacity q ON q.class_id = c.id AND q.valid_from <= ${day}::date AND (q.valid_to IS NULL OR q.valid_to > ${day}::date)
    WHERE f.city_code = ${cityCode}
    GROUP BY o.service_type, c.kind ORDER BY o.service_type, c.kind`;
  return countsFrom({
    kinds,
    points,
    places: places.map(({ serviceType, classKind, ...sum }) => ({ serviceType, classKind, sum })),
  });
}
