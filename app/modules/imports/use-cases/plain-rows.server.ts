import { changesOf, keepChanges, stagedValues } from "../data/import-changes.server";

/** What a subject of another module reads of its own rows, and keeps for taking them back. */
export const plainRows = { next: stagedValues, keep: keepChanges, kept: changesOf } as const;
