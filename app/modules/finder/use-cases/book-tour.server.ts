import { addHours } from "date-fns";
import { validate as isUuid } from "uuid";
import type { TryLater } from "~/modules/accounts/domain/throttle";
import { takeTries } from "~/modules/accounts/use-cases/count-tries.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { now } from "~/platform/clock.server";
import { publicOrigin } from "~/platform/environment.server";
import { formStamp, stampedForm, type OnceMore } from "~/platform/form-stamp.server";
import { newLinkSecret, secretHash } from "~/platform/one-time-secret.server";
import { blindIndexOf } from "~/platform/sealed-value.server";
import { inUnitOfWork, rollBack } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addBooking, claimPlace, holdsPlace } from "../data/tours.server";
import { LONGEST } from "../domain/enquiry";
import { countedReach, readReach } from "../domain/reach";
import type { ContactArrival } from "./ask-facility.server";
import { atFacility, type FacilityInCity } from "./at-facility.server";
import { putMessage } from "./put-message.server";
import { readPhone } from "./read-phone.server";
import { bookHours } from "./tours-in-view.server";
import { whenText } from "./when-text.server";

const FORM = "tour.form";
export const tourStamp = (): string => formStamp(FORM);

export interface TourAsk {
  readonly slot: string;
  readonly name: string;
  readonly reach: string;
  readonly people: string;
}

export const MOST_PEOPLE = 9;
export type TourProblem = "slot-missing" | "name-missing" | "reach-shape" | "people-shape";
export type TourProblems = Readonly<Partial<Record<keyof TourAsk, TourProblem>>>;

export interface TourBooked {
  readonly reference: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** opens, moves and cancels it; shown this once */
  readonly secret: string;
}

export type TourRefusal =
  | { readonly kind: "incomplete"; readonly problems: TourProblems }
  /** the last place went to somebody else, or the hour was withdrawn */
  | { readonly kind: "slot-gone" }
  | { readonly kind: "booked-already" }
  | OnceMore
  | TryLater;

/** One live booking of a slot for each phone or mailbox. */
export const reachKeyOf = (to: string): string => blindIndexOf("tour.reach", to.toLowerCase());

/** Books one place of an hour: never more than there are, however many ask at once. */
export async function bookTour(
  { facility, city }: FacilityInCity,
  ask: TourAsk,
  arrival: ContactArrival,
): Promise<Verdict<TourBooked, TourRefusal>> {
  const reach = readReach(ask.reach, readPhone);
  const name = [...ask.name.trim()].slice(0, LONGEST.name).join("");
  const people = /^[1-9]$/.test(ask.people) ? Number(ask.people) : 0;
  const problems: TourProblems = {
    ...(isUuid(ask.slot) ? {} : { slot: "slot-missing" as const }),
    ...(name === "" ? { name: "name-missing" as const } : {}),
    ...(reach ? {} : { reach: "reach-shape" as const }),
    ...(people >= 1 && people <= MOST_PEOPLE ? {} : { people: "people-shape" as const }),
  };
  if (!reach || Object.keys(problems).length > 0) return refused({ kind: "incomplete", problems });
  const at = now();
  const form = stampedForm(FORM, arrival, at);
  if (form.kind === "once-more") return refused(form);
  const later = await takeTries([
    ["contact-address", arrival.address],
    ["contact-reach", countedReach(reach)],
  ]);
  if (later) return refused(later);
  const { id: facilityId, line, areaCode } = facility;
  const place = { cityCode: city.code, facilityId, line, areaCode };
  return inUnitOfWork<Verdict<TourBooked, TourRefusal>>(atFacility(facility, "tour"), async (uow) => {
    const reachKey = reachKeyOf(reach.to);
    if (await holdsPlace(uow, ask.slot, reachKey)) return refused({ kind: "booked-already" });
    const slot = await claimPlace(uow, facilityId, ask.slot, addHours(at, await bookHours(uow, city.code)));
    if (!slot) return refused({ kind: "slot-gone" });
    const { language } = arrival;
    const secret = newLinkSecret();
    const said = { name, reach, people };
    const booking = {
      id: form.id,
      ...place,
      slotId: ask.slot,
      language,
      said,
      reachKey,
      secretHash: secretHash(secret),
      bookedAt: at,
    };
    const reference = await addBooking(uow, booking);
    // The same form twice, or two of one phone in the same moment: the place is given back with everything else.
    if (reference === null) return rollBack(refused({ kind: "booked-already" }));
    await recordAudit(uow, { action: "book:tour", subject: { kind: "tour", id: form.id }, areaCode, line, result: "done" });
    const when = whenText(slot.startsAt, city.timeZone, language);
    const params = { facility: facility.name, when, reference, link: `${publicOrigin() ?? ""}/my/tour#${secret}` };
    const message = { ...place, bookingId: form.id, kind: "tour-booked" as const, language, said: { to: reach, params } };
    await putMessage(uow, { ...message, madeAt: at, dueBy: null, onceKey: `tour-booked:${form.id}` }, "letter-only");
    const { startsAt, endsAt } = slot;
    return granted({ reference, secret, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() });
  });
}
