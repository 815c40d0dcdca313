// Decides which offerings, classes and capacities a row means. A total beside named classes is split: what the classes do not
// name becomes general places, so nothing is counted twice.
import type { Issue, IssueCode, Severity } from "~/modules/imports/domain/issue";
import type { ReadRow } from "~/modules/imports/domain/row-reading";
import { LARGEST_CLASS, type Capacity } from "./capacity";
import type { CarePattern, Facility, Price, PriceUnit } from "./facility";
import type { ClassDraft, OfferingDraft } from "./facility-draft";
import { pricesOf } from "./fee";
import { SERVICE_OF_CLASS, SERVICE_OF_KIND } from "./facility-import-schema";

/** How a rule remarks on the row it reads. */
export type Say = (severity: Severity, code: IssueCode, field: string, facts?: Issue["facts"]) => void;

interface Figures {
  readonly licensed?: number;
  readonly staffed?: number;
  readonly taken?: number;
}

const number = (row: ReadRow, key: string): number | undefined => {
  const value = row.values[key];
  return typeof value === "number" ? value : undefined;
};
const figuresAt = (row: ReadRow, prefix: string): Figures => ({
  licensed: number(row, `${prefix}licensed`),
  staffed: number(row, `${prefix}staffed`),
  taken: number(row, `${prefix}taken`),
});
const isSaid = (figures: Figures): boolean =>
  figures.licensed !== undefined || figures.staffed !== undefined || figures.taken !== undefined;

/** The offerings that hold after the row: those running before, with what the row says put over them. */
export function offeringsSaid(
  row: ReadRow,
  facility: Facility,
  running: readonly OfferingDraft[],
  say: Say,
): readonly OfferingDraft[] {
  const named = Object.keys(SERVICE_OF_CLASS).flatMap((kind) => {
    const figures = figuresAt(row, `${kind}.`);
    return isSaid(figures) ? [{ kind, figures, service: SERVICE_OF_CLASS[kind] ?? "" }] : [];
  });
  const listed = row.values["services"];
  const said = Array.isArray(listed) ? (listed as readonly string[]) : [];
  const services = [...new Set([...said, ...named.map(({ kind, service }) => serviceFor(kind, service, said, running))])];
  if (services.length === 0 && running.length === 0) {
    const kind = String(row.values["kind"] ?? facility.kindKey);
    const assumed = SERVICE_OF_KIND[kind];
    if (assumed === undefined) say("warning", "no-service", "services");
    else {
      say("note", "service-assumed", "services", { service: assumed });
      services.push(assumed);
    }
  }
  const main = said[0] ?? running[0]?.serviceType ?? services[0];
  const drafts = new Map(running.map((offering) => [offering.serviceType, offering]));
  for (const service of services) if (!drafts.has(service)) drafts.set(service, { serviceType: service, classes: [] });
  for (const { kind, figures, service } of named) {
    const at = serviceFor(kind, service, said, running);
    const offering = drafts.get(at);
    if (offering)
      drafts.set(at, { ...offering, classes: withClass(row, at, offering.classes, kind, figures, say, `${kind}.licensed`) });
  }
  if (main !== undefined) sayTotal(row, drafts, main, named, say);
  return [...drafts.values()];
}

/** A nursery's classes belong to the toddler class of a kindergarten where that is what it offers. */
const serviceFor = (kind: string, service: string, said: readonly string[], running: readonly OfferingDraft[]): string => {
  const offers = (type: string) => said.includes(type) || running.some((offering) => offering.serviceType === type);
  return service === "nursery" && !offers("nursery") && offers("toddler-class") ? "toddler-class" : service;
};

function sayTotal(
  row: ReadRow,
  drafts: Map<string, OfferingDraft>,
  main: string,
  named: readonly { kind: string; figures: Figures; service: string }[],
  say: Say,
): void {
  const offering = drafts.get(main);
  if (!offering) return;
  const total = figuresAt(row, "");
  const parts = named.filter(({ service }) => service === main || (main === "toddler-class" && service === "nursery"));
  const hasFacts = ["ageFrom", "ageTo", "carePattern", "isInclusive", "peoplePerCarer", "price", "mealPrice"].some(
    (key) => row.values[key] !== undefined,
  );
  if (parts.length === 0) {
    if (!isSaid(total) && !hasFacts) return;
    if (isSumOf(total, [...drafts.values()])) return;
    if (offering.classes.length > 1 && isSaid(total))
      return say("warning", "total-not-split", "licensed", { total: total.licensed ?? total.staffed ?? total.taken ?? 0 });
    const only = offering.classes.length === 1 ? offering.classes[0] : undefined;
    const kind = only?.kind ?? "general";
    drafts.set(main, { ...offering, classes: withClass(row, main, offering.classes, kind, total, say, "licensed") });
    return;
  }
  const sum = parts.reduce((all, { figures }) => all + (figures.licensed ?? figures.staffed ?? 0), 0);
  const rest = (total.licensed ?? sum) - sum;
  if (rest < 0) say("warning", "parts-exceed-total", "licensed", { total: total.licensed ?? 0, parts: sum });
  if (rest > 0) {
    const kind = main === "residential" ? "general-bed" : "general";
    if (!parts.some((part) => part.kind === kind))
      drafts.set(main, {
        ...offering,
        classes: withClass(row, main, offering.classes, kind, { licensed: rest }, say, "licensed"),
      });
  }
  if (total.taken !== undefined && !parts.some(({ figures }) => figures.taken !== undefined))
    say("warning", "total-not-split", "taken", { total: total.taken });
}

