import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { RungWho, SourceKind } from "../domain/alarm";
import { TURN } from "./alarm-turn.server";

/** Somebody to be phoned now: they have not seen it and nobody reached them; a letter or a message may lie unread. */
export interface CallDue {
  readonly alarmId: string;
  readonly kind: SourceKind;
  readonly areaCode: string;
  readonly who: RungWho;
  /** the turn in which they were told */
  readonly rung: number;
  /** null = the turn of the emergency contact: whoever is near calls them */
  readonly personId: string | null;
  readonly name: string;
  /** whose roster they stand on, and therefore whose number is rung */
  readonly dutyArea: string;
  readonly toldAt: Date;
  readonly tries: number;
  readonly lastTry: Date | null;
  /** when a letter went to their office's mailbox, and a message to the operator's bridge */
  readonly mailedAt: Date | null;
  readonly hookedAt: Date | null;
  /** how many are to be phoned in all, on this page and the others */
  readonly inAll: number;
}

/** An entry that another stands in the place of says nothing any more. */
const STANDS = Prisma.sql`NOT EXISTS (SELECT 1 FROM escalation_step y WHERE y.escalation_id = x.escalation_id AND y.corrects = x.id)`;

/**
 * Whom the rungs of open alarms of an area have told so far, as far as it is known in the system alone; and where it is the turn of
 * the emergency contact, whom nobody has reached: dangers first (see TURN), then the longest waiting.
 */
export const callsDueIn = (
  { db }: UnitOfWork,
  cityCode: string,
  areaCode: string,
  { skip, most }: { readonly skip: number; readonly most: number },
): Promise<CallDue[]> => db.$queryRaw<CallDue[]>`
  WITH running AS (SELECT e.*, ${TURN} AS turn FROM escalation e WHERE e.city_code = ${cityCode} AND starts_with(e.area_code, ${areaCode}) AND e.settled_at IS NULL AND e.accepted_by IS NULL),
  due AS (
    SELECT e.turn, e.id AS "alarmId", e.source_kind AS kind, e.area_code AS "areaCode", e.ladder->s.rung->>'who' AS who, s.rung, s.person_id AS "personId", p.name,
      COALESCE(s.area_code, e.area_code) AS "dutyArea", s.done_at AS "toldAt", c.tries, c.last_try AS "lastTry", w."mailedAt", w."hookedAt"
    FROM running e JOIN escalation_step s ON s.escalation_id = e.id AND s.kind = 'told' AND s.round = e.round AND s.rung BETWEEN 1 AND e.rung JOIN person p ON p.id = s.person_id
    CROSS JOIN LATERAL (SELECT count(*)::int AS tries, max(x.done_at) AS last_try, COALESCE(bool_or(x.detail = 'reached'), false) AS is_reached
      FROM escalation_step x WHERE x.escalation_id = e.id AND x.kind = 'phoned' AND x.round = s.round AND x.rung = s.rung AND x.person_id = s.person_id) c
    CROSS JOIN LATERAL (SELECT max(x.done_at) FILTER (WHERE x.kind = 'mailed') AS "mailedAt", max(x.done_at) FILTER (WHERE x.kind = 'hooked') AS "hookedAt"
      FROM escalation_step x WHERE x.escalation_id = e.id AND x.round = s.round AND x.rung = s.rung AND x.area_code = s.area_code) w
    WHERE NOT c.is_reached
      AND NOT EXISTS (SELECT 1 FROM escalation_step x WHERE x.escalation_id = e.id AND x.round = s.round AND x.rung = s.rung AND x.kind = 'shown' AND x.person_id = s.person_id)
    UNION ALL
    SELECT e.turn, e.id, e.source_kind, e.area_code, 'contact', s.rung, NULL, '', e.area_code, s.done_at, c.tries, c.last_try, NULL, NULL
    FROM running e JOIN escalation_step s ON s.escalation_id = e.id AND s.kind = 'authority' AND s.round = e.round AND s.rung = e.rung AND e.ladder->e.rung->>'who' = 'contact'
    CROSS JOIN LATERAL (SELECT count(*)::int AS tries, max(x.done_at) AS last_try, COALESCE(bool_or(x.detail = 'reached'), false) AS is_reached
      FROM escalation_step x WHERE x.escalation_id = e.id AND x.kind = 'rang' AND x.callee = 'contact' AND x.detail <> 'not-made' AND ${STANDS}) c
    WHERE NOT c.is_reached)
  SELECT *, count(*) OVER ()::int AS "inAll" FROM due ORDER BY turn, "toldAt", "alarmId", name OFFSET ${skip} LIMIT ${most}`;
