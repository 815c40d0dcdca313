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
  readonly reserve?: Parameters<typeof whyFewer>[3]["reserve"];
  /** of the four, those that make a standing one larger */
  readonly larger?: readonly number[];
  readonly extend?: SitingQuestion["extend"];
}

function why({ chosen, count = 3, limits = [], spacing = null, forbidden = [], aim = "most", proved = true, ...more }: Wish) {
  const { reserve = [], larger = [], extend = null } = more;
  const question = {
    aim,
    count,
    spacing,
    extend,
    capacity: 30,
    perDistrict: { least: null, most: 1 },
  } as unknown as SitingQuestion;
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
  const candidates = PLACES.map((place, at) => (larger.includes(at + 1) ? { ...place, from: "extend" as const } : place));
  return whyFewer(question, { candidates }, { input }, { chosen, proved, reserve });
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
    { key: "build", some: 2, cheapest: { name: "第3处" } },
    { key: "conflicts", some: 1 },
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

test("a place that fits the money left and helps nobody leaves no word of the cheapest, unless another is known to help", () => {
  const costs = limit("build", [500, 100, 400, 900], 650);
  expect(why({ chosen: [1], limits: [costs] })?.reasons).toEqual([{ key: "nobody", some: 1 }]);
  const reserve = [{ site: 4, adds: 30, isBeside: false }];
  expect(why({ chosen: [1], limits: [costs], reserve })?.reasons).toMatchObject([
    { key: "build", adds: true, needed: 1_400, cheapest: { name: "第4处", price: 900 } },
    { key: "nobody", some: 1 },
  ]);
});

test("of places kept out by different things each is told with how many there are", () => {
  const costs = limit("build", [100, 100, 900, 100], 650);
  expect(why({ chosen: [1], limits: [costs], spacing: 1_500, forbidden: [4] })?.reasons).toMatchObject([
    { key: "build", some: 1, cheapest: { name: "第3处" } },
    { key: "conflicts", some: 1 },
  ]);
  expect(why({ chosen: [1], spacing: 1_500 })?.reasons).toEqual([
    { key: "conflicts", some: 1 },
    { key: "nobody", some: 2 },
  ]);
});

const EXTEND = { people: 20, build: 200, yearly: null, most: null };

test("money that does most by extending is told as that, with what each costs a person, and no more money is asked for", () => {
  const costs = limit("build", [200, 200, 900, 600], 650);
  const wish: Wish = { chosen: [1, 2], limits: [costs], larger: [1, 2], extend: EXTEND };
  expect(why(wish)).toMatchObject({ chosen: 0, extended: 2 });
  expect(why(wish)!.reasons).toEqual([
    {
      key: "extending",
      cheapest: { name: "第4处", nameEn: null, lon: 113.633, lat: 34.7, price: 600 },
      each: { extended: 10, fresh: 20 },
    },
  ]);
  expect(why({ ...wish, proved: false })!.reasons).toEqual([{ key: "unproved" }]);
});

test("two prices a person that do not speak for extending are left out", () => {
  const costs = limit("build", [200, 200, 900, 270], 450);
  const [reason] = why({ chosen: [1, 2], limits: [costs], larger: [1, 2], extend: EXTEND })!.reasons;
  expect(reason).toMatchObject({ key: "extending", cheapest: { price: 270 } });
  expect(reason).not.toHaveProperty("each");
});

test("where no extension given up would pay for a new one money is the reason; more of it may go to another extension first", () => {
  const costs = limit("build", [200, 200, 900, 800], 250);
  const wish: Wish = { chosen: [1], limits: [costs], larger: [1, 2], extend: EXTEND };
  expect(why(wish)!.reasons).toMatchObject([{ key: "build", needed: 1_000, mayExtend: true }]);
  const [reason] = why({ ...wish, extend: { ...EXTEND, most: 1 } })!.reasons;
  expect(reason).toMatchObject({ key: "build", needed: 1_000 });
  expect(reason).not.toHaveProperty("mayExtend");
});

test("an upper level near is told only of a candidate nothing else keeps out", () => {
  // Two candidates at two levels: 1 and 2 lower ones, 3 and 4 upper ones; the upper one of the first is chosen.
  const build = (second: number): SitingLimit => ({
    ...{ key: "build", site: SITES, amount: Float64Array.of(0, second, 100, 900), least: -Infinity, most: 650 },
  });
  const column = (of: readonly number[]) => Float64Array.from(of);
  const input = (second: number) => ({
    ...{ existing: 0, limits: [], state: Uint8Array.of(FREE, FORBIDDEN, FREE, FREE) },
    points: { lon: column(LON), lat: column(LON.map(() => 34.7)) },
    sites: { lon: column([113.6, 113.7, 113.6, 113.7]), lat: column([34.7, 34.7, 34.7, 34.7]) },
    levels: { isUpper: Uint8Array.of(0, 0, 1, 1), candidates: 2, limit: 500, weight: 1, within: 500 },
    ...(second > 0 ? { limits: [{ ...build(second), site: Uint32Array.of(0, 1, 2, 3) }] } : {}),
  });
  const upper = { count: 1 } as SitingQuestion["upper"];
  const question = { aim: "most", count: 1, spacing: null, extend: null, upper, perDistrict: { least: null, most: null } };
  const reasons = (second: number, wish: object = {}) =>
    whyFewer(
      { ...question, ...wish } as unknown as SitingQuestion,
      { candidates: PLACES.slice(0, 2) },
      { input: input(second) },
      { chosen: [2], proved: true },
    )!.reasons;
  expect(reasons(0)).toEqual([{ key: "needs" }]);
  // The upper one of the second is open to choose, and too dear; its lower one is too dear as well.
  expect(reasons(700, { upper: { count: 2 } })).toMatchObject([{ key: "build", cheapest: { name: "第2处", price: 900 } }]);
});
