import { afterAll, beforeAll, beforeEach } from "vitest";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { closeThreads } from "~/platform/threads.server";
import { withTestDatabase, type TestDatabase } from "../../factories/test-database";
import { makePlanningTown } from "./planning-town";

/** A town to plan in; each test begins with nobody to plan for and no plan. */
export function withPlanningTown(): TestDatabase {
  const records = withTestDatabase();
  beforeAll(() => makePlanningTown(records));
  beforeEach(async () => {
    await records.sql`DELETE FROM visit_plan`;
    await records.sql`DELETE FROM due_visit`;
    await records.sql`DELETE FROM caregiver`;
  });
  afterAll(async () => {
    await closeThreads();
    await closeBulkWork();
  });
  return records;
}
