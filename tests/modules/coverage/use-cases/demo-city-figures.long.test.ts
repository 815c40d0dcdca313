import { afterAll, expect, test } from "vitest";
import { closeThreads } from "~/platform/threads.server";
import { answerCoverage } from "~/modules/coverage/use-cases/answer-coverage.server";
import { askedCoverage } from "~/modules/coverage/use-cases/asked-coverage.server";
import { action as writeAccess, loader as access } from "~/routes/api.v1.access";
import { action as writeCounts, loader as counts } from "~/routes/api.v1.counts";
import { action, loader } from "~/routes/api.v1.coverage";
import { loader as circles } from "~/routes/plan.coverage.circles";
import { loader as outlines } from "~/routes/plan.coverage.outlines";
import { loader as places } from "~/routes/plan.coverage.places";
import { withTestDatabase } from "../../../factories/test-database";

withTestDatabase({ demoCity: true });
afterAll(closeThreads);

const call = (search: string, headers: Record<string, string> = {}) =>
  loader({ request: new Request(`http://localhost/api/v1/coverage?${search}`, { headers }), params: {}, context: {} } as never);

interface Area {
  readonly code: string;
  readonly people: number;
  readonly covered: number;
  readonly share: number | null;
}
interface Answer {
  readonly method: string;
  readonly detourIndex: number;
  readonly speedKmh: number;
  readonly date: string;
  readonly areas: readonly Area[];
  readonly total: Area;
  readonly demo: { readonly zh: string; readonly en: string } | null;
}
const ask = async (search: string) => (await (await call(search)).json()) as Answer;

const ELDERS = "city=4101&types=day-care&group=60plus&walker=elder-75-84&minutes=15&date=2025-12-31";

test("the demo's elders and residents sum to the census at every level", async () => {
  for (const [group, people] of [
    ["60plus", 1_617_392],
    ["all", 12_600_574],
  ] as const)
    for (const level of ["district", "street", "community"]) {
      const { areas, total } = await ask(`${ELDERS.replace("60plus", group)}&level=${level}`);
      expect(total.people).toBe(people);
      expect(areas.reduce((sum, area) => sum + area.people, 0)).toBe(people);
      expect(areas.reduce((sum, area) => sum + area.covered, 0)).toBe(total.covered);
      for (const area of areas) expect(area.covered).toBeLessThanOrEqual(area.people);
    }
});

test("the answer says its method, speed, detour index and date, and that it is a demo", async () => {
  const answer = await ask(`${ELDERS}&level=district`);
  expect(answer).toMatchObject({
    method: "turf-approximation",
    detourIndex: 1.31,
    speedKmh: 2.7,
    date: "2025-12-31",
    demo: { zh: "演示数据，位置为虚构，不得用于决策" },
  });
  expect(answer.areas).toHaveLength(15);
  expect(answer.total.share).toBeCloseTo(answer.total.covered / answer.total.people, 5);
});

test("faster walkers and longer walks reach more of the demo's elders", async () => {
  const covered = async (search: string) => (await ask(search)).total.covered;
  const base = await covered(ELDERS);
  expect(await covered(ELDERS.replace("elder-75-84", "adult"))).toBeGreaterThan(base);
  expect(await covered(ELDERS.replace("elder-75-84", "wheelchair"))).toBeLessThan(base);
  expect(await covered(ELDERS.replace("minutes=15", "minutes=20"))).toBeGreaterThan(base);
  expect(await covered(ELDERS.replace("minutes=15", "minutes=10"))).toBeLessThan(base);
});

test("an unchanged answer is not sent twice", async () => {
  const first = await call(ELDERS);
  const again = await call(ELDERS, { "If-None-Match": first.headers.get("ETag")! });
  expect([first.status, again.status]).toEqual([200, 304]);
});

