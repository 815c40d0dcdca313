/**
 * Blocks of audit events, each holding the hash of its events and of the block before. What is hashed is text: one line that
 * names the block and its predecessor, one line an event in the order of transactions, one line that counts them and says
 * when they were sealed. A block covers the transactions [fromXid, toXid) of one database cluster; within a cluster blocks
 * touch, so that an event belongs to one block or to none yet.
 */
export interface AuditBlock {
  readonly number: bigint;
  readonly cluster: bigint;
  readonly fromXid: bigint;
  readonly toXid: bigint;
  readonly events: number;
  readonly sealedAt: Date;
  /** SHA-256, 64 hexadecimal digits */
  readonly previousHash: string;
  readonly hash: string;
}

/** What the first block follows. */
export const NO_BLOCK_HASH = "0".repeat(64);

export const firstLine = ({
  number,
  previousHash,
  cluster,
  fromXid,
  toXid,
}: Omit<AuditBlock, "hash" | "events" | "sealedAt">): string =>
  `${JSON.stringify(["quarterhour audit 1", ...[number, previousHash, cluster, fromXid, toXid].map(String)])}\n`;

export const lastLine = ({ events, sealedAt }: Pick<AuditBlock, "events" | "sealedAt">): string =>
  `${JSON.stringify([events, sealedAt.toISOString()])}\n`;

export type AuditBreak =
  /** a number is not there, though a later block or a head kept outside says it was */
  | { readonly kind: "block-missing"; readonly number: bigint }
  /** it does not follow the block before: one of the two was changed, or others were put between */
  | { readonly kind: "block-not-following"; readonly number: bigint }
  /** the block's own record was changed: the block after knows another hash */
  | { readonly kind: "block-changed"; readonly number: bigint }
  | { readonly kind: "events-missing"; readonly number: bigint; readonly sealed: number; readonly found: number }
  | { readonly kind: "events-added"; readonly number: bigint; readonly sealed: number; readonly found: number }
  | { readonly kind: "events-changed"; readonly number: bigint }
  /** the chain holds together, but a head kept outside it says otherwise: it was written anew from here on */
  | { readonly kind: "head-differs"; readonly number: bigint }
  /** events stand among sealed ones and belong to no block */
  | { readonly kind: "events-outside"; readonly events: number }
  /** what is on record of a month that went does not agree with its mark, with the month before or with the blocks */
  | { readonly kind: "retired-changed"; readonly month: string }
  /** an event tells that a month went, and the record of it is not there or another */
  | { readonly kind: "retired-missing"; readonly month: string }
  /** a month is recorded as gone, and no event tells so */
  | { readonly kind: "retired-untold"; readonly month: string }
  /** events are there of blocks that went */
  | { readonly kind: "retired-there"; readonly events: number };

/** How a block's own record follows the one before it; null = as it should. */
export function breakBefore(
  block: AuditBlock,
  before: { readonly number: bigint; readonly hash: string },
  coveredTo: bigint,
): AuditBreak | null {
  if (block.number !== before.number + 1n) return { kind: "block-missing", number: before.number + 1n };
  if (block.previousHash !== before.hash || block.fromXid !== coveredTo)
    return { kind: "block-not-following", number: block.number };
  return null;
}

/** What the events found say of a block; `next` is the hash the block after holds of this one, if there is one. */
export function breakWithin(
  block: AuditBlock,
  found: { readonly events: number; readonly hash: string },
  next: string | null,
): AuditBreak | null {
  const { number, events: sealed } = block;
  if (found.hash === block.hash) return null;
  if (next === found.hash) return { kind: "block-changed", number };
  if (found.events < sealed) return { kind: "events-missing", number, sealed, found: found.events };
  if (found.events > sealed) return { kind: "events-added", number, sealed, found: found.events };
  return { kind: "events-changed", number };
}
