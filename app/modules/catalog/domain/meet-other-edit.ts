// Decides what to tell the second of two editors. Each save names the version it began from; when that is no longer the
// current one, nothing is written and the editor sees, field by field, what was there, what the other wrote, and theirs.
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
  readonly currentVersion: number;
  /** The record at the version the form was opened with; null where that was before history was kept. */
  readonly opened: D | null;
  readonly theirs: D;
  readonly yours: D;
}

export function meetOtherEdit<D>(edit: Edit<D>): Verdict<D, ChangedMeanwhile> {
  if (edit.openedVersion === edit.currentVersion) return granted(edit.yours);
  const opened = edit.opened ?? edit.theirs;
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

const byPath = <T extends { readonly path: readonly string[] }>(differences: readonly T[]): Map<string, T> =>
  new Map(differences.map((difference) => [difference.path.join("/"), difference]));
