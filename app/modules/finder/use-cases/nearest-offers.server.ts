import { monthsOldOn } from "~/modules/catalog/domain/class-for-age";
import { classTermsOf } from "~/modules/catalog/use-cases/class-terms.server";
import type { CityGround } from "~/modules/coverage/domain/city-ground";
import { groundOf } from "~/modules/coverage/use-cases/ground-of-city.server";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { inPublicReads } from "~/platform/unit-of-work.server";
import { distanceBetween, type GeoPoint } from "~/shared/geo-point";
import { metresFromMinutes, minutesFromMetres, type Metres, type Minutes } from "~/shared/units";
import { everyPlaceNear, nearestPlaces, placesBetween, type PlacedOffer } from "../data/nearest-places.server";
import { readPlaceFacts } from "../data/offer-facts.server";
import { asksOfPlace, classesInQuestion, fittingOf, type Asked, type Fitting } from "../domain/fitting";
import { startDay, type Need } from "../domain/need";
import type { Paying } from "../domain/price-after-subsidy";
import { NOT_READ, type ClassFacts, type PlaceFacts } from "../domain/offer-facts";
import { isWalkedBetween, wayLooked, wayMinutes, type WayMinutes } from "../domain/on-the-way";
import { countsPlaces, priceUnitOf } from "../domain/service-facts";
import { rankOffers, walkMinutes, wholeMinutes, type Ranked } from "../domain/rank-offers";
import { walkedMetres, walkMethod, type WalkMethod } from "./walked-metres.server";

/** As many as are walked to; where more are as near as that, it is said. */
const MOST_WALKED = 100;
const EVERY = Infinity;
/** Where nothing is near: how many are looked at, how far one looks, and how many are shown. */
const [BEYOND_LOOKED, BEYOND_METRES, BEYOND_SHOWN] = [24, 9_000, 3];

export interface From {
  readonly home: GeoPoint;
  /** work, the grandparents' home */
  readonly other: GeoPoint | null;
}

export interface OfferFound extends Ranked, Omit<WayMinutes, "counted"> {
  readonly offeringId: string;
  readonly fitting: Fitting;
  /** the walk is a straight line × the index: an end of it stands on no street */
  readonly isRough: boolean;
}

export interface OffersFound {
  /** within the minutes asked for, ranked */
  readonly offers: readonly OfferFound[];
  /** within the minutes, but known not to have something asked for: how many for each */
  readonly leftOut: { readonly total: number; readonly by: readonly { readonly asked: Asked; readonly count: number }[] };
  /** the nearest beyond, where none is within */
  readonly beyond: readonly OfferFound[];
  /** the way between two places; null = one place, or too far apart to walk */
  readonly directMinutes: Minutes | null;
  /** as many were found as are walked to, and the last of them as the crow flies is still within the reach: there may be more */
  readonly isCut: boolean;
  readonly method: WalkMethod;
  /** the child's age on the day of the start */
  readonly months: number | null;
  readonly day: string;
}

/** Every place within a walk of one home, however many: an alert leaves none out. */
export async function placesWithinWalk(city: City, need: Need, home: GeoPoint): Promise<string[]> {
  const search = await searchFor(city, need, { home, other: null });
  if (!search) return [];
  const { ways } = await walkedTo(search, metresFromMinutes(need.minutes, search.method.walker.speedKmh), EVERY, false);
  return ways.filter(isWithin(need.minutes)).map(({ place }) => place.facilityId);
}

/** Null: the city knows no such service. Prices are told and ranked as whoever looks would pay them. */
export async function findOffers(city: City, need: Need, from: From, paying: Paying): Promise<OffersFound | null> {
  const search = await searchFor(city, need, from);
  if (!search) return null;
  const { method, months, day } = search;
  const near = await walkedTo(search, metresFromMinutes(need.minutes, method.walker.speedKmh), MOST_WALKED);
  const found = await compared(search, near.ways.filter(isWithin(need.minutes)), paying);
  const offers = found.filter(isOffered);
  const unsuited = found.filter(({ fitting }) => fitting.fits === "no");
  const beyond = offers.length > 0 ? [] : await nearestBeyond(search, paying);
  return {
    offers: rankOffers(offers.map(uncounted)),
    leftOut: { total: unsuited.length, by: countsBy(unsuited.map(({ fitting }) => fitting)) },
    beyond: beyond.map(uncounted),
    directMinutes: near.directMinutes,
    isCut: near.isCut,
    ...{ method, months, day },
  };
}

