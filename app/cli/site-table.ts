import type { SitingModel } from "~/modules/siting/domain/solving/siting-problem";
import type { SiteCliAnswer } from "./site-answer";

const OBJECTIVE: Readonly<Record<SitingModel, string>> = {
  lscp: "处数 sites",
  mclp: "覆盖人数 people covered",
  budget: "覆盖人数 people covered",
  backup: "双重覆盖人数 people covered twice",
  "p-median": "人数×路程 people × cost",
  "p-center": "最远路程 farthest cost",
};

/** An answer for people: the figure, how sure it is, and each site with whom it serves. */
export function siteTable({
  model,
  objective,
  bound,
  gap,
  proved,
  sites,
  assignments,
  uncoverable,
  seconds,
}: SiteCliAnswer): string {
  const served = new Map(sites.map((site) => [site, { people: 0, demands: 0 }]));
  for (const { site, people } of assignments) {
    const at = served.get(site)!;
    at.people += people;
    at.demands += 1;
  }
  return [
    `${OBJECTIVE[model]}  ${figure(objective)}`,
    proved ? "已证明最优 proved best" : `${farthest(gap)} (上下界 bound ${figure(bound)})`,
    `无法覆盖 uncoverable  ${uncoverable.length}${uncoverable.length > 0 ? `: ${uncoverable.slice(0, 10).join(", ")}${uncoverable.length > 10 ? " …" : ""}` : ""}`,
    `用时 seconds  ${seconds}`,
    "",
    "站点 site  人数 people  需求点 demands",
    ...[...served].map(([site, { people, demands }]) => `${site}  ${figure(people)}  ${demands}`),
    "",
  ].join("\n");
}

/** A gap wider than all that was found says nothing. */
const farthest = (gap: number | null): string =>
  gap === null || gap > 1
    ? "离最优多远还不知道 not yet known how near the best"
    : `距最优不超过 within ${(100 * gap).toFixed(3)} %`;

const figure = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(4));
