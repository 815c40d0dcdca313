import fc from "fast-check";
import { expect, test } from "vitest";
import type { CityGround } from "~/modules/coverage/domain/city-ground";
import { pointId, withIdsNow } from "~/modules/siting/domain/candidate";
import { chosenByAll } from "~/modules/siting/domain/compared-results";
import { drawnPoints } from "~/modules/siting/domain/drawn-points";
import { pointsText } from "~/modules/siting/domain/points-text";
import { STAGES } from "~/modules/siting/domain/premises/premises-stage";
import { isNotInTime, isWithoutReason } from "~/modules/siting/domain/found-nothing";
import { keptFields } from "~/modules/siting/domain/kept-fields";
import { knownGap } from "~/modules/siting/domain/known-gap";
import { questionFields } from "~/modules/siting/domain/question-fields";
import { readQuestion } from "~/modules/siting/domain/read-question";
import { relaxedQuestion } from "~/modules/siting/domain/relaxed-question";
import {
  buildBudget,
  CANDIDATE_SOURCES,
  LEVEL_AIMS,
  modelOf,
  moreTime,
  SITING_AIMS,
  type SitingQuestion,
} from "~/modules/siting/domain/siting-question";
import { madeResult, madeSite } from "../../../factories/siting-result";

const type = (key: string) => ({
  ...{ key, nameZh: key, nameEn: key, symbol: "·", circleMinutes: 15, circleMetres: null, walkerKey: "adult" },
  ...{ populationGroup: "75plus", capacityUnit: "meal" },
});
const GROUND = {
  ...{ code: "9901", types: [type("meals"), type("day-care"), type("bathing")], streets: null, walks: null },
  walkers: [{ key: "adult" }, { key: "elder-75-84" }],
  ...{ populations: [], areas: [{ code: "990101", level: "district" }] },
} as unknown as CityGround;
const TODAY = "2026-11-23";

const read = (search: string) => readQuestion(new URLSearchParams(search), GROUND, TODAY, STAGES)!;

const fen = fc.integer({ min: 0, max: 1e9 }).map((yuan) => yuan * 100);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const limit = fc.oneof(
  fc.integer({ min: 1, max: 60 }).map((minutes) => ({ by: "minutes" as const, minutes })),
  fc.integer({ min: 100, max: 10_000 }).map((metres) => ({ by: "metres" as const, metres })),
);
const degrees = (most: number) => fc.integer({ min: -most * 1e5, max: most * 1e5 }).map((n) => n / 1e5);
const id = fc.integer({ min: 1, max: 999_999 }).map((n) => `area:${n}`);
const ids = fc.uniqueArray(id, { maxLength: 4 });

const questions: fc.Arbitrary<SitingQuestion> = fc
  .record({
    types: fc.uniqueArray(fc.constantFrom("day-care", "meals"), { minLength: 1 }).map((keys) => keys.sort()),
    groups: fc.uniqueArray(
      fc.record({
        key: fc.constantFrom("75plus", "60plus", "all"),
        weight: fc.integer({ min: 1, max: 100 }),
        limit: maybe(limit),
      }),
      { minLength: 1, selector: ({ key }) => key },
    ),
    walker: fc.constantFrom("adult", "elder-75-84"),
    limit,
    method: fc.constant("circle"),
    date: fc.constant("2025-12-31"),
    aim: fc.constantFrom(...SITING_AIMS),
    count: fc.integer({ min: 1, max: 500 }),
    areaCode: fc.constantFrom("", "990101"),
    from: fc.constant([...CANDIDATE_SOURCES]),
    stages: fc.subarray(["survey", "approval"]),
    points: fc
      .array(
        fc.record({
          name: fc.constantFrom("甲", "旧粮站 3 号", "A place", "甲,乙", "乙；丙", '旧"粮站"', "丙，5 号"),
          ...{ lon: degrees(180), lat: degrees(85), build: maybe(fen), yearly: maybe(fen) },
          capacity: maybe(fc.integer({ min: 1, max: 1e6 })),
        }),
        { minLength: 1, maxLength: 5 },
      )
      .map((points) => [...new Map(points.map((point) => [pointId(point), point])).values()]),
    ...{ isKeeping: fc.boolean(), isCountingPlanned: fc.boolean(), off: ids, must: ids, never: ids },
    budget: fc.record({
      ...{ build: maybe(fen), yearly: maybe(fen) },
      years: fc
        .uniqueArray(fc.record({ year: fc.integer({ min: 2026, max: 2035 }), build: fen }), { selector: ({ year }) => year })
        .map((years) => years.sort((a, b) => a.year - b.year)),
    }),
    usualCost: fc.record({ build: fen, yearly: fen }),
    perDistrict: fc.constantFrom({ least: null, most: null }, { least: 1, most: 3 }, { least: null, most: 2 }),
    capacity: maybe(fc.integer({ min: 1, max: 1e6 })),
    extend: maybe(
      fc.record({ people: fc.integer({ min: 1, max: 1e6 }), build: fen, yearly: fen, most: fc.integer({ min: 1, max: 500 }) }),
    ),
    spacing: maybe(fc.integer({ min: 1, max: 50_000 })),
    needs: maybe(fc.record({ type: fc.constantFrom("meals", "day-care"), metres: fc.integer({ min: 100, max: 10_000 }) })),
    upper: maybe(
      fc.record({
        ...{ type: fc.constant("bathing"), limit, count: fc.integer({ min: 1, max: 500 }) },
        usualCost: fc.record({ build: fen, yearly: fen }),
        weight: fc.constantFrom(0.5, 1, 2.25, 100),
        within: maybe(fc.integer({ min: 100, max: 10_000 })),
      }),
    ),
    seconds: fc.integer({ min: 1, max: 600 }),
    isRoomed: fc.boolean(),
  })
  .map(({ isRoomed, ...question }) => roomOrMix(question as SitingQuestion, isRoomed));

