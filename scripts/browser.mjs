import { spawnSync } from "node:child_process";
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Problem } from "./problem.mjs";
import { PROJECT } from "./project.mjs";

/** Quiet, without network of its own, and without the graphics hardware that test machines lack. */
const ARGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** Where no language is set, a browser cannot write a download into a folder with a Chinese name. */
const LANGUAGE = process.platform === "linux" ? { LC_ALL: "C.UTF-8" } : {};
const INSTALLED = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const ON_A_MAC = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * A browser for the journeys: the one CHROMIUM_PATH names, an installed one, Playwright's own, or the one npm brought.
 * @returns {Promise<{ executablePath: string, args: string[], env: Record<string, string>, origin: string }>}
 */
export async function findBrowser(env = process.env) {
  if (env.CHROMIUM_PATH && !isProgram(env.CHROMIUM_PATH)) {
    throw new Problem(
      `CHROMIUM_PATH 指向的程序无法运行 · CHROMIUM_PATH is «${env.CHROMIUM_PATH}», which cannot be run: correct it or leave it out.`,
    );
  }
  const found = env.CHROMIUM_PATH ?? installed(env.PATH ?? "") ?? (await playwrightsOwn());
  // Chromium's sandbox refuses to work for root.
  const args = process.getuid?.() === 0 ? [...ARGS, "--no-sandbox"] : ARGS;
  if (found) return { executablePath: found, args, env: { ...LANGUAGE, ...withFonts(cacheFolder()) }, origin: found };
  const shipped = unpackShipped();
  return {
    executablePath: shipped.program,
    args: [...ARGS, "--no-sandbox", "--disable-dev-shm-usage"],
    env: { ...LANGUAGE, ...withFonts(cacheFolder()), ...shipped.env },
    origin: "@sparticuz/chromium",
  };
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installed(path) {
  const onPath = INSTALLED.flatMap((name) =>
    path
      .split(delimiter)
      .filter(Boolean)
      .map((folder) => join(folder, name)),
  );
  return [...onPath, ...(process.platform === "darwin" ? ON_A_MAC : [])].find(isProgram);
}

async function playwrightsOwn() {
  const { chromium } = await import("@playwright/test");
  const file = chromium.executablePath();
  return file && isProgram(file) ? file : undefined;
}

/** Inside node_modules, where everything of ours that can be made again lives; beside it when that is read-only. */
function cacheFolder() {
  const folder = join(PROJECT, "node_modules", ".cache", "quarterhour-browser");
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    return mkdtempSync(join(tmpdir(), "quarterhour-browser-"));
  }
}

/** The browser npm brought is packed; a child unpacks it with TMPDIR set, because it writes nowhere else. */
function unpackShipped() {
  const home = join(cacheFolder(), "chromium-138");
  if (!existsSync(join(home, "chromium"))) {
    const draft = `${home}.${process.pid}`;
    mkdirSync(draft, { recursive: true });
    const unpack = `import("@sparticuz/chromium").then((module) => module.default.executablePath())`;
    const done = spawnSync(process.execPath, ["-e", unpack], {
      cwd: PROJECT,
      encoding: "utf8",
      // Named so, it also unpacks the libraries that a bare machine lacks.
      env: { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" },
    });
    if (done.status !== 0)
      throw new Problem(
        `随附的浏览器无法解包 · The browser that npm brought cannot be unpacked (${done.stderr.trim().split("\n").at(-1)}): install Chromium, or set CHROMIUM_PATH.`,
      );
    chmodSync(join(draft, "chromium"), 0o755);
    rmSync(home, { recursive: true, force: true });
    renameSync(draft, home);
  }
  const program = join(home, "chromium");
  const missing = spawnSync("ldd", [program], { encoding: "utf8" }).stdout ?? "";
  const libraries = join(home, "al2023", "lib");
  return { program, env: missing.includes("not found") ? { LD_LIBRARY_PATH: libraries } : {} };
}

/** A machine without a Chinese font would draw boxes: the one npm brought is offered beside those installed. */
function withFonts(folder) {
  const known = spawnSync("fc-list", [":lang=zh-cn", "family"], { encoding: "utf8" }).stdout;
  if (known?.trim() || process.platform !== "linux") return {};
  const fonts = join(PROJECT, "node_modules", "@embedpdf", "fonts-sc", "fonts");
  const kept = join(folder, "fonts");
  if (!existsSync(join(kept, "NotoSansHans-Regular.otf"))) {
    mkdirSync(kept, { recursive: true });
    for (const weight of ["Regular", "Bold"])
      cpSync(join(fonts, `NotoSansHans-${weight}.otf`), join(kept, `NotoSansHans-${weight}.otf`));
  }
  const config = join(folder, "fonts.conf");
  writeFileSync(
    config,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${escaped(kept)}</dir>
  <dir>${escaped(join(folder, "chromium-138", "fonts"))}</dir>
  <cachedir>${escaped(join(folder, "font-cache"))}</cachedir>
</fontconfig>
`,
  );
  return { FONTCONFIG_FILE: config };
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(`${JSON.stringify(await findBrowser(), null, 2)}\n`);
