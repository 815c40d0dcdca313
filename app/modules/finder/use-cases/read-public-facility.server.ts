import { differenceInCalendarDays, parseISO } from "date-fns";
import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { monthsBetween, type Vacancy } from "~/modules/catalog/domain/vacancy";
import { expectedOpenings, type ExpectedOpening } from "~/modules/catalog/use-cases/expected-openings.server";
import { vacanciesOf } from "~/modules/catalog/use-cases/vacancies-of.server";
import { feeOf } from "~/modules/catalog/domain/fee";
import { parameterFor, type CityGround } from "~/modules/coverage/domain/city-ground";
import { groundOf } from "~/modules/coverage/use-cases/ground-of-city.server";
import type { City } from "~/modules/places/domain/city";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import { dayOf, now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { cityOfPlace, findPublicFacilities } from "../data/public-facility.server";
import { findSubsidyRules } from "../data/subsidy-rules.server";
import { monthsAtStart, type AskedOfPlace } from "../domain/asked-of-place";
import { ageFits } from "../domain/fitting";
import { startDay } from "../domain/need";
import { openNow } from "../domain/open-now";
import { asksFor, priceAfterSubsidy, type SubsidyRule } from "../domain/price-after-subsidy";
import { gradeOn, paperStanding, type PublicClass, type PublicFacility } from "../domain/public-facility";
import type { PublicPlace, ReadClass, VacancySaid, WalkSaid } from "../domain/public-place";
import { countsPlaces } from "../domain/service-facts";
import { walksSaid } from "./walks-said.server";

const KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The city a public page is about; null where no facility has that key. */
export async function cityOfPublicFacility(id: string): Promise<City | null> {
  if (!KEY.test(id)) return null;
  const code = await inUnitOfWork(NOBODY, (uow) => cityOfPlace(uow, id));
  return code === null ? null : cityByCode(code);
}

/** Everything public about one facility of a city; null where it has none of that key. */
export async function readPublicFacility(city: City, id: string, asked: AskedOfPlace, at = now()): Promise<PublicPlace | null> {
  const [place] = await readPublicFacilities(city, [id], asked, at);
  return place ?? null;
}

/** Several at once, in the order asked for, by as many questions as one. What is not there is left out. */
export async function readPublicFacilities(
  city: City,
  ids: readonly string[],
  asked: AskedOfPlace,
  at = now(),
): Promise<PublicPlace[]> {
  const today = dayOf(at, city.timeZone);
  const startsOn = startDay(asked, today);
  const keys = ids.filter((id) => KEY.test(id));
  const read = await inUnitOfWork(NOBODY, async (uow) => {
    const found = await findPublicFacilities(uow, keys, today, startsOn);
    const facilities = found.filter(({ cityCode }) => cityCode === city.code);
    const offerings = facilities.flatMap((facility) => facility.offerings);
    const classIds = offerings.flatMap(({ classes }) => classes.map(({ id }) => id));
    const vacancies = await vacanciesOf(uow, classIds, asked.start, at);
    const unsure = classIds.filter((key) => vacancies.get(key)?.kind !== "free");
    const expected = await expectedOpenings(uow, unsure, { from: asked.start, timeZone: city.timeZone, at });
    const rules = await findSubsidyRules(uow, city.code, [...new Set(offerings.map(({ type }) => type))], startsOn);
    return { facilities, vacancies, expected, rules };
  });
  const ground = await groundOf(city);
  const walks = await walksSaid(ground, read.facilities, asked);
  const context: Context = { ...read, ground, city, asked, at, today, startsOn };
  const places = read.facilities.map((facility, row) => placeOf(context, facility, walks[row] ?? null));
  return keys.flatMap((id) => places.find(({ facility }) => facility.id === id) ?? []);
}

interface Context {
  readonly city: City;
  readonly ground: CityGround | null;
  readonly asked: AskedOfPlace;
  readonly vacancies: ReadonlyMap<string, Vacancy>;
  readonly expected: ReadonlyMap<string, ExpectedOpening>;
  readonly rules: readonly SubsidyRule[];
  readonly at: Date;
  readonly today: CalendarDay;
  readonly startsOn: CalendarDay;
}

function placeOf(context: Context, facility: PublicFacility, walk: WalkSaid | null): PublicPlace {
  const { city, asked, rules, at, today, startsOn } = context;
  const isOfChildren = facility.sector === "child-care";
  const months = monthsAtStart(asked, today, isOfChildren);
  const types = facility.offerings.map(({ type }) => type);
  const need = types.find((type) => type === asked.need) ?? null;
  const ofPlace = rules.filter(({ serviceType }) => types.includes(serviceType));
  return {
    facility: {
      ...facility,
      offerings: facility.offerings.map((offering) => ({
        ...offering,
        classes: offering.classes.map((one) => classOf({ ...context, months }, offering.type, one)),
      })),
    },
    walk,
    open: openNow(facility.hours, at, city.timeZone),
    grade: gradeOn(facility.grades, today),
    licence: paperStanding(facility.documents, "licence", today),
    filing: paperStanding(facility.documents, "filing", today),
    need,
    countsPlaces: facility.offerings.some(({ type, unit }) => (need === null || type === need) && countsPlaces(unit)),
    isOfChildren,
    helps: { ...asksFor(ofPlace, startsOn), any: ofPlace.length > 0 },
    ...{ today, startsOn, months },
  };
}

function classOf(
  { ground, vacancies, expected, rules, city, today, startsOn, months, asked }: Context & { readonly months: number | null },
  type: string,
  one: PublicClass,
): ReadClass {
  const { prices, ...facts } = one;
  const { kind: classKind, pattern: carePattern, isInclusive } = one;
  const standard = parameterFor(
    ground?.parameters ?? [],
    `people-per-carer-${one.kind}`,
    type === "toddler-class" ? "nursery" : type,
  );
  const fits = months === null ? "unknown" : ageFits(one, months);
  const opening = expected.get(one.id);
  const isStillOfAge =
    !opening || months === null || ageFits(one, months + monthsBetween(asked.start, opening.opensFrom)) !== "no";
  return {
    ...facts,
    expected: opening && isStillOfAge ? { from: opening.opensFrom, countedOn: dayOf(opening.countedAt, city.timeZone) } : null,
    vacancy: vacancySaid(vacancies.get(one.id), city.timeZone, today),
    standardPerCarer: standard && { value: standard.value, source: standard.source, mark: standard.mark },
    isOfAge: fits === "unknown" ? null : fits === "yes",
    fees: prices.map((price) => {
      const fee = feeOf(type, price.tier, price.unit);
      const published = { ...price, fee, serviceType: type, classKind, carePattern, isInclusive };
      return { ...price, fee, split: priceAfterSubsidy(published, { months, hardships: asked.hardships }, rules, startsOn) };
    }),
  };
}

function vacancySaid(vacancy: Vacancy | undefined, timeZone: string, today: CalendarDay): VacancySaid {
  const age = (said: Date) => {
    const on = dayOf(said, timeZone);
    return { on, daysAgo: Math.max(0, differenceInCalendarDays(parseISO(today), parseISO(on))) };
  };
  if (!vacancy) return { kind: "unknown", why: "never-said", on: null, daysAgo: null };
  if (vacancy.kind === "unknown") {
    const { why, lastConfirmedAt } = vacancy;
    return { kind: "unknown", why, ...(lastConfirmedAt ? age(lastConfirmedAt) : { on: null, daysAgo: null }) };
  }
  const { how } = vacancy;
  return vacancy.kind === "free"
    ? { kind: "free", places: vacancy.places, how, ...age(vacancy.confirmedAt) }
    : { kind: "full", how, ...age(vacancy.confirmedAt) };
}
