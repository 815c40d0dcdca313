// Says a facility in the nouns of Open Referral HSDS 3.1: an offering at a place is a service, the place a location, who runs it
// an organisation, and one service stands at one location. What nobody knows is left out, or is «» where the standard insists;
// places of which nobody has said anything fresh are no capacity at all, never 0. Ours beyond the standard lies in `quarterhour`.
import { TZDate } from "@date-fns/tz";
import { addDays, formatISO, parseISO } from "date-fns";
import { holdsOn, type CalendarDay, type Dated } from "~/shared/calendar-day";
import { rowOn } from "./dated-record";
import { documentStanding } from "./document-clock";
import type { AccessFact, Facility, Offering, OfferingClass, Operator, Price } from "./facility";
import { stateOn } from "./life-cycle";
import { knownAccess, statusOf, type MonthVacancy, type OpenFacility } from "./open-facility";
import type { FacilityKind, ServiceType } from "./service-type";

/** Words of the file, by whoever knows the languages. */
export interface OpenWords {
  readonly className: (ofClass: Pick<OfferingClass, "kind" | "carePattern" | "ageFromMonths" | "ageToMonths">) => string;
  readonly unit: (unit: string) => string;
  readonly perUnit: (unit: Price["unit"]) => string;
  readonly operatorKind: (kind: Operator["kind"]) => string;
  readonly access: (fact: AccessFact, has: boolean) => string;
}

export interface HsdsContext {
  readonly city: {
    readonly code: string;
    readonly nameZh: string;
    readonly timeZone: string;
    readonly demo: BothLanguages | null;
  };
  readonly day: CalendarDay;
  /** the city's offset that day, `+08:00` */
  readonly offset: string;
  readonly types: ReadonlyMap<string, ServiceType>;
  readonly kinds: ReadonlyMap<string, FacilityKind>;
  readonly words: OpenWords;
  /** where the pages of this installation stand */
  readonly origin: string;
  /** minutes walked to each offering, where a walk was asked for */
  readonly walks: ReadonlyMap<string, number> | null;
  /** one key for one name, always */
  readonly keyOf: (name: string) => string;
}

export interface BothLanguages {
  readonly zh: string;
  readonly en: string;
}

/** Of whom money is counted in fen, and where else a zone tells the country. */
const COUNTRIES: Readonly<Record<string, string>> = {
  ...{ "Asia/Shanghai": "CN", "Asia/Urumqi": "CN", "Asia/Hong_Kong": "HK", "Asia/Macau": "MO", "Asia/Taipei": "TW" },
  ...{ "Asia/Tokyo": "JP", "Asia/Seoul": "KR", "Asia/Singapore": "SG" },
};

const named = (entry: { readonly nameZh: string; readonly nameEn: string } | undefined, key: string): BothLanguages => ({
  zh: entry?.nameZh ?? key,
  en: entry?.nameEn ?? key,
});

export const hsdsOrganization = (id: string, { name, kind }: Operator, { words }: Pick<HsdsContext, "words">) => ({
  id,
  name,
  description: words.operatorKind(kind),
  legal_status: words.operatorKind(kind),
});

const organizationOf = ({ record, operatorId }: OpenFacility, context: HsdsContext) =>
  operatorId !== null && record.operator !== null ? hsdsOrganization(operatorId, record.operator, context) : undefined;

const phonesOf = ({ record }: OpenFacility, { keyOf }: HsdsContext) =>
  record.contacts.map(({ phone, role }) => ({
    ...{ id: keyOf(`${record.id}/phone/${phone}`), location_id: record.id, number: phone, type: "voice" },
    ...(role === "" ? {} : { description: role }),
  }));

