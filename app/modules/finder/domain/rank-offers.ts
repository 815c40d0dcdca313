// In which order offers are shown, so that anybody can say why one stands before another:
//   1. what has all that was asked for, before what may have it (somebody must call);
//   2. where places are counted: a free place, then unknown, then full;
//   3. fewer whole minutes: those added to the way where there is a way, else those of the walk from the nearer place;
//   4. the cheaper for whoever pays, a known price before an unknown one;
//   5. the name, so that equals keep their order from one page to the next.
import type { Fen, Minutes } from "~/shared/units";
import type { Fits } from "./fitting";

export interface Ranked {
  readonly facilityId: string;
  readonly name: string;
  readonly fits: Exclude<Fits, "no">;
  /** null = places of this service are not counted */
  readonly vacancy: "free" | "unknown" | "full" | null;
  readonly minutes: Minutes;
  /** from the second place; null = there is none */
  readonly fromOther: Minutes | null;
  /** beyond the direct way between the two; null = no way is walked */
  readonly extraMinutes: Minutes | null;
  readonly priceFen: Fen | null;
}

const FREEDOM = { free: 0, unknown: 1, full: 2 } as const;

/** As people say it: a walk begun is a minute. A hair of rounding begins none. */
export const wholeMinutes = (minutes: Minutes): Minutes => Math.max(0, Math.ceil(minutes - 1e-9));

/** A walk as list, page and open data say it: whoever is next door still walks a minute. */
export const walkMinutes = (minutes: Minutes): Minutes => Math.max(1, wholeMinutes(minutes));

export function compareOffers(a: Ranked, b: Ranked): number {
  return (
    Number(a.fits === "unknown") - Number(b.fits === "unknown") ||
    freedom(a) - freedom(b) ||
    counted(a) - counted(b) ||
    nearer(a) - nearer(b) ||
    price(a) - price(b) ||
    byText(a.name, b.name) ||
    byText(a.facilityId, b.facilityId)
  );
}

const nearer = ({ minutes, fromOther }: Ranked): Minutes => wholeMinutes(Math.min(minutes, fromOther ?? Infinity));
const counted = (offer: Ranked): Minutes => (offer.extraMinutes === null ? nearer(offer) : wholeMinutes(offer.extraMinutes));
const freedom = ({ vacancy }: Ranked): number => (vacancy === null ? 0 : FREEDOM[vacancy]);
const price = ({ priceFen }: Ranked): number => priceFen ?? Number.MAX_SAFE_INTEGER;
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const rankOffers = <Offer extends Ranked>(offers: readonly Offer[]): Offer[] => [...offers].sort(compareOffers);
