import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { monthsOldOn } from "~/modules/catalog/domain/class-for-age";
import { vacanciesOf } from "~/modules/catalog/use-cases/vacancies-of.server";
import type { CityGround } from "~/modules/coverage/domain/city-ground";
import { groundOf } from "~/modules/coverage/use-cases/ground-of-city.server";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { distanceBetween, type GeoPoint } from "~/shared/geo-point";
import { metresFromMinutes, type Metres, type Minutes } from "~/shared/units";
import { nearestPlaces, placesBetween, type PlacedOffer } from "../data/nearest-places.server";
import { readOfferFacts } from "../data/offer-facts.server";
import { fittingOf, type Asked, type Fitting } from "../domain/fitting";
import { startDay, type Need } from "../domain/need";
import type { OfferFacts } from "../domain/offer-facts";
import { isWalkedBetween, wayMinutes, type WayMinutes } from "../domain/on-the-way";
import { countsPlaces, priceUnitOf } from "../domain/service-facts";
import { rankOffers, wholeMinutes, type Ranked } from "../domain/rank-offers";
import { walkedMetres, walkMethod, type WalkMethod } from "./walked-metres.server";

/** As many as are walked to; where more are as near as that, it is said. */
const MOST_WALKED = 100;
/** Where nothing is near: how many are looked at, how far one looks, and how many are shown. */
const [BEYOND_LOOKED, BEYOND_METRES, BEYOND_SHOWN] = [24, 9_000, 3];

export interface From {
  readonly home: GeoPoint;
  /** work, the grandparents' home */
  readonly other: GeoPoint | null;
}

export interface OfferFound extends Ranked, Omit<WayMinutes, "counted"> {
  readonly offer: OfferFacts;
  readonly fitting: Fitting;
  readonly straight: Metres;
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
  /** more lie that near than were walked to */
  readonly isCut: boolean;
  readonly method: WalkMethod;
  /** the child's age on the day of the start */
  readonly months: number | null;
  readonly day: string;
}

/** The offers within a walk, ranked: what search, open data and alerts show alike. */
export const nearestOffers = async (city: City, need: Need, from: From): Promise<readonly OfferFound[]> =>
  (await findOffers(city, need, from))?.offers ?? [];

/** Null: the city knows no such service. */
export async function findOffers(city: City, need: Need, from: From): Promise<OffersFound | null> {
  const ground = await groundOf(city);
  const type = ground?.types.find(({ key }) => key === need.type);
  const walker = ground?.walkers.find(({ key }) => key === need.walker) ?? ground?.walkers[0];
  if (!ground || !type || !walker) return null;
  const day = startDay(need, today(city.timeZone));
  const months = need.born === null ? null : monthsOldOn(need.born, day);
  const method = walkMethod(ground, walker, type.key);
  const search: Search = { city, ground, need, from, method, day, months };
  const near = await withinWalk(search, metresFromMinutes(need.minutes, walker.speedKmh), MOST_WALKED);
  const offers = near.found.filter(isWithin(need.minutes)).filter(isOffered);
  const unsuited = near.found.filter(isWithin(need.minutes)).filter(({ fitting }) => fitting.fits === "no");
  const beyond = offers.length > 0 ? [] : (await withinWalk(search, BEYOND_METRES, BEYOND_LOOKED)).found.filter(isOffered);
  return {
    offers: rankOffers(offers.map(({ counted: _counted, ...offer }) => offer)),
    leftOut: { total: unsuited.length, by: countsBy(unsuited.map(({ fitting }) => fitting)) },
    beyond: beyond
      .sort((a, b) => a.counted - b.counted)
      .slice(0, BEYOND_SHOWN)
      .map(({ counted: _counted, ...offer }) => offer),
    directMinutes: near.directMinutes,
    isCut: near.isCut,
    ...{ method, months, day },
  };
}

interface Search {
  readonly city: City;
  readonly ground: CityGround;
  readonly need: Need;
  readonly from: From;
  readonly method: WalkMethod;
  readonly day: string;
  readonly months: number | null;
}

type Counted = OfferFound & { readonly counted: Minutes };

const isWithin =
  (minutes: Minutes) =>
  ({ counted }: Counted) =>
    wholeMinutes(counted) <= minutes;