/** A total that only adds up what is known of each class says nothing new, as in a file we exported ourselves. */
function isSumOf(total: Figures, offerings: readonly OfferingDraft[]): boolean {
  const capacities = offerings.flatMap(({ classes }) => classes.flatMap(({ capacity }) => (capacity ? [capacity] : [])));
  const sum = (figure: "licensed" | "staffed" | "taken") =>
    capacities.reduce((all, capacity) => all + (capacity[figure] ?? 0), 0);
  const agrees = (figure: "licensed" | "staffed" | "taken") => total[figure] === undefined || total[figure] === sum(figure);
  return (
    isSaid(total) &&
    (capacities.length > 1 || sum("licensed") + sum("staffed") === 0) &&
    agrees("licensed") &&
    agrees("staffed") &&
    agrees("taken")
  );
}

function withClass(
  row: ReadRow,
  service: string,
  classes: readonly ClassDraft[],
  kind: string,
  figures: Figures,
  say: Say,
  field: string,
): readonly ClassDraft[] {
  const before = classes.find((ofClass) => ofClass.kind === kind);
  const said: ClassDraft = {
    kind,
    carePattern: (row.values["carePattern"] as CarePattern | undefined) ?? before?.carePattern ?? null,
    ageFromMonths: number(row, "ageFrom") ?? before?.ageFromMonths ?? null,
    ageToMonths: number(row, "ageTo") ?? before?.ageToMonths ?? null,
    isInclusive: typeof row.values["isInclusive"] === "boolean" ? row.values["isInclusive"] : (before?.isInclusive ?? false),
    peoplePerCarer: number(row, "peoplePerCarer") ?? before?.peoplePerCarer ?? null,
    capacity: capacitySaid(figures, before?.capacity ?? null, say, field),
    prices: pricesSaid(row, service, before?.prices ?? []),
  };
  if (said.ageFromMonths !== null && said.ageToMonths !== null && said.ageFromMonths >= said.ageToMonths) {
    say("error", "period-runs-backwards", "ageTo", { from: said.ageFromMonths, to: said.ageToMonths });
  }
  return before ? classes.map((ofClass) => (ofClass === before ? said : ofClass)) : [...classes, said];
}

function capacitySaid(figures: Figures, before: Capacity | null, say: Say, field: string): Capacity | null {
  if (!isSaid(figures)) return before;
  const licensed = figures.licensed ?? before?.licensed ?? figures.staffed;
  if (licensed === undefined) return before;
  const known = before?.staffed ?? null;
  const staffed = figures.staffed ?? (known !== null && known <= licensed ? known : null);
  if (staffed === null) say("note", "staffed-unknown", field, { licensed });
  const taken = figures.taken ?? before?.taken ?? null;
  const staffedField = field.replace(/licensed$/, "staffed");
  if (staffed !== null && staffed > licensed) say("error", "staffed-above-licensed", staffedField, { staffed, licensed });
  if (licensed > LARGEST_CLASS) say("error", "out-of-range", field, { min: 0, max: LARGEST_CLASS });
  if (taken !== null && taken > (staffed ?? licensed))
    say("warning", "taken-above-staffed", field.replace(/licensed$/, "taken"), { taken, staffed: staffed ?? licensed });
  return { licensed, staffed, taken };
}

/** 保育费 and 餐费 are two prices: each column finds its own among those of before. */
function pricesSaid(row: ReadRow, service: string, before: readonly Price[]): readonly Price[] {
  const care = service === "meals" ? before : pricesOf("care", service, before);
  const tierSaid = row.values["priceTier"];
  const said = withPrice(row, ["price", "priceUnit"], before, care, {
    tier: typeof tierSaid === "string" ? tierSaid : null,
    usual: "standard",
  });
  return withPrice(row, ["mealPrice", "mealPriceUnit"], said, pricesOf("meals", service, said), { tier: null, usual: "餐费" });
}

function withPrice(
  row: ReadRow,
  [field, unitField]: readonly [string, string],
  before: readonly Price[],
  among: readonly Price[],
  named: { readonly tier: string | null; readonly usual: string },
): readonly Price[] {
  const yuan = number(row, field);
  if (yuan === undefined) return before;
  const unit = (row.values[unitField] as PriceUnit | undefined) ?? among[0]?.unit ?? "month";
  const tier = named.tier ?? among.find((price) => price.unit === unit)?.tier ?? named.usual;
  const said: Price = { tier, unit, amountFen: Math.round(yuan * 100) };
  const same = before.find((price) => price.tier === tier && price.unit === unit);
  return same ? before.map((price) => (price === same ? said : price)) : [...before, said];
}
