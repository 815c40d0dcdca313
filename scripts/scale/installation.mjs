import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { makeDatabase } from "../database.mjs";
import { anyFreePort } from "../ports.mjs";
import { postgresAccount } from "../postgres-account.mjs";
import { PROJECT } from "../project.mjs";
import { startApp } from "./app-processes.mjs";
import { serverPlaces, SUPERUSER } from "./postgres-server.mjs";
import { startProxy } from "./proxy.mjs";
import { until } from "./waiting.mjs";
import { openBrowser } from "./web-client.mjs";

export const DATABASE = "quarterhour";
const MANY = 1_000_000;
export const SIGN_INS_A_MINUTE = 100;
const APP_ROLE = "quarterhour_web";
const PASSWORD = "quarter-hour-demo";

/**
 * The whole layout on loopback: a primary and its replica, two web processes, two job workers and nginx, all of them on one
 * data folder. Everything started is handed to `onStop`.
 */
export async function openInstallation({ folder, programs, onStop, step }) {
  const account = postgresAccount();
  const password = randomBytes(18).toString("hex");
  const servers = serverPlaces({
    ...{ folder: join(folder, "postgres"), programs: programs.postgres, account },
    ...{ port: await anyFreePort(), password },
  });
  const { first, second, serviceHost, url } = servers;
  onStop(() => Promise.all([first.stop(), second.stop()]));
  await step("主库 primary", async () => {
    first.make();
    await first.start([serviceHost]);
    await makeDatabase(first.ownUrl(), DATABASE);
    await first.ask(`CREATE ROLE ${APP_ROLE} LOGIN PASSWORD '${password}'`);
  });
  await step("副本 replica", async () => {
    second.follow(first);
    await second.start();
  });

  const data = join(folder, "data");
  mkdirSync(data, { recursive: true });
  const proxyPort = await anyFreePort();
  const origin = `http://127.0.0.1:${proxyPort}`;
  const env = (host = serviceHost) => ({
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(QUARTERHOUR_|DATABASE_|PORT$|HOST$)/.test(name))),
    QUARTERHOUR_DATA: data,
    QUARTERHOUR_ORIGIN: origin,
    QUARTERHOUR_TRUSTED_PROXIES: "127.0.0.1",
    QUARTERHOUR_NOTICE_SECONDS: "1",
    // The load comes from one address and one person.
    QUARTERHOUR_LIMITS: `pages=${MANY},answers=${MANY},writes=${MANY},uploads=${MANY},sign-in=${SIGN_INS_A_MINUTE}`,
    DATABASE_URL: url(host, APP_ROLE, password, DATABASE),
    DATABASE_OWNER_URL: url(host, SUPERUSER, password, DATABASE),
  });

  const ports = { "web-a": await anyFreePort(), "web-b": await anyFreePort() };
  const apps = new Map();
  onStop(() => Promise.all([...apps.values()].map((app) => app.stop())));
  /** Starts (again) one of web-a, web-b, jobs-a, jobs-b; `host` is the database's address if it is not the service's. */
  const open = async (name, host) => {
    const [runs] = name.split("-");
    return startApp({ name, runs, port: ports[name], env: env(host), folder, begun: (app) => apps.set(name, app) });
  };
  await step("网页进程 web-a（迁移、示范城市 migrations, demo city）", () => open("web-a"));
  await step("网页进程 web-b", () => open("web-b"));
  let current = first;
  const presences = new Map();
  for (const name of ["jobs-a", "jobs-b"]) await step(`任务进程 ${name}`, () => openWorker(name));

  /** Starts a worker and notes which connection says that it is alive: by it a job's worker is found again. */
  async function openWorker(name, host) {
    const before = await presencePids(current);
    await open(name, host);
    const isNew = async () => (await presencePids(current)).find((pid) => !before.includes(pid));
    presences.set(name, await until(`${name} in the database`, isNew, 60_000));
  }
  const proxy = await step("反向代理 nginx", () =>
    startProxy({
      ...{ nginx: programs.nginx, folder: join(folder, "nginx"), account, port: proxyPort },
      webs: [ports["web-a"], ports["web-b"]],
    }),
  );
  onStop(() => proxy.stop());

  const app = (name) => apps.get(name);
  return {
    ...{ origin, password: PASSWORD, proxy, servers, data, folder, ports, app, open, openWorker, env },
    primary: () => current,
    nowPrimary: (server) => void (current = server),
    a: () => app("web-a").origin,
    b: () => app("web-b").origin,
    workerOf: (pid) => [...presences].find(([, one]) => one === pid)?.[0],
    /** One statement as the owner of the tables. */
    sql: (text, values) => current.ask(text, values, DATABASE),
    /** Somebody who signed in at `where`. */
    async signedIn(login, where) {
      const browser = openBrowser(origin);
      const answer = await browser.post(`${where}/sign-in`, { login, password: PASSWORD, to: "/plan" });
      if (answer.status !== 302) throw new Error(`sign-in of ${login} was answered ${answer.status}`);
      return browser;
    },
    browser: () => openBrowser(origin),
    /** a command of the terminal, on the same installation */
    qh: (words) =>
      spawnSync(process.execPath, [join(PROJECT, "scripts", "qh.mjs"), ...words], { cwd: PROJECT, env: env(), encoding: "utf8" }),
    /** the errors each process logged last, for whoever looks for the cause */
    lastWords: () =>
      [...apps.values()]
        .flatMap(({ name, said }) =>
          said()
            .split("\n")
            .filter((line) => /"error"|后台任务/.test(line))
            .slice(-4)
            .map((line) => `${name} ${line}`),
        )
        .join("\n"),
  };
}

const presencePids = async (server) =>
  (await server.ask("SELECT pid FROM pg_stat_activity WHERE application_name = 'quarterhour-presence'")).map(({ pid }) => pid);
