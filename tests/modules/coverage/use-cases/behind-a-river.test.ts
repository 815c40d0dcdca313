import { afterAll, beforeAll, expect, test } from "vitest";
import { cityFigures } from "~/modules/coverage/domain/area-figures";
import { answerCoverage } from "~/modules/coverage/use-cases/answer-coverage.server";
import { askedCoverage } from "~/modules/coverage/use-cases/asked-coverage.server";
import { cityBarriers, recordBarriers, removeBarrier } from "~/modules/places/use-cases/city-barriers.server";
import { closeThreads } from "~/platform/threads.server";
import { madeActor } from "../../../factories/made-actor";
import { withTestDatabase } from "../../../factories/test-database";
import { madeCity } from "./made-city";

const records = withTestDatabase();
beforeAll(async () => void (await madeCity(records.sql)));
afterAll(closeThreads);

const PLANNER = madeActor();
const named = { nameZh: "", nameEn: "", knownOn: "2025-06-01" };
/** Between the day-care centre and the hundred elders 92 m west of it. */
const RIVER = { ...named, kind: "river" as const, parts: [[[113.6505, 34.7], [113.6505, 34.8]] as const] }; // prettier-ignore
const bridge = (lat: number) => ({ ...named, kind: "bridge" as const, lon: 113.6505, lat });

async function covered(): Promise<number | null> {
  const asked = await askedCoverage("9901", { types: ["day-care"], date: "2025-12-31" });
  if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
  const { ground, query } = asked.value;
  return cityFigures(await answerCoverage(ground, query)).covered;
}

test("a river brought in changes the next figure, a bridge is walked round by, one too far away is not enough", async () => {
  expect(await covered()).toBe(100);
  await recordBarriers(PLANNER, "9901", "水利局", { barriers: [RIVER], crossings: [] });
  expect(await covered()).toBe(0);
  await recordBarriers(PLANNER, "9901", "水利局", { barriers: [], crossings: [bridge(34.765)] });
  expect(await covered()).toBe(0);
  await recordBarriers(PLANNER, "9901", "水利局", { barriers: [], crossings: [bridge(34.762)] });
  expect(await covered()).toBe(100);
  const { barriers, crossings } = await cityBarriers(PLANNER, "9901");
  for (const { id } of crossings) await removeBarrier(PLANNER, "9901", id);
  expect(await covered()).toBe(0);
  await removeBarrier(PLANNER, "9901", barriers[0]!.id);
  expect(await covered()).toBe(100);
});
