// Decides what to tell the second of two editors. Each save names the version it began from; when that is no longer the
// current one, nothing is written and the editor sees, field by field, what was there, what the other wrote, and theirs.
// Having seen that, they may go on: what they touched becomes theirs, what they did not touch stays as the other wrote it.
import { granted, refused, type Verdict } from "~/shared/verdict";
import { fieldDifferences, type FieldValue } from "./field-differences";

export interface MetField {
  readonly path: readonly string[];
  /** When the form was opened. */
  readonly opened: FieldValue;
  readonly theirs: FieldValue;
  readonly yours: FieldValue;
  /** Both changed it, and not to the same. */
  readonly isContested: boolean;
}

export interface ChangedMeanwhile {
  readonly kind: "changed-meanwhile";
  readonly openedVersion: number;
  readonly currentVersion: number;
  readonly fields: readonly MetField[];
}

export interface Edit<D> {
  readonly openedVersion: number;
  /** The version whose differences the editor has been shown; null = none yet. */
  readonly seenVersion: number | null;
  readonly currentVersion: number;
  /** The record at the version the form was opened with; null where that was before history was kept. */
  readonly opened: D | null;
  readonly theirs: D;
  readonly yours: D;
}

export function meetOtherEdit<D extends object>(edit: Edit<D>): Verdict<D, ChangedMeanwhile> {
  if (edit.openedVersion === edit.currentVersion) return granted(edit.yours);
  const opened = edit.opened ?? edit.theirs;
  if (edit.seenVersion === edit.currentVersion) return granted(untouchedAsTheirs(opened, edit.theirs, edit.yours));
  const theirChanges = byPath(fieldDifferences(opened, edit.theirs));
  const yourChanges = byPath(fieldDifferences(opened, edit.yours));
  const fields = [...new Set([...theirChanges.keys(), ...yourChanges.keys()])].map((key): MetField => {
    const their = theirChanges.get(key);
    const your = yourChanges.get(key);
    const path = (their ?? your)!.path;
    const wasThere = (their ?? your)!.before;
    const theirs = their ? their.after : wasThere;
    const yours = your ? your.after : wasThere;
    return { path, opened: wasThere, theirs, yours, isContested: their !== undefined && your !== undefined && theirs !== yours };
  });
  return refused({ kind: "changed-meanwhile", openedVersion: edit.openedVersion, currentVersion: edit.currentVersion, fields });
}

/** Field by field, and within the offerings service by service: the one that differs from what was opened wins, else theirs. */
function untouchedAsTheirs<D extends object>(opened: D, theirs: D, yours: D): D {
  const entries = Object.entries(yours).map(([key, yourValue]: [string, unknown]) => {
    const [was, their] = [(opened as Record<string, unknown>)[key], (theirs as Record<string, unknown>)[key]];
    if (isSame(was, yourValue)) return [key, their];
    const lists = [was, their, yourValue].map(namedRows);
    return [key, lists.every((list) => list !== null) ? mergedRows(lists[0]!, lists[1]!, lists[2]!) : yourValue];
  });
  return Object.fromEntries(entries) as D;
}

type Rows = Map<string, unknown>;

function namedRows(value: unknown): Rows | null {
  if (!Array.isArray(value)) return null;
  const rows = value.flatMap((row: unknown) =>
    typeof row === "object" && row !== null && "serviceType" in row ? [[String(row.serviceType), row] as const] : [],
  );
  return rows.length === value.length ? new Map(rows) : null;
}

function mergedRows(was: Rows, theirs: Rows, yours: Rows): unknown[] {
  const names = new Set([...yours.keys(), ...theirs.keys()]);
  return [...names].flatMap((name) => {
    const winner = isSame(was.get(name), yours.get(name)) ? theirs.get(name) : yours.get(name);
    return winner === undefined ? [] : [winner];
  });
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const byPath = <T extends { readonly path: readonly string[] }>(differences: readonly T[]): Map<string, T> =>
  new Map(differences.map((difference) => [difference.path.join("/"), difference]));
