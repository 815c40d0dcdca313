import type { VacancyMonth } from "~/modules/catalog/domain/vacancy";
import { OF_CHILDREN } from "~/modules/catalog/use-cases/class-roster.server";
import { groundOf } from "~/modules/coverage/use-cases/ground-of-city.server";
import type { City } from "~/modules/places/domain/city";
import { isWithin } from "~/modules/places/domain/outline";
import { now, today } from "~/platform/clock.server";
import { daysAgoIn } from "~/shared/days-ago";
import type { GeoPoint } from "~/shared/geo-point";
import { PLACE_FIELDS, type PlaceField } from "../domain/find-address";
import type { PlaceFacts } from "../domain/offer-facts";
import { readNeed, type Offered, type ReadNeed } from "../domain/need";
import { offerLine, type OfferLine } from "../domain/offer-line";
import type { PlaceRead, PlaceSaid } from "../domain/place-choice";
import { countsPlaces, isOfInfants, priceUnitOf } from "../domain/service-facts";
import type { Payer } from "../domain/price-after-subsidy";
import { spotFrom } from "../domain/spot";
import { expectedOfOffers } from "./expected-of-offers.server";
import { factsOfPlaces, findOffers, type OfferFound, type OffersFound } from "./nearest-offers.server";
import { placeWritten } from "./place-written.server";
import { whoPays, type Helps } from "./who-pays.server";

/** Shown at first, and more each time somebody asks for more. */
export const SHOWN = 12;
/** As many as are found: a hundred round each of two starts. */
const MOST_SHOWN = 200;
const LONGEST_WORDS = 80;

/** One result as a page shows it: nothing of what it does not show travels. */
export interface OfferShown {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly lon: number;
  readonly lat: number;
  readonly isApproximate: boolean;
  readonly phone: string | null;
  readonly isSure: boolean;
  readonly line: OfferLine;
  readonly papers: readonly ("licence" | "filing")[];
  readonly grade: string | null;
  readonly openFindings: number | null;
  /** the month a place is expected from by birth months, where none is known to be free: a projection, never a free place */
  readonly expectedFrom: VacancyMonth | null;
}

export interface PlaceAnswer extends PlaceSaid {
  readonly read: PlaceRead;
}

export interface FindPage {
  readonly offered: Offered;
  readonly asked: ReadNeed;
  /** who pays, as far as they have said, and what they could say of it */
  readonly pays: { readonly payer: Payer; readonly age: number | null; readonly helps: Readonly<Record<string, Helps>> };
  readonly places: { readonly home: PlaceAnswer; readonly other: PlaceAnswer };
  /** null until it is known where from */
  readonly results:
    | (Pick<OffersFound, "leftOut" | "directMinutes" | "isCut" | "months" | "day"> & {
        readonly offers: readonly OfferShown[];
        readonly count: number;
        readonly sure: number;
        readonly beyond: readonly OfferShown[];
        readonly method: OffersFound["method"];
        /** the city whose places these are, where somebody starts so far outside it that none of them is near */
        readonly outside: Pick<City, "nameZh" | "nameEn"> | null;
      })
    | null;
}