async function nearestBeyond(search: Search, paying: Paying): Promise<Counted[]> {
  const found = await compared(search, (await walkedTo(search, BEYOND_METRES, BEYOND_LOOKED)).ways, paying);
  return found
    .filter(isOffered)
    .sort((a, b) => a.counted - b.counted)
    .slice(0, BEYOND_SHOWN);
}

/** Where somebody gets to, with no wish but the walk: nothing else is read. Null: the city knows no such service. */
export async function offersWalkedTo(city: City, need: Need, from: From) {
  const search = await searchFor(city, need, from);
  if (!search) return null;
  const reach = metresFromMinutes(need.minutes, search.method.walker.speedKmh);
  const { ways, isCut } = await walkedTo(search, reach, MOST_WALKED, false);
  return { ways: ways.filter(isWithin(need.minutes)), isCut, method: search.method };
}

/** What is on record about some places on a day, by their keys. */
export const factsOfPlaces = async (facilityIds: readonly string[], day: string): Promise<ReadonlyMap<string, PlaceFacts>> =>
  new Map((await inPublicReads((uow) => readPlaceFacts(uow, facilityIds, day))).map((facts) => [facts.facilityId, facts]));

async function searchFor(city: City, need: Need, from: From): Promise<Search | null> {
  const ground = await groundOf(city);
  const type = ground?.types.find(({ key }) => key === need.type);
  const walker = ground?.walkers.find(({ key }) => key === need.walker) ?? ground?.walkers[0];
  if (!ground || !type || !walker) return null;
  const day = startDay(need, today(city.timeZone));
  const months = need.born === null ? null : monthsOldOn(need.born, day);
  return { city, ground, type, need, from, method: walkMethod(ground, walker, type.key), day, months };
}

interface Search {
  readonly city: City;
  readonly ground: CityGround;
  readonly type: CityGround["types"][number];
  readonly need: Need;
  readonly from: From;
  readonly method: WalkMethod;
  readonly day: string;
  readonly months: number | null;
}

type Counted = OfferFound & { readonly counted: Minutes };

const isWithin =
  (minutes: Minutes) =>
  ({ way }: Walk): boolean =>
    wholeMinutes(way.counted) <= minutes;
const isOffered = ({ fitting }: Counted): boolean => fitting.fits !== "no";
const uncounted = ({ counted: _counted, ...offer }: Counted): OfferFound => offer;

function countsBy(fittings: readonly Fitting[]): OffersFound["leftOut"]["by"] {
  const counts = new Map<Asked, number>();
  for (const asked of fittings.flatMap(({ not }) => not)) counts.set(asked, (counts.get(asked) ?? 0) + 1);
  return [...counts].map(([asked, count]) => ({ asked, count })).sort((a, b) => b.count - a.count);
}

interface Walk {
  readonly place: PlacedOffer;
  readonly way: WayMinutes;
  readonly isRough: boolean;
}

