// A facility as somebody reads it on a day: what is on record, with free places, what they would pay, how far it is for them.
import type { Vacancy, VacancyMonth } from "~/modules/catalog/domain/vacancy";
import type { CalendarDay } from "~/shared/calendar-day";
import type { KilometresPerHour, Metres, Minutes } from "~/shared/units";
import type { PriceUnit } from "~/modules/catalog/domain/facility";
import { pricesIn } from "./fitting";
import type { OpenNow } from "./open-now";
import { priceUnitOf } from "./service-facts";
import type { Fee } from "~/modules/catalog/domain/fee";
import type { Hardship, PriceSplit } from "./price-after-subsidy";
import type { PaperStanding, PublicClass, PublicFacility, PublicGrade, PublicPrice, TwoNames } from "./public-facility";

/** A vacancy with its age in days, as it is said. */
export type VacancySaid =
  | { readonly kind: "free"; readonly places: number; readonly on: CalendarDay; readonly daysAgo: number; readonly how: string }
  | { readonly kind: "full"; readonly on: CalendarDay; readonly daysAgo: number; readonly how: string }
  | {
      readonly kind: "unknown";
      readonly why: Extract<Vacancy, { kind: "unknown" }>["why"];
      readonly on: CalendarDay | null;
      readonly daysAgo: number | null;
    };

export interface PricedFee extends PublicPrice {
  readonly fee: Fee;
  readonly split: PriceSplit;
}

/** A published figure with where it is from. */
export interface SourcedFigure {
  readonly value: number;
  readonly source: string;
  readonly mark: string;
}

export interface ReadClass extends Omit<PublicClass, "prices"> {
  readonly vacancy: VacancySaid;
  /** where no place is known to be free: when one is expected by birth months, and of which day the count is */
  readonly expected: { readonly from: VacancyMonth; readonly countedOn: CalendarDay } | null;
  readonly fees: readonly PricedFee[];
  /** how many one carer may look after, by the published standard */
  readonly standardPerCarer: SourcedFigure | null;
  /** whether whoever would come is of its age at the start; null = not known */
  readonly isOfAge: boolean | null;
}

export type WalkSaid =
  | {
      readonly kind: "minutes";
      /** null = farther than anybody walks: only the walk from the other place is said */
      readonly minutes: Minutes | null;
      readonly metres: Metres | null;
      /** from the second place, and what a stop here adds to the way between the two; null = there is none */
      readonly fromOther: Minutes | null;
      readonly metresFromOther: Metres | null;
      readonly extraMinutes: Minutes | null;
      readonly walker: TwoNames;
      readonly speed: KilometresPerHour;
      readonly isRough: boolean;
      readonly onStreets: boolean;
    }
  | { readonly kind: "too-far"; readonly walker: TwoNames; readonly most: Minutes };

export interface PublicPlace {
  readonly facility: PublicFacility<ReadClass>;
  /** null = nobody said from where, or nobody placed it */
  readonly walk: WalkSaid | null;
  readonly open: OpenNow;
  readonly grade: PublicGrade | null;
  readonly licence: PaperStanding;
  readonly filing: PaperStanding;
  /** the service somebody came for, where it is offered here; null = any */
  readonly need: string | null;
  /** its places are counted: a free one means something */
  readonly countsPlaces: boolean;
  readonly isOfChildren: boolean;
  readonly helps: { readonly age: boolean; readonly hardships: readonly Hardship[]; readonly any: boolean };
  readonly today: CalendarDay;
  readonly startsOn: CalendarDay;
  readonly months: number | null;
}

interface Foremost {
  readonly one: ReadClass;
  /** what its price is told in */
  readonly unit: PriceUnit;
}

/** The class that suits, or the one with most free places; of equals the one that costs least, as in the list. */
function foremost({ facility, need }: Pick<PublicPlace, "facility" | "need">): Foremost | null {
  const rank = ({ isOfAge, vacancy }: ReadClass) =>
    (isOfAge === false ? 100 : isOfAge === null ? 10 : 0) + { free: 0, unknown: 1, full: 2 }[vacancy.kind];
  const all = facility.offerings
    .filter(({ type }) => need === null || type === need)
    .flatMap(({ classes, unit }) => classes.map((one): Foremost => ({ one, unit: priceUnitOf(unit) })));
  const price = ({ one, unit }: Foremost) => leastOf(pricesIn(one.fees, unit))?.split.personFen ?? Number.MAX_SAFE_INTEGER;
  return all.sort((a, b) => rank(a.one) - rank(b.one) || placesOf(b.one) - placesOf(a.one) || price(a) - price(b))[0] ?? null;
}

/** What the page says first: the class that suits, or the one with most free places. */
export const foremostClass = (place: Pick<PublicPlace, "facility" | "need">): ReadClass | null => foremost(place)?.one ?? null;

/** What its care or its meals cost: of several prices the least somebody would pay, told by the month or the meal where one is. */
export function foremostFee(place: Pick<PublicPlace, "facility" | "need">, kind: Fee): PricedFee | null {
  const first = foremost(place);
  if (!first) return null;
  const fees = first.one.fees.filter(({ fee }) => fee === kind);
  return leastOf(fees.filter(({ unit }) => unit === first.unit)) ?? leastOf(fees);
}

const leastOf = (fees: readonly PricedFee[]): PricedFee | null =>
  fees.reduce<PricedFee | null>((least, fee) => (least && least.split.personFen <= fee.split.personFen ? least : fee), null);

const placesOf = ({ vacancy }: ReadClass): number => (vacancy.kind === "free" ? vacancy.places : 0);

/** Free places of all classes where at least one is known to be free. */
export const freeInAll = ({ facility }: Pick<PublicPlace, "facility">): number =>
  facility.offerings.flatMap(({ classes }) => classes).reduce((sum, one) => sum + placesOf(one), 0);

/** 备案 and 营业执照 in one word: which of the two it holds on the day. */
export function papersSaid({
  licence,
  filing,
}: Pick<PublicPlace, "licence" | "filing">): "both" | "licence" | "filing" | "neither" {
  if (licence === "holds") return filing === "holds" ? "both" : "licence";
  return filing === "holds" ? "filing" : "neither";
}
