import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { parse as parseYaml } from "yaml";
import { run } from "./generate.mjs";
import { Problem } from "./problem.mjs";
import { PROJECT } from "./project.mjs";

/*
 * What can be said about deploy/ and the Dockerfile where no engine runs: grammar and order of the Dockerfile, compose.yaml by
 * the Compose specification's schema and dclint's rules, our own rules of both, units by systemd-analyze and scripts by bash
 * where those are installed.
 */
const DEPLOY = join(PROJECT, "deploy");
const UNITS = join(DEPLOY, "systemd");
const REAL = "QUARTERHOUR_MODE=production";
const read = (...path) => readFileSync(join(PROJECT, ...path), "utf8");

export async function lintDeployment() {
  const said = [...(await dockerfileProblems(read("Dockerfile"))), ...(await composeProblems(read("deploy", "compose.yaml")))];
  const units = readdirSync(UNITS).filter((name) => name.endsWith(".service"));
  said.push(...units.flatMap((name) => serviceProblems(name, read("deploy", "systemd", name))));
  said.push(...proxyProblems(read("deploy", "compose.yaml"), read("deploy", "Caddyfile"), settingsExample()));
  said.push(...shellProblems(), ...unitProblems());
  if (said.length > 0) throw new Problem(said.join("\n"));
  const modules = join(PROJECT, "node_modules");
  await run(process.execPath, [
    ...[join(modules, "dclint", "bin", "dclint.cjs"), "--max-warnings", "0"],
    ...["--config", join(DEPLOY, ".dclintrc.yaml"), join(DEPLOY, "compose.yaml")],
  ]);
}

/** Grammar by the parser of Docker's language server; then what an image of ours keeps to. */
export async function dockerfileProblems(text) {
  const { validate, ValidationSeverity } = await import("dockerfile-utils");
  const { DockerfileParser } = await import("dockerfile-ast");
  const rules = [
    "emptyContinuationLine",
    "instructionCmdMultiple",
    "instructionHealthcheckMultiple",
    "instructionWorkdirRelative",
  ];
  const strict = Object.fromEntries(
    [...rules, "instructionCasing", "deprecatedMaintainer"].map((name) => [name, ValidationSeverity.ERROR]),
  );
  const said = validate(text, strict).map(({ range, message }) => `Dockerfile:${range.start.line + 1} ${message}`);
  const file = DockerfileParser.parse(text);
  const all = file.getInstructions().map((one) => ({
    line: one.getRange().start.line + 1,
    name: one.getKeyword(),
    words: one.getRawArgumentsContent() ?? "",
  }));
  const of = (name) => all.filter((one) => one.name === name);
  const last = all.slice(all.findLastIndex(({ name }) => name === "FROM"));
  const demand = (is, sentence, { line } = {}) => is || said.push(`Dockerfile${line ? `:${line}` : ""} ${sentence}`);
  const base = Object.fromEntries(of("ARG").map(({ words }) => words.split("=")));
  for (const from of of("FROM")) {
    const image = from.words.split(" ")[0].replace(/\$\{?(\w+)\}?/, (_whole, name) => base[name] ?? "");
    const isStage = of("FROM").some(({ words }) => words.endsWith(` AS ${image}`));
    demand(isStage || /:\d+\.\d+\.\d+/.test(image), `${image} is not pinned to a whole version`, from);
  }
  demand(of("FROM").length > 1, "builds and runs in one stage: its tools would be in the image");
  for (const one of all.filter(({ name }) => ["CMD", "ENTRYPOINT"].includes(name)))
    demand(one.words.startsWith("["), `${one.name} in shell form: signals would reach a shell`, one);
  for (const one of of("ADD")) demand(false, "ADD fetches and unpacks: COPY says what it means", one);
  for (const one of all.filter(({ name }) => ["ENV", "ARG"].includes(name)))
    demand(!/PASSWORD|SECRET|TOKEN|DATABASE_URL/.test(one.words), "a secret in a layer is no secret", one);
  for (const one of of("RUN"))
    demand(
      !/apt-get install(?!.*--no-install-recommends)|\bsudo\b|curl[^|]*\|/.test(one.words),
      "installs more than it names, or what nobody pinned",
      one,
    );
  const user = last.findLast(({ name }) => name === "USER")?.words ?? "root";
  demand(/^[1-9]\d*(:[1-9]\d*)?$/.test(user), `runs as ${user}: name a user other than root by number`);
  demand(
    last.some(({ name, words }) => name === "ENV" && words.split(/\s+/).includes(REAL)),
    `does not set ${REAL}: a container whose settings were forgotten would be a demo that everybody has the passwords of`,
  );
  for (const name of ["HEALTHCHECK", "CMD"])
    demand(
      last.some((one) => one.name === name),
      `the image has no ${name}`,
    );
  return said;
}

