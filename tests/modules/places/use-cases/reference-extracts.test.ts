import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { arcsOf, pieces } from "~/modules/places/domain/streets/street-graph";
import { readStreets } from "~/modules/places/use-cases/read-streets.server";

/** Lies beside the project and is never copied into it; where it is missing the tests are skipped and say so. */
const FOLDER = join("..", "shared", "reference", "streets");

interface Sane {
  readonly file: string;
  readonly nodes: number;
  readonly edges: number;
  /** kilometres of street, and the part of the nodes that hang together */
  readonly kilometres: number;
  readonly largest: number;
  readonly missingPoints: number;
}
const EXTRACTS: readonly Sane[] = [
  { file: "helsinki-centre", nodes: 2_773, edges: 4_100, kilometres: 112, largest: 0.97, missingPoints: 809 },
  { file: "andorra", nodes: 1_967, edges: 2_273, kilometres: 711, largest: 0.77, missingPoints: 0 },
  { file: "portland-central-filtered", nodes: 8_569, edges: 12_991, kilometres: 815, largest: 0.99, missingPoints: 0 },
  { file: "liechtenstein-latest", nodes: 5_618, edges: 7_158, kilometres: 1_076, largest: 0.97, missingPoints: 0 },
];

for (const { file, nodes, edges, kilometres, largest, missingPoints } of EXTRACTS) {
  const path = join(FOLDER, `${file}.osm.pbf`);
  const isThere = existsSync(path);
  test.skipIf(!isThere)(`${file} is read whole${isThere ? "" : ` (skipped: ${path} is missing)`}`, async () => {
    const read = await readStreets(path);
    if (!read.ok) throw new Error(read.refusal.kind);
    const { graph, gaps } = read.value;
    const { sizes } = pieces(arcsOf(graph, () => true));
    // Rules of walking may change a few streets; another city, a lost block or a plane gone wrong change far more.
    const isNear = (measured: number, expected: number) => expect(Math.abs(measured / expected - 1)).toBeLessThan(0.1);
    isNear(graph.x.length, nodes);
    isNear(graph.marks.length, edges);
    isNear(graph.length.reduce((sum, length) => sum + length, 0) / 10_000, kilometres);
    expect(Math.max(...sizes) / graph.x.length).toBeGreaterThan(largest - 0.05);
    expect(Math.abs(gaps.missingPoints - missingPoints)).toBeLessThanOrEqual(missingPoints / 10);
    expect(gaps.loosePart).toBe(0);
    expect(gaps.relations).toBeGreaterThan(0);
  });
}
