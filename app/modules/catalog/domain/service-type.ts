import type { Line } from "~/shared/line";
// Decides whether an entry of the type registry makes sense. Types are data: a planner adds «job station, 3 km» without
// a programmer. A circle is said in minutes of walking *or* in metres along the ground, never both.
import type { ClassKind } from "./facility";
import { metresFromMinutes, type KilometresPerHour, type Metres, type Minutes } from "~/shared/units";
import { granted, refused, type Verdict } from "~/shared/verdict";

export type Circle = { readonly by: "minutes"; readonly minutes: Minutes } | { readonly by: "metres"; readonly metres: Metres };

export interface ServiceType {
  readonly key: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** One character, drawn on the map. */
  readonly symbol: string;
  readonly line: Line;
  readonly circle: Circle;
  readonly walkerKey: string;
  readonly populationGroup: string;
  readonly capacityUnit: CapacityUnit;
  readonly standardZh: string;
  readonly standardEn: string;
  readonly source: string;
  readonly order: number;
}

export const CAPACITY_UNITS = ["place", "bed", "seat", "visit", "person"] as const;
export type CapacityUnit = (typeof CAPACITY_UNITS)[number];

/** 1 to 120 minutes, 50 m to 50 km: outside of it the figure was meant in the other unit. */
export const CIRCLE_BOUNDS = { minutes: { least: 1, most: 120 }, metres: { least: 50, most: 50_000 } } as const;

export type ServiceTypeRefusal =
  | { readonly kind: "key-malformed"; readonly given: string }
  | { readonly kind: "key-taken"; readonly given: string }
  | { readonly kind: "name-missing"; readonly language: "zh" | "en" }
  | { readonly kind: "symbol-not-one-character"; readonly given: string }
  | {
      readonly kind: "circle-out-of-bounds";
      readonly by: Circle["by"];
      readonly given: number;
      readonly least: number;
      readonly most: number;
    }
  | { readonly kind: "walker-unknown"; readonly given: string };

export interface Registry {
  readonly takenKeys: readonly string[];
  readonly walkerKeys: readonly string[];
}

/** All that is wrong with the entry, or the entry tidied. `takenKeys` leaves out the entry's own. */
export function checkServiceType(type: ServiceType, registry: Registry): Verdict<ServiceType, readonly ServiceTypeRefusal[]> {
  const tidy = {
    ...type,
    key: type.key.trim(),
    nameZh: type.nameZh.trim(),
    nameEn: type.nameEn.trim(),
    symbol: type.symbol.trim(),
  };
  const refusals: ServiceTypeRefusal[] = [];
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(tidy.key) || tidy.key.length > 40)
    refusals.push({ kind: "key-malformed", given: tidy.key });
  if (registry.takenKeys.includes(tidy.key)) refusals.push({ kind: "key-taken", given: tidy.key });
  if (tidy.nameZh === "") refusals.push({ kind: "name-missing", language: "zh" });
  if (tidy.nameEn === "") refusals.push({ kind: "name-missing", language: "en" });
  if ([...tidy.symbol].length !== 1) refusals.push({ kind: "symbol-not-one-character", given: tidy.symbol });
  const circle = circleOutOfBounds(tidy.circle);
  if (circle) refusals.push(circle);
  if (!registry.walkerKeys.includes(tidy.walkerKey)) refusals.push({ kind: "walker-unknown", given: tidy.walkerKey });
  return refusals.length === 0 ? granted(tidy) : refused(refusals);
}

function circleOutOfBounds(circle: Circle): ServiceTypeRefusal | null {
  const given = circle.by === "minutes" ? circle.minutes : circle.metres;
  const { least, most } = CIRCLE_BOUNDS[circle.by];
  const isWithin = Number.isFinite(given) && given >= least && given <= most;
  return isWithin ? null : { kind: "circle-out-of-bounds", by: circle.by, given, least, most };
}

const CHILDREN = /^(?:0-2|age-0|age-1-4|age-5-9|age-10-14)$/;
const KINDS_OF_UNIT: Record<CapacityUnit, readonly ClassKind[]> = {
  place: ["day-place", "general"],
  bed: ["nursing-bed", "general-bed", "general"],
  seat: ["meal-seat", "general"],
  visit: ["general"],
  person: ["general"],
};

export interface ClassFacts {
  /** what a class may be, the usual one first */
  readonly kinds: readonly ClassKind[];
  /** told by age in months, by care pattern, and inclusive or not */
  readonly isOfChildren: boolean;
}

/** Which facts a class of this service has, from whom it serves and what it counts in. */
export function classFactsOf({
  populationGroup,
  capacityUnit,
}: Pick<ServiceType, "populationGroup" | "capacityUnit">): ClassFacts {
  const isOfChildren = CHILDREN.test(populationGroup);
  if (!isOfChildren || capacityUnit !== "place") return { kinds: KINDS_OF_UNIT[capacityUnit], isOfChildren };
  const isOfInfants = populationGroup === "0-2" || populationGroup === "age-0" || populationGroup === "age-1-4";
  return { kinds: isOfInfants ? ["mixed", "infant", "toddler-12", "toddler-24", "general"] : ["general", "mixed"], isOfChildren };
}

/** Reach along the ground for a walker of this speed. */
export const reachOf = (circle: Circle, speed: KilometresPerHour): Metres =>
  circle.by === "metres" ? circle.metres : metresFromMinutes(circle.minutes, speed);

export const SECTORS = ["elder-care", "child-care", "child-protection", "employment"] as const;
export type Sector = (typeof SECTORS)[number];

/** Levels of areas, finest first: the standard of a level counts the kinds that serve it. */
export const SERVED_LEVELS = ["community", "street", "district", "city"] as const;
export type ServedLevel = (typeof SERVED_LEVELS)[number];

/** What a facility is; like service types, data that planners extend. */
export interface FacilityKind {
  readonly key: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly sector: string;
  readonly line: string;
  readonly servesLevel: ServedLevel;
  readonly order: number;
}

export type FacilityKindRefusal = Extract<ServiceTypeRefusal, { kind: "key-malformed" | "key-taken" | "name-missing" }>;

export function checkFacilityKind(
  kind: FacilityKind,
  takenKeys: readonly string[],
): Verdict<FacilityKind, readonly FacilityKindRefusal[]> {
  const tidy = { ...kind, key: kind.key.trim(), nameZh: kind.nameZh.trim(), nameEn: kind.nameEn.trim() };
  const refusals: FacilityKindRefusal[] = [];
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(tidy.key) || tidy.key.length > 40)
    refusals.push({ kind: "key-malformed", given: tidy.key });
  if (takenKeys.includes(tidy.key)) refusals.push({ kind: "key-taken", given: tidy.key });
  if (tidy.nameZh === "") refusals.push({ kind: "name-missing", language: "zh" });
  if (tidy.nameEn === "") refusals.push({ kind: "name-missing", language: "en" });
  return refusals.length === 0 ? granted(tidy) : refused(refusals);
}
