import type { SealedPlace } from "~/modules/accounts/use-cases/rotate-keys.server";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { areChangesKept } from "../data/forgotten-batches.server";
import { countStaged, setCounts } from "../data/staged-rows.server";
import { targetsOf } from "../data/import-changes.server";
import {
  changesByKey,
  keepSealedChanges,
  openedChanges,
  openedLines,
  openedValues,
  resealChanges,
  resealStagedRows,
  settleLine,
  stagedRowsByKey,
} from "../data/sealed-rows.server";

/** Answers a line, and counts what still waits. */
async function settle(sql: BulkSql, batchId: string, rowNumber: number, as: "same" | "skip"): Promise<void> {
  await settleLine(sql, batchId, rowNumber, as);
  await setCounts(sql, batchId, await countStaged(sql, batchId));
}

/** What a subject whose rows are private reads of its own rows, and keeps for taking them back: sealed wherever it lies. */
export const privateRows = {
  next: openedValues,
  targets: targetsOf,
  keep: keepSealedChanges,
  kept: openedChanges,
  areKept: areChangesKept,
  lines: openedLines,
  settle,
} as const;

/** Where previews and their undoing hold sealed rows. */
export const sealedRows: readonly SealedPlace[] = [
  { name: "private_import_row", reseal: resealStagedRows, byKey: stagedRowsByKey },
  { name: "private_import_change", reseal: resealChanges, byKey: changesByKey },
];
