import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { PROJECT } from "./project.mjs";

/** How much of a failure is told again at the end: what was expected and what came, not the whole stack. */
const LINES = 14;

/**
 * What vitest reported: how many passed, failed and were skipped, and each failure by its name and first lines.
 * A file that could not be read counts as one failure.
 */
export function readUnits(file) {
  const report = JSON.parse(readFileSync(file, "utf8"));
  const failures = [];
  for (const { name, message, status, assertionResults } of report.testResults) {
    const failed = assertionResults.filter((one) => one.status === "failed");
    for (const one of failed) failures.push(told([name, one.fullName], one.failureMessages));
    if (status === "failed" && failed.length === 0) failures.push(told([name], [message]));
  }
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    failures,
  };
}

/** What the journeys' runner reported, in the same words; a journey that only passed at a second try has failed. */
export function readJourneys(file) {
  const { stats, errors = [], suites = [] } = JSON.parse(readFileSync(file, "utf8"));
  const failures = errors.map((error) => told(["journeys"], [error.message]));
  const walk = (suite) => {
    for (const spec of suite.specs ?? [])
      for (const test of spec.tests)
        if (test.status === "unexpected" || test.status === "flaky")
          failures.push(
            told(
              [`tests/journeys/${spec.file}`, spec.title],
              test.results.flatMap((result) => (result.errors ?? []).map((error) => error.message)),
            ),
          );
    (suite.suites ?? []).forEach(walk);
  };
  suites.forEach(walk);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped, failures };
}

function told([file, ...names], messages) {
  const place = [file.startsWith(PROJECT) ? relative(PROJECT, file) : file, ...names].join(" › ");
  const lines = stripVTControlCharacters(messages.filter(Boolean).join("\n")).split("\n").slice(0, LINES);
  return [`✖ ${place}`, ...lines.map((line) => `    ${line}`)].join("\n");
}
