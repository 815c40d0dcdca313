// What somebody typed into the form of premises: read leniently, as offices write («1.2万»), and said field by field where it cannot be.
import { dateOf } from "~/modules/imports/domain/cell-date";
import { numberOf } from "~/modules/imports/domain/cell-number";
import { COORDINATE_SYSTEMS, type CoordinateSystem } from "~/modules/imports/domain/coordinate-system";
import type { Fen } from "~/shared/units";
import { yuanTyped } from "../yuan-typed";
import {
  FIRES,
  isPhone,
  LIFTS,
  MOST_FEN,
  MOST_M2,
  MOST_PLACES,
  type Premises,
  type PremisesContact,
  type PremisesFacts,
} from "./premises";

/** Everything typed, as typed: what a refused form opens with again. */
export type Typed = Readonly<Record<string, string>>;

export type PremisesField = (typeof PREMISES_FIELDS)[number];
export const PREMISES_FIELDS = [
  ...([
    "name",
    "area",
    "address",
    "x",
    "y",
    "system",
    "quality",
    "areaM2",
    "floor",
    "lift",
    "ownership",
    "lease",
    "fire",
  ] as const),
  ...(["rent", "build", "yearly", "places", "contactName", "phone", "note"] as const),
] as const;

export type FieldProblem =
  | { readonly kind: "missing" }
  | { readonly kind: "too-long"; readonly most: number }
  | { readonly kind: "not-a-number" }
  | { readonly kind: "not-money" }
  | { readonly kind: "not-a-phone" }
  | { readonly kind: "out-of-range"; readonly most: number }
  | { readonly kind: "not-whole" }
  | { readonly kind: "half-a-position" }
  | { readonly kind: "not-degrees" }
  | { readonly kind: "looks-swapped" }
  | { readonly kind: "far-outside" }
  | { readonly kind: "area-unknown" }
  | { readonly kind: "area-several"; readonly names: string };
export type FieldProblems = Partial<Record<PremisesField, FieldProblem>>;

export interface PremisesRead {
  readonly facts: Omit<PremisesFacts, "areaCode" | "position">;
  /** the area as it was written */
  readonly area: string;
  readonly at: {
    readonly x: number;
    readonly y: number;
    readonly system: CoordinateSystem;
    readonly quality: "exact" | "approximate";
  } | null;
  readonly contact: PremisesContact;
  readonly problems: FieldProblems;
}

const LONGEST = {
  name: 120,
  area: 100,
  address: 200,
  floor: 40,
  ownership: 60,
  lease: 100,
  contactName: 60,
  phone: 60,
  note: 2000,
} as const;

/** What a number may be taken with, and an amount of money not. */
const NOT_SURE: ReadonlySet<string> = new Set(["unit-left-out", "words-left-out", "lower-end-taken"]);

const among = <T extends string>(all: readonly T[], word: string | undefined, usual: T): T =>
  all.find((one) => one === word) ?? usual;

