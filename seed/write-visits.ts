import { v7 as newId } from "uuid";
import type postgres from "postgres";
import { contentHashOf } from "~/modules/visits/data/visit-events.server";
import { bodyPlaceOf } from "~/modules/visits/data/visit-sealed.server";
import { STANDARD_RULES } from "~/modules/visits/domain/standard-rules";
import type { VisitSaid } from "~/modules/visits/domain/visit-log";
import { sealValue } from "~/platform/sealed-value.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { MadeVisit } from "./made-visits";
import { atMinute } from "./seed-clock";
import { writeRows } from "./write-city";
import { writeOrders } from "./write-orders";

const LINE = "civil-affairs";

/** The standard rules, in force from a day on. */
export async function writeStandardRules(
  transaction: postgres.TransactionSql,
  cityCode: string,
  from: CalendarDay,
): Promise<number> {
  const rows = STANDARD_RULES.map((rule) => ({ id: newId(), cityCode, ...rule, validFrom: from }));
  await writeRows(transaction, "visit_rule", rows);
  return rows.length;
}

/** Logged visits with what was found, sealed as the desk seals them. */
export async function writeVisits(
  transaction: postgres.TransactionSql,
  cityCode: string,
  visits: readonly MadeVisit[],
): Promise<number> {
  await writeRows(
    transaction,
    "visit_event",
    visits.map((one) => eventRow(one, cityCode)),
  );
  const found = visits.flatMap(findingRows);
  await writeRows(transaction, "finding", found);
  await transaction.unsafe(`ANALYZE "visit_event", "finding"`);
  return visits.length + found.length + (await writeOrders(transaction, cityCode, visits));
}

function eventRow(
  { id, residentId, areaCode, authorId, day, began, minutes, outcome, channel, found }: MadeVisit,
  cityCode: string,
) {
  const [beganAt, capturedAt] = [atMinute(day, began), atMinute(day, began + minutes)];
  const said: VisitSaid = {
    ...{ clientId: id, residentId, authorId, plannedVisitId: null, capturedAt, offsetSeconds: null, device: "desk", beganAt },
    ...{ minutes, outcome, channel, purpose: "check", findings: found ? [found.kind] : [] },
    body: {
      looked: outcome === "seen" ? { expression: "fine", movement: "fine" } : {},
      needs: "",
      note: found ? "演示记录" : "",
    },
  };
  return {
    ...{ clientId: id, cityCode, residentId, line: LINE, areaCode, authorId, uploaderId: authorId, capturedAt, beganAt },
    ...{ receivedAt: capturedAt, device: said.device, outcome, channel, purpose: said.purpose, minutes, isPhoneEnough: true },
    ...{ bodyCipher: sealValue(JSON.stringify(said.body), bodyPlaceOf(id)), contentHash: contentHashOf(said) },
  };
}

function findingRows({ id: eventId, residentId, areaCode, authorId, day, began, found }: MadeVisit): object[] {
  if (!found) return [];
  const { id, kind, isClosed } = found;
  const closed = isClosed ? { closedAt: atMinute(day, began + 60), closedBy: authorId, closedHow: "on-the-spot" } : {};
  const open = { closedAt: null, closedBy: null, closedHow: null };
  return [{ id, eventId, residentId, line: LINE, areaCode, kind, foundAt: atMinute(day, began), ...open, ...closed }];
}