const isOffered = ({ fitting }: Counted): boolean => fitting.fits !== "no";

function countsBy(fittings: readonly Fitting[]): OffersFound["leftOut"]["by"] {
  const counts = new Map<Asked, number>();
  for (const asked of fittings.flatMap(({ not }) => not)) counts.set(asked, (counts.get(asked) ?? 0) + 1);
  return [...counts].map(([asked, count]) => ({ asked, count })).sort((a, b) => b.count - a.count);
}

async function withinWalk(search: Search, reach: Metres, most: number) {
  const { city, ground, need, from, method, day } = search;
  const { home, other } = from;
  const apart = other ? distanceBetween(home, other) : 0;
  const isWay = other !== null && isWalkedBetween(apart, method.walker.speedKmh);
  const asked = { cityCode: city.code, type: need.type, day, most };
  const places = await inUnitOfWork(NOBODY, async (uow) => {
    if (isWay) return placesBetween(uow, asked, home, other, reach);
    const round = await nearestPlaces(uow, asked, home);
    return other ? onceEach([...round, ...(await nearestPlaces(uow, asked, other))]) : round;
  });
  const starts = other ? [home, other] : [home];
  const farthest = isWay ? apart * 2 + reach : reach;
  const walked = await walkedMetres(ground, method, starts, [...places, ...(isWay ? [other] : [])], farthest);
  const direct = isWay ? walked.metres[0]![places.length]! : null;
  const ways = places.flatMap((place, row) => {
    const walks = {
      ...{ fromHome: walked.metres[0]![row]!, fromOther: walked.metres[1]?.[row] ?? null },
      direct: direct !== null && Number.isFinite(direct) ? direct : null,
    };
    const way = wayMinutes(walks, method.walker.speedKmh);
    return way ? [{ place, way, isRough: walked.roughly.has(row) }] : [];
  });
  const known = await factsOf(
    search,
    ways.map(({ place }) => place.offeringId),
  );
  const found = ways.flatMap(({ place, way, isRough }): Counted[] => {
    const offer = known.get(place.offeringId);
    return offer ? [{ ...foundOf(search, offer, way), straight: distanceBetween(home, place), isRough }] : [];
  });
  return {
    found,
    isCut: places.length >= most && ways.length === places.length,
    directMinutes:
      direct !== null && Number.isFinite(direct)
        ? wayMinutes({ fromHome: direct, fromOther: null, direct: null }, method.walker.speedKmh)!.minutes
        : null,
  };
}

const onceEach = (places: readonly PlacedOffer[]): PlacedOffer[] => [
  ...new Map(places.map((place) => [place.offeringId, place])).values(),
];

async function factsOf({ need, day }: Search, offeringIds: readonly string[]): Promise<Map<string, OfferFacts>> {
  if (offeringIds.length === 0) return new Map();
  return inUnitOfWork(NOBODY, async (uow) => {
    const recorded = await readOfferFacts(uow, offeringIds, day);
    const vacancies = await vacanciesOf(
      uow,
      recorded.flatMap(({ classes }) => classes.map(({ id }) => id)),
      need.start,
      now(),
    );
    const withVacancy = <C extends { readonly id: string }>(one: C) => ({
      ...one,
      vacancy: vacancies.get(one.id) ?? ({ kind: "unknown", why: "never-said", lastConfirmedAt: null } as const),
    });
    return new Map(recorded.map((offer) => [offer.offeringId, { ...offer, classes: offer.classes.map(withVacancy) }]));
  });
}

function foundOf(
  { ground, need, day, months }: Search,
  offer: OfferFacts,
  way: WayMinutes,
): Omit<Counted, "straight" | "isRough"> {
  const type = ground.types.find(({ key }) => key === need.type)!;
  const fitting = fittingOf(offer, { need, months, unit: priceUnitOf(type.capacityUnit), day });
  return {
    ...{ facilityId: offer.facilityId, name: offer.name, offer, fitting, ...way },
    fits: fitting.fits === "no" ? "unknown" : fitting.fits,
    vacancy: countsPlaces(type.capacityUnit) ? (fitting.best?.vacancy.kind ?? "unknown") : null,
    priceFen: fitting.price?.amountFen ?? null,
  };
}
