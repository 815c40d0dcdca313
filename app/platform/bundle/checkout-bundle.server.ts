import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { BundleProblem } from "./bundle-manifest.server";

/** A checkout makes its own bundle: what it needs to run, it knows itself. */
export async function bundleOfCheckout(checkout: string, installation: string): Promise<{ bundle: string; remove: () => void }> {
  const folder = mkdtempSync(join(installation, ".upgrade-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(checkout, "scripts", "qh.mjs"), "bundle", folder, "--unpacked", "--json"],
      { maxBuffer: 1e8 },
    );
    return { bundle: (JSON.parse(stdout) as { path: string }).path, remove };
  } catch (error) {
    remove();
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim().split("\n").at(-1) : String(error);
    throw new BundleProblem(
      `无法由 ${checkout} 制作安装包 · ${checkout} could not be bundled (${said}): run npm ci there, then try again.`,
    );
  }
}
