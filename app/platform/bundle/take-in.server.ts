import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { BundleProblem, FACTS, factsOf, verifyBundle, versionName, type BundleFacts } from "./bundle-manifest.server";
import { currentVersion, freeBytesAt, isFolder, requireSpace, versionsFolder } from "./installation.server";
import { unpackBundle } from "./pack-bundle.server";

const INCOMING = ".incoming";
/** How much larger an archive becomes, at most. */
const UNPACKED_TIMES = 5;

/**
 * Puts the program of a bundle (an archive or an unpacked folder) beside those of an installation: copied, checked file by file,
 * and found newer and fit for this machine. What runs does not notice.
 */
export async function takeIn(bundle: string, installation: string, platform: string): Promise<BundleFacts> {
  const incoming = join(versionsFolder(installation), INCOMING);
  rmSync(incoming, { recursive: true, force: true });
  try {
    const folder = await bring(bundle, installation, incoming, platform);
    requireFit(factsOf(folder), installedFacts(installation), platform);
    const facts = await verifyBundle(folder);
    const place = join(versionsFolder(installation), versionName(facts));
    rmSync(place, { recursive: true, force: true });
    rmSync(join(folder, "install.sh"), { force: true });
    renameSync(folder, place);
    return facts;
  } finally {
    rmSync(incoming, { recursive: true, force: true });
  }
}

async function bring(bundle: string, installation: string, incoming: string, platform: string): Promise<string> {
  if (!existsSync(bundle))
    throw new BundleProblem(`没有 ${bundle} · There is no ${bundle}: name the archive or folder that qh bundle made.`);
  if (!isFolder(bundle)) {
    requireSpace(versionsFolder(installation), statSync(bundle).size * UNPACKED_TIMES);
    return unpackBundle(bundle, incoming);
  }
  // Said before anything is copied; what was copied is asked again.
  requireFit(factsOf(bundle), installedFacts(installation), platform);
  requireSpace(versionsFolder(installation), factsOf(bundle).bytes);
  const folder = join(incoming, "bundle");
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  cpSync(bundle, folder, { recursive: true, verbatimSymlinks: true });
  return folder;
}

export function installedFacts(installation: string): BundleFacts {
  const name = currentVersion(installation);
  if (!name || !existsSync(join(versionsFolder(installation), name, FACTS)))
    throw new BundleProblem(
      `${installation} 中没有安装 · Nothing is installed in ${installation}: install there first (sh install.sh ${installation}).`,
    );
  return factsOf(join(versionsFolder(installation), name));
}

/** Refusals that need nothing but what the two say of themselves. */
export function requireFit(next: BundleFacts, now: BundleFacts, platform: string): void {
  if (next.platform !== platform)
    throw new BundleProblem(
      `安装包适用于 ${next.platform}，本机为 ${platform} · This bundle is for ${next.platform} and this machine is ${platform}: take the bundle made for it.`,
    );
  if (compareVersions(next.version, now.version) < 0)
    throw new BundleProblem(
      `安装包 ${next.version} 比已安装的 ${now.version} 旧 · The bundle is ${next.version} and ${now.version} is installed: an upgrade only goes forward; to go back, install the older one into another folder and restore a backup of its time.`,
    );
  if (versionName(next) === versionName(now))
    throw new BundleProblem(`已是这个版本 · ${versionName(now)} is what is installed: there is nothing to do.`);
  const lost = now.migrations.find(
    ({ name, checksum }) => !next.migrations.some((one) => one.name === name && one.checksum === checksum),
  );
  if (lost)
    throw new BundleProblem(
      `安装包不认识迁移 ${lost.name} · The bundle does not know the migration ${lost.name} that the installed program has: it is older, or of another line.`,
    );
  if (now.postgresMajor !== null && next.postgresMajor !== null && now.postgresMajor !== next.postgresMajor)
    throw new BundleProblem(
      `随附的 PostgreSQL 由 ${now.postgresMajor} 变为 ${next.postgresMajor} · The PostgreSQL that comes along changes from ${now.postgresMajor} to ${next.postgresMajor}: back up, install into another folder and restore there (qh backup, sh install.sh, qh restore).`,
    );
}

export function compareVersions(a: string, b: string): number {
  const [one, other] = [a, b].map((text) => text.split(/[.+-]/).slice(0, 3).map(Number));
  for (const [i, part] of (one ?? []).entries()) if (part !== other?.[i]) return part - (other?.[i] ?? 0);
  return 0;
}

/** How much of the disk the records' copy and backup take beside the program. */
export const requireRoomForRecords = (folder: string, databaseBytes: number, free = freeBytesAt(folder)): void =>
  requireSpace(folder, 2 * databaseBytes + SPARE_BYTES, free);

const SPARE_BYTES = 200e6;

export const isCheckout = (folder: string): boolean => {
  if (!isFolder(folder) || existsSync(join(folder, FACTS)) || !existsSync(join(folder, "scripts", "qh.mjs"))) return false;
  return (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { name?: string }).name === "quarterhour";
};
