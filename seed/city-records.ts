// The rows of the demo city as the generators make them. Properties are the columns' names in camel case; days are ISO text.
import type { FacilityKindEntry } from "~/modules/catalog/data/standard-facility-kinds";
import type { ServiceTypeEntry } from "~/modules/catalog/data/standard-service-types";
import type { StandardParameterEntry } from "~/modules/places/data/standard-parameters";
import type { WalkerEntry } from "~/modules/places/data/standard-walkers";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Fen, Lat, Lon } from "~/shared/units";

export interface CityRow {
  code: string;
  nameZh: string;
  nameEn: string;
  timeZone: string;
  isDemo: boolean;
  bounds: readonly number[];
}

export interface AreaRow {
  id: string;
  cityCode: string;
  code: string;
  codeSystem: string;
  codeYear: number;
  level: "city" | "district" | "street" | "community";
  parentCode: string | null;
  name: string;
  nameEn: string | null;
  pinyin: string;
  initials: string;
  areaClass: "urban" | "rural" | "development-zone" | "unknown";
  hostCode: string | null;
  lon: Lon;
  lat: Lat;
  positionQuality: "approximate" | "made";
  outline: object | null;
  source: string;
}

export interface AreaPopulationRow {
  id: string;
  cityCode: string;
  areaCode: string;
  populationGroup: string;
  year: number;
  basis: "resident";
  people: number;
  source: string;
  isEstimate: boolean;
}

export interface BarrierRow {
  id: string;
  cityCode: string;
  kind: "river" | "railway" | "expressway";
  nameZh: string;
  nameEn: string;
  line: { type: "LineString"; coordinates: readonly (readonly [number, number])[] };
  quality: "approximate";
  source: string;
  knownOn: string;
}

export interface CrossingRow {
  id: string;
  cityCode: string;
  lon: number;
  lat: number;
  quality: "approximate";
  source: string;
  knownOn: string;
}

/** An entry of a registry as a row of a city. */
export type Registered<T> = T & { id: string; cityCode: string; sortOrder: number };

export interface OperatorRow {
  id: string;
  cityCode: string;
  name: string;
  kind: string;
}

export interface FacilityRow {
  id: string;
  cityCode: string;
  externalSource: string;
  externalId: string;
  name: string;
  pinyin: string;
  initials: string;
  kindKey: string;
  line: string;
  operatorId: string;
  address: string;
  areaCode: string;
  lon: Lon | null;
  lat: Lat | null;
  positionQuality: "approximate" | "unplaced";
  rawX: number | null;
  rawY: number | null;
  rawSystem: "WGS-84" | null;
  note: string;
  successorOfId: string | null;
  /** null, or left out = nobody has said */
  stepFree?: boolean | null;
  lift?: boolean | null;
  pramParking?: boolean | null;
  accessibleToilet?: boolean | null;
}

interface DatedColumns {
  validFrom: CalendarDay;
  validTo: CalendarDay | null;
}

export interface FacilityStateRow extends DatedColumns {
  id: string;
  facilityId: string;
  state: "planned" | "building" | "operating" | "suspended" | "closed";
  reason: string;
}

export interface OfferingRow extends DatedColumns {
  id: string;
  facilityId: string;
  serviceType: string;
}

export interface OfferingClassRow {
  id: string;
  offeringId: string;
  kind: string;
  carePattern: string | null;
  ageFromMonths: number | null;
  ageToMonths: number | null;
  isInclusive: boolean;
  peoplePerCarer?: number | null;
}

export interface CapacityRow extends DatedColumns {
  id: string;
  classId: string;
  licensed: number;
  staffed: number;
  taken: number | null;
}

export interface PriceRow extends DatedColumns {
  id: string;
  classId: string;
  tier: string;
  amountFen: Fen;
  unit: "month" | "day" | "hour" | "meal";
}

export interface DocumentRow {
  id: string;
  facilityId: string;
  kind: "licence" | "filing" | "fire" | "food";
  number: string;
  issuer: string;
  issuedOn: CalendarDay;
  expiresOn: CalendarDay | null;
}