/** The Compose specification's schema and dclint's rules run as a program of their own; these are ours. */
export async function composeProblems(text) {
  const { services = {}, secrets = {} } = parseYaml(text, { merge: true });
  return Object.entries(services).flatMap(([name, service]) => {
    const said = [];
    const demand = (is, sentence) => is || said.push(`compose.yaml: ${name} ${sentence}`);
    demand(/:\d+\.\d+/.test(service.image ?? ""), `runs ${service.image}, which is not pinned to a version`);
    demand(/^[1-9]/.test(service.user ?? ""), "runs as root");
    demand(service.read_only === true, "may write its own root");
    demand(service.cap_drop?.includes("ALL"), "keeps capabilities");
    demand(service.security_opt?.includes("no-new-privileges:true"), "may gain privileges");
    demand(service.healthcheck, "has no health check and does not say that it needs none");
    demand(service.stop_grace_period, "says not how long its stop may take");
    demand(service.restart, "says not when it starts again");
    const limits = service.deploy?.resources?.limits ?? {};
    demand(limits.memory && limits.cpus && limits.pids, "has no limits of memory, cpus and processes");
    const settings = service.environment ?? {};
    demand(
      !service.image?.startsWith("quarterhour:") || settings.QUARTERHOUR_MODE === "production",
      `does not set ${REAL}: it would be a demo`,
    );
    for (const [key, value] of Object.entries(settings))
      demand(
        !/PASSWORD|SECRET|TOKEN|DATABASE_.*URL/.test(key) || key.endsWith("_FILE") || /^\$\{/.test(String(value)),
        `holds ${key} in its environment: give it a secret`,
      );
    for (const secret of service.secrets ?? []) demand(secret in secrets, `wants the secret ${secret}, which is nowhere`);
    for (const port of service.ports ?? []) demand(/^\d+\.\d+\.\d+\.\d+:/.test(port), `opens ${port} without saying to whom`);
    for (const other of Object.keys(service.depends_on ?? {})) demand(other in services, `waits for ${other}, which is nowhere`);
    return said;
  });
}

const SECONDS = /^(\d+)s$/;

/**
 * Who stands in front of the pages is named by the network it lies in, which therefore does not change; and a web that leaves goes on
 * answering until the proxy has asked once more.
 */
export function proxyProblems(compose, caddyfile, unitSettings) {
  const { services, networks } = parseYaml(compose, { merge: true });
  const asksEvery = Number(SECONDS.exec(/health_interval (\S+)/.exec(caddyfile)?.[1] ?? "")?.[1] ?? NaN);
  const shared = (services.web.networks ?? []).filter((name) => services.proxy.networks?.includes(name));
  const subnets = shared.flatMap((name) => (networks[name]?.ipam?.config ?? []).map(({ subnet }) => subnet));
  const said = [];
  const demand = (is, sentence) => is || said.push(sentence);
  demand(subnets.length > 0, "compose.yaml: the network of proxy and web has no subnet of its own, so nobody can name the proxy");
  const inFront = [
    ["compose.yaml: web", services.web.environment ?? {}, subnets.join(",")],
    ["settings.example", unitSettings, "loopback"],
  ];
  for (const [where, settings, proxies] of inFront) {
    demand(
      settings.QUARTERHOUR_TRUSTED_PROXIES === proxies,
      `${where} does not set QUARTERHOUR_TRUSTED_PROXIES=${proxies}: all visitors would count as one address`,
    );
    demand(
      Number(settings.QUARTERHOUR_NOTICE_SECONDS) > asksEvery,
      `${where} does not set QUARTERHOUR_NOTICE_SECONDS beyond the ${asksEvery} s in which the proxy asks /readyz: a web that stops would lose requests`,
    );
  }
  return said;
}

const settingsExample = () => parseEnv(read("deploy", "systemd", "settings.example"));

export const serviceProblems = (name, text) =>
  new RegExp(`^Environment=(.* )?${REAL}( |$)`, "m").test(text) ? [] : [`${name} does not set ${REAL}: it would be a demo`];

function shellProblems() {
  return readdirSync(DEPLOY)
    .filter((name) => name.endsWith(".sh"))
    .map((name) => spawnSync("bash", ["-n", join(DEPLOY, name)], { encoding: "utf8" }))
    .filter(({ error, status }) => !error && status !== 0)
    .map(({ stderr }) => stderr.trim());
}

/** As they stand, they name programs and a user that this machine lacks: verified as copies that name ours. */
function unitProblems() {
  if (spawnSync("systemd-analyze", ["--version"]).error || !existsSync("/usr/lib/systemd/system")) return [];
  const folder = UNITS;
  const copies = mkdtempSync(join(tmpdir(), "quarterhour-units-"));
  try {
    const names = readdirSync(folder).filter((name) => /\.(service|timer|target)$/.test(name));
    for (const name of names)
      writeFileSync(
        join(copies, name),
        readFileSync(join(folder, name), "utf8")
          .replaceAll("/usr/bin/node", process.execPath)
          .replaceAll("file:///opt", "https://opt.example"),
      );
    const { stdout, stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", ...names.map((name) => join(copies, name))], {
      encoding: "utf8",
      env: { ...process.env, SYSTEMD_UNIT_PATH: `${copies}:/usr/lib/systemd/system` },
    });
    return `${stdout}${stderr}`.split("\n").filter((line) => line.includes("quarterhour"));
  } finally {
    rmSync(copies, { recursive: true });
  }
}
