import { deflateSync } from "node:zlib";
import Pbf from "pbf";

/** Small real .osm.pbf files, written as the format's own description says: a header block, then blocks of nodes and of ways. */
export type MadeTags = Readonly<Record<string, string>>;
export interface MadeNode {
  readonly id: number;
  readonly lon: number;
  readonly lat: number;
  readonly tags?: MadeTags;
}
export interface MadeWay {
  readonly id: number;
  readonly refs: readonly number[];
  readonly tags: MadeTags;
}
export interface MadeExtract {
  readonly nodes: readonly MadeNode[];
  readonly ways: readonly MadeWay[];
}

export interface MadeShape {
  /** how a block is packed: zlib (what is usual), not at all, or in a way no reader here knows */
  readonly packing?: "zlib" | "raw" | "lz4";
  readonly order?: "nodes-first" | "ways-first";
  readonly dense?: boolean;
  /** leaves out the 0 that ends each node's tags, as no writer should */
  readonly endlessTags?: boolean;
}

export function madeExtract({ nodes, ways }: MadeExtract, shape: MadeShape = {}): Buffer {
  const header = new Pbf();
  for (const feature of ["OsmSchema-V0.6", "DenseNodes"]) header.writeStringField(4, feature);
  const blocks = [nodeBlock(nodes, shape), wayBlock(ways)];
  if (shape.order === "ways-first") blocks.reverse();
  return Buffer.concat([
    framed("OSMHeader", header.finish(), "zlib"),
    ...blocks.map((block) => framed("OSMData", block, shape.packing ?? "zlib")),
  ]);
}

function framed(type: string, content: Uint8Array, packing: NonNullable<MadeShape["packing"]>): Buffer {
  const blob = new Pbf();
  if (packing === "raw") blob.writeBytesField(1, content);
  else {
    blob.writeVarintField(2, content.length);
    blob.writeBytesField(packing === "zlib" ? 3 : 6, deflateSync(content));
  }
  const data = blob.finish();
  const head = new Pbf();
  head.writeStringField(1, type);
  head.writeVarintField(3, data.length);
  const header = head.finish();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  return Buffer.concat([length, header, data]);
}

/** Words are written once a block and named by their row; row 0 is kept empty. */
class Words {
  private readonly rows = new Map<string, number>([["", 0]]);

  row(word: string): number {
    if (!this.rows.has(word)) this.rows.set(word, this.rows.size);
    return this.rows.get(word)!;
  }

  pairs(tags: MadeTags = {}): [number, number][] {
    return Object.entries(tags).map(([key, value]) => [this.row(key), this.row(value)]);
  }

  block(group: Pbf): Uint8Array {
    const table = new Pbf();
    for (const word of this.rows.keys()) table.writeBytesField(1, Buffer.from(word));
    const block = new Pbf();
    block.writeBytesField(1, table.finish());
    block.writeBytesField(2, group.finish());
    return block.finish();
  }
}

const steps = (values: readonly number[]): number[] => values.map((value, i) => value - (i === 0 ? 0 : values[i - 1]!));
const tiny = (degrees: number): number => Math.round(degrees * 1e7);

function nodeBlock(nodes: readonly MadeNode[], { dense = true, endlessTags = false }: MadeShape): Uint8Array {
  const words = new Words();
  const group = new Pbf();
  if (dense) {
    const column = new Pbf();
    column.writePackedSVarint(1, steps(nodes.map(({ id }) => id)));
    column.writePackedSVarint(8, steps(nodes.map(({ lat }) => tiny(lat))));
    column.writePackedSVarint(9, steps(nodes.map(({ lon }) => tiny(lon))));
    const tags = nodes.flatMap((node) => [...words.pairs(node.tags).flat(), ...(endlessTags ? [] : [0])]);
    if (nodes.some((node) => node.tags)) column.writePackedVarint(10, tags);
    group.writeBytesField(2, column.finish());
  } else {
    for (const { id, lon, lat, tags } of nodes) {
      const node = new Pbf();
      node.writeSVarintField(1, id);
      node.writePackedVarint(
        2,
        words.pairs(tags).map(([key]) => key),
      );
      node.writePackedVarint(
        3,
        words.pairs(tags).map(([, value]) => value),
      );
      node.writeSVarintField(8, tiny(lat));
      node.writeSVarintField(9, tiny(lon));
      group.writeBytesField(1, node.finish());
    }
  }
  return words.block(group);
}

function wayBlock(ways: readonly MadeWay[]): Uint8Array {
  const words = new Words();
  const group = new Pbf();
  for (const { id, refs, tags } of ways) {
    const pairs = words.pairs(tags);
    const way = new Pbf();
    way.writeVarintField(1, id);
    way.writePackedVarint(
      2,
      pairs.map(([key]) => key),
    );
    way.writePackedVarint(
      3,
      pairs.map(([, value]) => value),
    );
    way.writePackedSVarint(8, steps(refs));
    group.writeBytesField(3, way.finish());
  }
  return words.block(group);
}

/** A town of square blocks: `side` × `side` crossings, one street a row and a column, every way cut at no crossing. */
export function gridTown(side: number, block: number, lon = 113.65, lat = 34.76): MadeExtract {
  const perLat = block / 111_195;
  const perLon = perLat / Math.cos((lat * Math.PI) / 180);
  const id = (column: number, row: number) => 1 + row * side + column;
  const line = Array.from({ length: side }, (_, i) => i);
  return {
    nodes: line.flatMap((row) =>
      line.map((column) => ({
        id: id(column, row),
        lon: lon + (column - (side - 1) / 2) * perLon,
        lat: lat + (row - (side - 1) / 2) * perLat,
      })),
    ),
    ways: [
      ...line.map((row) => ({
        id: 1_000 + row,
        refs: line.map((column) => id(column, row)),
        tags: { highway: "residential" },
      })),
      ...line.map((column) => ({
        id: 2_000 + column,
        refs: line.map((row) => id(column, row)),
        tags: { highway: "footway" },
      })),
    ],
  };
}
