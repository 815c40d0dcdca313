import { expect, test } from "vitest";
import { z } from "zod";
import { loader } from "~/routes/api.v1.counts";
import { withTestDatabase } from "../../../factories/test-database";

withTestDatabase({ demoCity: true });

const ask = (query: string, headers: Record<string, string> = {}) =>
  loader({ request: new Request(`http://city.invalid/api/v1/counts?${query}`, { headers }), params: {}, context: {} as never });

const Sum = z.strictObject({
  licensed: z.int(),
  staffed: z.int(),
  taken: z.int(),
  staffedWhereTakenUnknown: z.int(),
  licensedWhereStaffedUnknown: z.int(),
});
const Words = z.strictObject({ zh: z.string(), en: z.string() });
const Answer = z.strictObject({
  city: z.strictObject({ code: z.string(), name: Words }),
  date: z.string(),
  demo: Words.nullable(),
  facilities: z.strictObject({
    total: z.int(),
    bySector: z.record(z.string(), z.strictObject({ total: z.int(), byKind: z.record(z.string(), z.int()) })),
  }),
  servicePoints: z.strictObject({ total: z.int(), byType: z.record(z.string(), z.int()) }),
  capacities: z.record(z.string(), z.record(z.string(), Sum)),
  unplaced: z.int(),
  method: Words,
});
const answerOf = async (query: string) => Answer.parse(await (await ask(query)).json());

test("on 30 June 2024 there are exactly 1,266 elder-care facilities", async () => {
  const { facilities, demo } = await answerOf("city=4101&date=2024-06-30");
  expect(facilities.bySector["elder-care"]).toEqual({
    total: 1266,
    byKind: { "street-centre": 114, "community-centre": 1052, "private-institution": 100 },
  });
  expect(demo).toEqual({ zh: "演示数据，位置为虚构，不得用于决策", en: "Demo data: positions are made up, not for decisions" });
});

test("at the end of 2025 there are exactly 1,259, with 1,166 meal points and mostly nursing beds", async () => {
  const { facilities, servicePoints, capacities } = await answerOf("city=4101&date=2025-12-31");
  expect(facilities.bySector["elder-care"]).toEqual({
    total: 1259,
    byKind: { "street-centre": 114, "community-centre": 1052, "residential-institution": 93 },
  });
  expect(servicePoints.byType["meals"]).toBe(1166);
  const beds = capacities["residential"]!;
  const licensed = Object.values(beds).reduce((sum, { licensed: places }) => sum + places, 0);
  expect(licensed).toBeGreaterThan(15_000);
  expect(beds["nursing-bed"]!.licensed / licensed).toBeGreaterThan(0.6);
});

test.each([
  ["city=4101&date=2024-02-30", 400, "date", "not-a-day"],
  ["city=4101&date=yesterday", 400, "date", "not-a-day"],
  ["", 400, "city", "missing"],
  ["city=zhengzhou", 404, "city", "unknown"],
  ["city=9999&date=2024-06-30", 404, "city", "unknown"],
])("«%s» is answered with %i and names the parameter in both languages", async (query, status, field, kind) => {
  const answer = await ask(query);
  expect(answer.status).toBe(status);
  expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
  const { title, problems } = (await answer.json()) as {
    title: unknown;
    problems: { field: string; kind: string; allowed: string[] }[];
  };
  expect(title).toEqual({ zh: expect.stringContaining(field), en: expect.stringContaining(field) });
  expect(problems).toEqual([expect.objectContaining({ field, kind, allowed: field === "city" ? ["4101"] : [] })]);
});

test("who has the answer already is not sent it again", async () => {
  const first = await ask("city=4101&date=2024-06-30");
  const again = await ask("city=4101&date=2024-06-30", { "If-None-Match": first.headers.get("ETag")! });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});
