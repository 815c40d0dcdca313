import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";

export const MANIFEST = "manifest.json";

const TableSum = z.object({
  /** `public.person` */
  name: z.string(),
  rows: z.number().int().nonnegative(),
  /** of all rows, in whatever order they lie */
  checksum: z.string(),
});
export type TableSum = z.infer<typeof TableSum>;

const Manifest = z.object({
  format: z.literal(1),
  product: z.literal("quarterhour"),
  version: z.string(),
  madeAt: z.string(),
  server: z.string(),
  /** copy: one file a table; dump: one archive of pg_dump */
  way: z.enum(["copy", "dump"]),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(TableSum),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), isCalled: z.boolean() })),
  /** of the audit, by month */
  partitions: z.array(z.object({ name: z.string(), bound: z.string() })),
  /** ids of the keys that what is sealed needs; the keys themselves are never in a backup */
  keys: z.array(z.string()),
  /** SHA-256 of every other file of the backup, by its path */
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof Manifest>;

/** Why a backup cannot be made or used: one sentence, Chinese then English. */
export class BackupProblem extends Error {}

export function readManifest(folder: string): Manifest {
  let text: string;
  try {
    text = readFileSync(join(folder, MANIFEST), "utf8");
  } catch {
    throw new BackupProblem(
      `${folder} 不是备份 · ${folder} holds no ${MANIFEST}: name the folder that qh backup made (quarterhour-…).`,
    );
  }
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    said = undefined;
  }
  const parsed = Manifest.safeParse(said);
  if (!parsed.success) throw new BackupProblem(`备份清单已损坏 · The manifest of ${folder} is damaged: use another backup.`);
  return parsed.data;
}

export async function hashOfFile(path: string): Promise<string> {
  const sum = createHash("sha256");
  await pipeline(createReadStream(path), sum);
  return sum.digest("hex");
}

/** Every file as it was written, or the first that is not. */
export async function requireWholeFiles(folder: string, { files }: Manifest): Promise<void> {
  for (const { path, sha256 } of files) {
    const found = await hashOfFile(join(folder, path)).catch(() => "missing");
    if (found !== sha256)
      throw new BackupProblem(
        `备份文件 ${path} ${found === "missing" ? "缺失" : "已损坏"} · The file ${path} of the backup is ${found === "missing" ? "missing" : "damaged"}: use another backup.`,
      );
  }
}
