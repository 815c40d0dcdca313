// Months of the audit that two people let go: which are old enough, and what is left of them. The blocks of a month stay as
// numbers and hashes; what went is one row, whose mark hashes it and the mark before, so that the newest vouches for all.

import { NO_BLOCK_HASH, type AuditBlock } from "./audit-chain";

/** `2026-01` */
export type AuditMonth = string;

export interface RetiredMonth {
  readonly month: AuditMonth;
  /** blocks that went whole with it; none where `lastBlock` is the one before `firstBlock` */
  readonly firstBlock: bigint;
  readonly lastBlock: bigint;
  readonly events: bigint;
  readonly previousHash: string;
  readonly finalHash: string;
  readonly approvalId: string;
  readonly askedBy: string;
  readonly decidedBy: string;
  readonly retiredAt: Date;
  /** SHA-256, 64 hexadecimal digits */
  readonly mark: string;
}

/** What the mark of a month is the hash of; `before` is the mark of the month before. */
export const markLine = (
  { month, firstBlock, lastBlock, events, previousHash, finalHash, approvalId, askedBy, decidedBy, retiredAt }: RetiredMonth,
  before: string,
): string =>
  `${JSON.stringify([
    ...["quarterhour audit retired 1", month, ...[firstBlock, lastBlock, events].map(String), previousHash, finalHash],
    ...[approvalId, askedBy, decidedBy, retiredAt.toISOString(), before],
  ])}\n`;

/** The first month whose record does not follow from the one before or does not hash to its mark; null = all do. */
export function unfoundedMonth(months: readonly RetiredMonth[], hashOf: (text: string) => string): AuditMonth | null {
  let before = { month: "", lastBlock: 0n, finalHash: NO_BLOCK_HASH, mark: NO_BLOCK_HASH };
  for (const one of months) {
    const follows = before.month === "" || one.month === monthAfter(before.month);
    const joins = one.firstBlock === before.lastBlock + 1n && one.previousHash === before.finalHash;
    const isEmpty = one.lastBlock < one.firstBlock;
    const fits = !isEmpty || (one.finalHash === one.previousHash && one.events === 0n);
    if (!follows || !joins || !fits || hashOf(markLine(one, before.mark)) !== one.mark) return one.month;
    before = one;
  }
  return null;
}

/**
 * Goes along with the blocks in turn: whether each is there or went, or which month's record disagrees with it. `before` is the
 * hash of the block before.
 */
export function blocksThatWent(months: readonly RetiredMonth[]) {
  const whole = months.filter(({ firstBlock, lastBlock }) => lastBlock >= firstBlock);
  let next = 0;
  let events = 0n;
  return (block: AuditBlock, before: string): "there" | "gone" | { readonly disagrees: AuditMonth } => {
    const month = whole[next];
    if (!month || block.number < month.firstBlock) return "there";
    if (block.number === month.firstBlock && month.previousHash !== before) return { disagrees: month.month };
    events += BigInt(block.events);
    if (block.number === month.lastBlock) {
      if (block.hash !== month.finalHash || events !== month.events) return { disagrees: month.month };
      next++;
      events = 0n;
    }
    return "gone";
  };
}

export const monthAfter = (month: AuditMonth): AuditMonth => {
  const [year, of] = month.split("-").map(Number) as [number, number];
  return of === 12 ? `${year + 1}-01` : `${year}-${String(of + 1).padStart(2, "0")}`;
};

export const monthBefore = (month: AuditMonth): AuditMonth => {
  const [year, of] = month.split("-").map(Number) as [number, number];
  return of === 1 ? `${year - 1}-12` : `${year}-${String(of - 1).padStart(2, "0")}`;
};

/** The month, in UTC, that a moment lies in: those before it are over by then. */
export const monthOf = (at: Date): AuditMonth => at.toISOString().slice(0, 7);

/** From one month through another, oldest first; none where the second is earlier. */
export function monthsFrom(first: AuditMonth, through: AuditMonth): AuditMonth[] {
  const months: AuditMonth[] = [];
  for (let month = first; month <= through; month = monthAfter(month)) months.push(month);
  return months;
}

/** Since when the audit is whole, for whoever reads it. */
export interface RetiredAudit {
  /** the first month that is still there */
  readonly before: AuditMonth;
  readonly on: string;
}

/** What an approval is about is an id: one made of the last month that goes, whose digits end it. */
const SUBJECT = "00000000-0000-8000-8000-000000";
export const subjectOfMonth = (month: AuditMonth): string => `${SUBJECT}${month.replace("-", "")}`;

export function monthOfSubject(id: string): AuditMonth | null {
  const [, year, month] = /^(\d{4})(0[1-9]|1[0-2])$/.exec(id.startsWith(SUBJECT) ? id.slice(SUBJECT.length) : "") ?? [];
  return year && month ? `${year}-${month}` : null;
}
