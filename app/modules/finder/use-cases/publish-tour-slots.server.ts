import { validate as isUuid } from "uuid";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { OperatorStanding } from "~/modules/catalog/domain/operator-standing";
import { inPlaceOf } from "~/modules/catalog/use-cases/behind-operator-link.server";
import { now } from "~/platform/clock.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addSlots, bookingsOfSlot, withdrawSlotRow } from "../data/tours.server";
import { readSlots, type SlotProblems, type SlotsAsk } from "../domain/tour-slot";
import { endBooking } from "./end-booking.server";
import { toursAhead } from "./tours-in-view.server";

export interface SlotsRefusal {
  readonly kind: "incomplete";
  readonly problems: SlotProblems;
}

const recorded = (
  uow: UnitOfWork,
  { facilityId, areaCode, line }: OperatorStanding,
  action: string,
  facts: { readonly slots: number },
) => recordAudit(uow, { action, subject: { kind: "facility", id: facilityId }, areaCode, line, result: "done", facts });

export const operatorTours = (standing: OperatorStanding) =>
  inPlaceOf(standing, (uow) => toursAhead(uow, standing.facilityId, now()));

/** Puts out one hour, or the same hour for some weeks; how many are new. */
export function publishTourSlots(standing: OperatorStanding, ask: SlotsAsk): Promise<Verdict<number, SlotsRefusal>> {
  const read = readSlots(ask, now(), standing.timeZone);
  if ("problems" in read) return Promise.resolve(refused({ kind: "incomplete", problems: read.problems }));
  const { facilityId, cityCode, areaCode, line } = standing;
  return inPlaceOf<Verdict<number, SlotsRefusal>>(standing, async (uow) => {
    const made = await addSlots(uow, { facilityId, cityCode, areaCode, line }, read.slots, read.places);
    await recorded(uow, standing, "publish:tour-slots", { slots: made });
    return granted(made);
  });
}

/** Takes an hour back: whoever booked it is told, and may choose another. */
export const withdrawTourSlot = (
  standing: OperatorStanding,
  slotId: string,
): Promise<Verdict<number, { readonly kind: "not-there" }>> =>
  inPlaceOf<Verdict<number, { readonly kind: "not-there" }>>(standing, async (uow) => {
    const at = now();
    if (!isUuid(slotId) || !(await withdrawSlotRow(uow, standing.facilityId, slotId, at))) return refused({ kind: "not-there" });
    const bookings = await bookingsOfSlot(uow, standing.facilityId, slotId, at);
    for (const booking of bookings) await endBooking(uow, booking, "operator", standing);
    await recorded(uow, standing, "withdraw:tour-slot", { slots: 1 });
    return granted(bookings.length);
  });