test("a question said twice is no question; a service named twice is one", async () => {
  const twice = await call(`${ELDERS}&city=0109`);
  expect(twice.status).toBe(400);
  expect(await twice.json()).toMatchObject({ problems: [{ kind: "said-twice", field: "city", given: "4101, 0109" }] });
  expect((await call(`${ELDERS}&minutes=10`)).status).toBe(400);
  expect((await ask(ELDERS.replace("day-care", "day-care,day-care"))).total).toEqual((await ask(ELDERS)).total);
});

test("mistakes are named in both languages with what would do", async () => {
  const wrong = await call(`${ELDERS.replace("elder-75-84", "runner")}&level=galaxy`);
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toMatchObject({
    problems: [
      {
        field: "walker",
        allowed: expect.arrayContaining(["adult", "wheelchair"]),
        message: { en: expect.stringContaining("wheelchair"), zh: expect.stringContaining("wheelchair") },
      },
      { field: "level", allowed: ["district", "street", "community"] },
    ],
  });
  expect((await call("city=9999&types=day-care")).status).toBe(404);
  expect((await call("types=day-care")).status).toBe(400);
  expect((await call(ELDERS.replace("minutes=15", "minutes=0"))).status).toBe(400);
});

test("day care and meals of the demo stand in the same houses, and the answer says so", async () => {
  const sharedWith = async (types: string) => {
    const asked = await askedCoverage("4101", { types: types.split(","), date: "2025-12-31" });
    if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
    return (await answerCoverage(asked.value.ground, asked.value.query)).sharedWith;
  };
  expect(await sharedWith("day-care")).toEqual(["meals"]);
  expect(await sharedWith("nursery")).toEqual([]);
});

test("every file of the map says on top that it is a demo", async () => {
  const demo = { zh: "演示数据，位置为虚构，不得用于决策", en: expect.any(String) };
  for (const [name, load] of Object.entries({ circles, outlines, places })) {
    const request = new Request(`http://localhost/plan/coverage/${name}?city=4101&types=nursery`);
    const answer = await load({ request, params: {}, context: {} } as never);
    expect(await answer.json()).toMatchObject({ demo });
  }
});

test("a parameter the endpoint does not know is named in both languages, with those it knows", async () => {
  for (const [endpoint, known] of [
    [loader, "compare"],
    [access, "measure"],
    [counts, "date"],
  ] as const) {
    const request = new Request("http://localhost/api/v1/x?city=4101&minuts=15&area=999999");
    const answer = await endpoint({ request, params: {}, context: {} } as never);
    expect(answer.status).toBe(400);
    const { problems } = (await answer.json()) as {
      problems: { field: string; allowed: string[]; message: { en: string; zh: string } }[];
    };
    expect(problems.map(({ field }) => field)).toEqual(["minuts", "area"]);
    expect(problems[0]?.allowed).toContain(known);
    expect(problems[0]?.message.en).toMatch(/^There is no parameter “minuts”; allowed: city, /);
    expect(problems[0]?.message.zh).toMatch(/^接口没有参数「minuts」；可用：city, /);
  }
});

test.each([action, writeAccess, writeCounts])("who writes to what is only read is told so", async (endpoint) => {
  for (const method of ["POST", "DELETE"]) {
    const answer = endpoint({ request: new Request("http://localhost/api/v1/x", { method }), params: {}, context: {} } as never);
    expect([answer.status, answer.headers.get("Allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
    expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
    expect(await answer.json()).toMatchObject({ status: 405, kind: "wrong-method", problems: [{ given: method }] });
  }
});

test("the steps of a short walk end at its limit, with exactly the people it covers", async () => {
  for (const minutes of [7.5, 10, 15]) {
    const search = `${ELDERS.replace("minutes=15", `minutes=${minutes}`)}&level=district`;
    const { steps, total } = (await (await call(search)).json()) as {
      steps: number[];
      total: { covered: number; within: number[] };
    };
    expect(steps).toEqual([minutes / 3, (2 * minutes) / 3, minutes]);
    expect(total.within.at(-1)).toBe(total.covered);
  }
});
