import {
  appendFileSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statfsSync,
  symlinkSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { flushNames, writeDurably } from "../durable-file.server";
import { BundleProblem } from "./bundle-manifest.server";

/*
 * What install.sh lays out: versions/NAME/{node,program,bundle.json}, the link `current` to one of them, and beside them data,
 * settings and backups, which belong to no version.
 */
const VERSIONS = "versions";
const CURRENT = "current";
const JOURNAL = "upgrade.json";
const LOG = "upgrades.log";

export const versionsFolder = (installation: string): string => join(installation, VERSIONS);

/** The installation a running program belongs to, by the program's own folder. */
export function installationOf(program: string): string {
  const [version, versions, installation] = [dirname(program), dirname(dirname(program)), dirname(dirname(dirname(program)))];
  if (basename(versions) === VERSIONS && currentVersion(installation) === basename(version)) return installation;
  throw new BundleProblem(
    `${program} 不是用安装包安装的 · ${program} was not installed from a bundle, so there are no versions to change between: name the installation with --installation, or update a checkout with git and npm ci (the next start migrates).`,
  );
}

/** The name of the version the link points to. */
export function currentVersion(installation: string): string | undefined {
  try {
    return basename(readlinkSync(join(installation, CURRENT)));
  } catch {
    return undefined;
  }
}

/** One rename: whoever starts meanwhile starts the one or the other. */
export function switchTo(installation: string, name: string): void {
  const draft = join(installation, `${CURRENT}.new`);
  rmSync(draft, { force: true });
  symlinkSync(join(VERSIONS, name), draft);
  renameSync(draft, join(installation, CURRENT));
  flushNames(installation);
}

/** Keeps the named versions and forgets the others. */
export function removeOtherVersions(installation: string, kept: readonly string[]): void {
  for (const name of readdirSync(versionsFolder(installation)))
    if (!kept.includes(name)) rmSync(join(versionsFolder(installation), name), { recursive: true, force: true });
}

export const STEPS = ["copy", "backup", "migrate", "check", "exchange", "switch", "tidy"] as const;
export type UpgradeStep = (typeof STEPS)[number];

const Journal = z.object({
  format: z.literal(1),
  startedAt: z.string(),
  /** the step that was begun last */
  step: z.enum(STEPS),
  from: z.string(),
  to: z.string(),
  database: z.string(),
  draft: z.string(),
  before: z.string(),
  backup: z.string().nullable(),
});
/** What an upgrade is about to do: enough to end it one way or the other after a kill. It holds no password. */
export type Journal = z.infer<typeof Journal>;

export function readJournal(installation: string): Journal | undefined {
  const file = join(installation, JOURNAL);
  if (!existsSync(file)) return undefined;
  try {
    return Journal.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    throw new BundleProblem(
      `${file} 无法读取 · ${file} cannot be read: see which databases there are (…_upgrading_…, …_before_…) and which version «current» points to, then delete it.`,
    );
  }
}

/** On disk before the step begins. */
export function writeJournal(installation: string, journal: Journal): void {
  const file = join(installation, JOURNAL);
  writeDurably(file, JSON.stringify(journal, null, 2));
}

export function closeJournal(installation: string, journal: Journal, outcome: string, at: Date): void {
  appendFileSync(join(installation, LOG), `${JSON.stringify({ ...journal, outcome, at: at.toISOString() })}\n`, { mode: 0o600 });
  rmSync(join(installation, JOURNAL), { force: true });
  flushNames(installation);
}

export const freeBytesAt = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

export function requireSpace(folder: string, needed: number, free = freeBytesAt(folder)): void {
  if (free < needed)
    throw new BundleProblem(
      `磁盘空间不足 · Only ${Math.floor(free / 1e6)} MB are free at ${folder} and the upgrade needs ${Math.ceil(needed / 1e6)} MB (the new program, a copy of the records and a backup): free some space, then try again. Nothing was changed.`,
    );
}

export const isFolder = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
