import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { create, extract, list, type ReadEntry } from "tar";
import { BundleProblem, isPlainPath } from "./bundle-manifest.server";

/** One archive of a staged folder, under that folder's own name. It has its name once it is complete. */
export async function packBundle(folder: string, archive: string): Promise<number> {
  const draft = `${archive}.partial`;
  await create({ file: draft, cwd: dirname(folder), gzip: { level: 6 }, portable: true, noMtime: true }, [basename(folder)]);
  renameSync(draft, archive);
  return statSync(archive).size;
}

/**
 * Unpacks an archive into an empty folder and gives the bundle's own folder in it. Looked through first: with an absolute path, a
 * way out (`..`) or a link in it, nothing is written at all.
 */
export async function unpackBundle(archive: string, into: string): Promise<string> {
  if (!existsSync(archive))
    throw new BundleProblem(`没有这个文件 · There is no file ${archive}: name the archive that qh bundle made.`);
  const odd: string[] = [];
  const look = ({ path, type }: ReadEntry): void => {
    if (!isPlainPath(path.replace(/\/$/, "")) || !["File", "OldFile", "ContiguousFile", "Directory"].includes(type))
      odd.push(path);
  };
  await readable(archive, () => list({ file: archive, strict: true, preservePaths: true, onReadEntry: look }));
  if (odd.length > 0)
    throw new BundleProblem(
      `压缩包中有链接或越界路径 ${odd[0]} · The archive holds a link or a path that leads out of it (${odd[0]}): nothing was unpacked; use another bundle.`,
    );
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true, mode: 0o700 });
  await readable(archive, () => extract({ file: archive, cwd: into, strict: true }));
  const [only, ...others] = readdirSync(into);
  if (!only || others.length > 0)
    throw new BundleProblem(`${archive} 不是安装包 · ${archive} is no bundle: name the archive that qh bundle made.`);
  return join(into, only);
}

async function readable(archive: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Error && "code" in error && ["ENOSPC", "EDQUOT", "EACCES"].includes(String(error.code))) throw error;
    throw new BundleProblem(`压缩包已损坏 · The archive ${archive} is damaged or cut short: copy it again.`, { cause: error });
  }
}
