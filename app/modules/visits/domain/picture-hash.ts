// dHash: whether each of 8 × 8 spots of a picture is brighter than the one to its right (N. Krawetz, 2013). Pictures alike, also
// drawn anew, smaller or darker, differ in few of the 64 bits; that two do differ in few proves nothing about anybody.

export const HASHED_COLUMNS = 9;
export const HASHED_ROWS = 8;
/** Told apart from hashes that were taken of the burnt-in words too: only alike is compared. */
export const HASH_VERSION = 2;

/** Phones burn time and community into a band along the lower edge, a twentieth of the longer edge at most: what stands above it is hashed. */
export const rowsAboveMark = (width: number, height: number): number =>
  Math.max(1, height - Math.max(22, Math.ceil(Math.max(width, height) / 20)));

/** @param spots brightness of 9 × 8 spots, row by row; the hash as PostgreSQL keeps it, a signed number of 64 bits */
export function pictureHash(spots: ArrayLike<number>): bigint {
  let hash = 0n;
  for (let row = 0; row < HASHED_ROWS; row++)
    for (let column = 0; column + 1 < HASHED_COLUMNS; column++) {
      const at = row * HASHED_COLUMNS + column;
      hash = (hash << 1n) | (spots[at]! > spots[at + 1]! ? 1n : 0n);
    }
  return BigInt.asIntN(64, hash);
}

/** In how many of the 64 bits two pictures differ. */
export function bitsApart(a: bigint, b: bigint): number {
  let [bits, rest] = [0, BigInt.asUintN(64, a ^ b)];
  for (; rest > 0n; rest &= rest - 1n) bits++;
  return bits;
}
