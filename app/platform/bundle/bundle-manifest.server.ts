import { createHash } from "node:crypto";
import { createReadStream, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";

/** One line a file, as sha256sum writes and checks them; it covers every file of a bundle but itself. */
export const SUMS = "SHA256SUMS";
export const FACTS = "bundle.json";

const Facts = z.object({
  format: z.literal(1),
  product: z.literal("quarterhour"),
  version: z.string().regex(/^\d+\.\d+\.\d+/),
  /** what the sources were when it was built */
  build: z.string().regex(/^[0-9a-f]{12,64}$/),
  /** `linux-x64`, as Node names them */
  platform: z.string(),
  node: z.string(),
  /** of the PostgreSQL that comes along; null where none exists for the platform */
  postgresMajor: z.number().int().nullable(),
  madeAt: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  files: z.number().int(),
  bytes: z.number(),
});
export type BundleFacts = z.infer<typeof Facts>;

/** Why a bundle cannot be made or used: one sentence, Chinese then English. */
export class BundleProblem extends Error {}

/** `0.1.0-2f3c9a1b`: the folder of this program among the versions of an installation. */
export const versionName = ({ version, build }: Pick<BundleFacts, "version" | "build">): string =>
  `${version}-${build.slice(0, 8)}`;

export async function sha256Of(file: string): Promise<string> {
  const sum = createHash("sha256");
  await pipeline(createReadStream(file), sum);
  return sum.digest("hex");
}

/** Files of a folder by their path with `/`; a link or anything else that is no file and no folder is refused. */
export function filesOf(folder: string): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/");
    if (entry.isFile()) found.push(path);
    else if (!entry.isDirectory())
      throw new BundleProblem(
        `安装包中有链接或特殊文件 ${path} · ${path} of the bundle is a link or no file at all: use another bundle.`,
      );
  }
  return found.sort();
}

/** A path that stays where it is unpacked, whatever unpacks it. */
export const isPlainPath = (path: string): boolean =>
  // eslint-disable-next-line no-control-regex
  !/[\\\u0000-\u001f]/.test(path) && path.split("/").every((part) => part !== "" && part !== "." && part !== "..");

/** Writes what the bundle is and the sum of every file. The sum of the sums, which stands for the whole. */
export async function writeManifest(folder: string, facts: Omit<BundleFacts, "files" | "bytes">): Promise<string> {
  const before = filesOf(folder).filter((path) => path !== SUMS && path !== FACTS);
  const bytes = before.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
  writeFileSync(join(folder, FACTS), `${JSON.stringify({ ...facts, files: before.length, bytes }, null, 2)}\n`);
  const lines: string[] = [];
  for (const path of [FACTS, ...before]) {
    if (!isPlainPath(path))
      throw new BundleProblem(`文件名不能使用 · The name ${JSON.stringify(path)} cannot be put into a bundle.`);
    lines.push(`${await sha256Of(join(folder, path))}  ${path}\n`);
  }
  writeFileSync(join(folder, SUMS), lines.join(""));
  return sha256Of(join(folder, SUMS));
}

/** What the bundle is, once every file is as it was made, none is missing and none came in addition. */
export async function verifyBundle(folder: string): Promise<BundleFacts> {
  const sums = readSums(folder);
  const there = new Set(filesOf(folder));
  const odd: string[] = [];
  for (const path of there) if (path !== SUMS && !sums.has(path)) odd.push(`${path}（多出 not part of it）`);
  for (const [path, sum] of sums) {
    if (!there.has(path)) odd.push(`${path}（缺失 missing）`);
    else if ((await sha256Of(join(folder, path))) !== sum) odd.push(`${path}（已改动 changed）`);
  }
  if (odd.length > 0)
    throw new BundleProblem(
      `安装包不完整或被改动 · The bundle is not as it was made: ${odd.slice(0, MOST_NAMED).join(", ")}${odd.length > MOST_NAMED ? ` … ${odd.length}` : ""}. Copy it again and compare its fingerprint.`,
    );
  if (!sums.has(FACTS)) throw notABundle(folder);
  return factsOf(folder);
}

const MOST_NAMED = 5;

/** What the bundle says of itself; nothing is checked. */
export function factsOf(folder: string): BundleFacts {
  let said: unknown;
  try {
    said = JSON.parse(readFileSync(join(folder, FACTS), "utf8"));
  } catch {
    throw notABundle(folder);
  }
  const parsed = Facts.safeParse(said);
  if (!parsed.success) throw notABundle(folder);
  return parsed.data;
}

const notABundle = (folder: string): BundleProblem =>
  new BundleProblem(`${folder} 不是安装包 · ${folder} is no bundle: name the archive or folder that qh bundle made.`);

function readSums(folder: string): Map<string, string> {
  let text: string;
  try {
    text = readFileSync(join(folder, SUMS), "utf8");
  } catch {
    throw notABundle(folder);
  }
  const sums = new Map<string, string>();
  for (const line of text.split("\n").filter(Boolean)) {
    const [, sum, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (!sum || !path || !isPlainPath(path) || sums.has(path))
      throw new BundleProblem(
        `清单 ${SUMS} 有无法接受的一行 · ${SUMS} has a line that no bundle has: ${JSON.stringify((path ?? line).slice(0, 120))}. Use another bundle.`,
      );
    sums.set(path, sum);
  }
  return sums;
}
