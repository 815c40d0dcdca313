import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { PROJECT } from "../../scripts/project.mjs";
import { readJourneys, readUnits } from "../../scripts/test-reports.mjs";

const folder = mkdtempSync(join(tmpdir(), "quarterhour-reports-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function kept(report: object): string {
  const file = join(folder, "report.json");
  writeFileSync(file, JSON.stringify(report));
  return file;
}

test("each unit that failed is told by its file, its name and what was expected, without the stack or its colours", () => {
  const read = readUnits(
    kept({
      ...{ numPassedTests: 7, numPendingTests: 1, numTodoTests: 1 },
      testResults: [
        {
          name: join(PROJECT, "tests/a.test.ts"),
          status: "passed",
          assertionResults: [{ status: "passed", fullName: "is kept" }],
        },
        {
          ...{ name: join(PROJECT, "tests/b.test.ts"), status: "failed" },
          assertionResults: [
            { status: "passed", fullName: "is kept" },
            {
              status: "failed",
              fullName: "is free",
              failureMessages: [`\u001b[31mexpected 1 to be 2\u001b[39m${"\n    at somewhere".repeat(40)}`],
            },
          ],
        },
        { name: join(PROJECT, "tests/c.test.ts"), status: "failed", message: "cannot be read", assertionResults: [] },
      ],
    }),
  );
  expect(read).toMatchObject({ passed: 7, failed: 2, skipped: 2 });
  expect(read.failures[0]).toMatch(/^✖ tests\/b\.test\.ts › is free\n {4}expected 1 to be 2\n/);
  expect(read.failures[0]!.split("\n").length).toBeLessThan(20);
  expect(read.failures[1]).toBe("✖ tests/c.test.ts\n    cannot be read");
});

test("each journey that failed is told, one that needed a second try too, and what stopped them all", () => {
  const spec = (title: string, status: string, message?: string) => ({
    ...{ file: "find.journey.ts", title },
    tests: [{ status, results: [{ errors: message === undefined ? [] : [{ message }] }] }],
  });
  const read = readJourneys(
    kept({
      stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 },
      errors: [{ message: "the server did not start" }],
      suites: [
        { specs: [spec("finds", "expected"), spec("takes", "unexpected", "no such button")], suites: [] },
        { specs: [], suites: [{ specs: [spec("calls", "flaky", "late")] }] },
      ],
    }),
  );
  expect(read).toMatchObject({ passed: 3, failed: 3, skipped: 0 });
  expect(read.failures).toEqual([
    "✖ journeys\n    the server did not start",
    "✖ tests/journeys/find.journey.ts › takes\n    no such button",
    "✖ tests/journeys/find.journey.ts › calls\n    late",
  ]);
});
