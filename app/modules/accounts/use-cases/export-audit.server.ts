import { setImmediate as nextTurn } from "node:timers/promises";
import { csvPieces, type ExportColumn } from "~/platform/spreadsheet-writer.server";
import { streamedText } from "~/platform/streamed-text.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { readAudit } from "../data/audit-list.server";
import type { Actor } from "../domain/actor";
import { fitsAudit } from "../domain/audited";
import type { AuditFilter, AuditPlace } from "../domain/audit-filter";
import { may } from "../domain/may";
import { boundsOf, named, type ListedEvent } from "./audit-in-view.server";
import { isOpeningReason } from "../domain/sensitive-field";
import { takeOut, type TakenOut } from "./take-out.server";

const PIECE = 250;

/** Words of the file, handed in by whoever knows the reader's language. */
export interface AuditExportWords {
  readonly heading: (column: string) => string;
  readonly sentence: (event: ListedEvent) => string;
  readonly area: (code: string) => string;
  readonly watermark: (of: TakenOut) => string;
}

export type AuditExportRefusal = { readonly kind: "not-permitted" } | { readonly kind: "reason-missing" };

/**
 * The filter's events as CSV, however many, for one stated reason. That they were taken out is itself on record before the first of them leaves, and
 * the record's id stands in the file's first row below the headings.
 */
export async function exportAudit(
  actor: Actor,
  { filter, reason }: { readonly filter: AuditFilter; readonly reason: string },
  timeZone: string,
  words: AuditExportWords,
  mark: string,
): Promise<Verdict<ReadableStream<Uint8Array>, AuditExportRefusal>> {
  if (!may(actor, "read:audit")) return refused({ kind: "not-permitted" });
  if (!isOpeningReason(reason)) return refused({ kind: "reason-missing" });
  const [grant] = actor.grants;
  const taken = await takeOut(actor, {
    ...{ action: "export:audit", subject: null, why: reason },
    ...{ areaCode: filter.areaCode || (grant?.areaCode ?? ""), line: grant?.line ?? "", facts: plain(filter) },
  });
  const lines = linesOf(actor, filter, timeZone);
  return granted(streamedText(csvPieces(lines, columnsOf(words, mark), words.watermark(taken))));
}

/** What somebody typed may be a name or a number: only what fits is written down. */
const plain = (asked: AuditFilter): Record<string, string> =>
  Object.fromEntries(Object.entries(asked).filter(([key, value]) => value && key !== "who" && fitsAudit(value)));

async function* linesOf(actor: Actor, filter: AuditFilter, timeZone: string): AsyncGenerator<ListedEvent> {
  let before: AuditPlace | null = null;
  for (;;) {
    const at: AuditPlace | null = before;
    const piece: ListedEvent[] = await inUnitOfWork(actor, async (uow) =>
      named(uow, await readAudit(uow, filter, { before: at, bounds: boundsOf(actor), timeZone, most: PIECE })),
    );
    yield* piece;
    const last = piece.at(-1);
    if (!last || piece.length < PIECE) return;
    before = { at: last.at, id: last.id };
    await nextTurn();
  }
}

function columnsOf(words: AuditExportWords, mark: string): ExportColumn<ListedEvent>[] {
  const column = (key: string, value: (event: ListedEvent) => string | null): ExportColumn<ListedEvent> => ({
    heading: words.heading(key),
    value,
  });
  return [
    column("at", ({ at }) => at),
    column("sentence", words.sentence),
    column("who", ({ who }) => who),
    ...(["personId", "via", "role", "action", "result", "subjectKind", "subjectId"] as const).map((key) =>
      column(key, (event) => event[key]),
    ),
    column("area", ({ areaCode }) => words.area(areaCode)),
    ...(["areaCode", "line", "why"] as const).map((key) => column(key, (event) => event[key])),
    column("facts", ({ facts }) => (Object.keys(facts).length > 0 ? JSON.stringify(facts) : null)),
    ...(["address", "requestId", "id"] as const).map((key) => column(key, (event) => event[key])),
    ...(mark ? [{ heading: words.heading("mark"), value: () => mark }] : []),
  ];
}