/** Room counts people of one group: a question has places that hold so many, or several groups, or two levels where its aim knows them. */
function roomOrMix(question: SitingQuestion, isRoomed: boolean): SitingQuestion {
  const points = question.points.map((point) => ({ ...point, capacity: null }));
  const upper = LEVEL_AIMS.includes(question.aim) ? question.upper! : null;
  if (!isRoomed) return { ...question, upper, capacity: null, points, extend: null };
  // Places are extended where there are any, and where they hold so many.
  const [groups, capacity] = [question.groups.slice(0, 1), question.capacity ?? 100];
  return { ...question, capacity, groups, upper: null, extend: question.isKeeping ? question.extend! : null };
}

test("a question comes back from its address, its form and its record as it was", () => {
  fc.assert(
    fc.property(questions, (question) => {
      // An address leaves out what says nothing, but for a bound that is left open and a weight's place in its row.
      const said = questionFields(question).filter(
        ([name, value]) => value !== "" || ["count", "within", "weight"].includes(name),
      );
      expect(read(new URLSearchParams(said).toString())).toEqual({ question, problems: [] });
      const form = new URLSearchParams(questionFields(question));
      expect(readQuestion(form, GROUND, TODAY, STAGES)).toEqual({ question, problems: [] });
      expect(JSON.parse(JSON.stringify(question))).toEqual(question);
    }),
    { numRuns: 300 },
  );
});

test("extending is read with its terms, and refused beside its field where it can mean nothing", () => {
  const room = "capacity=80&count=3";
  const kinds = (search: string) => read(search).problems.map(({ kind, field }) => `${kind} ${field}`);
  const { question, problems } = read(`${room}&extend=30&extend-build=200000&extend-yearly=1.5&extend-most=4`);
  expect(problems).toEqual([]);
  expect(question.extend).toEqual({ people: 30, build: 200_000_00, yearly: 150, most: 4 });
  expect(read(room).question.extend).toBeNull();
  // A question kept before anybody could ask for it.
  const { extend: _, ...before } = question;
  expect(read(new URLSearchParams(questionFields(before)).toString()).question.extend).toBeNull();
  expect(kinds("count=3&extend=30&extend-most=4")).toEqual(["extend-without-room extend"]);
  expect(kinds("count=3&from=points&points=甲,113.6,34.7,1,1,30&extend=30&extend-most=4")).toEqual([]);
  expect(kinds(`${room}&keep=no&extend=30&extend-most=4`)).toEqual(["extend-not-kept extend"]);
  expect(kinds(`${room}&extend-build=5`)).toEqual(["extend-people extend"]);
  expect(kinds(`${room}&extend=0&extend-most=4`)).toEqual(["out-of-range extend"]);
  expect(kinds(`${room}&extend=viele&extend-most=x`)).toEqual(["not-a-number extend", "not-a-number extend-most"]);
});

