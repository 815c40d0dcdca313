import { LINES } from "~/shared/line";
import { CAPACITY_UNITS, SECTORS, SERVED_LEVELS, type FacilityKind, type ServiceType } from "../domain/service-type";

/** Everything typed, as typed: what a refused form opens with again. */
export type Typed = Readonly<Record<string, string>>;

export const typedIn = (form: FormData): Typed =>
  Object.fromEntries([...form].map(([name, value]) => [name, typeof value === "string" ? value : ""]));

const among = <const T extends readonly [string, ...string[]]>(all: T, text: string | undefined): T[number] =>
  all.find((known) => known === text) ?? all[0];

/** The entry a form describes; a circle that is no number becomes NaN, which the domain refuses with its bounds. */
export function serviceTypeFrom(typed: Typed): ServiceType {
  const text = (name: string, most: number) => (typed[name] ?? "").trim().slice(0, most);
  const circle = Number.parseFloat(typed["circle"] ?? "");
  return {
    key: text("key", 60),
    nameZh: text("nameZh", 60),
    nameEn: text("nameEn", 60),
    symbol: text("symbol", 8),
    line: among(LINES, typed["line"]),
    circle: typed["by"] === "metres" ? { by: "metres", metres: circle } : { by: "minutes", minutes: circle },
    walkerKey: text("walkerKey", 40),
    populationGroup: text("populationGroup", 40),
    capacityUnit: among(CAPACITY_UNITS, typed["capacityUnit"]),
    standardZh: text("standardZh", 500),
    standardEn: text("standardEn", 500),
    source: text("source", 500),
    order: orderFrom(typed),
  };
}

export function facilityKindFrom(typed: Typed): FacilityKind {
  const text = (name: string) => (typed[name] ?? "").trim().slice(0, 60);
  return {
    ...{ key: text("key"), nameZh: text("nameZh"), nameEn: text("nameEn"), order: orderFrom(typed) },
    sector: among(SECTORS, typed["sector"]),
    line: among(LINES, typed["line"]),
    servesLevel: among(SERVED_LEVELS, typed["servesLevel"]),
  };
}

const orderFrom = (typed: Typed): number => {
  const order = Number.parseInt(typed["order"] ?? "", 10);
  return Number.isInteger(order) && order >= 0 && order < 10_000 ? order : 100;
};

export const typedFromType = ({ circle, order, ...type }: ServiceType): Typed => ({
  ...type,
  order: String(order),
  by: circle.by,
  circle: String(circle.by === "minutes" ? circle.minutes : circle.metres),
});

export const typedFromKind = ({ order, ...kind }: FacilityKind): Typed => ({ ...kind, order: String(order) });
