// The facts of one line that says why an offer stands where it stands: «9 min with a pram · 2 places for 18-month-olds from March,
// confirmed 3 days ago · ¥1,400». Words are chosen where somebody reads them; search, widget and letters say the same facts.
import type { Vacancy, VacancyMonth } from "~/modules/catalog/domain/vacancy";
import type { PriceUnit } from "~/modules/catalog/domain/facility";
import type { Minutes } from "~/shared/units";
import type { Fitting } from "./fitting";
import type { PaidPrice } from "./offer-facts";
import { walkMinutes, wholeMinutes, type Ranked } from "./rank-offers";

export type VacancyFact =
  | { readonly kind: "free"; readonly places: number; readonly daysAgo: number; readonly from: VacancyMonth }
  | { readonly kind: "full"; readonly daysAgo: number; readonly from: VacancyMonth }
  | {
      readonly kind: "unknown";
      readonly why: "never-said" | "stale" | "staffed-unknown" | "taken-unknown";
      readonly daysAgo: number | null;
    };

export interface OfferLine {
  readonly minutes: Minutes | null;
  /** from the second place, and what a stop here adds to the way between the two */
  readonly fromOther: Minutes | null;
  readonly extraMinutes: Minutes | null;
  /** the walk is a straight line × the detour index, because an end of it stands on no street */
  readonly isRough: boolean;
  /** null = places of this service are not counted */
  readonly vacancy: VacancyFact | null;
  /** the class the vacancy and the price are of */
  readonly classKind: string | null;
  /** the child's age on the day of the start */
  readonly months: number | null;
  /** what whoever looks would pay */
  readonly price: {
    readonly yuan: number;
    readonly unit: PriceUnit;
    readonly isInclusive: boolean;
    readonly stands: PaidPrice["stands"];
  } | null;
  readonly unknown: Fitting["unknown"];
}

interface Said extends Pick<Ranked, "minutes" | "extraMinutes" | "vacancy"> {
  readonly fromOther: Minutes | null;
  readonly isRough: boolean;
  readonly fitting: Fitting;
}

export function offerLine(
  { minutes, fromOther, extraMinutes, isRough, vacancy, fitting }: Said,
  months: number | null,
  start: VacancyMonth,
  daysAgo: (at: Date) => number,
): OfferLine {
  const { best, price, unknown } = fitting;
  const whole = (value: Minutes | null) => (value === null || !Number.isFinite(value) ? null : wholeMinutes(value));
  const walk = (value: Minutes | null) => (value === null || !Number.isFinite(value) ? null : walkMinutes(value));
  return {
    ...{ minutes: walk(minutes), fromOther: walk(fromOther), extraMinutes: whole(extraMinutes), isRough },
    vacancy:
      vacancy === null
        ? null
        : vacancyFact(best?.vacancy ?? { kind: "unknown", why: "never-said", lastConfirmedAt: null }, start, daysAgo),
    classKind: best?.kind ?? null,
    months: best && months !== null ? months : null,
    price: price && {
      ...{ yuan: price.personFen / 100, unit: price.unit, stands: price.stands },
      isInclusive: best?.isInclusive ?? false,
    },
    unknown,
  };
}

function vacancyFact(vacancy: Vacancy, from: VacancyMonth, daysAgo: (at: Date) => number): VacancyFact {
  switch (vacancy.kind) {
    case "free":
      return { kind: "free", places: vacancy.places, daysAgo: daysAgo(vacancy.confirmedAt), from };
    case "full":
      return { kind: "full", daysAgo: daysAgo(vacancy.confirmedAt), from };
    case "unknown": {
      const { why, lastConfirmedAt } = vacancy;
      return { kind: "unknown", why, daysAgo: lastConfirmedAt && daysAgo(lastConfirmedAt) };
    }
  }
}
