import { v7 as newId } from "uuid";
import { newDigits } from "~/platform/one-time-secret.server";
import { openValue, sealValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Reach } from "../domain/reach";
import type { SlotTimes } from "../domain/tour-slot";
import { bookingPlaceOf } from "./contact-sealed.server";

export interface SlotRow extends SlotTimes {
  readonly id: string;
  readonly places: number;
  readonly taken: number;
}

interface PlaceOfTour {
  readonly cityCode: string;
  readonly facilityId: string;
  readonly line: string;
  readonly areaCode: string;
}

/** Puts hours out; one that stands already is left as it is. How many are new. */
export async function addSlots(
  { db }: UnitOfWork,
  place: PlaceOfTour,
  slots: readonly SlotTimes[],
  places: number,
): Promise<number> {
  const seriesId = slots.length > 1 ? newId() : null;
  const data = slots.map((times) => ({ id: newId(), ...place, seriesId, ...times, places }));
  return (await db.tourSlot.createMany({ data, skipDuplicates: true })).count;
}

/** Every hour of a facility that begins between two moments and was not withdrawn: the days bound them, and none is left out. */
export const slotsBetween = ({ db }: UnitOfWork, facilityId: string, from: Date, until: Date): Promise<SlotRow[]> =>
  db.tourSlot.findMany({
    where: { facilityId, withdrawnAt: null, startsAt: { gte: from, lt: until } },
    select: { id: true, startsAt: true, endsAt: true, places: true, taken: true },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
  });

/**
 * Takes one place of a slot where there is one: the row is written under its own condition, so that of many who want the last
 * place one gets it and the others see none. Null where none is left, or the slot is gone or begins too soon.
 */
export async function claimPlace(
  { db }: UnitOfWork,
  facilityId: string,
  slotId: string,
  notBefore: Date,
): Promise<SlotTimes | null> {
  const [slot] = await db.$queryRaw<SlotTimes[]>`
    UPDATE tour_slot SET taken = taken + 1
    WHERE id = ${slotId}::uuid AND facility_id = ${facilityId}::uuid AND taken < places AND withdrawn_at IS NULL AND starts_at >= ${notBefore}
    RETURNING starts_at AS "startsAt", ends_at AS "endsAt"`;
  return slot ?? null;
}

/** Holds slots in the order of their ids: two who change places with each other stand in line. */
export const holdSlots = ({ db }: UnitOfWork, ids: readonly string[]): Promise<unknown> =>
  db.$queryRaw`SELECT id FROM tour_slot WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`;

/** Gives a place back. */
export const freePlace = ({ db }: UnitOfWork, slotId: string): Promise<number> =>
  db.$executeRaw`UPDATE tour_slot SET taken = taken - 1 WHERE id = ${slotId}::uuid`;

export interface TourSaid {
  readonly name: string;
  readonly reach: Reach;
  readonly people: number;
}

export interface NewBooking extends PlaceOfTour {
  readonly id: string;
  readonly slotId: string;
  readonly language: "zh" | "en";
  readonly said: TourSaid;
  readonly reachKey: string;
  readonly secretHash: string;
  readonly bookedAt: Date;
}

/** Null where this phone or mailbox holds a place of that slot already, or the form came before. */
export async function addBooking({ db }: UnitOfWork, { said, ...booking }: NewBooking): Promise<string | null> {
  const { id, slotId, reachKey, bookedAt } = booking;
  const saidCipher = sealValue(JSON.stringify(said), bookingPlaceOf(id));
  for (;;) {
    const row = { ...booking, saidCipher, reference: newDigits(), changedAt: bookedAt };
    const { count } = await db.tourBooking.createMany({ data: [row], skipDuplicates: true });
    if (count === 1) return row.reference;
    const isTaken = await db.tourBooking.count({ where: { OR: [{ id }, { slotId, reachKey, cancelledAt: null }] } });
    if (isTaken > 0) return null;
  }
}

/** Whether this phone or mailbox holds a place of the slot. */
export const holdsPlace = async ({ db }: UnitOfWork, slotId: string, reachKey: string): Promise<boolean> =>
  (await db.tourBooking.count({ where: { slotId, reachKey, cancelledAt: null } })) > 0;

