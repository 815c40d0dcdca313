import { planeAround, pointsOnPlane } from "~/modules/places/domain/local-plane";
import type { Candidate } from "./candidate";
import type { SitingQuestion } from "./siting-question";
import type { FewerThanAsked, FewerReason } from "./siting-result";
import type { SitingInput } from "./siting-run";
import { FORBIDDEN, FREE, type SitingLimit } from "./solving/siting-problem";
import { candidateOf, isFarFromUpper, isUpperSite, needsOf } from "./two-levels";

/** Amounts are sums of machine numbers. */
const NEARLY = 1e-9;

/** The limits of money and of each district beside how many. */
const kindOf = ({ key }: SitingLimit): "build" | "yearly" | "district" | null =>
  key === "build" || key === "yearly" ? key : key.startsWith("district ") ? "district" : null;

/**
 * Why fewer places were chosen than asked for; null where they were not. Every candidate left is asked what keeps it out beside the
 * chosen ones: money, a district that is full, one too near; what nothing keeps out would help nobody more. Asked for are new ones:
 * places made larger are none of them, and take of the money like the others.
 */
export function whyFewer(
  question: SitingQuestion,
  { candidates }: { readonly candidates: readonly Candidate[] },
  { input }: { readonly input: Pick<SitingInput, "existing" | "state" | "limits" | "points" | "sites" | "levels"> },
  { chosen, proved }: { readonly chosen: readonly number[]; readonly proved: boolean },
): FewerThanAsked | null {
  const { aim, upper = null } = question;
  const count = upper && question.count !== null ? upper.count && question.count + upper.count : question.count;
  // The fewest for everybody are the aim there, and not a shortage.
  const { existing, state, limits, levels = null } = input;
  const isNew = (site: number) => candidates[candidateOf(input, site)]!.from !== "extend";
  const made = chosen.filter(isNew).length;
  if (aim === "all" || (count === null ? chosen.length > 0 : made >= count)) return null;
  const isChosen = new Set(chosen);
  // Of two levels a candidate stands at one, and a level may have all that were asked of it.
  const isTaken = new Set(levels ? chosen.map((site) => candidateOf(input, site)) : []);
  const ofLevel = (isUpper: boolean) => chosen.filter((site) => isUpperSite(input, site) === isUpper).length;
  const isLevelFull = (isUpper: boolean) => ofLevel(isUpper) >= ((isUpper ? upper!.count : question.count) ?? Infinity);
  const [isLowerFull, isUpperFull] = upper ? [isLevelFull(false), isLevelFull(true)] : [false, false];
  const mayStand = Array.from(state.keys()).filter((site) => site >= existing && state[site] !== FORBIDDEN && isNew(site));
  const isOut = (site: number) => isTaken.has(candidateOf(input, site)) || (isUpperSite(input, site) ? isUpperFull : isLowerFull);
  const left = mayStand.filter((site) => state[site] === FREE && !isChosen.has(site) && !(levels && isOut(site)));
  const asked = { asked: count, chosen: made, ...(made < chosen.length ? { extended: chosen.length - made } : {}) };
  const standing = new Set(mayStand.map((site) => candidateOf(input, site))).size;
  const isFar = isFarFromUpper(input);
  const isAnyFar = !isLowerFull && Array.from(state.keys()).some((site) => isFar(site) && !isTaken.has(candidateOf(input, site)));
  if (left.length === 0) return { ...asked, reasons: [isAnyFar ? { key: "needs" } : { key: "candidates", count: standing }] };

  const isTooNear = nearness(question, input, chosen.filter(isNew));
  const full = limits.flatMap((limit) => {
    const kind = kindOf(limit);
    if (!kind || !(limit.most < Infinity)) return [];
    const amount = new Map(Array.from(limit.site, (site, at) => [site, limit.amount[at]!]));
    const used = chosen.reduce((sum, site) => sum + (amount.get(site) ?? 0), 0);
    const slack = limit.most + NEARLY * Math.max(1, Math.abs(limit.most));
    return [{ kind, used, of: (site: number) => amount.get(site) ?? 0, isOver: (more: number) => used + more > slack }];
  });
  const needs = new Map(needsOf(input).map(({ site, oneOf }) => [site, oneOf]));
  const kept = left.map((site) => ({
    site,
    by: full.filter(({ of, isOver }) => of(site) > 0 && isOver(of(site))),
    isNear: isTooNear(site),
    isAlone: needs.has(site) && !needs.get(site)!.some((other) => isChosen.has(other)),
  }));
  const reasons: FewerReason[] = [];
  for (const kind of ["build", "yearly"] as const) {
    const out = kept.filter(({ by }) => by.some((limit) => limit.kind === kind));
    if (out.length === 0) continue;
    const limit = full.find((each) => each.kind === kind)!;
    const alone = out.filter(({ by, isNear, isAlone }) => by.length === 1 && !isNear && !isAlone);
    const { site } = (alone.length > 0 ? alone : out).reduce((a, b) => (limit.of(b.site) < limit.of(a.site) ? b : a));
    const { name, nameEn, lon, lat } = candidates[candidateOf(input, site)]!;
    const price = limit.of(site);
    reasons.push({ key: kind, needed: limit.used + price, cheapest: { name, nameEn, lon: lon!, lat: lat!, price } });
  }
  if (kept.some(({ by }) => by.some(({ kind }) => kind === "district")))
    reasons.push({ key: "district", needed: (question.perDistrict.most ?? 0) + 1 });
  if (kept.some(({ isNear }) => isNear)) reasons.push({ key: "conflicts" });
  if (isAnyFar || kept.some(({ isAlone }) => isAlone)) reasons.push({ key: "needs" });
  if (kept.some(({ by, isNear, isAlone }) => by.length === 0 && !isNear && !isAlone))
    reasons.push({ key: proved ? "nobody" : "unproved" });
  return { ...asked, reasons };
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
