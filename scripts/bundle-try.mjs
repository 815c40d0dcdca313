import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Problem, runOrExplain } from "./problem.mjs";
import { PROJECT, requireNode } from "./project.mjs";

/**
 * `npm run bundle:try [-- ARCHIVE] [--no-upgrade]`: makes a bundle, takes the network away, and shows that what was made installs,
 * starts, signs somebody in, and is upgraded or put back.
 */
await runOrExplain(async () => {
  requireNode();
  if (process.platform !== "linux")
    throw new Problem("需要 Linux · The trial takes the network away with Linux namespaces: run it there.");
  const words = process.argv.slice(2);
  const given = words.find((word) => !word.startsWith("--"));
  const folder = mkdtempSync(join(tmpdir(), "quarterhour-bundle-try-"));
  spawnSync("chmod", ["755", folder]);
  try {
    const archive = given ? resolve(process.env.INIT_CWD ?? process.cwd(), given) : await make(folder);
    process.exitCode = await offline(archive, folder, words);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function make(folder) {
  const into = join(folder, "made");
  const child = spawn(process.execPath, [join(PROJECT, "scripts", "qh.mjs"), "bundle", into], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise((end) => child.once("exit", end));
  if (code !== 0) throw new Problem("没有制作成功 · The bundle was not made: see above.");
  return join(
    into,
    readdirSync(into).find((name) => name.endsWith(".tar.gz")),
  );
}

/** A network namespace of its own has nothing but a loopback of its own. */
function offline(archive, folder, words) {
  const inside = fileURLToPath(new URL("bundle-try-offline.mjs", import.meta.url));
  const space = process.getuid() === 0 ? ["-n"] : ["-U", "-c", "-n", "--keep-caps"];
  const child = spawn(
    "unshare",
    [...space, process.execPath, inside, archive, folder, ...words.filter((word) => word.startsWith("--"))],
    {
      stdio: "inherit",
    },
  );
  return new Promise((end, failed) => {
    child.once("exit", (code) => end(code ?? 1));
    child.once("error", () =>
      failed(new Problem("缺少 unshare · unshare (util-linux) is missing: install it to take the network away.")),
    );
  });
}