/** @param shown the phone as the form showed it, masked perhaps: it stands for the one on record. None in a new registration. */
export function premisesRead(typed: Typed, shown: string | null = null): PremisesRead {
  const problems: Partial<Record<PremisesField, FieldProblem>> = {};
  const text = (name: keyof typeof LONGEST): string => {
    const said = (typed[name] ?? "").trim();
    if (said.length > LONGEST[name]) problems[name] = { kind: "too-long", most: LONGEST[name] };
    return said;
  };
  const number = (name: PremisesField, most: number, whole = false): number | null => {
    const { value, remarks } = numberOf(typed[name] ?? "", { min: 0, max: most, whole });
    const error = remarks.find(({ severity }) => severity === "error");
    if (error)
      problems[name] =
        error.code === "out-of-range"
          ? { kind: "out-of-range", most }
          : { kind: error.code === "not-whole" ? "not-whole" : "not-a-number" };
    return value;
  };
  const fen = (name: PremisesField): Fen | null => {
    const most = MOST_FEN / 100;
    const whole = yuanTyped((typed[name] ?? "").replace(/(?:\/|每|一)?年\s*$/, ""));
    if (whole <= most) return Math.round(whole * 100);
    // About so much, to be agreed: what it is besides has no second figure and no words left over that could change it.
    const yuan = number(name, most);
    const { remarks } = numberOf(typed[name] ?? "");
    const isSure = !remarks.some(({ code }) => NOT_SURE.has(code));
    if (problems[name]?.kind === "not-a-number" || (yuan !== null && !isSure)) problems[name] = { kind: "not-money" };
    return yuan === null ? null : Math.round(yuan * 100);
  };
  const [name, lease] = [text("name"), text("lease")];
  if (name === "") problems.name = { kind: "missing" };
  const leaseUntil = dateOf(lease, { endOfPeriod: true }).value;
  const areaM2 = number("areaM2", MOST_M2);
  const facts = {
    ...{
      name,
      address: text("address"),
      areaM2: areaM2 === 0 ? null : areaM2,
      floor: text("floor"),
      ownership: text("ownership"),
      note: text("note"),
    },
    ...{ lift: among(LIFTS, typed["lift"], "unknown"), fire: among(FIRES, typed["fire"], "unknown") },
    ...{ leaseUntil, leaseWords: leaseUntil === null ? lease : "" },
    ...{ rentFen: fen("rent"), buildFen: fen("build"), yearlyFen: fen("yearly"), places: number("places", MOST_PLACES, true) },
  };
  const contact = { name: text("contactName"), phone: text("phone") };
  if (contact.phone !== "" && contact.phone !== shown && !isPhone(contact.phone)) problems.phone ??= { kind: "not-a-phone" };
  return { facts, area: text("area"), at: positionTyped(typed, problems), contact, problems };
}

function positionTyped(typed: Typed, problems: Partial<Record<PremisesField, FieldProblem>>): PremisesRead["at"] {
  const [east, north] = [(typed["x"] ?? "").trim(), (typed["y"] ?? "").trim()];
  if (east === "" && north === "") return null;
  if (east === "" || north === "") {
    problems[east === "" ? "x" : "y"] = { kind: "half-a-position" };
    return null;
  }
  const [x, y] = [Number(east), Number(north)];
  if (!Number.isFinite(x) || Math.abs(x) > 180) problems.x = { kind: "not-degrees" };
  if (!Number.isFinite(y) || Math.abs(y) > 85) problems.y = { kind: "not-degrees" };
  if (problems.x || problems.y) return null;
  return {
    x,
    y,
    system: among(COORDINATE_SYSTEMS, typed["system"], "WGS-84"),
    quality: among(["exact", "approximate"], typed["quality"], "exact"),
  };
}

/** What comes back as it was shown, masked perhaps, stands for what it was made of. */
export const contactMeant = (
  said: PremisesContact,
  shown: PremisesContact | null,
  known: PremisesContact | null,
): PremisesContact => ({
  name: shown !== null && known !== null && said.name === shown.name ? known.name : said.name,
  phone: shown !== null && known !== null && said.phone === shown.phone ? known.phone : said.phone,
});

const yuan = (fen: Fen | null): string => (fen === null ? "" : String(fen / 100));
const figure = (value: number | null): string => (value === null ? "" : String(value));

/** The form as it opens; a position of the community's middle is no figure somebody typed. */
export function typedOf(premises: Omit<Premises, "contactCipher">, area: string, contact: PremisesContact | null): Typed {
  const { position, leaseUntil, leaseWords } = premises;
  const at = position?.raw ?? (position ? { x: position.lon, y: position.lat, system: "WGS-84" as const } : null);
  return {
    ...{
      name: premises.name,
      area,
      address: premises.address,
      floor: premises.floor,
      ownership: premises.ownership,
      note: premises.note,
    },
    ...{
      lift: premises.lift,
      fire: premises.fire,
      lease: leaseUntil ?? leaseWords,
      areaM2: figure(premises.areaM2),
      places: figure(premises.places),
    },
    ...{ rent: yuan(premises.rentFen), build: yuan(premises.buildFen), yearly: yuan(premises.yearlyFen) },
    ...{
      x: at ? String(at.x) : "",
      y: at ? String(at.y) : "",
      system: at?.system ?? "WGS-84",
      quality: position?.quality ?? "exact",
    },
    ...{ contactName: contact?.name ?? "", phone: contact?.phone ?? "", version: String(premises.version) },
  };
}
