import { setImmediate as nextTurn } from "node:timers/promises";
import { now } from "~/platform/clock.server";
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
import { recordAudit } from "./record-audit.server";

const PIECE = 250;

/** Words of the file, handed in by whoever knows the reader's language. */
export interface AuditExportWords {
  readonly heading: (column: string) => string;
  readonly sentence: (event: ListedEvent) => string;
  readonly area: (code: string) => string;
  /** «导出人 … 时间 … 审计编号 …» */
  readonly watermark: (of: { readonly who: string; readonly at: string; readonly id: string }) => string;
}

/**
 * The filter's events as CSV, however many. That they were taken out is itself on record before the first of them leaves, and
 * the record's id stands in the file's first row below the headings.
 */
export async function exportAudit(
  actor: Actor,
  filter: AuditFilter,
  timeZone: string,
  words: AuditExportWords,
  mark: string,
): Promise<Verdict<ReadableStream<Uint8Array>, { readonly kind: "not-permitted" }>> {
  if (!may(actor, "read:audit")) return refused({ kind: "not-permitted" });
  const [grant] = actor.grants;
  const id = await inUnitOfWork(actor, (uow) =>
    recordAudit(uow, {
      ...{ action: "export:audit", subject: null, result: "done" },
      ...{ areaCode: filter.areaCode || (grant?.areaCode ?? ""), line: grant?.line ?? "", facts: plain(filter) },
    }),
  );
  const watermark = words.watermark({ who: actor.name, at: now().toISOString(), id });
  return granted(streamedText(csvPieces(linesOf(actor, filter, timeZone, watermark), columnsOf(words, mark))));
}

/** What somebody typed may be a name or a number: only what fits is written down. */
const plain = (asked: AuditFilter): Record<string, string> =>
  Object.fromEntries(Object.entries(asked).filter(([key, value]) => value && key !== "who" && fitsAudit(value)));

type Line = ListedEvent | { readonly watermark: string };

async function* linesOf(actor: Actor, filter: AuditFilter, timeZone: string, watermark: string): AsyncGenerator<Line> {
  yield { watermark };
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

function columnsOf(words: AuditExportWords, mark: string): ExportColumn<Line>[] {
  const column = (key: string, value: (event: ListedEvent) => string | null): ExportColumn<Line> => ({
    heading: words.heading(key),
    value: (line) => ("watermark" in line ? null : value(line)),
  });
  return [
    { heading: words.heading("at"), value: (line) => ("watermark" in line ? line.watermark : line.at) },
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