/** The nearest as the crow flies, walked to; those nobody gets to within the reach are left out. */
async function walkedTo({ city, ground, need, from, method, day }: Search, reach: Metres, most: number, withClasses = true) {
  const { home, other } = from;
  const apart = other ? distanceBetween(home, other) : 0;
  const isWay = other !== null && isWalkedBetween(apart, method.walker.speedKmh);
  const asked = {
    cityCode: city.code,
    type: need.type,
    day,
    most,
    withClasses,
    within: isWay ? reach : asTheCrowFlies(method, reach),
  };
  const isFull = (found: readonly PlacedOffer[], from: GeoPoint) =>
    found.length >= most && farthestOf(found, (place) => distanceBetween(from, place)) <= asked.within;
  let mayBeMore = false;
  const places = await inPublicReads(async (uow) => {
    if (most === EVERY) return everyPlaceNear(uow, asked, home);
    if (isWay) return placesBetween(uow, asked, home, other);
    const round = await nearestPlaces(uow, asked, home);
    const roundOther = other ? await nearestPlaces(uow, asked, other) : [];
    mayBeMore = isFull(round, home) || (other !== null && isFull(roundOther, other));
    return other ? onceEach([...round, ...roundOther]) : round;
  });
  const over = (place: PlacedOffer) => distanceBetween(home, place) + (other ? distanceBetween(place, other) : 0);
  const starts = other ? [home, other] : [home];
  const farthest = isWay ? wayLooked(apart, reach) : reach;
  const walked = await walkedMetres(ground, method, starts, [...places, ...(isWay ? [other] : [])], farthest);
  const metres = isWay ? walked.metres[0]![places.length]! : Infinity;
  const direct = Number.isFinite(metres) ? metres : null;
  const ways = places.flatMap((place, row): Walk[] => {
    const walks = { fromHome: walked.metres[0]![row]!, fromOther: walked.metres[1]?.[row] ?? null, direct };
    const way = wayMinutes(walks, method.walker.speedKmh);
    return way ? [{ place, way, isRough: walked.roughly.has(row) }] : [];
  });
  return {
    ways,
    isCut: isWay ? places.length >= most && farthestOf(places, over) <= (direct ?? apart) + reach : mayBeMore,
    directMinutes: direct === null ? null : walkMinutes(minutesFromMetres(direct, method.walker.speedKmh)),
  };
}

/** Nothing farther than that is walked to within the reach; a hair more, for the roundness of the earth. */
const asTheCrowFlies = ({ method, detour }: WalkMethod, reach: Metres): Metres =>
  (method === "circle" ? reach / detour.value : reach) * 1.01 + 1;

const farthestOf = (places: readonly PlacedOffer[], metres: (place: PlacedOffer) => Metres): Metres =>
  places.reduce((most, place) => Math.max(most, metres(place)), 0);

const onceEach = (places: readonly PlacedOffer[]): PlacedOffer[] => [
  ...new Map(places.map((place) => [place.offeringId, place])).values(),
];

/** Each held against what is asked for. What nobody asks is not read: of the place only where a wish is about it, of classes only those in question. */
async function compared({ need, type, day, months }: Search, walks: readonly Walk[], paying: Paying): Promise<Counted[]> {
  const asked = walks.map((walk) => ({ ...walk, classes: classesInQuestion(walk.place.classes ?? [], months) }));
  const classIds = asked.flatMap(({ classes }) => classes.map(({ id }) => id));
  const placeIds = asksOfPlace(need.wishes) ? walks.map(({ place }) => place.facilityId) : [];
  const terms = await inPublicReads((uow) => classTermsOf(uow, classIds, { startMonth: need.start, day, now: now() }));
  const places = placeIds.length > 0 ? await factsOfPlaces(placeIds, day) : null;
  return asked.map(({ place, way, isRough, classes }) => {
    const { facilityId, offeringId, name } = place;
    const known = classes.map((one): ClassFacts => ({ ...one, ...(terms.get(one.id) ?? NOTHING_SAID) }));
    const facts = { ...(places?.get(facilityId) ?? NOT_READ), classes: known };
    const fitting = fittingOf(facts, { need, months, unit: priceUnitOf(type.capacityUnit), day, paying });
    return {
      ...{ facilityId, offeringId, name, isRough, fitting, ...way },
      fits: fitting.fits === "no" ? "unknown" : fitting.fits,
      vacancy: countsPlaces(type.capacityUnit) ? (fitting.best?.vacancy.kind ?? "unknown") : null,
      priceFen: fitting.price?.personFen ?? null,
    };
  });
}

const NOTHING_SAID = { prices: [], vacancy: { kind: "unknown", why: "never-said", lastConfirmedAt: null } } as const;