/** «What is near us»: what an address asks, where it means, and what there is. Null: the city has no service to look for. */
export async function findPage(city: City, params: URLSearchParams): Promise<FindPage | null> {
  const offered = await offeredIn(city);
  const asked = readNeed(params, offered);
  if (!asked) return null;
  const [[home, other], paying] = await Promise.all([
    Promise.all(PLACE_FIELDS.map((field) => placeAnswer(city, params, field))),
    whoPays(city, params, asked.need, offered),
  ]);
  const places = { home: home!, other: other! };
  const { payer, age, helps } = paying;
  const head = { offered, asked, places, pays: { payer, age, helps } };
  if (home!.read.kind !== "one") return { ...head, results: null };
  const from = { home: home!.read.at, other: other!.read.kind === "one" ? other!.read.at : null };
  const found = await findOffers(city, asked.need, from, paying);
  if (!found) return { ...head, results: null };
  const { offers, beyond, ...said } = found;
  const show = Math.min(MOST_SHOWN, Math.max(SHOWN, Math.floor(Number(params.get("show")) || 0)));
  const listed = offers.slice(0, show);
  const visible = [...listed, ...beyond];
  const wants = { start: asked.need.start, months: found.months };
  const [facts, expected] = await Promise.all([
    factsOfPlaces(
      visible.map(({ facilityId }) => facilityId),
      found.day,
    ),
    // Only children grow out of a place by a month that is known.
    expectedOfOffers(city, OF_CHILDREN.includes(asked.need.type) ? visible : [], wants),
  ]);
  const [daysAgoFrom, at] = [daysAgoIn(city.timeZone), now()];
  const shown = shownAs(asked, found, facts, expected, (said) => daysAgoFrom(said, at));
  return {
    ...head,
    results: {
      ...said,
      offers: listed.flatMap(shown),
      count: offers.length,
      sure: offers.filter(({ fits }) => fits === "yes").length,
      beyond: beyond.flatMap(shown),
      outside: visible.length === 0 && isOutside(city, from.home) ? { nameZh: city.nameZh, nameEn: city.nameEn } : null,
    },
  };
}

/** A city goes on a little beyond the bounds of what has been placed in it: some 10 km. */
const isOutside = ({ bounds }: City, at: GeoPoint): boolean => bounds !== null && !isWithin(at, bounds, 0.1);

const shownAs =
  (
    { need }: ReadNeed,
    { months, day }: OffersFound,
    facts: ReadonlyMap<string, PlaceFacts>,
    expected: ReadonlyMap<string, VacancyMonth>,
    daysAgo: (said: Date) => number,
  ) =>
  (found: OfferFound): OfferShown[] => {
    // One that was taken off the record since it was found is shown no more.
    const offer = facts.get(found.facilityId);
    if (!offer) return [];
    const papers = offer.papers.filter(({ expiresOn }) => expiresOn === null || expiresOn >= day).map(({ kind }) => kind);
    const { facilityId: id, name, address, lon, lat, isApproximate, phone, grade } = offer;
    return [
      {
        ...{ id, name, address, lon, lat, isApproximate, phone, grade },
        isSure: found.fits === "yes",
        line: offerLine(found, months, need.start, daysAgo),
        papers: (["licence", "filing"] as const).filter((kind) => papers.includes(kind)),
        openFindings: offer.inspection && offer.inspection.open,
        expectedFrom: expected.get(id) ?? null,
      },
    ];
  };

async function placeAnswer(city: City, params: URLSearchParams, field: PlaceField): Promise<PlaceAnswer> {
  const said = (name: string) => [...(params.get(name) ?? "").trim()].slice(0, LONGEST_WORDS).join("");
  const place = { words: said(field.words), at: spotFrom(params.get(field.at)), atFor: said(field.atFor) };
  return { ...place, read: await placeWritten(city, place) };
}

/** What a city has to look for, and who walks in it. */
export async function offeredIn(city: City): Promise<Offered> {
  const ground = await groundOf(city);
  return {
    types: (ground?.types ?? []).map(
      ({ key, nameZh, nameEn, symbol, circleMinutes, walkerKey, populationGroup, capacityUnit }) => ({
        ...{ key, circleMinutes, walkerKey },
        isOfInfants: isOfInfants(populationGroup),
        nameZh,
        nameEn,
        symbol,
        countsPlaces: countsPlaces(capacityUnit),
        unit: priceUnitOf(capacityUnit),
      }),
    ),
    walkers: (ground?.walkers ?? []).map(({ key, nameZh, nameEn }) => ({ key, nameZh, nameEn })),
    today: today(city.timeZone),
  };
}
