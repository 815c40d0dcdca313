// Decides whether an offer has what was asked for: yes, no, or unknown where nobody has said. What a class must have (age, care
// pattern, a free place, the price) one and the same class must have; the rest is the place's. Unknown is never taken for no.
import { classesForAge, NURSERY_CLASSES, type AgeClassRule } from "~/modules/catalog/domain/class-for-age";
import { documentStanding } from "~/modules/catalog/domain/document-clock";
import type { Hours, PriceUnit } from "~/modules/catalog/domain/facility";
import { feeOf } from "~/modules/catalog/domain/fee";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Need, Wishes } from "./need";
import type { AskedFacts, ClassFacts, ClassNature, ClassPrice, PaidPrice } from "./offer-facts";
import { isSubsidised, priceAfterSubsidy, type Paying } from "./price-after-subsidy";

export type Fits = "yes" | "unknown" | "no";

export const ASKED = ["age", "pattern", "free", "inclusive", "price", "open", "papers", "inspected", "needs"] as const;
export type Asked = (typeof ASKED)[number];

export interface Fitting {
  readonly fits: Fits;
  /** what was asked for and is not so, or not known to be */
  readonly not: readonly Asked[];
  readonly unknown: readonly Asked[];
  /** the class that suits best; null where the offer names none */
  readonly best: ClassFacts | null;
  /** what whoever looks would pay of it */
  readonly price: PaidPrice | null;
}

export interface FittingContext {
  readonly need: Pick<Need, "wishes">;
  /** age on the day of the start; null = not said */
  readonly months: number | null;
  /** what a price is told in: by the month, the meal … */
  readonly unit: PriceUnit;
  readonly day: CalendarDay;
  readonly paying: Paying;
  readonly ageRules?: readonly AgeClassRule[];
}

type Answer = readonly [asked: Asked, fits: Fits];

export function fittingOf(offer: AskedFacts, context: FittingContext): Fitting {
  const { wishes } = context.need;
  const ofPlace = answersOfPlace(offer, wishes, context.day);
  const classes = offer.classes.map((one) => ({ one, answers: answersOfClass(one, context), price: paidOf(one, context) }));
  classes.sort(
    (a, b) => byFit(a.answers, b.answers) || byFreedom(a.one, b.one) || byPrice(a.price, b.price) || width(a.one) - width(b.one),
  );
  const best = classes[0] ?? null;
  const answers = [...ofPlace, ...(best?.answers ?? unsaid(context))];
  return {
    fits: worst(answers),
    not: answers.filter(([, fits]) => fits === "no").map(([asked]) => asked),
    unknown: answers.filter(([, fits]) => fits === "unknown").map(([asked]) => asked),
    best: best?.one ?? null,
    price: best?.price ?? null,
  };
}

const RANK: Record<Fits, number> = { yes: 0, unknown: 1, no: 2 };
const worst = (answers: readonly Answer[]): Fits =>
  answers.some(([, fits]) => fits === "no") ? "no" : answers.some(([, fits]) => fits === "unknown") ? "unknown" : "yes";

/** Of classes that do not suit, one of the child's age says best why not. */
function byFit(a: readonly Answer[], b: readonly Answer[]): number {
  const misses = (answers: readonly Answer[], of: Fits) => answers.filter(([, fits]) => fits === of).length;
  const isOtherAge = (answers: readonly Answer[]) => Number(answers.some(([asked, fits]) => asked === "age" && fits === "no"));
  return (
    RANK[worst(a)] - RANK[worst(b)] ||
    isOtherAge(a) - isOtherAge(b) ||
    misses(a, "no") - misses(b, "no") ||
    misses(a, "unknown") - misses(b, "unknown")
  );
}

const FREEDOM = { free: 0, unknown: 1, full: 2 } as const;
const byFreedom = (a: ClassFacts, b: ClassFacts): number =>
  FREEDOM[a.vacancy.kind] - FREEDOM[b.vacancy.kind] || placesIn(b) - placesIn(a);
const placesIn = ({ vacancy }: ClassFacts): number => (vacancy.kind === "free" ? vacancy.places : 0);
const byPrice = (a: PaidPrice | null, b: PaidPrice | null): number =>
  (a?.personFen ?? Infinity) - (b?.personFen ?? Infinity) || 0;
const width = ({ fromMonths, toMonths }: ClassFacts): number => (toMonths ?? 1_200) - (fromMonths ?? 0);

/** Nothing is said of any class: whatever one of them must have is unknown. */
const unsaid = ({ need: { wishes }, months }: FittingContext): Answer[] =>
  askedOfClass(wishes, months).map((asked): Answer => [asked, "unknown"]);

const askedOfClass = (wishes: Wishes, months: number | null): Asked[] => [
  ...(months === null ? [] : ["age" as const]),
  ...(wishes.pattern === null ? [] : ["pattern" as const]),
  ...(wishes.free ? ["free" as const] : []),
  ...(wishes.inclusive ? ["inclusive" as const] : []),
  ...(wishes.mostYuan === null ? [] : ["price" as const]),
];

