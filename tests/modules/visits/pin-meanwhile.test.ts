import { afterAll, beforeAll, expect, test } from "vitest";
import { pinVisit } from "~/modules/visits/use-cases/move-visit.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { closeThreads } from "~/platform/threads.server";
import { withTestDatabase } from "../../factories/test-database";
import { CITY, madeCaregiver, madeDue, makePlanningTown, plannedWeek, visitsOf } from "./planning-town";
import { warden } from "./visiting-town";

const records = withTestDatabase();
beforeAll(() => makePlanningTown(records));
afterAll(async () => {
  await closeThreads();
  await closeBulkWork();
});

test("a pin that meets a publication is refused, and the plan in force stays as it was agreed", async () => {
  await madeCaregiver(records);
  await madeDue(records);
  const plan = await plannedWeek();
  const [visit] = await visitsOf(records, plan);
  const publisher = await records.sql.reserve();
  await publisher`BEGIN`;
  await publisher`UPDATE visit_plan SET state = 'published', published_at = now(), version = version + 1 WHERE id = ${plan}`;
  await publisher`UPDATE planned_visit SET is_published = true WHERE plan_id = ${plan}`;
  const pinning = pinVisit(warden, CITY, plan, visit!.id, true);
  while ((await records.sql`SELECT 1 FROM pg_locks WHERE NOT granted`).length === 0);
  await publisher`COMMIT`;
  publisher.release();
  expect(await pinning).toEqual({ ok: false, refusal: { kind: "changed-meanwhile" } });
  expect((await visitsOf(records, plan)).map(({ isPinned }) => isPinned)).toEqual([false]);
});
