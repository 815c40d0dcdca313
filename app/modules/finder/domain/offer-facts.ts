// What is on record about something offered at a place, as of the day somebody would start. Null is «nobody has said», everywhere.
import type { DocumentKind } from "~/modules/catalog/domain/document-clock";
import type { CarePattern, Hours, PriceUnit } from "~/modules/catalog/domain/facility";
import type { Vacancy } from "~/modules/catalog/domain/vacancy";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Fen } from "~/shared/units";
import type { NeedKey } from "./need";

export interface ClassPrice {
  readonly tier: string;
  readonly amountFen: Fen;
  readonly unit: PriceUnit;
}

/** What somebody would pay of a price, and whether that is less than its place publishes. */
export interface PaidPrice extends ClassPrice {
  readonly personFen: Fen;
  /** after: a subsidy comes off; before: one would for somebody else; plain: there is none for it */
  readonly stands: "after" | "before" | "plain";
}

/** What a class is, whatever the day. */
export interface ClassNature {
  readonly id: string;
  readonly kind: string;
  readonly pattern: CarePattern | null;
  /** whole months, [from, to) */
  readonly fromMonths: number | null;
  readonly toMonths: number | null;
  readonly isInclusive: boolean;
}

export interface ClassFacts extends ClassNature {
  readonly prices: readonly ClassPrice[];
  readonly vacancy: Vacancy;
}

export interface PaperFacts {
  readonly kind: DocumentKind;
  readonly expiresOn: CalendarDay | null;
}

export interface InspectionFacts {
  readonly on: CalendarDay;
  readonly result: "passed" | "put-right" | "to-put-right" | "failed";
  readonly open: number;
}

export interface PlaceFacts {
  readonly facilityId: string;
  readonly name: string;
  readonly address: string;
  readonly kindKey: string;
  readonly lon: number;
  readonly lat: number;
  readonly isApproximate: boolean;
  readonly phone: string | null;
  readonly hours: readonly Hours[];
  readonly papers: readonly PaperFacts[];
  /** the last one published */
  readonly inspection: InspectionFacts | null;
  readonly grade: string | null;
  readonly has: Readonly<Record<NeedKey, boolean | null>>;
}

/** What a search may ask of an offer: of the place, and of one of its classes. */
export interface AskedFacts extends Pick<PlaceFacts, "hours" | "papers" | "inspection" | "has"> {
  readonly classes: readonly ClassFacts[];
}

/** A place of which nothing was read, because nothing of it was asked: whatever one asks all the same is unknown. */
export const NOT_READ: Omit<AskedFacts, "classes"> = {
  ...{ hours: [], papers: [], inspection: null },
  has: { "step-free": null, lift: null, "pram-parking": null, "accessible-toilet": null },
};
