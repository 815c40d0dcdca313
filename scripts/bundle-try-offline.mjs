import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { dirname, join } from "node:path";

/* Inside a namespace without a network, with a PATH on which there is no Node and no npm. One line a check; the first failure ends it. */
const [archive, folder, ...words] = process.argv.slice(2);
const STARTS_WITHIN_MS = 300_000;
const PORT = "3399";
const ADDRESS = `http://127.0.0.1:${PORT}`;
const PROGRAMS = [
  ...[
    "sh",
    "env",
    "cut",
    "sed",
    "head",
    "grep",
    "uname",
    "sha256sum",
    "find",
    "sort",
    "comm",
    "wc",
    "tr",
    "df",
    "awk",
    "cp",
    "mv",
    "rm",
  ],
  ...["mkdir", "ln", "chmod", "mktemp", "dirname", "id", "useradd", "tar", "gzip", "cat"],
];

let began = performance.now();
let server;
const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;

async function check(label, work) {
  began = performance.now();
  try {
    const said = await work();
    process.stdout.write(`✓ ${label} — ${said ? `${said}, ` : ""}${seconds()}\n`);
  } catch (error) {
    process.stdout.write(`✖ ${label}: ${error.message}\n`);
    for (const end of atEnd) await end();
    process.exit(1);
  }
}
const atEnd = [];
const must = (holds, said) => {
  if (!holds) throw new Error(said);
};

const bin = join(folder, "bin");
mkdirSync(bin);
for (const name of PROGRAMS) {
  const found = spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).stdout.trim();
  if (found.startsWith("/")) symlinkSync(found, join(bin, name));
}
const ENVIRONMENT = { PATH: bin, HOME: folder, PORT, LANG: "C.UTF-8" };
const run = (program, ...args) => {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    env: ENVIRONMENT,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  return { status, said: `${stdout}${stderr}`, stdout };
};
const installed = join(folder, "installed");
const qh = (...args) => run(join(installed, "qh"), ...args);

await check("没有网络 no network", async () => {
  spawnSync("ip", ["link", "set", "lo", "up"]);
  const names = Object.keys(networkInterfaces());
  must(names.join() === "lo", `interfaces: ${names.join()}`);
  const code = await new Promise((settle) => {
    connect(443, "192.0.2.1", () => settle("connected")).once("error", (error) => settle(error.code));
  });
  must(code === "ENETUNREACH", `192.0.2.1 answers ${code}`);
  return code;
});
await check("PATH 中没有 node 与 npm · no node, no npm on the PATH", () => {
  for (const name of ["node", "npm", "npx", "psql"]) must(run("sh", "-c", `command -v ${name}`).status !== 0, `${name} is there`);
});

let bundle;
await check("解压 unpack", () => {
  mkdirSync(join(folder, "unpacked"));
  must(run("tar", "-xzf", archive, "-C", join(folder, "unpacked")).status === 0, "tar failed");
  bundle = join(folder, "unpacked", readdirSync(join(folder, "unpacked"))[0]);
  const files = readFileSync(join(bundle, "SHA256SUMS"), "utf8").trim().split("\n").length;
  return `${(statSync(archive).size / 1e6).toFixed(0)} MB, ${files} files, ${sizeOf(bundle)} unpacked`;
});
const install = (...args) => run("sh", join(bundle, "install.sh"), installed, ...args);
await check("改动的文件被点名拒绝 a changed file is refused by name", () => {
  const file = join(bundle, "program", "build", "main.js");
  const whole = readFileSync(file);
  appendFileSync(file, "\n// changed");
  const { status, said } = install();
  writeFileSync(file, whole);
  must(status === 1 && said.includes("program/build/main.js") && !existsSync(installed), said);
});
await check("多出的文件与链接被点名拒绝 extra files and links are refused by name", () => {
  writeFileSync(join(bundle, "program", "extra.mjs"), "");
  must(install().said.includes("program/extra.mjs"), "the extra file was not named");
  rmSync(join(bundle, "program", "extra.mjs"));
  symlinkSync("/etc", join(bundle, "program", "etc"));
  must(install().said.includes("program/etc"), "the link was not named");
  rmSync(join(bundle, "program", "etc"));
});
await check("安装 install", () => {
  const { status, said } = install("--no-start");
  must(status === 0, said);
  return sizeOf(installed);
});

