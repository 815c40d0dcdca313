import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync, gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { arcsOf, pieces, type StreetGraph } from "~/modules/places/domain/streets/street-graph";
import { walkingView } from "~/modules/places/domain/streets/walking-view";
import { readStreets } from "~/modules/places/use-cases/read-streets.server";
import { seededRandom } from "~/shared/seeded-random";
import { gridTown, madeExtract, type MadeExtract, type MadeShape } from "../../../factories/made-extract";

const folder = mkdtempSync(join(tmpdir(), "streets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const written = (bytes: Uint8Array | string): string => {
  const path = join(folder, `${files++}.osm.pbf`);
  writeFileSync(path, bytes);
  return path;
};
const read = (bytes: Uint8Array | string) => readStreets(written(bytes));
async function graphOf(town: MadeExtract, shape: MadeShape = {}): Promise<StreetGraph> {
  const verdict = await read(madeExtract(town, shape));
  if (!verdict.ok) throw new Error(`refused: ${JSON.stringify(verdict.refusal)}`);
  return verdict.value.graph;
}
const columns = (graph: StreetGraph) => [graph.x, graph.y, graph.from, graph.to, graph.length, graph.marks, graph.stops];
const TOWN = gridTown(6, 100);

/** What every graph promises, whatever it was read from. */
function expectSound(graph: StreetGraph): void {
  const { x, from, to, length, marks, shapeStart, shapeX } = graph;
  expect([to.length, length.length, marks.length, shapeStart.length - 1]).toEqual(Array(4).fill(from.length));
  expect(shapeStart[0]).toBe(0);
  expect(shapeStart.at(-1)).toBe(shapeX.length);
  for (let e = 0; e < from.length; e++) {
    expect(from[e]! >= 0 && from[e]! < x.length && to[e]! >= 0 && to[e]! < x.length).toBe(true);
    expect(length[e]).toBeGreaterThan(0);
    expect(shapeStart[e + 1]! - shapeStart[e]!).toBeGreaterThanOrEqual(2);
  }
  for (const movement of ["foot", "pram", "wheelchair"] as const)
    walkingView(graph, { movement, stepsFactor: 2, offStreetFactor: 1 });
}

test("a grid town is read: crossings, streets of one block, lengths in decimetres", async () => {
  const graph = await graphOf(TOWN);
  expectSound(graph);
  // The four corners have two streets of different kinds but equal marks: no junction.
  expect([graph.x.length, graph.marks.length]).toEqual([32, 56]);
  expect(pieces(arcsOf(graph, () => true)).sizes).toEqual(Int32Array.of(32));
  for (const length of graph.length)
    expect(Math.abs((length % 1_000) - (length % 1_000 > 500 ? 1_000 : 0))).toBeLessThanOrEqual(2);
});

test("the same streets come out whatever way the file is laid out", async () => {
  const expected = columns(await graphOf(TOWN));
  const shapes: MadeShape[] = [{ order: "ways-first" }, { packing: "raw" }, { dense: false }, { packing: "raw", dense: false }];
  for (const shape of shapes) expect(columns(await graphOf(TOWN, shape))).toEqual(expected);
});

test("tags of nodes are read in both forms: a locked gate cuts the street", async () => {
  const town = {
    ...TOWN,
    nodes: TOWN.nodes.map((node) => (node.id === 8 ? { ...node, tags: { barrier: "gate", locked: "yes" } } : node)),
  };
  for (const dense of [true, false]) {
    const graph = await graphOf(town, { dense });
    expect(graph.x.length).toBe(32 - 1 + 4);
  }
});

test("nodes the file does not hold break the street there and nowhere else", async () => {
  const graph = await graphOf({ ...TOWN, nodes: TOWN.nodes.filter(({ id }) => id !== 15) });
  expectSound(graph);
  expect(graph.marks.length).toBeLessThan(60);
  expect(pieces(arcsOf(graph, () => true)).sizes).toHaveLength(1);
  const none = await read(madeExtract({ ...TOWN, nodes: [] }));
  expect(none).toEqual({ ok: false, refusal: { kind: "no-walkable-ways", ways: 12, nodes: 0 } });
});

test("nodes that are not on earth are nodes the file does not hold", async () => {
  const lost = { id: 15, lon: 400, lat: 95 };
  const graph = await graphOf({ ...TOWN, nodes: TOWN.nodes.map((node) => (node.id === 15 ? lost : node)) });
  expect(columns(graph)).toEqual(columns(await graphOf({ ...TOWN, nodes: TOWN.nodes.filter(({ id }) => id !== 15) })));
});

test("a street at the other end of the world leaves the lengths of the city alone", async () => {
  const far = [
    { id: 901, lon: -120, lat: -40 },
    { id: 902, lon: -120.001, lat: -40 },
  ];
  const path = { id: 99, refs: [901, 902], tags: { highway: "path" } };
  const graph = await graphOf({ nodes: [...TOWN.nodes, ...far], ways: [...TOWN.ways, path] });
  const crooked = graph.length.filter((length) => Math.abs(length - 1_000 * Math.round(length / 1_000)) > 2);
  expect(crooked).toHaveLength(1);
});

test("a file without walkable ways says how many ways it has", async () => {
  const rails = { ...TOWN, ways: TOWN.ways.map((way) => ({ ...way, tags: { railway: "rail" } })) };
  expect(await read(madeExtract(rails))).toEqual({ ok: false, refusal: { kind: "no-walkable-ways", ways: 12, nodes: 36 } });
  expect(await read(madeExtract({ nodes: [], ways: [] }))).toMatchObject({ refusal: { ways: 0, nodes: 0 } });
});

test("another kind of file is named", async () => {
  const zip = Buffer.concat([Buffer.from("PK\u0003\u0004"), deflateRawSync("x".repeat(99))]);
  const looks = async (bytes: Uint8Array | string) => {
    const verdict = await read(bytes);
    return verdict.ok || verdict.refusal.kind !== "not-osm-pbf" ? verdict : verdict.refusal.looksLike;
  };
  expect(await looks("")).toBe("empty");
  expect(await looks(zip)).toBe("zip");
  expect(await looks(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]))).toBe("picture");
  expect(await looks(Buffer.from([0x89, ...Buffer.from("PNG\r\n\u001a\n")]))).toBe("picture");
  expect(await looks(gzipSync("<osm/>"))).toBe("gzip");
  expect(await looks('<?xml version="1.0"?><osm version="0.6"></osm>')).toBe("osm-xml");
  expect(await looks('{"type":"FeatureCollection"}')).toBe("json");
  expect(await looks("id,lon,lat\n1,2,3\n")).toBe("text");
  expect(await looks(Buffer.alloc(500, 1))).toBe("something-else");
  expect(await readStreets(join(folder, "nowhere.osm.pbf"))).toEqual({ ok: false, refusal: { kind: "no-such-file" } });
  expect(await readStreets(folder)).toMatchObject({ refusal: { kind: "not-osm-pbf", looksLike: "folder" } });
});

