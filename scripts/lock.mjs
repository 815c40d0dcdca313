import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";

/**
 * A lock is a file that names its holder: process id and the moment that process began, so that an id used again after
 * a kill −9 or a restart of the machine is not mistaken for it.
 */
export function holderOf(file) {
  try {
    const holder = JSON.parse(readFileSync(file, "utf8"));
    return holder.began === beginningOf(holder.pid) ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the lock, or tells who holds it. */
export function takeLock(file) {
  const mine = { pid: process.pid, began: beginningOf(process.pid) };
  const draft = `${file}.${process.pid}`;
  for (;;) {
    writeFileSync(draft, JSON.stringify(mine));
    try {
      linkSync(draft, file);
      return { release: () => release(file), note: (facts) => replace(file, { ...mine, ...facts }) };
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    const holder = holderOf(file);
    if (holder) return { holder };
    rmSync(file, { force: true });
  }
}

function replace(file, facts) {
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(facts));
  renameSync(`${file}.${process.pid}`, file);
}

function release(file) {
  if (holderOf(file)?.pid === process.pid) rmSync(file, { force: true });
}

/** When a process began, in whatever unit the system gives; undefined for one that is gone. */
export function beginningOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z" ? undefined : fields[19];
    }
    return (
      execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }).trim() || undefined
    );
  } catch {
    return undefined;
  }
}
