import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Problem, runOrExplain } from "./problem.mjs";
import { PROJECT } from "./project.mjs";

/*
 * `node scripts/keep-backups.mjs --into FOLDER --keep 14`: one backup by `qh backup`, then the oldest beyond so many go.
 * --every-hours 24 does so again and again, for containers; --newest-within-hours 26 only asks whether there is a recent one.
 */
const HOUR_MS = 3_600_000;
const TRY_AGAIN_MS = 600_000;
const NAME = /^quarterhour-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z$/;

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stop.abort());

await runOrExplain(async () => {
  const { values } = parseArgs({
    options: {
      into: { type: "string" },
      keep: { type: "string", default: "14" },
      "every-hours": { type: "string" },
      "newest-within-hours": { type: "string" },
    },
  });
  if (!values.into) throw new Problem("缺少 --into · Name the folder of the backups: --into FOLDER.");
  const into = resolve(values.into);
  const within = values["newest-within-hours"];
  if (within !== undefined) return requireNewest(into, numberOf("--newest-within-hours", within));
  const keep = numberOf("--keep", values.keep);
  if (values["every-hours"] === undefined) return backUp(into, keep);
  const everyMs = numberOf("--every-hours", values["every-hours"]) * HOUR_MS;
  while (!stop.signal.aborted) {
    const due = (newestIn(into)?.at ?? 0) + everyMs;
    await waitUntil(due);
    if (stop.signal.aborted) return;
    try {
      await backUp(into, keep);
    } catch (error) {
      if (!(error instanceof Problem) || stop.signal.aborted) throw error;
      process.stderr.write(`✖ ${error.message}\n`);
      await waitUntil(Date.now() + TRY_AGAIN_MS);
    }
  }
});

function numberOf(option, text) {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Problem(`${option} 应为正整数 · ${option} is «${text}»: give a whole number above 0.`);
}

/** Short sleeps: a machine's clock may be set while it waits. */
async function waitUntil(at) {
  while (Date.now() < at && !stop.signal.aborted)
    await pause(Math.min(at - Date.now(), 60_000), undefined, { signal: stop.signal }).catch(() => {});
}

/** A backup has its name only once it is complete. */
function backupsIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const [, day, hour, minute, second, ms] = NAME.exec(name) ?? [];
      return day ? [{ name, at: Date.parse(`${day}T${hour}:${minute}:${second}.${ms}Z`) }] : [];
    })
    .sort((a, b) => b.at - a.at);
}
function newestIn(folder) {
  return backupsIn(folder)[0];
}

function requireNewest(folder, hours) {
  const newest = newestIn(folder);
  const age = newest ? (Date.now() - newest.at) / HOUR_MS : Infinity;
  if (age <= hours) return;
  throw new Problem(
    newest
      ? `最近的备份已有 ${age.toFixed(1)} 小时 · The newest backup is ${age.toFixed(1)} hours old: see what the backup job says.`
      : `${folder} 没有备份 · There is no backup in ${folder}: see what the backup job says.`,
  );
}

async function backUp(into, keep) {
  mkdirSync(into, { recursive: true, mode: 0o700 });
  const code = await qhBackup(into);
  if (code !== 0) throw new Problem(`备份失败，旧备份均保留 · The backup failed (${code}), and no older one was removed.`);
  // Never fewer than asked for, and only after a new one is whole.
  for (const { name } of backupsIn(into).slice(keep)) {
    rmSync(join(into, name), { recursive: true });
    process.stdout.write(`已删除过期备份 · removed ${name}, older than the newest ${keep}\n`);
  }
}

function qhBackup(into) {
  return new Promise((ended, failed) => {
    const child = spawn(process.execPath, [join(PROJECT, "scripts", "qh.mjs"), "backup", into], {
      cwd: PROJECT,
      env: { ...process.env, INIT_CWD: process.cwd() },
      stdio: ["ignore", "inherit", "inherit"],
    });
    stop.signal.addEventListener("abort", () => child.kill("SIGTERM"), { once: true });
    child.once("error", failed);
    child.once("close", (code, signal) => ended(signal ?? code));
  });
}