test("a file that ends too early is damaged, wherever it ends", async () => {
  const whole = madeExtract(TOWN);
  const blocks: number[] = [];
  for (let at = 0; at < whole.length;) {
    const header = whole.readUInt32BE(at);
    // The length of the data is the last varint of the header: two bytes here.
    const data =
      whole[at + 4 + header - 2]! >= 128
        ? (whole[at + 4 + header - 2]! & 127) | (whole[at + 3 + header]! << 7)
        : whole[at + 3 + header]!;
    at += 4 + header + data;
    blocks.push(at);
  }
  expect(blocks.at(-1)).toBe(whole.length);
  for (let length = 20; length < whole.length; length += length % 7 ? 1 : 11) {
    const verdict = await read(whole.subarray(0, length));
    if (blocks.includes(length)) continue;
    expect(verdict).toEqual({ ok: false, refusal: { kind: "damaged", atByte: expect.any(Number), size: length } });
  }
});

/** Nodes in a block, then the ways in blocks of a few: what a real file looks like when it is cut between two of them. */
const cutAmongWays = (kept: number): Buffer => {
  const large = gridTown(60, 100);
  return madeExtract({ nodes: large.nodes, ways: large.ways.slice(0, kept) });
};

test("a file cut where a block ends is not taken for a smaller city, unless it is said", async () => {
  const whole = await read(cutAmongWays(120));
  expect(whole).toMatchObject({ ok: true, value: { gaps: { loosePart: 0, relations: 0, missingPoints: 0 } } });
  const cut = await read(cutAmongWays(40));
  expect(cut).toMatchObject({ ok: false, refusal: { kind: "looks-cut-short", gaps: { streets: 40 } } });
  expect(await readStreets(written(cutAmongWays(40)), { partly: true })).toMatchObject({ ok: true });
  expect(await read(cutAmongWays(0))).toEqual({ ok: false, refusal: { kind: "no-walkable-ways", ways: 0, nodes: 3_600 } });
});