await check("首次启动 first start, with the demo city", () => started());
await check("/readyz", async () => {
  const answer = await fetch(`${ADDRESS}/readyz`);
  must(answer.status === 200 && (await answer.json()).ready === true, String(answer.status));
});
await check("首页 first page", async () => {
  const answer = await fetch(ADDRESS);
  const page = await answer.text();
  must(answer.status === 200 && page.includes("一刻钟") && page.includes("郑州"), String(answer.status));
});
await check("登录 sign in, and the page behind it", async () => void (await signIn()));
await check("选址一页纸 the page of siting as PDF, Word, picture and workbook", () => onePage());
await check("qh doctor", () => {
  const { status, stdout } = qh("doctor", "--json");
  must(status === 0, stdout);
});
await check("停止 stop", () => stop());
if (!words.includes("--no-upgrade")) await tryUpgrades();
await check("再次启动 another start", () => started());
await check("登录 sign in", async () => void (await signIn()));
await check("停止 stop", () => stop());
process.stdout.write("全部通过 · All of it holds\n");

function sizeOf(path) {
  return `${Math.round(Number(spawnSync("du", ["-sk", path], { encoding: "utf8" }).stdout.split("\t")[0]) / 1024)} MB`;
}

async function started() {
  const child = spawn(join(installed, "start"), [], { cwd: folder, env: ENVIRONMENT, stdio: ["ignore", "pipe", "pipe"] });
  server = { child, ended: new Promise((end) => child.once("exit", end)) };
  atEnd.push(() => child.kill());
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
  const deadline = performance.now() + STARTS_WITHIN_MS;
  while (!said.includes("Ctrl+C")) {
    must(child.exitCode === null && performance.now() < deadline, said);
    await new Promise((wake) => setTimeout(wake, 100));
  }
}

async function stop() {
  server.child.kill("SIGTERM");
  must((await server.ended) === 0, "the start ended badly");
}

