import { planeAround, pointsOnPlane } from "~/modules/places/domain/local-plane";
import type { Candidate } from "./candidate";
import type { SitingQuestion } from "./siting-question";
import type { FewerThanAsked, FewerReason } from "./siting-result";
import type { SitingFound, SitingInput } from "./siting-run";
import { FORBIDDEN, FREE, type SitingLimit } from "./solving/siting-problem";
import { candidateOf, isFarFromUpper, isUpperSite, needsOf } from "./two-levels";

/** Amounts are sums of machine numbers. */
const NEARLY = 1e-9;

/** The limits of money and of each district beside how many. */
const kindOf = ({ key }: SitingLimit): "build" | "yearly" | "district" | null =>
  key === "build" || key === "yearly" ? key : key.startsWith("district ") ? "district" : null;

/**
 * Why fewer places were chosen than asked for; null where they were not. Every candidate left is asked what keeps it out beside the
 * chosen ones: money, a district that is full, one too near; what nothing keeps out would help nobody more, and beside it money is
 * told only of a place known to help. Asked for are new ones: places made larger are none of them, and take of the money like the
 * others; where without them it would pay for a new one, that it does more by extending is the reason.
 */
export function whyFewer(
  question: SitingQuestion,
  { candidates }: { readonly candidates: readonly Candidate[] },
  { input }: { readonly input: AskedInput },
  found: Pick<SitingFound, "chosen" | "proved"> & Partial<Pick<SitingFound, "reserve">>,
): FewerThanAsked | null {
  const { chosen, proved } = found;
  const { aim, upper = null } = question;
  const count = upper && question.count !== null ? upper.count && question.count + upper.count : question.count;
  const isNew = (site: number) => candidates[candidateOf(input, site)]!.from !== "extend";
  const made = chosen.filter(isNew).length;
  // The fewest for everybody are the aim there, and not a shortage.
  if (aim === "all" || (count === null ? chosen.length > 0 : made >= count)) return null;
  const asked = { asked: count, chosen: made, ...(made < chosen.length ? { extended: chosen.length - made } : {}) };
  const { mayStand, left, far } = whoIsLeft(question, input, chosen, isNew);
  if (left.length + far.length === 0) return { ...asked, reasons: [{ key: "candidates", count: countOf(input, mayStand) }] };

  const full = fullLimits(input, chosen);
  const kept = keptOut(question, input, { chosen, isNew, left, far }, full);
  const told = (key: "conflicts" | "needs" | "nobody", of: readonly Kept[]): FewerReason[] =>
    of.length > 0 ? [{ key, ...someOf(input, of, kept) }] : [];
  const fits = kept.filter(({ by, isNear, isAlone }) => by.length === 0 && !isNear && !isAlone);
  const isFull = kept.some(({ by }) => by.some(({ kind }) => kind === "district"));
  const reasons: FewerReason[] = [
    ...moneyReasons({ question, candidates, input, found, isNew, full, kept, fits }),
    ...(isFull ? [{ key: "district" as const, needed: (question.perDistrict.most ?? 0) + 1 }] : []),
    ...told(
      "conflicts",
      kept.filter(({ isNear }) => isNear),
    ),
    ...told(
      "needs",
      kept.filter(({ by, isNear, isAlone }) => isAlone && by.length === 0 && !isNear),
    ),
    ...(proved ? told("nobody", fits) : fits.length > 0 ? [{ key: "unproved" as const }] : []),
  ];
  if (reasons.length === 0) {
    const alone = kept.filter(({ isAlone }) => isAlone);
    reasons.push({ key: "needs", ...someOf(input, alone, kept) });
  }
  return { ...asked, reasons: reasons.filter(({ key }, at) => reasons.findIndex((other) => other.key === key) === at) };
}

type AskedInput = Pick<SitingInput, "existing" | "state" | "limits" | "points" | "sites" | "levels">;

/** Candidates, each once, also where it could stand at two levels. */
const countOf = (input: AskedInput, sites: readonly number[]): number =>
  new Set(sites.map((site) => candidateOf(input, site))).size;

