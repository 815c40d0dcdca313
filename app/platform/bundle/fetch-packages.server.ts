import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { extract } from "tar";
import { BundleProblem } from "./bundle-manifest.server";
import type { NeededPackages } from "./needed-packages.server";

/** Brings parts for another kind of machine from the registry that npm is configured for; each must have the hash the lock knows. */
export async function fetchPackages(project: string, wanted: NeededPackages["elsewhere"], into: string): Promise<void> {
  for (const { path, name, locked } of wanted)
    await fetchOne(project, `${name}@${locked.version}`, join(into, path), locked.integrity);
}

/** The newest Node of this program's major that the registry has for the platform, as the package `node-…`; which one it was. */
export async function fetchNode(project: string, platform: string, into: string): Promise<string> {
  const major = process.versions.node.split(".")[0] ?? "";
  const name = `node-${platform}`;
  const version = await newestOf(project, name, major);
  const folder = join(into, "package");
  await fetchOne(project, `${name}@${version}`, folder, undefined);
  return join(folder, "bin", "node");
}

async function newestOf(project: string, name: string, major: string): Promise<string> {
  const found = await npm(project, ["view", `${name}@${major}`, "version", "--json"]);
  const versions = found.trim() === "" ? [] : ([JSON.parse(found)].flat() as string[]);
  const newest = versions.sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1);
  if (!newest)
    throw new BundleProblem(
      `没有适用的 Node · The registry has no Node ${major} as ${name}: name the file of one with --node, from nodejs.org.`,
    );
  return newest;
}

async function fetchOne(project: string, spec: string, to: string, integrity: string | undefined): Promise<void> {
  mkdirSync(to, { recursive: true });
  const draft = mkdtempSync(`${to}.`);
  try {
    await npm(project, ["pack", spec, "--pack-destination", draft]);
    const archive = join(draft, readdirSync(draft).find((file) => file.endsWith(".tgz")) ?? "none");
    if (integrity && !hasIntegrity(readFileSync(archive), integrity))
      throw new BundleProblem(`软件包 ${spec} 与锁文件不符 · ${spec} from the registry is not the one in package-lock.json.`);
    await extract({ file: archive, cwd: to, strip: 1, strict: true });
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function hasIntegrity(content: Buffer, integrity: string): boolean {
  const [algorithm = "", sum] = integrity.split(/-(.*)/s);
  return createHash(algorithm).update(content).digest("base64") === sum;
}

async function npm(project: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)("npm", [...args, "--ignore-scripts", "--loglevel=error"], {
      cwd: project,
      maxBuffer: 1e7,
    });
    return stdout;
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim().split("\n")[0] : String(error);
    throw new BundleProblem(
      `无法从软件源取得 · The registry did not give ${args[1] ?? ""} (${said}): see that npm reaches it, or make the bundle on a machine of that kind.`,
    );
  }
}
