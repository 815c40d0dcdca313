import { Prisma } from "~/platform/generated/prisma/client";

/**
 * Which of the alarms `e` comes first: a danger, whoever told it; a door nobody opened, or a record that was refused; a family worried
 * today; an order that is late; a family who asks for a look some time. Among equals the longest running.
 */
export const TURN = Prisma.sql`CASE
  WHEN e.source_kind = 'finding' OR cardinality(e.signs) > 0 THEN 0
  WHEN e.source_kind = 'work-order' THEN CASE WHEN EXISTS (SELECT 1 FROM work_order o WHERE o.id = e.source_id AND o.class = 'danger') THEN 0 ELSE 3 END
  WHEN e.source_kind = 'family-request'
    THEN COALESCE((SELECT CASE q.urgency WHEN 'danger' THEN 0 WHEN 'today' THEN 2 ELSE 4 END FROM family_request q WHERE q.id = e.source_id), 2)
  ELSE 1 END`;
