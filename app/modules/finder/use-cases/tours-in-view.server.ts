import { addDays, addHours } from "date-fns";
import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { cityStandards } from "~/modules/places/use-cases/walking-ground.server";
import { now } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { bookingsAhead, slotsBetween, type SlotRow } from "../data/tours.server";
import type { FacilityInCity } from "./at-facility.server";

const DAYS_AHEAD = 60;

export interface OpenSlot {
  readonly id: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly left: number;
}

const openSlot = ({ id, startsAt, endsAt, places, taken }: SlotRow): OpenSlot => ({
  ...{ id, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), left: places - taken },
});

/** So many hours before it begins a tour is booked, moved and cancelled at the latest. */
export async function bookHours(uow: UnitOfWork, cityCode: string): Promise<number> {
  const [standard] = await cityStandards(uow, cityCode, ["tour-book-hours"]);
  return standard!.value;
}

/** Hours that one may still book at a facility, full ones too: that they are full is an answer. */
export const openSlots = ({ facility, city }: FacilityInCity): Promise<OpenSlot[]> =>
  inUnitOfWork(NOBODY, async (uow) => {
    const from = addHours(now(), await bookHours(uow, city.code));
    return (await slotsBetween(uow, facility.id, from, addDays(from, DAYS_AHEAD))).map(openSlot);
  });

/** What an operator has ahead: each hour with who comes. */
export async function toursAhead(uow: UnitOfWork, facilityId: string, at: Date) {
  const slots = await slotsBetween(uow, facilityId, addHours(at, -8), addDays(at, 190));
  const bookings = await bookingsAhead(uow, facilityId, at);
  return slots
    .filter(({ endsAt }) => endsAt > at)
    .map((slot) => ({
      ...openSlot(slot),
      ...{ places: slot.places, taken: slot.taken },
      bookings: bookings
        .filter(({ slotId }) => slotId === slot.id)
        .map(({ id, reference, language, said }) => ({ id, reference, language, said })),
    }));
}
