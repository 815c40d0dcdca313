// What a person says about a facility on one form: its face, and a picture of what it offers from one day on. Applying a
// draft to the record decides which dated rows end and begin; nothing said about an earlier day changes.
import type { CalendarDay } from "~/shared/calendar-day";
import { isSameCapacity, type Capacity } from "./capacity";
import { endFrom, recordFrom, rowOn, type DatedRow } from "./dated-record";
import {
  classKey,
  UNKNOWN_ACCESS,
  type CarePattern,
  type Facility,
  type FacilityFace,
  type Offering,
  type OfferingClass,
  type Price,
} from "./facility";

export interface ClassDraft {
  readonly kind: string;
  readonly carePattern: CarePattern | null;
  readonly ageFromMonths: number | null;
  readonly ageToMonths: number | null;
  readonly isInclusive: boolean;
  readonly peoplePerCarer?: number | null;
  /** null = nobody has stated it yet */
  readonly capacity: Capacity | null;
  readonly prices: readonly Price[];
}

export interface OfferingDraft {
  readonly serviceType: string;
  readonly classes: readonly ClassDraft[];
}

export interface FacilityDraft extends FacilityFace {
  readonly offerings: readonly OfferingDraft[];
}

/** The facility as it is on a day: what an edit form opens with. */
export function draftOf(facility: Facility, day: CalendarDay): FacilityDraft {
  const { name, kindKey, line, operator, address, areaCode, position, note, documents, contacts, hours } = facility;
  const access = facility.access ?? UNKNOWN_ACCESS;
  const running = facility.offerings.filter((offering) => rowOn([offering], day));
  return {
    ...{ name, kindKey, line, operator, address, areaCode, position, note, documents, contacts, hours, access },
    offerings: running.map(({ serviceType, classes }) => ({
      serviceType,
      classes: classes.filter((ofClass) => isRunning(ofClass, day)).map((ofClass) => classOn(ofClass, day)),
    })),
  };
}

/** A class is over once every capacity it ever had has ended; one never stated runs as long as its offering. */
const isRunning = ({ capacities }: OfferingClass, day: CalendarDay): boolean =>
  capacities.length === 0 || capacities.some((row) => row.to === null || row.to > day);

const classOn = (
  { kind, carePattern, ageFromMonths, ageToMonths, isInclusive, peoplePerCarer, capacities, prices }: OfferingClass,
  day: CalendarDay,
): ClassDraft => ({
  ...{ kind, carePattern, ageFromMonths, ageToMonths, isInclusive, peoplePerCarer: peoplePerCarer ?? null },
  capacity: rowOn(capacities, day)?.value ?? null,
  prices: prices.filter((row) => rowOn([row], day)).map((row) => row.value),
});

/** The record after the draft holds from `day`. Offerings and classes the draft leaves out end that day. */
export function applyDraft(facility: Facility, draft: FacilityDraft, day: CalendarDay): Facility {
  const { offerings, ...face } = draft;
  const said = new Map(offerings.map((offering) => [offering.serviceType, offering]));
  const kept = facility.offerings.flatMap((offering): Offering[] => {
    if (!rowOn([offering], day)) return [offering];
    const wanted = said.get(offering.serviceType);
    said.delete(offering.serviceType);
    return wanted ? [{ ...offering, classes: applyClasses(offering.classes, wanted.classes, day) }] : endOffering(offering, day);
  });
  const begun = [...said.values()].map((offering): Offering => ({
    id: null,
    serviceType: offering.serviceType,
    from: day,
    to: laterStart(facility.offerings, offering.serviceType, day),
    classes: applyClasses([], offering.classes, day),
  }));
  return { ...facility, ...face, offerings: [...kept, ...begun] };
}

/** Ends an offering and everything in it on the day; one that would only begin then or later is taken back. */
export function endOffering(offering: Offering, day: CalendarDay): Offering[] {
  const classes = offering.classes.map((ofClass) => ({
    ...ofClass,
    capacities: endFrom(ofClass.capacities, day),
    prices: endFrom(ofClass.prices, day),
  }));
  return endFrom([{ ...offering, classes }], day);
}

function applyClasses(classes: readonly OfferingClass[], drafts: readonly ClassDraft[], day: CalendarDay): OfferingClass[] {
  const said = new Map(drafts.map((draft) => [classKey(draft), draft]));
  const kept = classes.map((ofClass): OfferingClass => {
    const draft = isRunning(ofClass, day) || said.has(classKey(ofClass)) ? said.get(classKey(ofClass)) : undefined;
    said.delete(classKey(ofClass));
    if (!draft) return { ...ofClass, capacities: endFrom(ofClass.capacities, day), prices: endFrom(ofClass.prices, day) };
    return sayClass(ofClass, draft, day);
  });
  const begun = [...said.values()].map((draft) => sayClass({ ...draft, id: null, capacities: [], prices: [] }, draft, day));
  return [...kept.filter((ofClass) => ofClass.capacities.length > 0 || isStillSaid(ofClass, drafts)), ...begun];
}

const isStillSaid = (ofClass: OfferingClass, drafts: readonly ClassDraft[]): boolean =>
  drafts.some((draft) => classKey(draft) === classKey(ofClass));

const sayClass = (ofClass: OfferingClass, draft: ClassDraft, day: CalendarDay): OfferingClass => ({
  ...ofClass,
  isInclusive: draft.isInclusive,
  ...(draft.peoplePerCarer === undefined ? {} : { peoplePerCarer: draft.peoplePerCarer }),
  capacities: draft.capacity ? recordFrom(ofClass.capacities, day, draft.capacity, isSameCapacity) : ofClass.capacities,
  prices: sayPrices(ofClass.prices, draft.prices, day),
});

/** Prices are one chain a tier and unit; a tier left out ends. */
function sayPrices(rows: readonly DatedRow<Price>[], prices: readonly Price[], day: CalendarDay): DatedRow<Price>[] {
  const tier = (price: Price) => `${price.tier}|${price.unit}`;
  const tiers = new Set([...rows.map((row) => tier(row.value)), ...prices.map(tier)]);
  return [...tiers].flatMap((key) => {
    const chain = rows.filter((row) => tier(row.value) === key);
    const said = prices.find((price) => tier(price) === key);
    return said ? recordFrom(chain, day, said, (a, b) => a.amountFen === b.amountFen) : endFrom(chain, day);
  });
}

function laterStart(offerings: readonly Offering[], serviceType: string, day: CalendarDay): CalendarDay | null {
  const later = offerings
    .filter((offering) => offering.serviceType === serviceType && offering.from > day)
    .map((offering) => offering.from);
  return later.sort()[0] ?? null;
}
