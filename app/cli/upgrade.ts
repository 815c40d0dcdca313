import { join } from "node:path";
import { parseArgs } from "node:util";
import { recordAuditApart } from "~/modules/accounts/use-cases/record-audit.server";
import { BackupProblem } from "~/platform/backup/backup-manifest.server";
import { BundleProblem } from "~/platform/bundle/bundle-manifest.server";
import { bundleOfCheckout } from "~/platform/bundle/checkout-bundle.server";
import { installationOf, readJournal } from "~/platform/bundle/installation.server";
import { isCheckout, takeIn } from "~/platform/bundle/take-in.server";
import { settleUpgrade, UpgradeFailed, upgradeInstallation, type Upgraded } from "~/platform/bundle/upgrade-installation.server";
import { ownerAddress } from "~/platform/environment.server";
import { lookAtDatabase, type DatabaseSeen } from "~/platform/look-at-database.server";
import { lookAtMachine } from "~/platform/look-at-machine.server";
import type { Command, Machine } from "./command";
import { REFUSED, TERMINAL } from "./terminal-actor";
import { typedPath } from "./typed-path";
import { written } from "./written";

const FAILED = 1;
const WORDS = {
  copy: "复制数据库 copy of the records",
  backup: "备份 backup",
  migrate: "升级副本 migrations on the copy",
  check: "核对 doctor, rows, pages",
  exchange: "切换数据库 the copy takes its place",
  switch: "切换程序 the new program",
  tidy: "收尾 tidying",
};

export const upgradeCommand: Command = {
  name: "upgrade",
  summary: "备份、升级、核对，失败即还原 · backs up, upgrades, checks; on any failure all is as it was",
  usage:
    "qh upgrade BUNDLE|CHECKOUT [--stop] [--backups FOLDER] [--may-shrink TABLE …] [--installation FOLDER] | qh upgrade --settle",
  needsDatabase: false,
  stopped: "已停止 · Stopped.",
  async run(args, machine) {
    const { values, positionals } = parseArgs({
      ...{ args: [...args], allowPositionals: true },
      options: {
        ...{ stop: { type: "boolean" }, settle: { type: "boolean" }, backups: { type: "string" } },
        ...{ "may-shrink": { type: "string", multiple: true }, installation: { type: "string" } },
      },
    });
    if (positionals.length !== (values.settle ? 0 : 1)) return refuse(`用法 usage: ${upgradeCommand.usage}`);
    try {
      const installation = values.installation === undefined ? installationOf(process.cwd()) : typedPath(values.installation);
      if (values.stop) await machine.stopRunning();
      const running = machine.running();
      if (running)
        return refuse(
          `正在运行（进程 ${running.pid}）· Quarterhour runs as process ${running.pid}${running.address ? ` at ${running.address}` : ""}: stop it (systemctl stop quarterhour, Ctrl+C), or add --stop. Nothing was changed.`,
        );
      const seen = seenOnce(machine);
      await settle(installation, seen);
      if (values.settle) return 0;
      const bundle = typedPath(positionals[0] ?? "");
      const upgraded = await upgrade(installation, bundle, machine.version, seen, {
        backups: values.backups === undefined ? join(installation, "backups") : typedPath(values.backups),
        mayShrink: values["may-shrink"] ?? [],
      });
      await written(inWords(upgraded));
      return 0;
    } catch (error) {
      if (error instanceof UpgradeFailed) return tellFailure(error);
      if (error instanceof BundleProblem || error instanceof BackupProblem) return refuse(error.message);
      throw error;
    }
  },
};

/** What an earlier upgrade left behind is ended first, whatever is asked now. */
async function settle(installation: string, seen: Seen): Promise<void> {
  if (!readJournal(installation)) return;
  // The database may be closed to the app, and then only its owner comes near.
  const ownerUrl = ownerAddress() ?? (await seen()).ownerUrl;
  const way = await settleUpgrade(installation, ownerUrl);
  process.stderr.write(
    way === "forward"
      ? "上次升级已完成，收尾已做 · The last upgrade had come through; what it left behind is tidied.\n"
      : "上次升级中断，程序与数据已还原 · The last upgrade was cut off; program and records are as they were before it.\n",
  );
}

type Seen = () => Promise<DatabaseSeen>;

/** The database is opened once and stays ours to the end. */
function seenOnce(machine: Machine): Seen {
  let looked: Promise<DatabaseSeen> | undefined;
  const look = async () => {
    const seen = await machine.look();
    if ("problem" in seen) throw new BundleProblem(seen.problem);
    return seen;
  };
  return () => (looked ??= look());
}

async function upgrade(
  installation: string,
  source: string,
  version: string,
  look: Seen,
  how: { readonly backups: string; readonly mayShrink: readonly string[] },
): Promise<Upgraded> {
  const made = isCheckout(source) ? await fromCheckout(source, installation) : undefined;
  try {
    process.stderr.write("▸ 核对安装包 checking the bundle\n");
    const next = await takeIn(made?.bundle ?? source, installation, `${process.platform}-${process.arch}`);
    const seen = await look();
    const found = [...lookAtMachine(), ...(await lookAtDatabase(seen))];
    const upgraded = await upgradeInstallation({
      ...{ installation, next, version, ownerUrl: seen.ownerUrl, appUrl: seen.appUrl, ...how },
      brokenBefore: found.filter(({ state }) => state === "broken").map(({ about }) => about),
      tell: (step) => process.stderr.write(`▸ ${WORDS[step]}\n`),
    });
    await note(seen.appUrl, upgraded);
    return upgraded;
  } finally {
    made?.remove();
  }
}

function fromCheckout(checkout: string, installation: string) {
  process.stderr.write("▸ 由源代码制作安装包 a bundle of the checkout\n");
  return bundleOfCheckout(checkout, installation);
}

/** The records are upgraded by now: that the deed could not be written down changes nothing about it. */
async function note(appUrl: string, { from, to, rows, applied }: Upgraded): Promise<void> {
  process.env.DATABASE_URL = appUrl;
  await recordAuditApart(TERMINAL, {
    ...{ action: "upgrade:installation", subject: null, areaCode: null, line: "", result: "done" },
    facts: { from, to, rows, migrations: applied.length },
  }).catch((error: unknown) => {
    process.stderr.write(`! 未能记入审计 · the upgrade could not be written into the audit (${String(error).split("\n")[0]})\n`);
  });
}

const inWords = ({ from, to, backup, applied, rows, findings }: Upgraded): string =>
  [
    `已升级 · upgraded: ${from} → ${to}`,
    `  升级 ${applied.length} 步，${rows} 行均在 · ${applied.length} migrations, all ${rows} rows are there`,
    `  备份 backup: ${backup}`,
    ...findings.map((line) => `  ! ${line}`),
    "  现在可以启动 · start it now (systemctl start quarterhour, or the file «start»)",
    "",
  ].join("\n");

function tellFailure({ step, backup, reason, stuck }: UpgradeFailed): number {
  const outcome = stuck
    ? `! 尚未还原（${stuck}）· not undone yet (${stuck}): run qh upgrade --settle.`
    : "程序与数据均已还原 · Program and records are as they were before.";
  process.stderr.write(
    `✖ 升级在这一步失败 · The upgrade failed at: ${WORDS[step]}\n  ${reason}\n  ${outcome}\n${backup ? `  备份 backup: ${backup}\n` : ""}`,
  );
  return FAILED;
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return REFUSED;
}