function answersOfClass(one: ClassFacts, context: FittingContext): Answer[] {
  const { need, months, ageRules } = context;
  const { wishes } = need;
  const answer: Record<string, () => Fits> = {
    age: () => ageFits(one, months!, ageRules),
    pattern: () => (one.pattern === null ? "unknown" : one.pattern === wishes.pattern ? "yes" : "no"),
    free: () => (({ free: "yes", full: "no", unknown: "unknown" }) as const)[one.vacancy.kind],
    inclusive: () => (one.isInclusive ? "yes" : "no"),
    price: () => priceFits(paidOf(one, context), wishes.mostYuan!),
  };
  return askedOfClass(wishes, months).map((asked): Answer => [asked, answer[asked]!()]);
}

/** Whether a wish is about the place, and not about one of its classes. */
export const asksOfPlace = ({ openOn, openAt, papers, inspected, needs }: Wishes): boolean =>
  openOn !== null || openAt !== null || papers.length + needs.length > 0 || inspected;

/**
 * The classes one of which is the best: those for other ages are not, as long as there is any that may take the child. What they
 * cost and whether they are full need not be known then.
 */
export function classesInQuestion<C extends ClassNature>(classes: readonly C[], months: number | null): readonly C[] {
  if (months === null) return classes;
  const own = classes.filter((one) => ageFits(one, months) !== "no");
  return own.length > 0 ? own : classes;
}

/** By the ages the class itself states, else by those of its kind; a class that tells neither is unknown. */
export function ageFits(
  { kind, fromMonths, toMonths }: Pick<ClassFacts, "kind" | "fromMonths" | "toMonths">,
  months: number,
  rules: readonly AgeClassRule[] = NURSERY_CLASSES,
): Fits {
  if (fromMonths !== null || toMonths !== null)
    return months >= (fromMonths ?? 0) && months < (toMonths ?? Infinity) ? "yes" : "no";
  if (!rules.some((rule) => rule.kind === kind)) return "unknown";
  return classesForAge(months, rules).some((rule) => rule.kind === kind) ? "yes" : "no";
}

/** The prices of a class in a unit, meals apart (餐费); where the unit is meals, meals are what is paid for. */
export const pricesIn = <P extends ClassPrice>(prices: readonly P[], unit: PriceUnit): P[] =>
  prices.filter((price) => price.unit === unit && (unit === "meal" || feeOf("", price.tier, price.unit) === "care"));

/** The least somebody would pay for a class in a unit: what comes off is the same as on the place's own page. */
export function paidOf(one: Omit<ClassFacts, "vacancy">, { unit, day, paying }: Pick<FittingContext, "unit" | "day" | "paying">) {
  const { kind: classKind, pattern: carePattern, isInclusive } = one;
  const { payer, rules, serviceType } = paying;
  const paid = pricesIn(one.prices, unit).map((price): PaidPrice => {
    const fee = feeOf(serviceType, price.tier, price.unit);
    const published = { ...price, fee, serviceType, classKind, carePattern, isInclusive };
    const { personFen, rule } = priceAfterSubsidy(published, payer, rules, day);
    return { ...price, personFen, stands: rule ? "after" : isSubsidised(published, rules, day) ? "before" : "plain" };
  });
  return paid.reduce<PaidPrice | null>((least, price) => (least && least.personFen <= price.personFen ? least : price), null);
}

const priceFits = (price: PaidPrice | null, mostYuan: number): Fits =>
  price === null ? "unknown" : price.personFen <= mostYuan * 100 ? "yes" : "no";

function answersOfPlace(offer: AskedFacts, { openOn, openAt, papers, inspected, needs }: Wishes, day: CalendarDay): Answer[] {
  const answers: Answer[] = [];
  if (openOn !== null || openAt !== null) answers.push(["open", openFits(offer.hours, openOn, openAt)]);
  if (papers.length > 0) answers.push(["papers", worst(papers.map((paper): Answer => ["papers", paperFits(offer, paper, day)]))]);
  if (inspected) answers.push(["inspected", offer.inspection === null ? "unknown" : offer.inspection.open === 0 ? "yes" : "no"]);
  if (needs.length > 0) {
    const each = needs.map((need): Answer => {
      const has = offer.has[need];
      return ["needs", has === null ? "unknown" : has ? "yes" : "no"];
    });
    answers.push(["needs", worst(each)]);
  }
  return answers;
}

/** A paper that has run out is no paper; one nobody recorded may be there all the same. */
function paperFits({ papers }: AskedFacts, kind: "licence" | "filing", day: CalendarDay): Fits {
  const own = papers.filter((paper) => paper.kind === kind);
  if (own.length === 0) return "unknown";
  return own.some(({ expiresOn }) => documentStanding(expiresOn, day).kind !== "expired") ? "yes" : "no";
}

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR"];
const WEEKEND = ["SA", "SU"];

/** Open on a weekday means Monday to Friday all; at the weekend either day. */
export function openFits(hours: readonly Hours[], on: Wishes["openOn"], at: string | null): Fits {
  if (hours.length === 0) return "unknown";
  const isOpen = (day: string) =>
    hours.some(
      ({ byDay, opensAt, closesAt }) => byDay.split(",").includes(day) && (at === null || (opensAt <= at && at < closesAt)),
    );
  return (on === "weekend" ? WEEKEND.some(isOpen) : WEEKDAYS.every(isOpen)) ? "yes" : "no";
}
