import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const ACROSS = 60;
const SPACING = 0.0022;

/** A made town of straight streets round the middle of the demo city, as an .osm.pbf file; where it lies. */
export async function madeStreets({ folder, sql }) {
  const writer = join(folder, "made-extract.mjs");
  await build({
    entryPoints: ["tests/factories/made-extract.ts"],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: writer,
  });
  const { madeExtract } = await import(pathToFileURL(writer).href);
  const [{ lon, lat }] = await sql(
    "SELECT avg(lon) AS lon, avg(lat) AS lat FROM facility WHERE city_code = '4101' AND lon IS NOT NULL",
  );
  const line = Array.from({ length: ACROSS }, (_, at) => at);
  const id = (row, column) => 1 + row * ACROSS + column;
  const nodes = line.flatMap((row) =>
    line.map((column) => ({
      id: id(row, column),
      lon: lon + (column - ACROSS / 2) * SPACING,
      lat: lat + (row - ACROSS / 2) * SPACING,
    })),
  );
  const ways = line.flatMap((at) => [
    { id: 10_000 + at, refs: line.map((column) => id(at, column)), tags: { highway: "residential" } },
    { id: 20_000 + at, refs: line.map((row) => id(row, at)), tags: { highway: "residential" } },
  ]);
  const file = join(folder, "made-town.osm.pbf");
  writeFileSync(file, madeExtract({ nodes, ways }));
  return file;
}
