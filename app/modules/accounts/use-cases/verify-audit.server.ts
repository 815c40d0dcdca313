import { createHash } from "node:crypto";
import { auditHeadsFile, headsIn, type AuditHead } from "~/platform/audit-heads.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { blocksFrom, countCovered, countEvents, lastBlock } from "../data/audit-blocks.server";
import { countReturned, retiredMonths, toldMarks } from "../data/audit-retired.server";
import { breakBefore, breakWithin, NO_BLOCK_HASH, type AuditBlock, type AuditBreak } from "../domain/audit-chain";
import { blocksThatWent, monthOf, unfoundedMonth, type RetiredMonth } from "../domain/audit-retirement";
import { hashOfEvents } from "./seal-audit.server";
import { systemActor } from "./system-actor.server";

const BLOCKS_AT_ONCE = 200;
const VERIFIER = systemActor("verify-audit");

export interface AuditVerdict {
  readonly blocks: number;
  readonly events: number;
  /** events no block holds yet */
  readonly unsealed: number;
  /** months that two people let go: of their blocks the links alone are compared */
  readonly retired: { readonly months: number; readonly through: string; readonly events: number } | null;
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
  for (;;) {
    const months = await inUnitOfWork(VERIFIER, retiredMonths);
    const verdict = await verifyBeside(months, headsFile);
    // A month that went while it was read looks like one that was torn out: then it is read again.
    if (!verdict.broken || (await inUnitOfWork(VERIFIER, retiredMonths)).length === months.length) return verdict;
  }
}

async function verifyBeside(months: readonly RetiredMonth[], headsFile: string): Promise<AuditVerdict> {
  const end = await inUnitOfWork(VERIFIER, lastBlock);
  const heads = keptHeads(headsFile);
  const coveredTo = new Map<bigint, bigint>();
  const sealedIn = new Map<bigint, number>();
  let before: AuditHead = { number: 0n, hash: NO_BLOCK_HASH };
  let [blocks, events] = [0, 0];
  const verdict = async (broken: AuditBreak | null): Promise<AuditVerdict> => ({
    retired: retiredOf(months),
    ...{ blocks, events, broken, head: end && { number: end.number, hash: end.hash } },
    ...{ headsCompared: heads.compared, headsUnreadable: heads.unreadable },
    unsealed: Math.max(
      0,
      (await inUnitOfWork(VERIFIER, countEvents)) - [...sealedIn.values()].reduce((sum, one) => sum + one, 0),
    ),
  });
  const ofMonths = await breakOfMonths(months);
  if (ofMonths) return verdict(ofMonths);
  const went = blocksThatWent(months);
  for await (const [block, next] of blocksInTurn(end?.number ?? 0n)) {
    const unfollowing = breakBefore(block, before, coveredTo.get(block.cluster) ?? 0n);
    if (unfollowing) return verdict(unfollowing);
    const isThere = went(block, before.hash);
    if (typeof isThere === "object") return verdict({ kind: "retired-changed", month: isThere.disagrees });
    const head = await heads.of(block.number);
    if (isThere === "there") {
      const found = await inUnitOfWork(VERIFIER, (uow) => hashOfEvents(uow, block));
      const broken = breakWithin(block, found, next?.previousHash ?? head);
      if (broken) return verdict(broken);
      blocks++;
      events += found.events;
      sealedIn.set(block.cluster, (sealedIn.get(block.cluster) ?? 0) + found.events);
    }
    if (head !== null && head !== block.hash) return verdict({ kind: "head-differs", number: block.number });
    before = block;
    coveredTo.set(block.cluster, block.toXid);
  }
  const lastGone = months.at(-1)?.lastBlock ?? 0n;
  if (before.number < lastGone) return verdict({ kind: "block-missing", number: before.number + 1n });
  const returned = lastGone === 0n ? 0 : await inUnitOfWork(VERIFIER, (uow) => countReturned(uow, lastGone));
  if (returned > 0) return verdict({ kind: "retired-there", events: returned });
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

/** What is on record of the months that went, against itself and against the events that tell of them. */
async function breakOfMonths(months: readonly RetiredMonth[]): Promise<AuditBreak | null> {
  const month = unfoundedMonth(months, (text) => createHash("sha256").update(text).digest("hex"));
  if (month !== null) return { kind: "retired-changed", month };
  const told = new Map((await inUnitOfWork(VERIFIER, toldMarks)).map((one) => [one.month, one.mark]));
  const recorded = new Map(months.map((one) => [one.month, one.mark]));
  for (const [one, mark] of told) if (recorded.get(one) !== mark) return { kind: "retired-missing", month: one };
  // Events that told of months long ago have gone themselves since: the next mark vouches for those.
  const last = months.at(-1)?.month ?? "";
  const untold = months.find((one) => !told.has(one.month) && monthOf(one.retiredAt) > last);
  return untold ? { kind: "retired-untold", month: untold.month } : null;
}

function retiredOf(months: readonly RetiredMonth[]): AuditVerdict["retired"] {
  const last = months.at(-1);
  return last
    ? { months: months.length, through: last.month, events: Number(months.reduce((sum, one) => sum + one.events, 0n)) }
    : null;
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
