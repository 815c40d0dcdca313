// Decides what to tell the second of two editors. Each save names the version it began from; when that is no longer the
// current one, nothing is written and the editor sees, field by field, what was there, what the other wrote, and theirs.
// Having seen that, they may go on: what they touched becomes theirs, what they did not touch stays as the other wrote it, and
// of what both touched they say which is to hold; until they have, nothing is written.
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
  /** What both touched and wrote differently: each is kept as the one or the other wrote it, as the editor says. */
  readonly contested: readonly Contested[];
  /** The editor saw all this before, and did not choose for every contested part. */
  readonly isUnchosen: boolean;
}

export type Choice = "theirs" | "yours";

/** A part that is kept whole: a field, or one service among the offerings. */
export interface Contested {
  readonly path: readonly string[];
  readonly chosen: Choice | null;
}

/** The name a part goes by among the choices. */
export const partName = (path: readonly string[]): string => path.join("/");

export interface Edit<D> {
  readonly openedVersion: number;
  /** The version whose differences the editor has been shown; null = none yet. */
  readonly seenVersion: number | null;
  readonly currentVersion: number;
  /** The record at the version the form was opened with; null where that was before history was kept. */
  readonly opened: D | null;
  readonly theirs: D;
  readonly yours: D;
  /** Which is to hold, by the name of the part; they count only for differences that were shown. */
  readonly choices?: ReadonlyMap<string, Choice>;
}

export function meetOtherEdit<D extends object>(edit: Edit<D>): Verdict<D, ChangedMeanwhile> {
  if (edit.openedVersion === edit.currentVersion) return granted(edit.yours);
  const opened = edit.opened ?? edit.theirs;
  const isSeen = edit.seenVersion === edit.currentVersion;
  const choices = (isSeen && edit.choices) || new Map<string, Choice>();
  const contested: Contested[] = [];
  const merged = mergedParts(opened, edit.theirs, edit.yours, (path) => {
    const chosen = choices.get(partName(path)) ?? null;
    contested.push({ path, chosen });
    return chosen ?? "yours";
  });
  const isUnchosen = isSeen && contested.some(({ chosen }) => chosen === null);
  if (isSeen && !isUnchosen) return granted(merged);
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
  const { openedVersion, currentVersion } = edit;
  return refused({ kind: "changed-meanwhile", openedVersion, currentVersion, fields, contested, isUnchosen });
}

type Choose = (path: readonly string[]) => Choice;

/** Field by field, and within the offerings service by service: who alone touched it wins; where both did, it is asked. */
function mergedParts<D extends object>(opened: D, theirs: D, yours: D, choose: Choose): D {
  const entries = Object.entries(yours).map(([key, yours]: [string, unknown]) => {
    const [was, their] = [(opened as Record<string, unknown>)[key], (theirs as Record<string, unknown>)[key]];
    const [wasRows, theirRows, yourRows] = [namedRows(was), namedRows(their), namedRows(yours)];
    if (!wasRows || !theirRows || !yourRows) return [key, winner([key], was, their, yours, choose)];
    const names = [...new Set([...yourRows.keys(), ...theirRows.keys()])];
    const rows = names.map((name) => winner([key, name], wasRows.get(name), theirRows.get(name), yourRows.get(name), choose));
    return [key, rows.filter((row) => row !== undefined)];
  });
  return Object.fromEntries(entries) as D;
}

function winner(path: readonly string[], was: unknown, theirs: unknown, yours: unknown, choose: Choose): unknown {
  if (isSame(was, yours)) return theirs;
  if (isSame(was, theirs) || isSame(theirs, yours)) return yours;
  return choose(path) === "theirs" ? theirs : yours;
}

type Rows = Map<string, unknown>;

function namedRows(value: unknown): Rows | null {
  if (!Array.isArray(value)) return null;
  const rows = value.flatMap((row: unknown) =>
    typeof row === "object" && row !== null && "serviceType" in row ? [[String(row.serviceType), row] as const] : [],
  );
  return rows.length === value.length ? new Map(rows) : null;
}

/** Alike in what they say: how a form or a record spells «nothing», and in which order, is no change. */
const isSame = (a: unknown, b: unknown): boolean => fieldDifferences(a, b).length === 0;

const byPath = <T extends { readonly path: readonly string[] }>(differences: readonly T[]): Map<string, T> =>
  new Map(differences.map((difference) => [difference.path.join("/"), difference]));
