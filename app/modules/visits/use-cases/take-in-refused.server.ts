import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { acceptRefusals, retellRefusal } from "../data/care-refusals.server";
import { heldRecord, refusedOne, waitingOfVisit, type HeldRecord, type RefusedRecord } from "../data/refused-desk.server";
import type { RecordAnswer } from "../domain/care-record";
import { endRefusedAlarms } from "./refused-alarms.server";
import type { DeskRefusal } from "./refused-records.server";
import { takeInAgain } from "./sync-records.server";

export interface TakenIn {
  /** photos and positions that waited for this visit and came in with it */
  readonly withIt: number;
  readonly stillWaiting: number;
}

type Refusal = DeskRefusal | { readonly kind: "still-refused"; readonly why: string } | { readonly kind: "not-now" };

/**
 * After its cause is mended: judged as it was judged when its phone sent it, under the same id, by the same author, handed in by the same
 * person at the same time. What waits because this visit was refused comes in with it. Where something still stands in the way, it says what.
 */
export async function takeInRefused(actor: Actor, city: City, id: string): Promise<Verdict<TakenIn, Refusal>> {
  if (!isUuid(id)) return refused({ kind: "not-there" });
  const found = await inUnitOfWork(actor, async (uow) => ({
    row: await refusedOne(uow, city.code, id),
    held: await heldRecord(uow, id),
  }));
  const { row, held } = found;
  if (!row) return refused({ kind: "not-there" });
  if (!mayIn(actor, "write:visits", row.areaCode, row.line)) return refused({ kind: "not-permitted" });
  if (row.state !== "open" || !held) return refused({ kind: "settled-already" });
  const { state, why } = await takenIn(actor, row, held);
  if (state === "later") return refused({ kind: "not-now" });
  if (state === "refused") return refused({ kind: "still-refused", why: why ?? row.why });
  return granted(row.kind === "visit" ? await partsOf(actor, city, row.recordId) : { withIt: 0, stillWaiting: 0 });
}

async function takenIn(actor: Actor, row: RefusedRecord, held: HeldRecord): Promise<RecordAnswer> {
  const { sentAt, receivedAt, ...record } = held;
  const answer = await takeInAgain(record, { uploaderId: row.uploaderId, sentAt, receivedAt });
  if (answer.state === "later") return answer;
  const { id, recordId, areaCode, line } = row;
  await inUnitOfWork(actor, async (uow) => {
    const isRefused = answer.state === "refused";
    if (isRefused) await retellRefusal(uow, id, answer.why ?? row.why);
    else await endRefusedAlarms(uow, await acceptRefusals(uow, [record], actor.personId), "taken-in", actor.personId);
    await recordAudit(uow, {
      ...{ action: "take-in:care-record", subject: { kind: "care-refusal", id }, areaCode, line },
      ...{ result: isRefused ? "refused" : "done", facts: { record: recordId, was: row.why } },
    });
  });
  return answer;
}

async function partsOf(actor: Actor, city: City, visitId: string): Promise<TakenIn> {
  const waiting = await inUnitOfWork(actor, (uow) => waitingOfVisit(uow, visitId));
  let withIt = 0;
  for (const { id } of waiting) {
    const one = await inUnitOfWork(actor, async (uow) => ({
      row: await refusedOne(uow, city.code, id),
      held: await heldRecord(uow, id),
    }));
    if (!one.row || !one.held || !mayIn(actor, "write:visits", one.row.areaCode, one.row.line)) continue;
    if ((await takenIn(actor, one.row, one.held)).state.startsWith("stored")) withIt++;
  }
  return { withIt, stillWaiting: waiting.length - withIt };
}