/** RFC 5545 has no 24:00: what closes at midnight closes a minute before, and says so. */
const schedulesOf = ({ record }: OpenFacility, { keyOf, offset }: HsdsContext) =>
  record.hours.map(({ byDay, opensAt, closesAt, note }) => ({
    id: keyOf(`${record.id}/hours/${byDay}/${opensAt}/${closesAt}`),
    ...{ location_id: record.id, freq: "WEEKLY" as const, interval: 1, wkst: "MO" as const, byday: byDay },
    opens_at: `${opensAt}${offset}`,
    closes_at: `${closesAt === "24:00" ? "23:59" : closesAt}${offset}`,
    ...(note === "" ? {} : { notes: note }),
  }));

/** Places of a class, only where somebody has said so and it is still fresh. */
function capacityOf(facility: OpenFacility, ofClass: OfferingClass, type: ServiceType | undefined, context: HsdsContext) {
  const first = facility.vacancies.get(ofClass.id ?? "")?.[0];
  if (!first || first.vacancy.kind === "unknown" || ofClass.id === null) return [];
  const unit = type?.capacityUnit ?? "place";
  const staffed = rowOn(ofClass.capacities, laterOf(`${first.startMonth}-01`, context.day))?.value.staffed ?? undefined;
  return [
    {
      id: ofClass.id,
      unit: { id: context.keyOf(`unit/${unit}`), name: context.words.unit(unit), identifier: unit },
      available: first.vacancy.kind === "free" ? first.vacancy.places : 0,
      ...(staffed === undefined ? {} : { maximum: staffed }),
      description: `${context.words.className(ofClass)} · ${first.startMonth}`,
      updated: first.vacancy.confirmedAt.toISOString(),
    },
  ];
}

const laterOf = (a: CalendarDay, b: CalendarDay): CalendarDay => (a > b ? a : b);

/** The last day of a period that ends before `to`. */
const lastDay = ({ to }: Dated): { valid_to?: CalendarDay } =>
  to === null ? {} : { valid_to: formatISO(addDays(parseISO(to), -1), { representation: "date" }) };

const costsOf = (serviceId: string, offering: Offering, { day, words }: HsdsContext) =>
  offering.classes.flatMap((ofClass) =>
    ofClass.prices
      .filter(({ id, to }) => id !== null && (to === null || to > day))
      .map((price) => ({
        ...{ id: price.id!, service_id: serviceId, valid_from: price.from, ...lastDay(price) },
        option: [words.className(ofClass), price.value.tier].filter(Boolean).join(" · "),
        ...{ currency: "CNY", amount: price.value.amountFen / 100, amount_description: words.perUnit(price.value.unit) },
      })),
  );

