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

export interface ClassFacts {
  readonly id: string;
  readonly kind: string;
  readonly pattern: CarePattern | null;
  /** whole months, [from, to) */
  readonly fromMonths: number | null;
  readonly toMonths: number | null;
  readonly isInclusive: boolean;
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

export interface OfferFacts {
  readonly facilityId: string;
  readonly offeringId: string;
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
  readonly classes: readonly ClassFacts[];
}
