import type { SealedPlace } from "~/modules/accounts/use-cases/rotate-keys.server";
import { areChangesKept } from "../data/forgotten-batches.server";
import { targetsOf } from "../data/import-changes.server";
import {
  changesByKey,
  keepSealedChanges,
  openedChanges,
  openedValues,
  resealChanges,
  resealStagedRows,
  stagedRowsByKey,
} from "../data/sealed-rows.server";

/** What a subject whose rows are private reads of its own rows, and keeps for taking them back: sealed wherever it lies. */
export const privateRows = {
  next: openedValues,
  targets: targetsOf,
  keep: keepSealedChanges,
  kept: openedChanges,
  areKept: areChangesKept,
} as const;

/** Where previews and their undoing hold sealed rows. */
export const sealedRows: readonly SealedPlace[] = [
  { name: "private_import_row", reseal: resealStagedRows, byKey: stagedRowsByKey },
  { name: "private_import_change", reseal: resealChanges, byKey: changesByKey },
];
