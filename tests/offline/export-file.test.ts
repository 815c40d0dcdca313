import { expect, test } from "vitest";
import type { SealedRecord } from "~/modules/visits/domain/care-record";
import { exportFile, readExportFile } from "~/offline/export-file";

const record = (n: number): SealedRecord => ({
  ...{ kind: "visit", id: `00000000-0000-4000-8000-00000000000${n}`, keyId: "key-1", enc: "BAbc-_", text: "c2VhbGVk" },
});

test.each([[[]], [[record(1)]], [[record(1), record(2)]]])("what was exported is read back whole: %j", async (records) => {
  const file = exportFile(records, "2026-11-20T02:00:00.000Z");
  expect(readExportFile(await file.text())).toEqual(records);
});

test("a file cut short, of another kind, or with one spoilt record is none", async () => {
  const text = await exportFile([record(1), record(2)], "2026-11-20T02:00:00.000Z").text();
  for (const spoilt of [
    text.slice(0, -4),
    text.replace("quarterhour-care-records-1", "something-else"),
    text.replace('"visit"', '"photograph"'),
    text.replace("c2VhbGVk", "not base64url!"),
    "null",
    "",
    "[]",
  ])
    expect(readExportFile(spoilt)).toBeNull();
});

test("nothing but a record's own fields comes in", () => {
  const text = JSON.stringify({ format: "quarterhour-care-records-1", records: [{ ...record(1), state: "acknowledged" }] });
  expect(readExportFile(text)).toEqual([record(1)]);
});
