import { addHours } from "date-fns";
import { validate as isUuid } from "uuid";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { cityByCode, cityIn } from "~/modules/places/use-cases/current-city.server";
import { now, today } from "~/platform/clock.server";
import { publicOrigin } from "~/platform/environment.server";
import { linkCookie } from "~/platform/link-cookie.server";
import { isLinkSecret, secretHash } from "~/platform/one-time-secret.server";
import { actAs, inUnitOfWork, rollBack, type UnitOfWork } from "~/platform/unit-of-work.server";
import { calendarFile } from "~/shared/calendar-file";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { contactedFacilities, facilityNamesById } from "../data/contacted-facility.server";
import {
  bookingOfSecret,
  claimPlace,
  freePlace,
  holdSlots,
  holdsPlace,
  moveBookingRow,
  type BookingRow,
} from "../data/tours.server";
import { isBookable } from "../domain/tour-slot";
import { atFacility } from "./at-facility.server";
import { endBooking } from "./end-booking.server";
import { putMessage } from "./put-message.server";
import { bookHours, openSlots, type OpenSlot } from "./tours-in-view.server";
import { whenText } from "./when-text.server";

export const tourCookie = linkCookie("tour");
/** Looks bookings up by their secret, and nothing else. */
const whole = systemActor("tour-link");
const READER = { ...whole, scope: { "read:enquiries": whole.scope["read:enquiries"] ?? "" } };

interface Found {
  readonly booking: BookingRow;
  readonly facility: {
    readonly id: string;
    readonly name: string;
    readonly address: string;
    readonly phone: string | null;
    readonly timeZone: string;
  };
}

/** The booking a secret leads to, in a unit of work that sees its facility alone; null where it opens nothing. */
function behindTourLink<T>(secret: string, read: (uow: UnitOfWork, found: Found) => Promise<T>): Promise<T | null> {
  if (!isLinkSecret(secret)) return Promise.resolve(null);
  return inUnitOfWork(READER, async (uow) => {
    const booking = await bookingOfSecret(uow, secretHash(secret));
    if (!booking) return null;
    const { facilityId: id, cityCode } = booking;
    const timeZone = (await cityIn(uow, cityCode))?.timeZone ?? "UTC";
    const [open] = await contactedFacilities(uow, [id], today(timeZone));
    const name = open?.name ?? (await facilityNamesById(uow, [id])).get(id) ?? "";
    const facility = { id, name, address: open?.address ?? "", phone: open?.phone ?? null, timeZone };
    return actAs(uow, atFacility({ id, cityCode }, "tour"), (own) => read(own, { booking, facility }));
  });
}

export interface TourInView {
  readonly facility: Found["facility"];
  readonly reference: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly people: number | null;
  readonly cancelledBy: "family" | "operator" | null;
  readonly mayChange: boolean;
  /** other hours with a place left */
  readonly others: readonly OpenSlot[];
}

export async function tourBehind(secret: string): Promise<TourInView | null> {
  const found = await behindTourLink(secret, async (uow, { booking, facility }) => {
    const mayChange = !booking.cancelledAt && isBookable(booking.startsAt, now(), await bookHours(uow, booking.cityCode));
    return { booking, facility, mayChange };
  });
  if (!found) return null;
  const { booking, facility, mayChange } = found;
  const city = mayChange ? await cityByCode(booking.cityCode) : null;
  const slots = city ? await openSlots({ facility: { ...booking, ...facility, line: "health" }, city }) : [];
  return {
    ...{ facility, mayChange, reference: booking.reference, cancelledBy: booking.cancelledBy },
    ...{ startsAt: booking.startsAt.toISOString(), endsAt: booking.endsAt.toISOString(), people: booking.said?.people ?? null },
    others: slots.filter(({ id, left }) => left > 0 && id !== booking.slotId),
  };
}

export interface TourChangeRefusal {
  readonly kind: "link-unknown" | "too-late" | "slot-gone" | "booked-already";
}

/** The family does not come: somebody else may. */
export async function cancelTour(secret: string): Promise<Verdict<null, TourChangeRefusal>> {
  const done = await behindTourLink<Verdict<null, TourChangeRefusal>>(secret, async (uow, { booking, facility }) => {
    if (booking.startsAt <= now()) return refused({ kind: "too-late" });
    return (await endBooking(uow, booking, "family", facility)) ? granted(null) : refused({ kind: "too-late" });
  });
  return done ?? refused({ kind: "link-unknown" });
}

/** To another hour, in one step: the new place is held before the old one goes, and neither is lost. */
export async function moveTour(secret: string, to: string): Promise<Verdict<null, TourChangeRefusal>> {
  if (!isUuid(to)) return refused({ kind: "slot-gone" });
  const done = await behindTourLink<Verdict<null, TourChangeRefusal>>(secret, async (uow, { booking, facility }) => {
    const at = now();
    const hours = await bookHours(uow, booking.cityCode);
    if (booking.cancelledAt || !isBookable(booking.startsAt, at, hours)) return refused({ kind: "too-late" });
    if (await holdsPlace(uow, to, booking.reachKey)) return refused({ kind: "booked-already" });
    await holdSlots(uow, [booking.slotId, to]);
    const slot = await claimPlace(uow, booking.facilityId, to, addHours(at, hours));
    if (!slot) return refused({ kind: "slot-gone" });
    if (!(await moveBookingRow(uow, booking, to, at))) return rollBack(refused({ kind: "too-late" }));
    await freePlace(uow, booking.slotId);
    const { id, cityCode, facilityId, line, areaCode, language, reference, said } = booking;
    await recordAudit(uow, {
      action: "change:tour",
      subject: { kind: "tour", id },
      areaCode,
      line,
      result: "done",
      facts: { moved: true },
    });
    if (said) {
      const when = whenText(slot.startsAt, facility.timeZone, language);
      const params = { facility: facility.name, when, reference, link: `${publicOrigin() ?? ""}/my/tour#${secret}` };
      const place = { cityCode, facilityId, line, areaCode, bookingId: id, language };
      const message = { ...place, kind: "tour-moved" as const, said: { to: said.reach, params }, madeAt: at, dueBy: null };
      await putMessage(uow, { ...message, onceKey: `tour-moved:${id}:${booking.sequence + 1}` }, "letter-only");
    }
    return granted(null);
  });
  return done ?? refused({ kind: "link-unknown" });
}

/** The tour as a calendar reads it; null where the link opens nothing. */
export const tourCalendar = (
  secret: string,
  summaryOf: (language: "zh" | "en", facility: string) => string,
): Promise<string | null> =>
  behindTourLink(secret, async (_uow, { booking, facility }) => {
    const { id, language, startsAt, endsAt, sequence, changedAt, cancelledAt } = booking;
    const summary = summaryOf(language, facility.name);
    const entry = {
      uid: `tour-${id}@quarterhour`,
      summary,
      where: facility.address,
      beginsAt: startsAt,
      endsAt,
      sequence,
      changedAt,
    };
    const calendar = {
      of: "tours",
      name: summary,
      timeZone: facility.timeZone,
      entries: [{ ...entry, isCancelled: cancelledAt !== null }],
    };
    return Promise.resolve(calendarFile(calendar));
  });
