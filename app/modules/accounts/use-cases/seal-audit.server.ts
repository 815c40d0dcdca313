import { createHash } from "node:crypto";
import { appendHeads, lastHeadNumber } from "~/platform/audit-heads.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import {
  addBlock,
  auditLines,
  blocksFrom,
  lastBlock,
  lockSealing,
  nextUnsealed,
  preparePartitions,
} from "../data/audit-blocks.server";
import { firstLine, lastLine, NO_BLOCK_HASH, type AuditBlock } from "../domain/audit-chain";
import { systemActor } from "./system-actor.server";

const MOST_EVENTS = 50_000;
const HEADS_AT_ONCE = 1_000;
const MONTHS_AHEAD = 3;
const SEALER = systemActor("seal-audit");

/**
 * Seals whatever has ended into blocks, one transaction a block, and writes their heads beside the database. One process
 * at a time; a long transaction only delays. How many blocks were made, or null when another process is at it.
 */
export async function sealAudit({ mostEvents = MOST_EVENTS } = {}): Promise<number | null> {
  for (let blocks = 0; ; blocks++) {
    const sealed = await inUnitOfWork(SEALER, async (uow) => ((await lockSealing(uow)) ? sealOne(uow, mostEvents) : "busy"));
    if (sealed === "busy") return null;
    if (sealed === "nothing") {
      await keepHeads();
      return blocks;
    }
  }
}

async function sealOne(uow: UnitOfWork, mostEvents: number): Promise<"sealed" | "nothing"> {
  const span = await nextUnsealed(uow, mostEvents);
  if (!span) return "nothing";
  const before = await lastBlock(uow);
  const block = { ...span, number: (before?.number ?? 0n) + 1n, previousHash: before?.hash ?? NO_BLOCK_HASH };
  await addBlock(uow, { ...block, ...(await hashOfEvents(uow, block)) });
  return "sealed";
}

/** What the events of a block's span hash to, with the block before and the hour of sealing; read page by page. */
export async function hashOfEvents(
  uow: UnitOfWork,
  block: Omit<AuditBlock, "hash" | "events">,
): Promise<{ hash: string; events: number }> {
  const sum = createHash("sha256").update(firstLine(block));
  let events = 0;
  for await (const page of auditLines(uow, block)) {
    sum.update(page.lines);
    events += page.events;
  }
  return { events, hash: sum.update(lastLine({ events, sealedAt: block.sealedAt })).digest("hex") };
}

/** Also what a killed process, or one on another machine, sealed and did not write here. */
async function keepHeads(): Promise<void> {
  for (let more = true; more;) {
    more = await inUnitOfWork(SEALER, async (uow) => {
      if (!(await lockSealing(uow))) return false;
      const blocks = await blocksFrom(uow, (await lastHeadNumber()) + 1n, HEADS_AT_ONCE);
      await appendHeads(blocks);
      return blocks.length === HEADS_AT_ONCE;
    });
  }
}

/** Next months' partitions, ahead of time; how many are new. */
export const prepareAuditMonths = (): Promise<number> =>
  inUnitOfWork(systemActor("prepare-audit-months"), (uow) => preparePartitions(uow, MONTHS_AHEAD));
