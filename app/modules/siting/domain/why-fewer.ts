import { planeAround, pointsOnPlane } from "~/modules/places/domain/local-plane";
import type { Candidate } from "./candidate";
import type { SitingQuestion } from "./siting-question";
import type { FewerThanAsked, FewerReason } from "./siting-result";
import type { SitingInput } from "./siting-run";
import { FORBIDDEN, FREE, type SitingLimit } from "./solving/siting-problem";

/** Amounts are sums of machine numbers. */
const NEARLY = 1e-9;

/** The limits of money and of each district beside how many. */
const kindOf = ({ key }: SitingLimit): "build" | "yearly" | "district" | null =>
  key === "build" || key === "yearly" ? key : key.startsWith("district ") ? "district" : null;

/**
 * Why fewer places were chosen than asked for; null where they were not. Every candidate left is asked what keeps it out beside the
 * chosen ones: money, a district that is full, one too near; what nothing keeps out would help nobody more.
 */
export function whyFewer(
  question: SitingQuestion,
  { candidates }: { readonly candidates: readonly Candidate[] },
  { input }: { readonly input: Pick<SitingInput, "existing" | "state" | "limits" | "points" | "sites"> },
  { chosen, proved }: { readonly chosen: readonly number[]; readonly proved: boolean },
): FewerThanAsked | null {
  const { aim, count } = question;
  // The fewest for everybody are the aim there, and not a shortage.
  if (aim === "all" || chosen.length >= (count ?? 1)) return null;
  const { existing, state, limits } = input;
  const isChosen = new Set(chosen);
  const mayStand = candidates.map((_, row) => existing + row).filter((site) => state[site] !== FORBIDDEN);
  const left = mayStand.filter((site) => state[site] === FREE && !isChosen.has(site));
  const asked = { asked: count, chosen: chosen.length };
  if (left.length === 0) return { ...asked, reasons: [{ key: "candidates", count: mayStand.length }] };

  const isTooNear = nearness(question, input, chosen);
  const full = limits.flatMap((limit) => {
    const kind = kindOf(limit);
    if (!kind || !(limit.most < Infinity)) return [];
    const amount = new Map(Array.from(limit.site, (site, at) => [site, limit.amount[at]!]));
    const used = chosen.reduce((sum, site) => sum + (amount.get(site) ?? 0), 0);
    const slack = limit.most + NEARLY * Math.max(1, Math.abs(limit.most));
    return [{ kind, used, of: (site: number) => amount.get(site) ?? 0, isOver: (more: number) => used + more > slack }];
  });
  const kept = left.map((site) => ({
    site,
    by: full.filter(({ of, isOver }) => of(site) > 0 && isOver(of(site))),
    isNear: isTooNear(site),
  }));
  const reasons: FewerReason[] = [];
  for (const kind of ["build", "yearly"] as const) {
    const out = kept.filter(({ by }) => by.some((limit) => limit.kind === kind));
    if (out.length === 0) continue;
    const limit = full.find((each) => each.kind === kind)!;
    const alone = out.filter(({ by, isNear }) => by.length === 1 && !isNear);
    const { site } = (alone.length > 0 ? alone : out).reduce((a, b) => (limit.of(b.site) < limit.of(a.site) ? b : a));
    const { name, nameEn, lon, lat } = candidates[site - existing]!;
    const price = limit.of(site);
    reasons.push({ key: kind, needed: limit.used + price, cheapest: { name, nameEn, lon: lon!, lat: lat!, price } });
  }
  if (kept.some(({ by }) => by.some(({ kind }) => kind === "district")))
    reasons.push({ key: "district", needed: (question.perDistrict.most ?? 0) + 1 });
  if (kept.some(({ isNear }) => isNear)) reasons.push({ key: "conflicts" });
  if (kept.some(({ by, isNear }) => by.length === 0 && !isNear)) reasons.push({ key: proved ? "nobody" : "unproved" });
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