export interface ContactRow {
  id: string;
  facilityId: string;
  role: string;
  phone: string;
  isPublic: boolean;
}

export interface OpeningHoursRow {
  id: string;
  facilityId: string;
  byDay: string;
  opensAt: string;
  closesAt: string;
  note: string;
}

export interface LandmarkRow {
  id: string;
  cityCode: string;
  name: string;
  nameEn: string;
  aliases: readonly string[];
  kind: "station" | "hospital" | "market";
  lon: Lon;
  lat: Lat;
  areaCode: string;
  source: string;
  sought: string;
}

export interface FacilityGradeRow {
  id: string;
  facilityId: string;
  grade: "A" | "B" | "C" | "D";
  standard: string;
  gradedOn: CalendarDay;
  validTo: CalendarDay | null;
  gradedBy: string;
  source: string;
}

export interface PublishedInspectionRow {
  id: string;
  facilityId: string;
  inspectedOn: CalendarDay;
  kind: "routine" | "unannounced" | "special" | "follow-up";
  result: "passed" | "put-right" | "to-put-right" | "failed";
  findings: number;
  openFindings: number;
  summary: string;
  inspectedBy: string;
  source: string;
}

export interface SubsidyRuleRow extends DatedColumns {
  id: string;
  cityCode: string;
  nameZh: string;
  nameEn: string;
  serviceType: string;
  fee: "care" | "meals";
  unit: PriceRow["unit"];
  menu: string | null;
  classKind: string | null;
  carePattern: string | null;
  inclusiveOnly: boolean;
  ageFromMonths: number | null;
  ageToMonths: number | null;
  hardship: string;
  cityFen: Fen;
  operatorFen: Fen;
  toOperatorFen: Fen;
  source: string;
  mark: "S" | "P" | "?";
}

export interface SiteProposalRow {
  id: string;
  cityCode: string;
  source: string;
  externalId: string;
  name: string;
  pinyin: string;
  initials: string;
  areaCode: string;
  address: string;
  lon: Lon | null;
  lat: Lat | null;
  positionQuality: "exact" | "approximate" | "unplaced";
  areaM2: number;
  floor: string;
  lift: "yes" | "no" | "unknown";
  ownership: string;
  leaseUntil: CalendarDay | null;
  fire: "passed" | "can-be-made" | "no" | "unknown";
  rentFen: Fen;
  buildFen: Fen;
  yearlyFen: Fen;
  places: number;
  note: string;
}

export interface SiteProposalStepRow {
  id: string;
  proposalId: string;
  number: number;
  kind: "moved" | "dropped";
  stage: string;
  onDay: CalendarDay;
  reason: string;
  cause: "person" | "import";
}

/** Everything of one city, by table, parents before children. */
export interface CityRecords {
  city: CityRow[];
  area: AreaRow[];
  areaPopulation: AreaPopulationRow[];
  barrier: BarrierRow[];
  crossing: CrossingRow[];
  walker: Registered<WalkerEntry>[];
  standardParameter: (StandardParameterEntry & { id: string; cityCode: string })[];
  serviceType: Registered<ServiceTypeEntry>[];
  facilityKind: Registered<FacilityKindEntry>[];
  operator: OperatorRow[];
  facility: FacilityRow[];
  facilityState: FacilityStateRow[];
  offering: OfferingRow[];
  offeringClass: OfferingClassRow[];
  capacity: CapacityRow[];
  price: PriceRow[];
  document: DocumentRow[];
  contact: ContactRow[];
  openingHours: OpeningHoursRow[];
  facilityGrade: FacilityGradeRow[];
  publishedInspection: PublishedInspectionRow[];
  subsidyRule: SubsidyRuleRow[];
  landmark: LandmarkRow[];
  siteProposal: SiteProposalRow[];
  siteProposalStep: SiteProposalStepRow[];
}
