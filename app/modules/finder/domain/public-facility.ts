// Everything about a facility that anybody may know: no private contact, no note of the office, nothing of people. Null is
// «nobody has said», an empty list of published results is «none published».
import type { DocumentKind } from "~/modules/catalog/domain/document-clock";
import type { CarePattern, FacilityAccess, Hours, OperatorKind, PriceUnit } from "~/modules/catalog/domain/facility";
import type { FacilityState } from "~/modules/catalog/domain/life-cycle";
import type { CapacityUnit } from "~/modules/catalog/domain/service-type";
import type { Vacancy } from "~/modules/catalog/domain/vacancy";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Fen } from "~/shared/units";

export interface TwoNames {
  readonly zh: string;
  readonly en: string;
}

export interface PublicPrice {
  readonly tier: string;
  readonly amountFen: Fen;
  readonly unit: PriceUnit;
  readonly from: CalendarDay;
}

export interface PublicClass {
  readonly id: string;
  readonly kind: string;
  readonly pattern: CarePattern | null;
  /** whole months, [from, to) */
  readonly fromMonths: number | null;
  readonly toMonths: number | null;
  readonly isInclusive: boolean;
  /** how many one carer looks after, as the place itself says */
  readonly peoplePerCarer: number | null;
  readonly licensed: number | null;
  readonly staffed: number | null;
  readonly prices: readonly PublicPrice[];
}

export interface PublicOffering<Class = PublicClass> {
  readonly id: string;
  readonly type: string;
  readonly name: TwoNames;
  readonly unit: CapacityUnit;
  readonly group: string;
  readonly walkerKey: string;
  readonly classes: readonly Class[];
}

export type WithVacancy = PublicClass & { readonly vacancy: Vacancy };

export interface PublicDocument {
  readonly kind: DocumentKind;
  readonly number: string;
  readonly issuer: string;
  readonly issuedOn: CalendarDay | null;
  readonly expiresOn: CalendarDay | null;
}

export interface PublicPhoto {
  readonly fileName: string;
  readonly caption: string;
  readonly takenOn: CalendarDay | null;
}

export interface PublicGrade {
  readonly grade: "A" | "B" | "C" | "D";
  readonly standard: string;
  readonly gradedOn: CalendarDay;
  readonly validTo: CalendarDay | null;
  readonly gradedBy: string;
  readonly source: string;
}

export const INSPECTION_KINDS = ["routine", "unannounced", "special", "follow-up"] as const;
export const INSPECTION_RESULTS = ["passed", "put-right", "to-put-right", "failed"] as const;

export interface PublicInspection {
  readonly inspectedOn: CalendarDay;
  readonly kind: (typeof INSPECTION_KINDS)[number];
  readonly result: (typeof INSPECTION_RESULTS)[number];
  readonly findings: number;
  readonly openFindings: number;
  readonly summary: string;
  readonly inspectedBy: string;
  readonly source: string;
}

export interface PublicFacility<Class = PublicClass> {
  readonly id: string;
  readonly cityCode: string;
  readonly name: string;
  readonly kind: TwoNames;
  readonly sector: string;
  readonly operator: { readonly name: string; readonly kind: OperatorKind } | null;
  readonly address: string;
  /** the area's names from its district down */
  readonly within: readonly TwoNames[];
  readonly position: { readonly lon: number; readonly lat: number; readonly isApproximate: boolean } | null;
  /** how it stands on the day */
  readonly state: FacilityState | null;
  readonly stateFrom: CalendarDay | null;
  readonly access: FacilityAccess;
  readonly documents: readonly PublicDocument[];
  readonly contacts: readonly { readonly role: string; readonly phone: string }[];
  readonly hours: readonly Hours[];
  readonly photos: readonly PublicPhoto[];
  readonly grades: readonly PublicGrade[];
  readonly inspections: readonly PublicInspection[];
  readonly offerings: readonly PublicOffering<Class>[];
  readonly changedOn: CalendarDay;
}

/** The grade in force on a day: the newest that has not run out. */
export const gradeOn = (grades: readonly PublicGrade[], day: CalendarDay): PublicGrade | null =>
  grades
    .filter(({ gradedOn, validTo }) => gradedOn <= day && (validTo === null || validTo > day))
    .sort((a, b) => (a.gradedOn < b.gradedOn ? 1 : -1))[0] ?? null;

/** 备案 ≠ 营业执照: what a place holds of the two on a day, each apart. */
export type PaperStanding = "holds" | "expired" | "none-on-record";

export function paperStanding(documents: readonly PublicDocument[], kind: DocumentKind, day: CalendarDay): PaperStanding {
  const ofKind = documents.filter((document) => document.kind === kind);
  if (ofKind.length === 0) return "none-on-record";
  return ofKind.some(({ expiresOn }) => expiresOn === null || expiresOn >= day) ? "holds" : "expired";
}