/** How many they are, where it is not all of them. */
const someOf = (input: AskedInput, of: readonly Kept[], kept: readonly Kept[]) =>
  of.length < kept.length
    ? {
        some: countOf(
          input,
          of.map(({ site }) => site),
        ),
      }
    : {};

/**
 * New ones that may stand at all, those of them that are left, and those of the lower level that are nowhere near an upper one:
 * forbidden for that, and asked like the others.
 */
function whoIsLeft(
  { upper = null, count }: SitingQuestion,
  input: AskedInput,
  chosen: readonly number[],
  isNew: (site: number) => boolean,
) {
  const { existing, state, levels = null } = input;
  const isChosen = new Set(chosen);
  // Of two levels a candidate stands at one, and a level may have all that were asked of it.
  const isTaken = new Set(levels ? chosen.map((site) => candidateOf(input, site)) : []);
  const ofLevel = (isUpper: boolean) => chosen.filter((site) => isUpperSite(input, site) === isUpper).length;
  const isLevelFull = (isUpper: boolean) => ofLevel(isUpper) >= ((isUpper ? upper!.count : count) ?? Infinity);
  const [isLowerFull, isUpperFull] = upper ? [isLevelFull(false), isLevelFull(true)] : [false, false];
  const mayStand = Array.from(state.keys()).filter((site) => site >= existing && state[site] !== FORBIDDEN && isNew(site));
  const isOut = (site: number) => isTaken.has(candidateOf(input, site)) || (isUpperSite(input, site) ? isUpperFull : isLowerFull);
  const left = mayStand.filter((site) => state[site] === FREE && !isChosen.has(site) && !(levels && isOut(site)));
  const isFar = isFarFromUpper(input);
  const far = isLowerFull ? [] : Array.from(state.keys()).filter((site) => isFar(site) && !isTaken.has(candidateOf(input, site)));
  return { mayStand, left, far };
}

/** Limits of money and of districts, with what the chosen ones use of each. */
function fullLimits({ limits }: AskedInput, chosen: readonly number[]): Full[] {
  return limits.flatMap((limit): Full[] => {
    const kind = kindOf(limit);
    if (!kind || !(limit.most < Infinity)) return [];
    const amount = new Map(Array.from(limit.site, (site, at) => [site, limit.amount[at]!]));
    const of = (site: number) => amount.get(site) ?? 0;
    const used = chosen.reduce((sum, site) => sum + of(site), 0);
    const slack = limit.most + NEARLY * Math.max(1, Math.abs(limit.most));
    return [{ kind, used, of, isOver: (more) => used + more > slack }];
  });
}

interface Left {
  readonly chosen: readonly number[];
  readonly isNew: (site: number) => boolean;
  readonly left: readonly number[];
  readonly far: readonly number[];
}

/** What keeps out each of those that are left. */
function keptOut(question: SitingQuestion, input: AskedInput, { chosen, isNew, left, far }: Left, full: readonly Full[]): Kept[] {
  const isTooNear = nearness(question, input, chosen.filter(isNew));
  const isChosen = new Set(chosen);
  const isFarOff = new Set(far);
  const needs = new Map(needsOf(input).map(({ site, oneOf }) => [site, oneOf]));
  return [...new Set([...left, ...far])].map((site) => ({
    site,
    by: full.filter(({ of, isOver }) => of(site) > 0 && isOver(of(site))),
    isNear: isTooNear(site),
    isAlone: isFarOff.has(site) || (needs.has(site) && !needs.get(site)!.some((other) => isChosen.has(other))),
  }));
}

interface Shortage {
  readonly question: SitingQuestion;
  readonly candidates: readonly Candidate[];
  readonly input: AskedInput;
  readonly found: Pick<SitingFound, "chosen" | "proved"> & Partial<Pick<SitingFound, "reserve">>;
  readonly isNew: (site: number) => boolean;
  readonly full: readonly Full[];
  readonly kept: readonly Kept[];
  /** those nothing keeps out */
  readonly fits: readonly Kept[];
}

