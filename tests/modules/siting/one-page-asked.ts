import { onePageOf } from "~/modules/siting/domain/one-page";
import type { SitingQuestion } from "~/modules/siting/domain/siting-question";
import type { SitingResult } from "~/modules/siting/domain/siting-result";
import { figureWords, onePageWords } from "~/modules/siting/ui/one-page-words";
import { pageUnits } from "~/modules/siting/ui/page-units";
import type { PageToWrite } from "~/threads/write-one-page";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { madeFacts, madeGround, madeLevels, madeQuestion, madeResult, madeSite } from "../../factories/siting-result";

/** What the thread is handed for an answer. */
export function pageOf(as: PageToWrite["as"], language: "zh" | "en", result: SitingResult, scenario?: string): PageToWrite {
  const facts = madeFacts(result);
  const page = onePageOf(result, scenario === undefined ? facts : { ...facts, scenario });
  const t = translator(language, language === "en" ? en : zh).getFixedT(language, "siting");
  const units = pageUnits(t, language, page.question, page.method.speedKmh);
  const made = new Date(result.computedAt);
  return { as, words: onePageWords(page, units), page, ground: madeGround(result), figure: figureWords(units), made };
}

const asking = (count: number, said: Partial<SitingQuestion>, more: Partial<SitingResult> = {}) =>
  madeResult(count, { question: madeQuestion({ count, ...said }), ...more });

const LONG = "示例市示例区示例街道办事处辖区内原第三粮食供应站及其附属仓库二层北侧闲置用房（产权待确认，含院落）".slice(0, 60);
const LONG_EN =
  "Example Former Grain Supply Station Number Three with Annexed Warehouse, Second Floor North Wing, Ownership to be Settled";

/** Questions of every kind and answers at their edges, with what they are of. */
export const KINDS: Readonly<Record<string, () => SitingResult>> = {
  most: () => asking(8, {}),
  all: () => asking(12, { aim: "all", count: null }),
  twice: () => asking(8, { aim: "twice" }),
  shortest: () => asking(8, { aim: "shortest" }),
  farthest: () =>
    asking(
      5,
      { aim: "farthest" },
      {
        walking: {
          before: { mean: 812, farthest: null, beyond: 310 },
          after: { mean: 690, farthest: 3_650, beyond: 0 },
          searched: 5_000,
        },
      },
    ),
  thirty: () => asking(30, {}),
  "no reserve": () => asking(8, {}, { reserve: [] }),
  none: () => asking(1, {}, { chosen: [], reserve: [] }),
  "without money": () =>
    asking(
      8,
      {},
      { chosen: Array.from({ length: 8 }, (_, at) => madeSite(at, { buildCost: null, yearlyCost: null, costPerPerson: null })) },
    ),
  years: () =>
    asking(
      8,
      {
        count: null,
        budget: { build: null, yearly: null, years: [2026, 2027, 2028].map((year) => ({ year, build: 1_500_000_000 })) },
      },
      {
        chosen: Array.from({ length: 8 }, (_, at) => madeSite(at, { buildCost: 450_000_000, year: 2026 + Math.floor(at / 3) })),
        years: {
          rows: [0, 1, 2].map((at) => ({
            year: 2026 + at,
            budget: 1_500_000_000,
            spent: 1_350_000_000,
            left: 150_000_000 * (at + 1),
            people: 5_000 * (at + 1),
          })),
          ...{ personYears: 30_000, isProved: true },
        },
      },
    ),
  "long names": () =>
    asking(
      12,
      {},
      {
        chosen: Array.from({ length: 12 }, (_, at) =>
          madeSite(at, {
            name: LONG,
            nameEn: LONG_EN,
            nextBest: { id: "x", name: LONG, loses: 90 },
            topCommunities: [0, 1].map((each) => ({ code: String(each), name: LONG, nameEn: LONG_EN, people: 500 })),
          }),
        ),
      },
    ),
  "two levels": () => madeLevels(8),
  extended: () =>
    asking(
      3,
      { capacity: 80, extend: { people: 40, build: 30_000_000, yearly: 2_000_000, most: null } },
      {
        chosen: Array.from({ length: 8 }, (_, at) =>
          madeSite(at, {
            ...{ served: 40, within: at < 3 ? 800 : 0, capacity: at < 3 ? 80 : 40 },
            ...(at < 3 ? {} : { id: `extend:${at}`, from: "extend", licensed: 60 }),
          }),
        ),
        room: { before: 120_340, after: 140_218 },
      },
    ),
  "not proved": () =>
    asking(8, {}, { proof: { objective: 1, bound: 1.0231, gap: 0.0231, proved: false, ended: "time", seconds: 30 } }),
};