test("something has to keep every place from being extended: a number, money it takes, or that the fewest are asked for", () => {
  const kinds = (search: string) => read(`capacity=80&extend=30&${search}`).problems.map(({ kind, field }) => `${kind} ${field}`);
  const money = "build=900000&usual-build=300000";
  expect(kinds("count=3")).toEqual(["extend-without-bound extend-most"]);
  expect(kinds("count=3&extend-most=2")).toEqual([]);
  expect(kinds("aim=all")).toEqual([]);
  expect(kinds(money)).toEqual(["cost-unknown extend-build"]);
  expect(kinds(`${money}&extend-build=0`)).toEqual(["extend-without-bound extend-most"]);
  expect(kinds(`${money}&extend-build=0&extend-most=2`)).toEqual([]);
  expect(kinds(`${money}&extend-build=80000`)).toEqual([]);
  expect(kinds("yearly=90000&usual-yearly=30000&extend-yearly=8000")).toEqual([]);
  expect(kinds("yearly=90000&usual-yearly=30000")).toEqual(["cost-unknown extend-yearly"]);
});

test("an empty address is the city's usual question: eight meal points, existing ones kept", () => {
  const { question, problems } = read("");
  expect(problems).toEqual([]);
  expect(question).toMatchObject({
    ...{ types: ["meals"], count: 8, aim: "most", isKeeping: true, from: ["communities"] },
    ...{ groups: [{ key: "75plus", weight: 1, limit: null }], limit: { by: "minutes", minutes: 15 }, date: TODAY },
  });
});

test.each([
  ["count=many", { kind: "not-a-number", field: "count" }],
  ["count=2.5", { kind: "not-a-number", field: "count" }],
  ["count=501", { kind: "out-of-range", field: "count", least: 1, most: 500 }],
  ["size=99&unit=minutes", { kind: "out-of-range", field: "minutes" }],
  ["types=flying", { kind: "unknown", field: "types" }],
  ["group=giants", { kind: "unknown", field: "group" }],
  ["group=75plus&weight=0", { kind: "out-of-range", field: "weight" }],
  ["group=75plus&within=90m", { kind: "out-of-range", field: "within" }],
  ["area=440101", { kind: "unknown", field: "area" }],
  ["aim=cheap", { kind: "unknown", field: "aim" }],
  ["date=tomorrow", { kind: "not-a-day", field: "date" }],
  ["from=points", { kind: "no-points" }],
  ["from=points&points=nowhere,1", { kind: "not-a-point", line: 1 }],
  ["years=2027", { kind: "not-a-year", given: "2027" }],
  ["count=", { kind: "without-bound" }],
  ["least=3&most=2", { kind: "more-than-most" }],
  ["build=1000000", { kind: "cost-unknown", field: "usual-build" }],
  ["build=some", { kind: "not-money", field: "build", given: "some" }],
  ["build=-1", { kind: "not-money", field: "build", given: "-1" }],
  ["yearly=1千亿1", { kind: "not-money", field: "yearly" }],
  ["yearly=1001亿", { kind: "out-of-range", field: "yearly", least: 0 }],
  ["years=2027:3x", { kind: "not-a-year", given: "2027:3x" }],
  ["from=", { kind: "no-source", field: "from" }],
  ["yearly=1000000", { kind: "cost-unknown", field: "usual-yearly" }],
  ["stage=nowhere", { kind: "unknown", field: "stage" }],
  ["capacity=50&group=75plus&group=60plus", { kind: "room-of-groups", field: "capacity", given: "2" }],
  ["from=points&points=甲,113.6,34.7,,,50&group=75plus&group=60plus", { kind: "room-of-groups" }],
])("«%s» is told as it is, and the rest of the question stands", (search, problem) => {
  const { problems, question } = read(`${search}&walker=elder-75-84`);
  expect(problems).toEqual([expect.objectContaining(problem)]);
  expect(question.walker).toBe("elder-75-84");
});

