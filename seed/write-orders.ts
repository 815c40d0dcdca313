import { v7 as newId } from "uuid";
import type postgres from "postgres";
import { FINDING } from "~/modules/visits/use-cases/open-found.server";
import { notePlaceOf } from "~/modules/work-orders/data/order-sealed.server";
import { classOfTopic, type StepKind } from "~/modules/work-orders/domain/work-order";
import { sealValue } from "~/platform/sealed-value.server";
import type { MadeVisit } from "./made-visits";
import { atMinute } from "./seed-clock";
import { writeRows } from "./write-city";

const LINE = "civil-affairs";
/** How far the open ones have come, one after the other; a complex one that was acted on waits for somebody else to look. */
const COME_TO: readonly (readonly StepKind[])[] = [
  [],
  ["accepted"],
  ["accepted", "assigned"],
  ["accepted", "assigned", "acted"],
  ["accepted", "raised", "assigned", "acted"],
];
/** Of what was settled, only the last is shown with its order: who did what on the spot. */
const MOST_CLOSED = 40;
const STEP_MINUTES = 20;

/** Work orders of what the demo's visits found: the open ones come so far, the last closed ones settled on the spot. */
export async function writeOrders(
  transaction: postgres.TransactionSql,
  cityCode: string,
  visits: readonly MadeVisit[],
): Promise<number> {
  const found = visits.filter((visit) => visit.found !== null).sort((a, b) => (a.day < b.day ? 1 : -1));
  const open = found.filter((visit) => !visit.found!.isClosed);
  const closed = found.filter((visit) => visit.found!.isClosed).slice(0, MOST_CLOSED);
  const made = [
    ...open.map((visit, at) => orderOf(cityCode, visit, COME_TO[at % COME_TO.length]!)),
    ...closed.map((visit) => orderOf(cityCode, visit, ["acted", "closed"])),
  ];
  await writeRows(
    transaction,
    "work_order",
    made.map(({ order }) => order),
  );
  const steps = made.flatMap((one) => one.steps);
  await writeRows(transaction, "work_order_step", steps);
  // What was made up of days ago calls nobody when the demo is first opened.
  await transaction`UPDATE work_order SET ring_at = NULL, ring_why = NULL WHERE city_code = ${cityCode} AND ring_at IS NOT NULL`;
  await transaction.unsafe(`ANALYZE "work_order", "work_order_step"`);
  return made.length + steps.length;
}

function orderOf(cityCode: string, { areaCode, authorId, day, began, found }: MadeVisit, kinds: readonly StepKind[]) {
  const [id, topic] = [newId(), found!.kind];
  const foundAt = atMinute(day, began);
  const order = {
    ...{ id, cityCode, line: LINE, areaCode, sourceKind: FINDING, sourceId: found!.id, topic, class: classOfTopic(topic) },
    ...{ state: "received", foundAt, receivedAt: foundAt, dueAt: foundAt, asksSecond: false, version: 1 },
  };
  const steps = kinds.map((kind, at) => {
    const stepId = newId();
    const isActed = kind === "acted";
    return {
      ...{ id: stepId, orderId: id, kind, at: atMinute(day, began + STEP_MINUTES * (at + 1)) },
      // whoever visits there goes and settles it; what the desk does stands in the system's name
      personId: isActed || kind === "closed" ? authorId : null,
      assignedId: kind === "assigned" ? authorId : null,
      how: isActed ? (kinds.includes("closed") ? "on-the-spot" : "service") : null,
      noteCipher: isActed || kind === "raised" ? sealValue("演示记录", notePlaceOf(stepId)) : null,
    };
  });
  return { order, steps };
}
