import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { run } from "./generate.mjs";
import { Problem } from "./problem.mjs";
import { BUILD, PROJECT } from "./project.mjs";

/*
 * What a caregiver's phone keeps so that /care opens without a network: one shell for all pages there, the worker that answers
 * with it, and the files those pages are made of. Nothing in any of them is of anybody.
 */
const CLIENT = join(BUILD, "client");
const SHELL = join(CLIENT, "care-shell.html");
const WORKER = join(CLIENT, "sw.js");
/** Vite's own list of what imports what; read here and then removed. */
const GRAPH = join(BUILD, ".vite");
/** Stands where the server puts the nonce of style sheets (app/platform/care-shell.server.ts). */
const NONCE = "NONCE-OF-STYLES";
/** Beside what is imported: pictures, scripts in the head, what makes it an app. */
const PLAIN = [
  ...["favicon.svg", "old-browser.js", "kept-look.js", "manifest.webmanifest"],
  ...["icons/care-180.png", "icons/care-192.png", "icons/care-512.png", "icons/care-maskable-512.png"],
];
/** Pages that open without a network: those of the phone, and what is said of an address nobody knows. */
const isKept = (source) =>
  /^app\/(entry\.client|root|frames\/(phone|staff))\.tsx$|^app\/routes\/(care[._]|care\.tsx|\$\.ts)/.test(source);

/**
 * What comes later and never on the phone: an operator's own base map on another host, without which its map draws outlines; words that
 * public pages or those of siting alone show.
 */
const isLeftOut = (source) =>
  source === "app/ui/map/archive-layer.client.ts" || /^app\/(ui\/languages\/parts|modules\/siting)\//.test(source);

/** After the pages are built. Says how much a phone fetches once and keeps. */
export async function writeCareShell() {
  // A process of its own: the server's code comes with everything a server opens.
  await run(process.execPath, [fileURLToPath(import.meta.url)], { NODE_ENV: "production" });
  const files = filesOfPhone();
  rmSync(GRAPH, { recursive: true, force: true });
  await writeWorker(files);
  return { files: files.length, ...sizeOf(files) };
}

/** The files of a finished build, as its worker names them. */
export function keptFiles() {
  const named = readFileSync(WORKER, "utf8").matchAll(/(?:"url"|\burl):"([^"]+)"/g);
  return [...named].map(([, file = ""]) => file);
}

/** As it lies on the phone, and as it travels there. */
export function sizeOf(files) {
  const texts = files.map((file) => readFileSync(join(CLIENT, file)));
  const kibi = (sizes) => Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1024);
  return { kept: kibi(texts.map(({ length }) => length)), fetched: kibi(texts.map((text) => gzipSync(text).length)) };
}

async function layOutShell() {
  const { createRequestHandler } = await import("@remix-run/node");
  const build = await import(pathToFileURL(join(BUILD, "server", "index.js")).href);
  // The root alone is laid out, in its waiting state and without asking for data; the pages themselves come with the scripts.
  const routes = Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => [
      id,
      { ...route, module: id === "root" ? { ...route.module, loader: undefined } : { default: () => null } },
    ]),
  );
  const handle = createRequestHandler({ ...build, routes, isSpaMode: true }, "production");
  // Whole at once, as for a reader that waits for the end: nothing is put in later by script.
  const headers = { "User-Agent": "Googlebot", "Accept-Language": "zh" };
  const answer = await handle(new Request("http://localhost/care", { headers }), { cspNonce: NONCE });
  const html = (await answer.text()).replaceAll(/(<script[^>]*) nonce="NONCE-OF-STYLES"/g, "$1");
  if (answer.status !== 200 || !html.includes("__remixContext")) throw new Problem(`the shell of /care came as ${answer.status}`);
  writeFileSync(SHELL, html);
  writeFileSync(join(GRAPH, "remix-manifest"), build.assets.url);
}

/** Everything the kept pages import, now or later, with their style sheets. */
function filesOfPhone() {
  const graph = JSON.parse(readFileSync(join(GRAPH, "client-manifest.json"), "utf8"));
  const files = new Set([relative("/", readFileSync(join(GRAPH, "remix-manifest"), "utf8")), ...PLAIN, "care-shell.html"]);
  const seen = new Set();
  const visit = (key) => {
    if (seen.has(key) || isLeftOut(key)) return;
    seen.add(key);
    const { file, css = [], assets = [], imports = [], dynamicImports = [] } = graph[key];
    for (const one of [file, ...css, ...assets]) files.add(one);
    for (const next of [...imports, ...dynamicImports]) visit(next);
  };
  for (const [key, { src = key }] of Object.entries(graph)) if (isKept(src.replace(/\?.*$/, ""))) visit(key);
  return [...files].sort();
}

async function writeWorker(files) {
  const { build, stop } = await import("esbuild");
  const { injectManifest } = await import("workbox-build");
  const draft = join(BUILD, "sw.draft.js");
  try {
    await build({
      absWorkingDir: PROJECT,
      entryPoints: ["app/offline/service-worker.ts"],
      outfile: draft,
      ...{ bundle: true, minify: true, format: "iife", target: ["chrome108", "firefox115", "safari15.4"], logLevel: "silent" },
      define: { "process.env.NODE_ENV": '"production"' },
    });
  } finally {
    await stop();
  }
  const { warnings } = await injectManifest({
    ...{ swSrc: draft, swDest: WORKER, globDirectory: CLIENT, globPatterns: files, globIgnores: [] },
    dontCacheBustURLsMatching: /^assets\//,
    maximumFileSizeToCacheInBytes: 4e6,
  });
  rmSync(draft);
  if (warnings.length > 0) throw new Problem(warnings.join("\n"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.chdir(PROJECT);
  await layOutShell();
  // What the server's code opened on the way keeps nothing alive.
  process.exit(0);
}
