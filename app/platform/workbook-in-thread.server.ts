import { setImmediate as nextTurn } from "node:timers/promises";
import type { ExportSheet, ExportValue } from "./spreadsheet-writer.server";
import { inThread } from "./threads.server";

/** A sheet on its way to the thread: its rows as JSON in pieces of a few hundred, so that nothing large is copied cell by cell. */
export interface PackedSheet extends Omit<ExportSheet, "rows"> {
  readonly pieces: readonly Uint8Array[];
}

export interface SheetToWrite extends Omit<ExportSheet, "rows"> {
  readonly rows: Iterable<readonly ExportValue[]> | AsyncIterable<readonly ExportValue[]>;
}

const PIECE = 250;

/** A workbook written in a worker thread; here rows are only read and packed, a turn of the event loop between pieces. */
export async function workbookInThread(sheets: readonly SheetToWrite[], leaving?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const packed: PackedSheet[] = [];
  for (const { rows, ...sheet } of sheets) packed.push({ ...sheet, pieces: await packedRows(rows) });
  return new Uint8Array(await inThread<PackedSheet[], Uint8Array>("write-workbook", packed, leaving));
}

async function packedRows(rows: SheetToWrite["rows"]): Promise<Uint8Array[]> {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  let piece: (readonly ExportValue[])[] = [];
  const pack = () => {
    pieces.push(encoder.encode(JSON.stringify(piece)));
    piece = [];
  };
  for await (const row of rows) {
    if (piece.push(row) < PIECE) continue;
    pack();
    await nextTurn();
  }
  if (piece.length > 0) pack();
  return pieces;
}

/** The other end, in the thread: rows are read piece by piece, never all at once. */
export function* unpackedRows(pieces: readonly Uint8Array[]): Generator<readonly ExportValue[]> {
  const decoder = new TextDecoder();
  for (const piece of pieces) yield* JSON.parse(decoder.decode(piece)) as ExportValue[][];
}