test.each([
  ["count=many&types=meals", ["count", ["many"]]],
  ["count=501", ["count", ["501"]]],
  ["types=flying", ["types", ["flying"]]],
  ["group=giants&group=60plus&weight=1&weight=2", ["group", ["giants", "60plus"]]],
  ["date=tomorrow", ["date", ["tomorrow"]]],
  ["area=440101", ["area", ["440101"]]],
  ["build=some", ["build", ["some"]]],
  ["from=points&points=nowhere,1", ["points", ["nowhere,1"]]],
  ["must=旧粮站,area:1", ["must", ["旧粮站,area:1"]]],
  ["minutes=99", ["minutes", ["99"]]],
  ["size=99&unit=metres", ["size", ["99"]]],
  ["capacity=viele&extend=0&extend-most=2", ["capacity", ["viele"]]],
])("of «%s» the field keeps what was given, and every other field the question's own", (search, [name, given]) => {
  const asked = new URLSearchParams(search);
  const { question, problems } = readQuestion(asked, GROUND, TODAY, STAGES)!;
  expect(problems.length).toBeGreaterThan(0);
  const fields = keptFields(questionFields(question), problems, asked);
  const of = (field: string) => fields.filter(([key]) => key === field).map(([, value]) => value);
  expect(of(name as string)).toEqual(given);
  expect(of("walker")).toEqual([question.walker]);
  // Asked again as it stands it is told the same.
  expect(readQuestion(new URLSearchParams(fields), GROUND, TODAY, STAGES)!.problems).toEqual(problems);
});

test("a question nothing is wrong with has its own fields", () => {
  const { question, problems } = read("count=3");
  expect(keptFields(questionFields(question), problems, new URLSearchParams("count=3"))).toEqual(questionFields(question));
});

test("money is read as offices write it, wherever it is asked", () => {
  const asked =
    "build=300万&yearly=2.5万元&usual-build=1,200,000&usual-yearly=3 million&from=points&points=甲,113.6,34.7,80万,3万";
  const { question, problems } = read(`${asked}&years=2027:1.2亿, 2028年200万；2029：3,000,000`);
  expect(problems).toEqual([]);
  expect(question.budget).toEqual({
    ...{ build: 300_000_000, yearly: 2_500_000 },
    years: [
      { year: 2027, build: 12_000_000_000 },
      { year: 2028, build: 200_000_000 },
      { year: 2029, build: 300_000_000 },
    ],
  });
  expect(question.usualCost).toEqual({ build: 120_000_000, yearly: 300_000_000 });
  expect(question.points[0]).toMatchObject({ build: 80_000_000, yearly: 3_000_000 });
});

test("figures of a full-width keyboard are figures", () => {
  const { question, problems } = read("count=８&size=１５&capacity=１，２００");
  expect(problems).toEqual([]);
  expect(question).toMatchObject({ count: 8, capacity: 1_200, limit: { minutes: 15 } });
});

test("a form without a ticked source asks about the places it names, where it names some", () => {
  expect(read("from=&points=甲,113.6,34.7")).toMatchObject({ problems: [], question: { from: ["points"] } });
  expect(read("from=&from=communities").problems).toEqual([]);
});

test("a pasted list may have a heading, tabs and Chinese commas; each wrong line is told by its number", () => {
  expect(drawnPoints("名称\t经度\t纬度\n甲\t113.6\t34.7\n乙，113.7，34.8，120000\n\n")).toMatchObject({
    ok: true,
    value: [
      { name: "甲", build: null },
      { name: "乙", build: 12_000_000 },
    ],
  });
  expect(drawnPoints("甲,113.6,34.7\n乙,113.6\n丙,200,34")).toEqual({
    ok: false,
    refusal: [
      { line: 2, given: "乙,113.6" },
      { line: 3, given: "丙,200,34" },
    ],
  });
  expect(pointsText([])).toBe("");
});

test("a name in quotes may hold commas, a sum its thousands, and a broken quote is told by its line", () => {
  const text = '"粮站,北门",113.6,34.7,"1,200,000"\n"旧""大""院；东",113.7,34.8\n"两\n行",113.8,34.9';
  const read = drawnPoints(text);
  expect(read).toMatchObject({
    ok: true,
    value: [{ name: "粮站,北门", build: 120_000_000 }, { name: '旧"大"院；东' }, { name: "两 行", lon: 113.8 }],
  });
  expect(drawnPoints(pointsText(read.ok ? read.value : []))).toEqual(read);
  expect(drawnPoints('甲,113.6,34.7\n"乙,113.6,34.7\n丙,113.6,34.7')).toEqual({
    ok: false,
    refusal: [{ line: 2, given: '"乙,113.6,34.7' }],
  });
  expect(drawnPoints('"两\n行",113.8,34.9\n乙,1')).toEqual({ ok: false, refusal: [{ line: 3, given: "乙,1" }] });
});

