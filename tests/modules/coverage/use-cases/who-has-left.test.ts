import type { LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeThreads } from "~/platform/threads.server";
import * as apiAccess from "~/routes/api.v1.access";
import * as apiCoverage from "~/routes/api.v1.coverage";
import * as planPage from "~/routes/plan._index";
import * as accessPage from "~/routes/plan.coverage.access";
import * as accessExport from "~/routes/plan.coverage.access_.export";
import * as accessPoints from "~/routes/plan.coverage.access_.points";
import * as circles from "~/routes/plan.coverage.circles";
import * as exported from "~/routes/plan.coverage.export";
import * as minutes from "~/routes/plan.coverage.minutes";
import * as places from "~/routes/plan.coverage.places";
import * as progress from "~/routes/plan.coverage.progress";
import * as whatIf from "~/routes/plan.what-if._index";
import * as homes from "~/routes/plan.what-if.homes";
import { withTestDatabase } from "../../../factories/test-database";
import { madeCity } from "./made-city";

const records = withTestDatabase();
beforeAll(() => madeCity(records.sql));
afterAll(closeThreads);

interface Door {
  readonly loader: (args: LoaderFunctionArgs) => unknown;
}
const ask = async ({ loader }: Door, path: string, signal?: AbortSignal): Promise<unknown> =>
  loader({ request: new Request(`http://localhost${path}`, signal ? { signal } : {}), params: {}, context: { cspNonce: "" } });

const DAY = "city=9901&types=day-care&group=60plus&walker=elder-75-84&date=2025-12-31";
const DOORS: readonly (readonly [string, Door])[] = [
  [`/plan?${DAY}`, planPage],
  [`/plan?${DAY}&compare=2024-06-30`, planPage],
  [`/plan/coverage/access?${DAY}`, accessPage],
  [`/plan/coverage/circles?${DAY}`, circles],
  [`/plan/coverage/minutes?${DAY}`, minutes],
  [`/plan/coverage/places?${DAY}`, places],
  [`/plan/coverage/access/points?${DAY}`, accessPoints],
  [`/plan/coverage/export?${DAY}&format=csv`, exported],
  [`/plan/coverage/export?${DAY}&format=xlsx`, exported],
  [`/plan/coverage/export?${DAY}&format=geojson`, exported],
  [`/plan/coverage/access/export?${DAY}&format=csv`, accessExport],
  [`/plan/coverage/access/export?${DAY}&format=xlsx`, accessExport],
  [`/plan/what-if?${DAY}`, whatIf],
  [`/plan/what-if/homes?${DAY}`, homes],
  [`/api/v1/coverage?${DAY}&level=district`, apiCoverage],
  [`/api/v1/access?${DAY}&level=district`, apiAccess],
];

test.each(DOORS)("nothing is computed for whoever has left: %s", async (path, door) => {
  const gone = AbortSignal.abort(new Error("the browser was closed"));
  await expect(ask(door, path, gone)).rejects.toThrow("the browser was closed");
  await expect(ask(door, path)).resolves.toBeDefined();
});

test("how far an answer is, is known of what this process computes and of nothing else", async () => {
  const far = async (of: string, query = DAY) => {
    const answer = (await ask(progress, `/plan/coverage/progress?of=${of}&${query}`)) as Response;
    return { status: answer.status, ...((await answer.json()) as object) };
  };
  const unasked = DAY.replace("2025-12-31", "2023-03-03");
  expect(await far("page", unasked)).toEqual({ status: 200, share: null, now: null });
  await ask(planPage, `/plan?${unasked}`);
  expect(await far("page", unasked)).toEqual({ status: 200, share: 1, now: null });
  // The figures are there; the circles drawn from them are not yet.
  expect(await far("circles", unasked)).toEqual({ status: 200, share: 0.5, now: null });
  expect(await far("page", `${unasked}&compare=2022-02-02`)).toMatchObject({ share: 0.5 });
  expect((await far("dinner")).status).toBe(400);
});
