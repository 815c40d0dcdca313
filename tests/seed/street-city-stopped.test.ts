import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readStreets } from "~/modules/places/use-cases/read-streets.server";
import { writeStreetCity } from "../../seed/street-city/write-street-city";
import { gridTown, madeExtract } from "../factories/made-extract";
import { withTestDatabase } from "../factories/test-database";

const records = withTestDatabase();
/** Fewer than the server takes: a statement that waits notices only later that nobody is there any more. */
const TRIES = 60;
/** From before there is a connection until long after the writing waits for the other. */
const LATEST_MS = 60;

test("whoever stops the making of a city, at whatever moment, ends it as stopped and as nothing else", async () => {
  const folder = mkdtempSync(join(tmpdir(), "quarterhour-stopped-"));
  const file = join(folder, "town.osm.pbf");
  writeFileSync(file, madeExtract(gridTown(40, 100)));
  const read = await readStreets(file);
  rmSync(folder, { recursive: true });
  if (!read.ok) throw new Error(read.refusal.kind);
  const name = { code: "0120", nameZh: "示例市", nameEn: "Made", timeZone: "Asia/Tokyo" };
  const ended = new Set<unknown>();
  await records.sql
    .begin(async (other) => {
      // Somebody makes a city of the same code at the same time, and thinks better of it.
      await other`INSERT INTO city (code, name_zh, name_en, time_zone, bounds) VALUES ('0120', '别', 'Other', 'Asia/Tokyo', '{}')`;
      for (let at = 0; at < TRIES; at++) {
        const stop = new AbortController();
        setTimeout(() => stop.abort(), (at * LATEST_MS) / TRIES);
        await writeStreetCity(records.ownerUrl, read.value.graph, name, null, stop.signal).then(
          (value) => ended.add(value),
          (error: Error) => ended.add(error.name),
        );
      }
      throw new Error("thought better of it");
    })
    .catch((error: Error) => expect(error.message).toBe("thought better of it"));
  expect([...ended]).toEqual(["AbortError"]);
  expect(await records.sql`SELECT code FROM city`).toHaveLength(0);
});