test("a place somebody gave is known by itself, not by its line; an old question's lines still mean its own places", () => {
  const list = "points=甲,113.6,34.7%0A乙,113.7,34.8&from=points";
  const second = "point:113.7/34.8/乙";
  expect(read(`${list}&must=point:2`).question.must).toEqual([second]);
  expect(read(`points=乙,113.7,34.8&from=points&must=${second}`)).toMatchObject({ problems: [], question: { must: [second] } });
  const old = { ...read(list).question, must: ["point:2", "area:9901"], never: ["point:1", "point:9"] };
  expect(withIdsNow(old)).toMatchObject({ must: [second, "area:9901"], never: ["point:113.6/34.7/甲", "point:9"] });
});

test("points of answers are one place by position and name, whatever number they had", () => {
  const chosen = (id: string, name: string, lon: number) =>
    madeResult(1, { chosen: [madeSite(0, { id, name, lon, from: "points" })] });
  const all = (...results: ReturnType<typeof chosen>[]) => chosenByAll(results).length;
  expect(all(chosen("point:3", "甲", 113.6), chosen("point:3", "乙", 113.7))).toBe(0);
  expect(all(chosen("point:3", "甲", 113.6), chosen("point:113.6/34.7/甲", "甲", 113.6))).toBe(1);
});

test("what is written where ids belong and is none is told, and so are too many and one place given twice", () => {
  expect(read("must=area:1,旧粮站").problems).toEqual([{ kind: "unknown", field: "must", given: "旧粮站" }]);
  expect(read("never=%3Cb%3E").problems).toEqual([{ kind: "unknown", field: "never", given: "<b>" }]);
  const many = Array.from({ length: 501 }, (_, at) => `area:${at}`).join(",");
  expect(read(`must=${many}`).problems).toEqual([{ kind: "too-many", field: "must", given: "501", most: 500 }]);
  expect(read("points=甲,113.6,34.7%0A甲,113.6,34.7,5&from=points").problems).toEqual([
    { kind: "point-twice", field: "points", given: "甲" },
  ]);
});

test("the words of an aim lead to their model; money without a number is a budget", () => {
  const models = SITING_AIMS.map((aim) => modelOf(read(`aim=${aim}`).question));
  expect(models).toEqual(["mclp", "lscp", "backup", "p-median", "p-center"]);
  expect(modelOf(read("count=&build=9000000&usual-build=3000000").question)).toBe("budget");
});

test("a relaxed question allows what is needed, and nothing else of it changes", () => {
  fc.assert(
    fc.property(questions, fen, (question, needed) => {
      const more = (buildBudget(question) ?? 0) + needed + 100;
      const built = relaxedQuestion(question, { key: "build", needed: more })!;
      expect(buildBudget(built)!).toBeGreaterThanOrEqual(more);
      expect({ ...built, budget: question.budget }).toEqual(question);
      const sites = (question.count ?? 0) + 1;
      expect(relaxedQuestion(question, { key: "sites", needed: sites })).toEqual({
        ...question,
        count: sites > 500 ? null : sites,
      });
      expect(relaxedQuestion(question, { key: "the moon", needed: 1 })).toBeNull();
    }),
  );
});

test("of a district the bound that stands in the way gives, and only that; of several the farthest", () => {
  const { question } = read("least=2&most=4");
  const bounds = (...relax: { key: string; needed: number | null }[]) => relaxedQuestion(question, ...relax)?.perDistrict;
  expect(bounds({ key: "district 990101", needed: 6 })).toEqual({ least: 2, most: 6 });
  expect(bounds({ key: "district 990101", needed: 1 })).toEqual({ least: 1, most: 4 });
  expect(bounds({ key: "district 990101", needed: 0 })).toEqual({ least: null, most: 4 });
  expect(bounds({ key: "district 1", needed: 6 }, { key: "district 2", needed: 5 }, { key: "district 3", needed: 1 })).toEqual({
    ...{ least: 1, most: 6 },
  });
  expect(bounds({ key: "least", needed: null })).toEqual({ least: null, most: 4 });
  expect(bounds({ key: "district 990101", needed: 3 })).toBeUndefined();
});

