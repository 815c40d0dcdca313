import fc from "fast-check";
import { expect, test } from "vitest";
import { MOST_RECORDS, MOST_SYNC_BYTES, RECORD_KINDS } from "~/modules/visits/domain/care-record";
import { MOST_SEALED_BYTES, syncBatches, type Sendable } from "~/offline/sync-batches";

const item = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom(...RECORD_KINDS),
  savedAt: fc.integer({ min: 0, max: 1e12 }).map((ms) => new Date(ms).toISOString()),
  bytes: fc.integer({ min: 100, max: MOST_SEALED_BYTES }),
});
const many = fc.uniqueArray(item, { selector: ({ id }) => id, maxLength: 90 });

/** As it travels: a sealed text of so many characters, with its id, kind and keys. */
const bodyOf = (batch: readonly Sendable[]): number =>
  `{"sentAt":"${"x".repeat(24)}","records":[]}`.length +
  batch.reduce(
    (sum, { id, bytes }) =>
      sum + JSON.stringify({ kind: "position", id, keyId: id, enc: "x".repeat(87), text: "" }).length + 1 + bytes,
    0,
  );

test("every record is in exactly one batch, and no batch is more than the server takes", () => {
  fc.assert(
    fc.property(many, (items) => {
      const batches = syncBatches(items);
      expect(
        batches
          .flat()
          .map(({ id }) => id)
          .sort(),
      ).toEqual(items.map(({ id }) => id).sort());
      for (const batch of batches) {
        expect(batch.length).toBeLessThanOrEqual(MOST_RECORDS);
        expect(bodyOf(batch)).toBeLessThanOrEqual(MOST_SYNC_BYTES);
      }
    }),
    { numRuns: 60 },
  );
});

test("visits go first, then positions, then photos; each kind in the order of saving", () => {
  fc.assert(
    fc.property(many, (items) => {
      const order = syncBatches(items).flat();
      const rank = { visit: 0, position: 1, photo: 2 };
      for (const [n, { kind, savedAt }] of order.slice(1).entries()) {
        const before = order[n]!;
        expect(rank[before.kind] < rank[kind] || (before.kind === kind && before.savedAt <= savedAt)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test("twenty-one visits are two batches, and nothing is none", () => {
  const visits = Array.from({ length: 21 }, (_, n) => ({
    id: `v${n}`,
    kind: "visit" as const,
    savedAt: "2026-11-20",
    bytes: 900,
  }));
  expect(syncBatches(visits).map(({ length }) => length)).toEqual([20, 1]);
  expect(syncBatches([])).toEqual([]);
});
