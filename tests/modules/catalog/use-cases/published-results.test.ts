import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { checkResult, INSPECTION_RESULTS, type PublishedInspection } from "~/modules/catalog/domain/published-result";
import { publishedResults, publishResult, takeBackResult } from "~/modules/catalog/use-cases/published-results.server";
import { registerFacility } from "~/modules/catalog/use-cases/register-facility.server";
import { withTestDatabase } from "../../../factories/test-database";
import { caregiver, makeTown, planner, registration, TOWN } from "../factories/catalog-city";

const records = withTestDatabase();
const { sql } = records;
let id = "";
beforeAll(async () => {
  await makeTown(records);
  const made = await registerFacility(planner, TOWN.code, registration());
  if (!made.ok) throw new Error(made.refusal.kind);
  id = made.value.id;
});

const grade = {
  kind: "grade",
  grade: "B",
  standard: "WS/T 821",
  on: "2025-02-01",
  validTo: null,
  by: "",
  source: "示例",
} as const;
const inspection = (over: Partial<PublishedInspection> = {}): PublishedInspection => ({
  ...{ kind: "inspection", how: "routine", result: "to-put-right", on: "2025-03-01", findings: 3, openFindings: 1 },
  ...{ summary: "", by: "", source: "示例" },
  ...over,
});

test("what is published is read back, said once a day, audited, and may be taken back", async () => {
  expect((await publishResult(planner, TOWN, id, grade)).ok).toBe(true);
  expect((await publishResult(planner, TOWN, id, inspection())).ok).toBe(true);
  expect(await publishResult(planner, TOWN, id, grade)).toEqual({ ok: false, refusal: { kind: "result-there" } });
  const kept = await publishedResults(planner, TOWN, id);
  expect(kept.ok && kept.value).toMatchObject([grade, inspection()]);
  const [first] = kept.ok ? kept.value : [];
  expect((await takeBackResult(planner, TOWN, id, first!.id)).ok).toBe(true);
  expect(await takeBackResult(planner, TOWN, id, first!.id)).toMatchObject({ ok: false, refusal: { kind: "not-found" } });
  const [{ count = 0 } = {}] = await sql<
    { count: number }[]
  >`SELECT count(*)::int FROM audit_event WHERE action = 'write:facility' AND subject_id = ${id}`;
  expect(count).toBeGreaterThanOrEqual(3);
});

test("whoever may not write the place publishes nothing of it", async () => {
  expect(await publishResult(caregiver, TOWN, id, grade)).toMatchObject({ ok: false, refusal: { kind: "not-permitted" } });
  expect(await publishedResults(caregiver, TOWN, id)).toMatchObject({ ok: false });
});

test("slips are named by their field", () => {
  const wrong = (said: Parameters<typeof checkResult>[0]) => {
    const checked = checkResult(said, "2026-01-01");
    return checked.ok ? [] : checked.refusal;
  };
  expect(wrong({ ...grade, grade: "E", on: "2026-01-02", source: " ", validTo: "2025-01-01" })).toEqual([
    "grade",
    "on",
    "validTo",
    "source",
  ]);
  expect(wrong(inspection({ result: "passed" }))).toEqual(["findings", "openFindings"]);
  expect(wrong(inspection({ openFindings: 4 }))).toEqual(["openFindings"]);
});

test("what the check lets through, the database takes; what the database would refuse, the check names", async () => {
  const said = fc.record({
    result: fc.constantFrom(...INSPECTION_RESULTS),
    findings: fc.integer({ min: -1, max: 3 }),
    openFindings: fc.integer({ min: -1, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(said, async ({ result, findings, openFindings }) => {
      const { ok } = checkResult(inspection({ result, findings, openFindings }), "2026-01-01");
      const taken = await sql
        .begin(async (transaction) => {
          await transaction`INSERT INTO published_inspection (id, facility_id, inspected_on, kind, result, findings, open_findings, source)
            VALUES (gen_random_uuid(), ${id}, '2025-01-01', 'routine', ${result}, ${findings}, ${openFindings}, '示例')`;
        })
        .then(
          () => true,
          () => false,
        );
      expect(ok).toBe(taken);
    }),
    { numRuns: 60 },
  );
});
