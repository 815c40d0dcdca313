import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { AUDIT_HEADS } from "../audit-heads.server";
import { IMPORTS, sealClearImportFiles } from "../import-files.server";
import { hashOfFile, type Manifest } from "./backup-manifest.server";

/** What the data folder holds beside the embedded database. Keys and passwords are not among it. */
const KEPT = ["photos", IMPORTS, "streets", AUDIT_HEADS];

export const FILES = "files";

/**
 * Copies the data folder's own files into a backup: before the records' snapshot, and once more after it. Files are written
 * once under a name of their own before a record names them, so what the snapshot names is there in one of the two. Heads of the
 * audit are those of before: later ones would speak of blocks the snapshot does not hold.
 */
export function copyFilesOut(dataFolder: string, folder: string, when: "before" | "after"): void {
  for (const name of KEPT) {
    if (!existsSync(join(dataFolder, name)) || (name === AUDIT_HEADS && when === "after")) continue;
    copyWhole(join(dataFolder, name), join(folder, FILES, name));
  }
}

/** Uploads from before they were sealed are sealed in the copy: nothing that is sealed elsewhere lies in a backup in clear. */
export const sealFilesOut = (folder: string): Promise<number> => sealClearImportFiles(join(folder, FILES, IMPORTS));

/** Beside the folder they will take the place of, so that taking it is a rename. */
const staged = (to: string): string => `${to}.restoring`;

/** Copies a backup's files beside those that are there; the names of what it holds. */
export function stageFiles(folder: string, dataFolder: string): string[] {
  unstageFiles(dataFolder);
  const names = KEPT.filter((name) => existsSync(join(folder, FILES, name)));
  for (const name of names) copyWhole(join(folder, FILES, name), staged(join(dataFolder, name)));
  return names;
}

export function unstageFiles(dataFolder: string): void {
  for (const name of KEPT) rmSync(staged(join(dataFolder, name)), { recursive: true, force: true });
}

/**
 * Puts staged files in the place of those that are there, which stay beside them under `mark`; may be done again after a kill. Names
 * of what was put aside.
 */
export function swapFiles(dataFolder: string, mark: string, names: readonly string[]): string[] {
  for (const name of KEPT) {
    const to = join(dataFolder, name);
    const [aside, isStaged] = [`${to}.${mark}`, existsSync(staged(to))];
    if (names.includes(name) && !isStaged) continue;
    // What was made anew between a kill and now is put aside as well.
    if (existsSync(to) && (isStaged || !existsSync(aside))) renameSync(to, existsSync(aside) ? `${aside}-since` : aside);
    if (isStaged) renameSync(staged(to), to);
  }
  return KEPT.flatMap((name) => [`${name}.${mark}`, `${name}.${mark}-since`]).filter((name) =>
    existsSync(join(dataFolder, name)),
  );
}

function copyWhole(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, preserveTimestamps: true, force: false });
}

/** Every file of a folder with its hash; paths with `/`, whatever the system. */
export async function filesUnder(folder: string): Promise<Manifest["files"]> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const found: Manifest["files"] = [];
  for (const path of paths)
    found.push({ path: relative(folder, path).split(sep).join("/"), bytes: statSync(path).size, sha256: await hashOfFile(path) });
  return found;
}