/** Whole years from months where every class says them; a class without a bound leaves it open. */
function agesOf({ classes }: Offering) {
  const years = (months: number) => Math.round((months / 12) * 100) / 100;
  const from = classes.map(({ ageFromMonths }) => ageFromMonths);
  const to = classes.map(({ ageToMonths }) => ageToMonths);
  return {
    ...(from.length > 0 && from.every((month) => month !== null) ? { minimum_age: years(Math.min(...from)) } : {}),
    ...(to.length > 0 && to.every((month) => month !== null) ? { maximum_age: years(Math.max(...to)) } : {}),
  };
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

/** One month of one class as the domain says it: nothing is added to it, nothing rounded. */
export function monthOf({ startMonth, vacancy }: MonthVacancy) {
  const start_month = startMonth;
  if (vacancy.kind === "unknown")
    return { kind: vacancy.kind, start_month, why: vacancy.why, last_confirmed_at: instant(vacancy.lastConfirmedAt) };
  const { confirmedAt, expiresAt, how } = vacancy;
  const confirmed = { start_month, confirmed_at: confirmedAt.toISOString(), expires_at: expiresAt.toISOString(), how };
  return vacancy.kind === "free"
    ? { kind: vacancy.kind, places: vacancy.places, ...confirmed }
    : { kind: vacancy.kind, ...confirmed };
}

function classOf(facility: OpenFacility, ofClass: OfferingClass, type: ServiceType | undefined, { day }: HsdsContext) {
  const now = rowOn(ofClass.capacities, day)?.value;
  return {
    class_id: ofClass.id ?? "",
    ...{ kind: ofClass.kind, care_pattern: ofClass.carePattern, unit: type?.capacityUnit ?? "place" },
    ...{ age_from_months: ofClass.ageFromMonths, age_to_months: ofClass.ageToMonths, inclusive: ofClass.isInclusive },
    ...{ people_per_carer: ofClass.peoplePerCarer ?? null, licensed: now?.licensed ?? null, staffed: now?.staffed ?? null },
    months: (facility.vacancies.get(ofClass.id ?? "") ?? []).map(monthOf),
  };
}

/** What the standard has no noun for. */
const profileOf = (facility: OpenFacility, offering: Offering, context: HsdsContext) => {
  const type = context.types.get(offering.serviceType);
  return {
    service_type: { key: offering.serviceType, name: named(type, offering.serviceType) },
    ...{ offered_from: offering.from, offered_to: offering.to, demo: context.city.demo },
    ...walkTo(offering, context),
    vacancies: offering.classes.map((ofClass) => classOf(facility, ofClass, type, context)),
  };
};

function walkTo({ id }: Offering, { walks }: HsdsContext) {
  const minutes = id === null ? undefined : walks?.get(id);
  return minutes === undefined ? {} : { walking_minutes: minutes };
}

/** The fields of a service that are one to one: what a list shows of it. */
export function hsdsServiceListed(facility: OpenFacility, offering: Offering, context: HsdsContext) {
  const { record } = facility;
  const [type, kind] = [context.types.get(offering.serviceType), context.kinds.get(record.kindKey)];
  const organization = organizationOf(facility, context);
  const confirmed = offering.classes.flatMap(({ id }) =>
    (facility.vacancies.get(id ?? "") ?? []).flatMap(({ vacancy }) => (vacancy.kind === "unknown" ? [] : [vacancy.confirmedAt])),
  );
  return {
    id: offering.id ?? "",
    ...(organization ? { organization_id: organization.id } : {}),
    name: `${record.name} · ${named(type, offering.serviceType).zh}`,
    alternate_name: named(type, offering.serviceType).en,
    description: `${named(type, offering.serviceType).zh} · ${named(kind, record.kindKey).zh}`,
    url: `${context.origin}/find/${record.id}`,
    status: statusOf(record, offering, context.day),
    ...agesOf(offering),
    ...(confirmed.length > 0 ? { assured_date: dayIn(context.city.timeZone, latest(confirmed)) } : {}),
    ...(context.city.demo ? { alert: `${context.city.demo.zh} / ${context.city.demo.en}` } : {}),
    last_modified: facility.modifiedAt.toISOString(),
    ...(organization ? { organization } : {}),
    quarterhour: profileOf(facility, offering, context),
  };
}

const dayIn = (timeZone: string, at: Date): CalendarDay =>
  formatISO(new TZDate(at.getTime(), timeZone), { representation: "date" });
const latest = (instants: readonly Date[]): Date => instants.reduce((a, b) => (a > b ? a : b));

/** The service with everything below it. */
export function hsdsService(facility: OpenFacility, offering: Offering, context: HsdsContext) {
  const { organization, ...listed } = hsdsServiceListed(facility, offering, context);
  const type = context.types.get(offering.serviceType);
  return {
    ...listed,
    phones: phonesOf(facility, context),
    schedules: schedulesOf(facility, context),
    service_at_locations: [
      { id: listed.id, service_id: listed.id, location_id: facility.record.id, location: hsdsLocation(facility, context) },
    ],
    ...(organization ? { organization } : {}),
    cost_options: costsOf(listed.id, offering, context),
    capacities: offering.classes.flatMap((ofClass) => capacityOf(facility, ofClass, type, context)),
    attributes: [typeAttribute(listed.id, offering.serviceType, context)],
  };
}

function typeAttribute(serviceId: string, key: string, { city, types, keyOf }: HsdsContext) {
  const [type, term] = [types.get(key), keyOf(`${city.code}/service-type/${key}`)];
  return {
    ...{ id: keyOf(`${serviceId}/attribute/${key}`), link_id: serviceId, link_type: "service_type", link_entity: "service" },
    ...{ taxonomy_term_id: term, value: key },
    taxonomy_term: { id: term, code: key, name: named(type, key).zh, description: named(type, key).en, taxonomy: "quarterhour" },
  };
}

export function hsdsLocationListed(facility: OpenFacility, context: HsdsContext) {
  const { record, area, grades, inspections } = facility;
  const [kind, state] = [context.kinds.get(record.kindKey), stateOn(record.life, context.day)];
  return {
    id: record.id,
    location_type: "physical" as const,
    ...(facility.operatorId === null ? {} : { organization_id: facility.operatorId }),
    name: record.name,
    ...(record.position ? { latitude: record.position.lat, longitude: record.position.lon } : {}),
    quarterhour: {
      last_modified: facility.modifiedAt.toISOString(),
      kind: { key: record.kindKey, name: named(kind, record.kindKey) },
      ...{ state, state_since: record.life.find((period) => holdsOn(period, context.day))?.from ?? null },
      position_quality: record.position?.quality ?? ("unplaced" as const),
      area: area && {
        ...{ code: area.code, name: { zh: area.name, en: area.nameEn }, within: { zh: area.within, en: area.withinEn } },
      },
      documents: record.documents.map(({ kind: of, issuer, issuedOn, expiresOn }) => ({
        ...{ kind: of, issuer, issued_on: issuedOn, expires_on: expiresOn },
        standing: documentStanding(expiresOn, context.day).kind,
      })),
      grades: grades.map(({ grade, standard, gradedOn, validTo, source }) => ({
        ...{ grade, standard, graded_on: gradedOn, valid_to: validTo, source },
      })),
      inspections: inspections.map(({ inspectedOn, kind: how, result, findings, openFindings, source }) => ({
        ...{ inspected_on: inspectedOn, kind: how, result, findings, open_findings: openFindings, source },
      })),
      demo: context.city.demo,
    },
  };
}

export function hsdsLocation(facility: OpenFacility, context: HsdsContext) {
  const { record, area } = facility;
  return {
    ...hsdsLocationListed(facility, context),
    addresses: [
      {
        id: context.keyOf(`${record.id}/address`),
        ...{ location_id: record.id, address_1: record.address, city: context.city.nameZh },
        region: area ? [area.within, area.name].filter(Boolean).join(" ") : "",
        // Not on record, and the standard wants them there.
        ...{ state_province: "", postal_code: "", country: COUNTRIES[context.city.timeZone] ?? "" },
        address_type: "physical" as const,
      },
    ],
    phones: phonesOf(facility, context),
    schedules: schedulesOf(facility, context),
    accessibility: knownAccess(record).map(([fact, has]) => ({
      ...{ id: context.keyOf(`${record.id}/access/${fact}`), location_id: record.id },
      ...{ description: context.words.access(fact, has), details: `${fact}=${has ? "yes" : "no"}` },
    })),
  };
}

/** Where a service is given: at one place, its own. */
export function hsdsServiceAtLocationListed(facility: OpenFacility, offering: Offering) {
  const id = offering.id ?? "";
  return { id, service_id: id, location_id: facility.record.id };
}

export const hsdsServiceAtLocation = (facility: OpenFacility, offering: Offering, context: HsdsContext) => ({
  ...hsdsServiceAtLocationListed(facility, offering),
  phones: phonesOf(facility, context),
  schedules: schedulesOf(facility, context),
  location: hsdsLocation(facility, context),
  service: hsdsServiceListed(facility, offering, context),
});

/** The offering of a record by its key. */
export const offeringOf = ({ offerings }: Pick<Facility, "offerings">, id: string): Offering | undefined =>
  offerings.find((offering) => offering.id === id);
