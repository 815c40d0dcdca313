import { expect, test } from "vitest";
import type { Candidate } from "~/modules/siting/domain/candidate";
import type { SitingQuestion } from "~/modules/siting/domain/siting-question";
import { FORBIDDEN, FREE, type SitingLimit } from "~/modules/siting/domain/solving/siting-problem";
import { whyFewer } from "~/modules/siting/domain/why-fewer";

/** Four places a kilometre apart along one street, behind one that is there. */
const LON = [113.6, 113.611, 113.622, 113.633];
const PLACES = LON.map((lon, at) => ({ name: `第${at + 1}处`, nameEn: null, lon, lat: 34.7 })) as unknown as Candidate[];
const SITES = Uint32Array.of(1, 2, 3, 4);

const limit = (key: string, amount: readonly number[], most: number): SitingLimit => ({
  ...{ key, site: SITES, amount: Float64Array.from(amount), least: -Infinity, most },
});

interface Wish {
  readonly chosen: readonly number[];
  readonly count?: number | null;
  readonly limits?: readonly SitingLimit[];
  readonly spacing?: number | null;
  readonly forbidden?: readonly number[];
  readonly aim?: SitingQuestion["aim"];
  readonly proved?: boolean;
}

function why({ chosen, count = 3, limits = [], spacing = null, forbidden = [], aim = "most", proved = true }: Wish) {
  const question = { aim, count, spacing, perDistrict: { least: null, most: 1 } } as SitingQuestion;
  const column = (all: readonly number[]) => Float64Array.from(all);
  const input = {
    ...{
      existing: 1,
      limits,
      state: Uint8Array.from([1, ...LON.map((_, at) => (forbidden.includes(at + 1) ? FORBIDDEN : FREE))]),
    },
    points: { lon: column(LON), lat: column(LON.map(() => 34.7)) },
    sites: { lon: column([113.5, ...LON]), lat: column([113.5, ...LON].map(() => 34.7)) },
  };
  return whyFewer(question, { candidates: PLACES }, { input }, { chosen, proved });
}

test("as many as asked for need no word; nor do fewer where the fewest were asked for", () => {
  expect(why({ chosen: [1, 2, 3] })).toBeNull();
  expect(why({ chosen: [1], count: null })).toBeNull();
  expect(why({ chosen: [1], aim: "all" })).toBeNull();
});

test("money that is too little is told with the cheapest place left and what it takes in all", () => {
  const costs = limit("build", [500, 300, 400, 900], 650);
  expect(why({ chosen: [1], limits: [costs] })).toEqual({
    ...{ asked: 3, chosen: 1 },
    reasons: [{ key: "build", needed: 800, cheapest: { name: "第2处", nameEn: null, lon: 113.611, lat: 34.7, price: 300 } }],
  });
});

test("the cheapest place is one that only money keeps out", () => {
  const costs = limit("build", [500, 300, 400, 900], 650);
  expect(why({ chosen: [1], limits: [costs], spacing: 1_500 })?.reasons).toMatchObject([
    { key: "build", cheapest: { name: "第3处" } },
    { key: "conflicts" },
  ]);
});

test("places too near, a full district, and places that help nobody more are told each", () => {
  expect(why({ chosen: [2], spacing: 5_000 })?.reasons).toEqual([{ key: "conflicts" }]);
  expect(why({ chosen: [2], limits: [limit("district 990101", [1, 1, 1, 1], 1)] })?.reasons).toEqual([
    { key: "district", needed: 2 },
  ]);
  expect(why({ chosen: [2] })?.reasons).toEqual([{ key: "nobody" }]);
  expect(why({ chosen: [2], proved: false })?.reasons).toEqual([{ key: "unproved" }]);
});

test("where every candidate that may be chosen is, it is for want of candidates", () => {
  expect(why({ chosen: [1, 4], forbidden: [2, 3] })?.reasons).toEqual([{ key: "candidates", count: 2 }]);
});

test("what is left to rounding keeps nobody out", () => {
  expect(why({ chosen: [1], limits: [limit("build", [0.1, 0.2, 0.2, 0.2], 0.30000000000000004 - 1e-17)] })?.reasons).toEqual([
    { key: "nobody" },
  ]);
});
