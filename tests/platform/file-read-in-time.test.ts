import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openTabularFileInTime } from "~/platform/tabular-file-in-time.server";
import { workbook } from "../modules/imports/office-files";

const GRID = [
  ["名称", "床位"],
  ["示例中心", 12],
];
const whole = workbook({ Sheet1: { grid: GRID } }, "biff8");

/** Spoilt by chance, as `npm run soak:files` spoils: its reader never comes to the end. */
const endless = readFileSync("tests/golden/endless.xls");

test("an old workbook is read", async () => {
  const opened = await openTabularFileInTime(whole);
  expect(opened).toMatchObject({ ok: true, value: { kind: "xls", sheets: [{ rows: GRID }] } });
});

test("one that keeps its reader for ever is called damaged in its time, and nothing waits for it", async () => {
  let turns = 0;
  const others = setInterval(() => turns++, 10);
  const began = performance.now();
  const opened = await openTabularFileInTime(endless, undefined, 1_500);
  clearInterval(others);
  expect(opened).toEqual({ ok: false, refusal: { code: "damaged", kind: "xls" } });
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(turns).toBeGreaterThan(20);
});