export interface BookingRow extends PlaceOfTour {
  readonly id: string;
  readonly slotId: string;
  readonly reference: string;
  readonly language: "zh" | "en";
  readonly reachKey: string;
  readonly sequence: number;
  readonly changedAt: Date;
  readonly cancelledAt: Date | null;
  readonly cancelledBy: "family" | "operator" | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly said: TourSaid | null;
}

type Sealed = Omit<BookingRow, "said"> & { readonly cipher: string };
const opened = ({ cipher, ...row }: Sealed): BookingRow => ({
  ...row,
  said: unlessUnopened(() => JSON.parse(openValue(cipher, bookingPlaceOf(row.id))) as TourSaid),
});

/** The booking a secret leads to. */
export async function bookingOfSecret({ db }: UnitOfWork, secretHash: string): Promise<BookingRow | null> {
  const [row] = await db.$queryRaw<Sealed[]>`
    SELECT b.id, b.slot_id AS "slotId", b.city_code AS "cityCode", b.facility_id AS "facilityId", b.line, b.area_code AS "areaCode", b.reference, b.language,
      b.reach_key AS "reachKey", b.sequence, b.changed_at AS "changedAt", b.cancelled_at AS "cancelledAt", b.cancelled_by AS "cancelledBy",
      s.starts_at AS "startsAt", s.ends_at AS "endsAt", b.said_cipher AS cipher
    FROM tour_booking b JOIN tour_slot s ON s.id = b.slot_id WHERE b.secret_hash = ${secretHash}`;
  return row ? opened(row) : null;
}

/** The live bookings of a facility's slots that end later than a moment. */
export async function bookingsAhead({ db }: UnitOfWork, facilityId: string, at: Date): Promise<BookingRow[]> {
  const rows = await db.$queryRaw<Sealed[]>`
    SELECT b.id, b.slot_id AS "slotId", b.city_code AS "cityCode", b.facility_id AS "facilityId", b.line, b.area_code AS "areaCode", b.reference, b.language,
      b.reach_key AS "reachKey", b.sequence, b.changed_at AS "changedAt", b.cancelled_at AS "cancelledAt", b.cancelled_by AS "cancelledBy",
      s.starts_at AS "startsAt", s.ends_at AS "endsAt", b.said_cipher AS cipher
    FROM tour_booking b JOIN tour_slot s ON s.id = b.slot_id
    WHERE b.facility_id = ${facilityId}::uuid AND b.cancelled_at IS NULL AND s.ends_at > ${at} ORDER BY s.starts_at, b.booked_at, b.id`;
  return rows.map(opened);
}

/** Once; whether it lived until now where it was seen. */
export async function cancelBookingRow(
  { db }: UnitOfWork,
  { id, slotId }: Pick<BookingRow, "id" | "slotId">,
  by: "family" | "operator",
  at: Date,
): Promise<boolean> {
  const data = { cancelledAt: at, cancelledBy: by, changedAt: at, sequence: { increment: 1 } };
  return (await db.tourBooking.updateMany({ where: { id, slotId, cancelledAt: null }, data })).count === 1;
}

/** To another slot, where it still stands where it was seen. */
export async function moveBookingRow({ db }: UnitOfWork, { id, slotId }: BookingRow, to: string, at: Date): Promise<boolean> {
  const data = { slotId: to, changedAt: at, sequence: { increment: 1 } };
  return (await db.tourBooking.updateMany({ where: { id, slotId, cancelledAt: null }, data })).count === 1;
}

/** No more bookings from now on; whether there was anything to withdraw. */
export async function withdrawSlotRow({ db }: UnitOfWork, facilityId: string, id: string, at: Date): Promise<boolean> {
  return (await db.tourSlot.updateMany({ where: { id, facilityId, withdrawnAt: null }, data: { withdrawnAt: at } })).count === 1;
}

export const bookingsOfSlot = async (uow: UnitOfWork, facilityId: string, slotId: string, at: Date): Promise<BookingRow[]> =>
  (await bookingsAhead(uow, facilityId, at)).filter((booking) => booking.slotId === slotId);
