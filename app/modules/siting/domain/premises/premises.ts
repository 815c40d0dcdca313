// Idle premises that may become a service (闲置用房): what a district's list says of each. Money is in fen; what building and running
// would cost are estimates.
import type { CoordinateSystem } from "~/modules/imports/domain/coordinate-system";
import { chineseNumeral } from "~/shared/chinese-numeral";
import type { CalendarDay } from "~/shared/calendar-day";
import type { GeoPoint } from "~/shared/geo-point";
import type { Fen } from "~/shared/units";

export const LIFTS = ["yes", "no", "unknown"] as const;
export type Lift = (typeof LIFTS)[number];

/** Whether the fire service passed it: `can-be-made` = could be put right. */
export const FIRES = ["passed", "can-be-made", "no", "unknown"] as const;
export type Fire = (typeof FIRES)[number];

export const POSITION_QUALITIES = ["exact", "approximate", "unplaced"] as const;

export interface PremisesPosition extends GeoPoint {
  readonly quality: "exact" | "approximate";
  /** as somebody typed it */
  readonly raw: { readonly x: number; readonly y: number; readonly system: CoordinateSystem } | null;
}

/** Whom to ask for the key. Sealed wherever it lies. */
export interface PremisesContact {
  readonly name: string;
  readonly phone: string;
}

/** What anybody who keeps the list may write. */
export interface PremisesFacts {
  readonly name: string;
  /** the smallest area known; the city's own code where nobody has said */
  readonly areaCode: string;
  readonly address: string;
  /** null = not placed */
  readonly position: PremisesPosition | null;
  readonly areaM2: number | null;
  /** as the list says it: «1–2层», «B1» */
  readonly floor: string;
  readonly lift: Lift;
  readonly ownership: string;
  readonly leaseUntil: CalendarDay | null;
  /** what is said of the lease that is no day: «五年», «可续租» */
  readonly leaseWords: string;
  readonly fire: Fire;
  /** a year's rent */
  readonly rentFen: Fen | null;
  /** to build, once */
  readonly buildFen: Fen | null;
  /** to run, each year, without the rent */
  readonly yearlyFen: Fen | null;
  /** how many could be served there */
  readonly places: number | null;
  readonly note: string;
}

export interface Premises extends PremisesFacts {
  readonly id: string;
  readonly cityCode: string;
  readonly source: string;
  readonly externalId: string;
  readonly contactCipher: string | null;
  readonly facilityId: string | null;
  readonly version: number;
}

/** The source of what somebody typed here. */
export const TYPED_HERE = "登记 / typed here";

export const MOST_FEN: Fen = 1_000_000_000_000;
export const MOST_M2 = 1_000_000;
export const MOST_PLACES = 100_000;

/** The lowest floor words name: «1-3层» → 1, «负一层» and «B1» → −1, «五楼» → 5; null where they name none. */
export function lowestFloor(words: string): number | null {
  const text = words.replace(/\s/g, "").replace(/[（(].*$/, "");
  const below = /^(?:地下|负|[Bb]|-|−)(?:第)?(\d{1,2}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])/.exec(
    text,
  );
  if (below) return -floorNumber(below[1]!);
  if (/^地下(室)?/.test(text)) return -1;
  // «3/6»: the third of six
  const at = /(\d{1,3}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])/.exec(text);
  return at ? floorNumber(at[1]!) : /底层|首层|临街/.test(text) ? 1 : null;
}

const floorNumber = (digits: string): number => (/^\d/.test(digits) ? Number(digits) : (chineseNumeral(digits) ?? 0));

/** Digits of a phone, or of two in one cell, whatever stands between them; with some of them masked it is none. */
export const isPhone = (words: string): boolean => {
  const digits = words.replace(/\D/g, "").length;
  return digits >= 5 && digits <= 40 && !words.includes("*");
};