async function signIn() {
  const answer = await fetch(`${ADDRESS}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: ADDRESS, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ login: "planner@demo", password: "quarter-hour-demo" }),
  });
  const cookie = answer.headers.get("set-cookie")?.split(";")[0];
  must(answer.status === 302 && cookie, `sign-in answers ${answer.status}`);
  const page = await fetch(`${ADDRESS}/plan`, { headers: { Cookie: cookie } });
  must(page.status === 200 && !page.url.includes("sign-in"), `${page.status} ${page.url}`);
  return cookie;
}

/** The demo's own question, answered in the background: letters and drawing come along, no font of the machine is asked for. */
async function onePage() {
  const headers = { Cookie: await signIn() };
  const until = performance.now() + STARTS_WITHIN_MS;
  /** What answers, asked every second until it does: the question is put once the city stands, and solved then. */
  const awaited = async (ask) => {
    for (;;) {
      const answer = await ask();
      if (answer || performance.now() > until) return answer;
      await new Promise((next) => setTimeout(next, 1_000));
    }
  };
  const trail = await awaited(async () => {
    const home = await (await fetch(ADDRESS, { headers })).text();
    return /\/plan\/siting\/[0-9a-f-]{36}\/page\?city=\d+/.exec(home)?.[0];
  });
  must(trail, "the first page leads to no page of siting");
  const file = async (as) => {
    const answer = await fetch(`${ADDRESS}${trail.replace("/page?", "/export?")}&as=${as}`, { headers });
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  must(await awaited(async () => (await file("csv")).status === 200), "the demo's question was not answered");
  const sizes = [];
  for (const [as, begins] of Object.entries({ pdf: "%PDF-", docx: "PK", png: "\x89PNG", xlsx: "PK" })) {
    const { status, bytes } = await file(as);
    must(status === 200 && bytes.toString("latin1").startsWith(begins), `${as} answers ${status}: ${bytes.subarray(0, 200)}`);
    sizes.push(`${as} ${(bytes.length / 1e3).toFixed(0)} kB`);
  }
  return sizes.join(", ");
}

async function tryUpgrades() {
  const failing = next("0.9.1", "SELECT 1 / 0;");
  const good = next("0.9.2", "CREATE TABLE tried_once (at timestamptz NOT NULL DEFAULT now());");
  const foreign = next("0.9.3", "SELECT 1;", { platform: "linux-other" });
  let before;
  await check("备份 backup before", () => {
    before = sums();
    return `${before.length} tables`;
  });
  await check("旧版、他机、被改的安装包均拒绝 an older, a foreign and a changed bundle are refused", () => {
    for (const [path, word] of [
      [next("0.0.1", "SELECT 1;"), "0.0.1"],
      [foreign, "linux-other"],
    ]) {
      const { status, said } = qh("upgrade", path);
      must(status === 2 && said.includes(word), said);
    }
    replace(foreign, "program/README.md", (text) => `${text}changed`);
    setFacts(foreign, { platform: undefined });
    const { status, said } = qh("upgrade", foreign);
    must(status === 2 && said.includes("program/README.md"), said);
  });
  await check("运行中拒绝 a running server is not upgraded over", async () => {
    await started();
    const { status, said } = qh("upgrade", good);
    must(status === 2 && said.includes(String(server.child.pid)), said);
    await stop();
  });
  await check("失败的迁移：全部还原 a migration that fails: all is as it was", () => {
    const { status, said } = qh("upgrade", failing);
    must(status === 1 && said.includes("division by zero") && /backup: .+quarterhour-/.test(said), said);
    must(same(sums(), before), "records differ");
  });
  await check("中途 kill −9，再收尾 killed −9 in the middle, then settled", async () => {
    await killedUpgrade(good);
    const refused = run(join(installed, "start"));
    must(refused.status === 1 && refused.said.includes("--settle"), refused.said);
    const { status, said } = qh("upgrade", "--settle");
    must(status === 0, said);
    must(same(sums(), before), "records differ");
  });
  await check("升级 a good upgrade", () => {
    const { status, said } = qh("upgrade", good);
    must(status === 0, said);
    must(
      same(
        sums().filter(({ name }) => name !== "public.tried_once"),
        before,
      ),
      "records differ",
    );
    must(
      run("sh", "-c", `cat ${join(installed, "current", "bundle.json")}`).said.includes("0.9.2"),
      "the link does not point to it",
    );
  });
}

/** Rows and checksums of every table but those in which the look itself is written down. */
function sums() {
  const { status, stdout, said } = qh("backup", join(folder, "backups"), "--json");
  must(status === 0, said);
  const { tables } = JSON.parse(readFileSync(join(JSON.parse(stdout.trim().split("\n").at(-1)).folder, "manifest.json"), "utf8"));
  return tables.filter(({ name }) => !/^(installation\.|public\.audit_|public\.sign_in|public\.session)/.test(name));
}
function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The bundle again, as another version with one migration more. */
function next(version, sql, facts = {}) {
  const to = join(folder, `next-${version}`);
  spawnSync("cp", ["-al", bundle, to]);
  const migration = "program/prisma/migrations/29990101000000_tried/migration.sql";
  mkdirSync(dirname(join(to, migration)));
  writeFileSync(join(to, migration), sql);
  const known = JSON.parse(readFileSync(join(to, "bundle.json"), "utf8")).migrations;
  const migrations = [...known, { name: "29990101000000_tried", checksum: hash(join(to, migration)) }];
  replace(to, "program/package.json", (text) => JSON.stringify({ ...JSON.parse(text), version }));
  setFacts(to, { version, migrations, ...facts });
  const lines = readFileSync(join(to, "SHA256SUMS"), "utf8") + `${hash(join(to, migration))}  ${migration}\n`;
  rewrite(join(to, "SHA256SUMS"), lines);
  resum(to, ["program/package.json"]);
  return to;
}
function setFacts(to, facts) {
  const platform = JSON.parse(readFileSync(join(bundle, "bundle.json"), "utf8")).platform;
  replace(to, "bundle.json", (text) => `${JSON.stringify({ ...JSON.parse(text), platform, ...definedOnly(facts) }, null, 2)}\n`);
  resum(to, ["bundle.json"]);
}
function definedOnly(facts) {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
function hash(file) {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
/** Files are shared with the bundle they were copied from: a new one takes the name. */
function rewrite(file, text) {
  rmSync(file);
  writeFileSync(file, text);
}
function replace(to, path, change) {
  rewrite(join(to, path), change(readFileSync(join(to, path), "utf8")));
}
function resum(to, paths) {
  const known = readFileSync(join(to, "SHA256SUMS"), "utf8").trim().split("\n");
  rewrite(
    join(to, "SHA256SUMS"),
    known
      .map(
        (line) => `${paths.includes(line.slice(66)) ? hash(join(to, line.slice(66))) : line.slice(0, 64)}  ${line.slice(66)}\n`,
      )
      .join(""),
  );
}

function killedUpgrade(path) {
  const child = spawn(join(installed, "qh"), ["upgrade", path], {
    cwd: folder,
    env: ENVIRONMENT,
    stdio: ["ignore", "ignore", "pipe"],
  });
  return new Promise((end, failed) => {
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      said += text;
      if (said.includes("migrations on the copy")) child.kill("SIGKILL");
    });
    child.once("exit", (code, signal) => (signal === "SIGKILL" ? end() : failed(new Error(`not killed: ${said}`))));
  });
}
