import { STANDING } from "~/modules/coverage/domain/access-scores";
import type { AccessAnswer, AccessMethod } from "./access-answer";
import { accessJson } from "./access-json";

const METHOD_NAMES: Readonly<Record<AccessMethod, string>> = {
  cumulative: "累计机会 cumulative",
  "2sfca": "两步移动搜索 2SFCA",
  e2sfca: "增强两步移动搜索 E2SFCA",
  bfca: "均衡移动搜索 BFCA",
};
const DECAY_NAMES = { binary: "无衰减 no decay", step: "分段衰减 step decay", gaussian: "高斯衰减 gaussian decay" };

/** The worst off are what the table is for; `--json` has everybody. */
const MOST_ROWS = 20;

/** The answer for a reader: what was counted, how even it is, and the demand rows with least. */
export function accessTable(answer: AccessAnswer): string {
  const facts = accessJson(answer);
  const { scores, files } = answer;
  const unit = answer.method === "cumulative" ? "名额 places" : "名额/人 places per person";
  const head: [string, string][] = [
    ["方法 method", `${METHOD_NAMES[answer.method]}，${DECAY_NAMES[facts.decay]}，≤ ${facts.catchment}`],
    ["需求 demand", `${facts.demand} 点 points，${facts.people} 人 people`],
    ["供给 supply", `${facts.supply} 处 places，容量 capacity ${facts.capacity}，可达 reached ${facts.capacity_reached}`],
    ["范围内 within", `${facts.costs_inside} / ${facts.costs} 对 pairs`],
    ["基尼系数 Gini", facts.gini === null ? "无 none（无居民或无可达供给 nobody, or nothing in reach）" : facts.gini.toFixed(4)],
  ];
  const notes: [string, number][] = [
    ["无居民 no residents", facts.no_residents.length],
    ["人口未知 population unknown", facts.population_unknown.length],
    ["容量未知、未计入 capacity unknown, left out", facts.capacity_unknown.length],
    ["数值未知 value unknown", facts.unknown.length],
    ["仅为下限 a lower bound", facts.lower_bounds.length],
  ];
  const rows = [...files.demandIds.keys()].filter((row) => scores.standing[row] === STANDING.known);
  rows.sort((a, b) => scores.values[a]! - scores.values[b]! || a - b);
  const shown = rows.slice(0, MOST_ROWS);
  const width = Math.max(4, ...shown.map((row) => files.demandIds[row]!.length));
  const lines = [
    ...[...head, ...notes.filter(([, count]) => count > 0).map(([name, count]) => [name, String(count)] as const)].map(
      ([name, value]) => `${name}：${value}`,
    ),
    "",
    `由低到高 lowest first，${unit}`,
    ...shown.map((row) => `  ${files.demandIds[row]!.padEnd(width)}  ${readable(scores.values[row]!).padStart(10)}`),
    ...(rows.length > shown.length
      ? [`  … 其余 ${rows.length - shown.length} 点见 · the other ${rows.length - shown.length}: --json`]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

const readable = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(4));