test("more time is four times as much, and no more than there is", () => {
  expect(moreTime(read("seconds=10").question)?.seconds).toBe(40);
  expect(moreTime(read("seconds=400").question)?.seconds).toBe(600);
  expect(moreTime(read("seconds=600").question)).toBeNull();
});

test("a gap is known where it was measured: never nothing where nothing was proved", () => {
  expect(knownGap({ proved: true, gap: 0 })).toBe(0);
  expect(knownGap({ proved: false, gap: 0.01 })).toBe(0.01);
  for (const gap of [0, null, Infinity]) expect(knownGap({ proved: false, gap })).toBeNull();
});

test("nothing found in time, as old answers say it, is neither «cannot be» nor «nobody knows why»", () => {
  expect([isNotInTime([{ key: "time" }]), isWithoutReason([{ key: "time" }])]).toEqual([true, false]);
  expect([isNotInTime([]), isWithoutReason([])]).toEqual([false, true]);
  expect([isNotInTime([{ key: "sites" }]), isWithoutReason([{ key: "sites" }])]).toEqual([false, false]);
});

test("an upper level follows its service where little is said, and is off where nothing is", () => {
  expect(read("types=meals&count=3").question.upper).toBeNull();
  for (const term of ["upper-count=2", "upper-circle=30m", "upper-build=5", "upper-metres=800", "upper-count=x"])
    expect(read(`types=meals&count=3&${term}`)).toMatchObject({
      problems: [{ kind: "upper-type", field: "upper", given: "" }],
      question: { upper: null },
    });
  expect(read("types=meals&count=3&upper=bathing")).toMatchObject({
    problems: [],
    question: {
      upper: { type: "bathing", limit: { by: "minutes", minutes: 15 }, count: 1, weight: 1, within: null },
    },
  });
  expect(read("types=meals&count=3&upper=bathing&upper-circle=1200&upper-weight=0.5").question.upper).toMatchObject({
    ...{ limit: { by: "metres", metres: 1_200 }, weight: 0.5 },
  });
});

test("where nobody says how many of the upper level, it is one, as many as money allows, or as many as everybody needs", () => {
  const upperCount = (search: string) => {
    const { problems, question } = read(`types=meals&count=3&upper=bathing&${search}`);
    expect(problems, search).toEqual([]);
    return question.upper!.count;
  };
  for (const said of ["", "&upper-count="]) {
    expect(upperCount(said)).toBe(1);
    expect(upperCount(`aim=all${said}`)).toBeNull();
    expect(upperCount(`build=300&usual-build=100&upper-build=200${said}`)).toBeNull();
    expect(upperCount(`years=2027:300&usual-build=100&upper-build=200${said}`)).toBeNull();
    expect(upperCount(`yearly=300&usual-yearly=100&upper-yearly=200${said}`)).toBeNull();
  }
  expect(upperCount("aim=all&upper-count=2")).toBe(2);
});

test("what two levels cannot mean is refused beside its field, with all that was typed", () => {
  const wrong = (search: string) =>
    read(`types=meals&count=3&upper=bathing&${search}`).problems.map(({ kind, field }) => [kind, field]);
  for (const aim of SITING_AIMS)
    expect(wrong(`aim=${aim}`), aim).toEqual(LEVEL_AIMS.includes(aim) ? [] : [["upper-aim", "upper"]]);
  expect(wrong("capacity=40")).toEqual([["upper-room", "upper"]]);
  expect(read("types=meals&count=3&upper=meals").problems).toMatchObject([{ kind: "upper-same", given: "meals" }]);
  expect(read("types=meals&count=3&upper=flights").problems).toMatchObject([{ kind: "unknown", field: "upper" }]);
  expect(wrong("build=300&usual-build=100")).toEqual([["cost-unknown", "upper-build"]]);
  expect(wrong("upper-count=&build=300&usual-build=100&upper-build=200")).toEqual([]);
  expect(wrong("upper-circle=far&upper-weight=0&upper-metres=9")).toEqual([
    ["not-a-circle", "upper-circle"],
    ["out-of-range", "upper-weight"],
    ["out-of-range", "upper-metres"],
  ]);
});