test("points the file lacks are counted; a file that lacks too many is refused", async () => {
  const without = (share: number) => ({ ...TOWN, nodes: TOWN.nodes.filter(({ id }) => id % 36 >= 36 * share) });
  expect(await read(madeExtract(without(0.2)))).toMatchObject({
    ok: true,
    // Nodes 1–7 and 36 are gone: the first row but one street, and the ends of every column.
    value: { gaps: { points: 36, missingPoints: 8, streets: 12, brokenStreets: 9, lostStreets: 1 } },
  });
  expect(await read(madeExtract(without(0.4)))).toMatchObject({ ok: false, refusal: { kind: "points-missing" } });
});

test("packings nobody here can unpack are named", async () => {
  expect(await read(madeExtract(TOWN, { packing: "lz4" }))).toEqual({ ok: false, refusal: { kind: "packing-unknown" } });
});

test("tags that never end are damage, not a wait without end", async () => {
  const town = { ...TOWN, nodes: TOWN.nodes.map((node) => ({ ...node, tags: { barrier: "gate" } })) };
  const verdict = await read(madeExtract(town, { endlessTags: true, packing: "raw" }));
  expect(verdict).toMatchObject({ ok: false, refusal: { kind: "damaged" } });
});

test("altered bytes are refused or give a sound graph, and never hang or crash", async () => {
  const chance = seededRandom(42);
  const below = (limit: number) => Math.floor(chance() * limit);
  const tagged = { ...TOWN, nodes: TOWN.nodes.map((node) => (node.id % 5 ? node : { ...node, tags: { barrier: "gate" } })) };
  const outcomes = { refused: 0, sound: 0 };
  for (let round = 0; round < 400; round++) {
    const bytes = Buffer.from(madeExtract(tagged, { packing: round % 2 ? "raw" : "zlib", dense: round % 4 < 2 }));
    for (let change = 0; change <= below(3); change++) {
      const at = below(bytes.length);
      if (chance() < 0.2) bytes.copy(bytes, at, below(bytes.length));
      else bytes[at] = below(256);
    }
    const verdict = await read(bytes);
    if (verdict.ok) {
      outcomes.sound++;
      expectSound(verdict.value.graph);
    } else outcomes.refused++;
  }
  expect(outcomes.refused).toBeGreaterThan(100);
  expect(outcomes.sound).toBeGreaterThan(20);
});

test("progress grows to 1, and whoever no longer wants the streets stops the reading", async () => {
  const path = written(madeExtract(TOWN));
  const seen: number[] = [];
  await readStreets(path, { progress: (done) => seen.push(done) });
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen.at(-1)).toBe(1);
  await expect(readStreets(path, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});
