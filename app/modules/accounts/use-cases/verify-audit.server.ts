import { auditHeadsFile, headsIn, type AuditHead } from "~/platform/audit-heads.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { blocksFrom, countCovered, countEvents, lastBlock } from "../data/audit-blocks.server";
import { breakBefore, breakWithin, NO_BLOCK_HASH, type AuditBlock, type AuditBreak } from "../domain/audit-chain";
import { hashOfEvents } from "./seal-audit.server";
import { systemActor } from "./system-actor.server";

const BLOCKS_AT_ONCE = 200;
const VERIFIER = systemActor("verify-audit");

export interface AuditVerdict {
  readonly blocks: number;
  readonly events: number;
  /** events no block holds yet */
  readonly unsealed: number;
  readonly head: AuditHead | null;
  /** heads kept outside the database that were compared */
  readonly headsCompared: number;
  /** lines of the heads' file that are none */
  readonly headsUnreadable: number;
  readonly broken: AuditBreak | null;
}

/**
 * Computes every block again from its events, follows the chain, and compares it with heads kept outside. Stops at the first
 * break. Blocks never change, so each is read in a transaction of its own; nothing grows with the number of events.
 */
export async function verifyAudit(headsFile = auditHeadsFile()): Promise<AuditVerdict> {
  const end = await inUnitOfWork(VERIFIER, lastBlock);
  const heads = keptHeads(headsFile);
  const coveredTo = new Map<bigint, bigint>();
  const sealedIn = new Map<bigint, number>();
  let before: AuditHead = { number: 0n, hash: NO_BLOCK_HASH };
  let [blocks, events] = [0, 0];
  const verdict = async (broken: AuditBreak | null): Promise<AuditVerdict> => ({
    ...{ blocks, events, broken, head: end && { number: end.number, hash: end.hash } },
    ...{ headsCompared: heads.compared, headsUnreadable: heads.unreadable },
    unsealed: Math.max(
      0,
      (await inUnitOfWork(VERIFIER, countEvents)) - [...sealedIn.values()].reduce((sum, one) => sum + one, 0),
    ),
  });
  for await (const [block, next] of blocksInTurn(end?.number ?? 0n)) {
    const unfollowing = breakBefore(block, before, coveredTo.get(block.cluster) ?? 0n);
    if (unfollowing) return verdict(unfollowing);
    const found = await inUnitOfWork(VERIFIER, (uow) => hashOfEvents(uow, block));
    const head = await heads.of(block.number);
    const broken = breakWithin(block, found, next?.previousHash ?? head);
    if (broken) return verdict(broken);
    if (head !== null && head !== block.hash) return verdict({ kind: "head-differs", number: block.number });
    before = block;
    blocks++;
    events += found.events;
    coveredTo.set(block.cluster, block.toXid);
    sealedIn.set(block.cluster, (sealedIn.get(block.cluster) ?? 0) + found.events);
  }
  if (await heads.beyond(before.number)) {
    const later = await inUnitOfWork(VERIFIER, (uow) => blocksFrom(uow, before.number + 1n, 1));
    if (later.length === 0) return verdict({ kind: "block-missing", number: before.number + 1n });
  }
  for (const [cluster, toXid] of coveredTo) {
    const covered = await inUnitOfWork(VERIFIER, (uow) => countCovered(uow, cluster, toXid));
    const outside = covered - (sealedIn.get(cluster) ?? 0);
    if (outside !== 0) return verdict({ kind: "events-outside", events: outside });
  }
  return verdict(null);
}

/** Each block up to the last, and the one after it, a page at a time. */
async function* blocksInTurn(last: bigint): AsyncGenerator<[AuditBlock, AuditBlock | undefined]> {
  let waiting: AuditBlock | undefined;
  for (let from = 0n; from <= last;) {
    const page = await inUnitOfWork(VERIFIER, (uow) => blocksFrom(uow, from, BLOCKS_AT_ONCE));
    for (const block of page) {
      if (block.number > last) break;
      if (waiting) yield [waiting, block];
      waiting = block;
    }
    const end = page.at(-1);
    if (!end) break;
    from = end.number + 1n;
  }
  if (waiting) yield [waiting, undefined];
}

/** Heads kept in a file, which ascends as the blocks do; a file that is not there has none. */
function keptHeads(file: string) {
  const lines = headsIn(file);
  let waiting: AuditHead | null | undefined;
  const kept = { compared: 0, unreadable: 0, of, beyond };

  async function upcoming(): Promise<AuditHead | null> {
    while (waiting === undefined) {
      const { value, done } = await lines.next().catch((error: unknown) => {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return { value: undefined, done: true };
        throw error;
      });
      if (done || !value) waiting = null;
      else if ("unreadable" in value) kept.unreadable++;
      else waiting = value;
    }
    return waiting;
  }

  /** The hash kept of a block, or null. Numbers are asked for in ascending order. */
  async function of(number: bigint): Promise<string | null> {
    for (let head = await upcoming(); head && head.number <= number; head = await upcoming()) {
      waiting = undefined;
      if (head.number < number) continue;
      kept.compared++;
      return head.hash;
    }
    return null;
  }

  async function beyond(number: bigint): Promise<boolean> {
    await of(number);
    return (await upcoming()) !== null;
  }
  return kept;
}
