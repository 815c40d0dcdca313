import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { now } from "~/platform/clock.server";
import { publicOrigin } from "~/platform/environment.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { cancelBookingRow, freePlace, holdSlots, type BookingRow } from "../data/tours.server";
import { putMessage } from "./put-message.server";
import { whenText } from "./when-text.server";

/** Ends a booking and gives its place back, in the caller's transaction; whoever did not do it themselves is told. */
export async function endBooking(
  uow: UnitOfWork,
  booking: BookingRow,
  by: "family" | "operator",
  facility: { readonly name: string; readonly timeZone: string },
): Promise<boolean> {
  const at = now();
  const { id, cityCode, facilityId, line, areaCode, language, said, reference, startsAt } = booking;
  // The hour first, as whoever moves or withdraws holds it: two who meet stand in line.
  await holdSlots(uow, [booking.slotId]);
  if (!(await cancelBookingRow(uow, booking, by, at))) return false;
  await freePlace(uow, booking.slotId);
  await recordAudit(uow, {
    action: "change:tour",
    subject: { kind: "tour", id },
    areaCode,
    line,
    result: "done",
    facts: { ended: by },
  });
  if (by === "operator" && said) {
    const link = `${publicOrigin() ?? ""}/find/${facilityId}/tour`;
    const params = { facility: facility.name, when: whenText(startsAt, facility.timeZone, language), reference, link };
    const place = { cityCode, line, areaCode, facilityId, bookingId: id, language };
    const message = { ...place, kind: "tour-cancelled" as const, said: { to: said.reach, params }, madeAt: at, dueBy: at };
    await putMessage(uow, { ...message, onceKey: `tour-cancelled:${id}` });
  }
  return true;
}
