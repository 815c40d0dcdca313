/** The smallest whole PMTiles files (format version 3): one tile, shown for the world and for each quarter of it. */
const HEADER_BYTES = 127;
const TILE_TYPES = { vector: 1, png: 2 } as const;
const UNCOMPRESSED = 1;

export function smallArchive(kind: keyof typeof TILE_TYPES): Buffer {
  const tile = kind === "vector" ? LAND_EVERYWHERE : ONE_RED_PIXEL;
  // One entry: from tile 0 a run of five (zooms 0 and 1), their length, at the beginning of the data.
  const directory = Buffer.from([1, 0, 5, ...varint(tile.length), 1]);
  const metadata = Buffer.from("{}");
  const header = Buffer.alloc(HEADER_BYTES);
  header.write("PMTiles");
  header.writeUInt8(3, 7);
  const metadataAt = HEADER_BYTES + directory.length;
  const dataAt = metadataAt + metadata.length;
  const places = [HEADER_BYTES, directory.length, metadataAt, metadata.length, dataAt, 0, dataAt, tile.length, 5, 1, 1];
  places.forEach((place, i) => header.writeBigUInt64LE(BigInt(place), 8 + 8 * i));
  header.writeUInt8(1, 96);
  header.writeUInt8(UNCOMPRESSED, 97);
  header.writeUInt8(UNCOMPRESSED, 98);
  header.writeUInt8(TILE_TYPES[kind], 99);
  header.writeUInt8(1, 101);
  [-180, -85, 180, 85].forEach((degrees, i) => header.writeInt32LE(degrees * 1e7, 102 + 4 * i));
  return Buffer.concat([header, directory, metadata, tile]);
}

const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)]);
const field = (number: number, content: number[]): number[] => [(number << 3) | 2, ...varint(content.length), ...content];

/** A vector tile whose layer «earth» is one square: move to a corner, three lines of 4,096, close. */
const LAND_EVERYWHERE = Buffer.from(
  field(3, [
    ...[(15 << 3) | 0, 2],
    ...field(1, [...Buffer.from("earth")]),
    ...field(2, [(3 << 3) | 0, 3, ...field(4, [9, 0, 0, 26, ...varint(8192), 0, 0, ...varint(8192), ...varint(8191), 0, 15])]),
    ...[(5 << 3) | 0, ...varint(4096)],
  ]),
);

export const ONE_RED_PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==",
  "base64",
);