/** Money to build and to run: what one more would take, or that what is made larger has it. */
function moneyReasons({ question, candidates, input, found, isNew, full, kept, fits }: Shortage): FewerReason[] {
  const { existing, state } = input;
  const { chosen, proved, reserve = [] } = found;
  const isChosen = new Set(chosen);
  const larger = chosen.filter((site) => !isNew(site));
  const given = larger.filter((site) => state[site] === FREE);
  const isAnyMore =
    larger.length < (question.extend?.most ?? Infinity) &&
    Array.from(state.keys()).some((site) => site >= existing && state[site] === FREE && !isNew(site) && !isChosen.has(site));
  // Beside two places for everybody only the first in reserve adds by itself.
  const adding = reserve.filter(({ adds }, at) => adds > 0 && (at === 0 || question.aim !== "twice")).map(({ site }) => site);
  return (["build", "yearly"] as const).flatMap((kind): FewerReason[] => {
    const out = kept.filter(({ by }) => by.some((limit) => limit.kind === kind));
    const among = fits.length > 0 ? onlyBy(out, 1).filter(({ site }) => adding.includes(site)) : dearOnes(out, kept);
    if (among.length === 0) return [];
    const limit = full.find((each) => each.kind === kind)!;
    const { site, by, isNear, isAlone } = among.reduce((a, b) => (limit.of(b.site) < limit.of(a.site) ? b : a));
    const { name, nameEn, lon, lat, capacity } = candidates[candidateOf(input, site)]!;
    const price = limit.of(site);
    const cheapest = { name, nameEn, lon: lon!, lat: lat!, price };
    const some = someOf(input, among, kept);
    const isPaidBy = ({ of, isOver, kind: its }: Full) =>
      its !== "district" && !isOver(of(site) - given.reduce((sum, each) => sum + of(each), 0));
    if (given.length > 0 && !isNear && !isAlone && by.every(isPaidBy)) {
      if (!proved) return [{ key: "unproved" }];
      const each = kind === "build" ? eachCosts(question, price, capacity ?? question.capacity) : null;
      return [{ key: "extending", cheapest, ...some, ...(each ? { each } : {}) }];
    }
    const how = fits.length > 0 ? { adds: true as const } : some;
    return [{ key: kind, needed: limit.used + price, cheapest, ...how, ...(isAnyMore ? { mayExtend: true as const } : {}) }];
  });
}

/** A limit of money or of a district, with what is used of it. */
interface Full {
  readonly kind: "build" | "yearly" | "district";
  readonly used: number;
  readonly of: (site: number) => number;
  readonly isOver: (more: number) => boolean;
}

/** A place left, and what keeps it out. */
interface Kept {
  readonly site: number;
  readonly by: readonly Full[];
  readonly isNear: boolean;
  /** of the lower level, and no upper one near is chosen */
  readonly isAlone: boolean;
}

/** Those that nothing but so many limits keep out, none of a district. */
const onlyBy = (out: readonly Kept[], most: number): readonly Kept[] =>
  out.filter(
    ({ by, isNear, isAlone }) => by.length <= most && by.every(({ kind }) => kind !== "district") && !isNear && !isAlone,
  );

/** Of those that money keeps out the ones to tell of: kept out by it alone, else by both kinds of money, else where it is all of them. */
function dearOnes(out: readonly Kept[], kept: readonly Kept[]): readonly Kept[] {
  const [alone, both] = [onlyBy(out, 1), onlyBy(out, 2)];
  if (alone.length > 0) return alone;
  if (both.length > 0) return both;
  return out.length === kept.length ? out : [];
}

/** What an extension costs for each person more, and the new one for each it holds; null where that is unknown or speaks against it. */
function eachCosts({ extend }: SitingQuestion, price: number, holds: number | null) {
  if (!extend || extend.build === null || holds === null) return null;
  const each = { extended: Math.round(extend.build / extend.people), fresh: Math.round(price / holds) };
  return each.extended < each.fresh ? each : null;
}

function nearness(
  { spacing }: SitingQuestion,
  { points, sites }: Pick<SitingInput, "points" | "sites">,
  chosen: readonly number[],
): (site: number) => boolean {
  if (spacing === null) return () => false;
  const { x, y } = pointsOnPlane(planeAround(points.lon, points.lat), sites.lon, sites.lat);
  return (site) => chosen.some((other) => Math.hypot(x[site]! - x[other]!, y[site]! - y[other]!) < spacing);
}
