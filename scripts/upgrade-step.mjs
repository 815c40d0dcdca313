import { get as plain } from "node:http";
import { get as sealed } from "node:https";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { prepareDatabase, appAddressOf } from "./database.mjs";
import { migrationsIn } from "./migrations.mjs";
import { runOrExplain } from "./problem.mjs";
import { BUILD, PROJECT, settingsFrom } from "./project.mjs";

/*
 * What an upgrade asks of the program it brings, before that program is the one in use: `migrate`, `doctor` or `serve`, each in
 * a process of its own on the copy of the records named on standard input. The last line of standard output is the answer.
 */
const ANSWERS_WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 250;

const built = (name) => import(pathToFileURL(join(BUILD, name)).href);

const STEPS = {
  async migrate({ records, settings }) {
    const { appUrl, applied } = await prepareDatabase(records, settings);
    return { appUrl, applied };
  },
  async doctor({ records, settings, appUrl }) {
    const { main } = await built("qh.js");
    const machine = {
      settings: () => ({ problems: [], unknown: [] }),
      look: async () => ({ appUrl, ownerUrl: records.ownerUrl, migrations: migrationsIn() }),
      stop: new AbortController().signal,
    };
    process.env.QUARTERHOUR_MODE = settings.mode;
    process.env.QUARTERHOUR_DATA = settings.data;
    const said = [];
    const write = process.stdout.write;
    process.stdout.write = (line, done) => {
      said.push(line);
      done?.();
      return true;
    };
    try {
      await main(["doctor", "--json"], machine);
    } finally {
      process.stdout.write = write;
    }
    return JSON.parse(said.join(""));
  },
  async serve({ settings, appUrl }) {
    for (const name of ["DATABASE_OWNER_URL", "QUARTERHOUR_TLS_CERTIFICATE", "QUARTERHOUR_TLS_KEY"]) delete process.env[name];
    process.env.DATABASE_URL = appUrl;
    process.env.QUARTERHOUR_MODE = settings.mode;
    process.env.QUARTERHOUR_DATA = settings.data;
    process.env.NODE_ENV = "production";
    const { serve } = await built("main.js");
    const web = await serve({ host: "127.0.0.1", port: 0 });
    const deadline = performance.now() + ANSWERS_WITHIN_MS;
    let [ready, page] = [{ status: 0, said: "" }, { status: 0 }];
    while (performance.now() < deadline && !(ready.status === 200 && page.status === 200)) {
      ready = await answerOf(web.port, "/readyz");
      if (ready.status === 200) page = await answerOf(web.port, "/");
      else await new Promise((wake) => setTimeout(wake, LOOK_AGAIN_MS));
      if (page.status >= 400) break;
    }
    await web.close();
    return { ready: ready.status === 200, page: page.status, said: ready.said.slice(0, 300) };
  },
};

/** Over HTTPS where a certificate is kept: it is for other names than this one, and the question never leaves the machine. */
const answerOf = async (port, path) =>
  (await asked(plain, port, path)) ?? (await asked(sealed, port, path)) ?? { status: 0, said: "no answer" };

const asked = (get, port, path) =>
  new Promise((settle) => {
    get({ host: "127.0.0.1", port, path, rejectUnauthorized: false, timeout: ANSWERS_WITHIN_MS }, (answer) =>
      text(answer).then(
        (said) => settle({ status: answer.statusCode, said }),
        () => settle(undefined),
      ),
    ).once("error", () => settle(undefined));
  });

await runOrExplain(async () => {
  const records = JSON.parse(await text(process.stdin));
  process.chdir(PROJECT);
  const settings = settingsFrom(process.env);
  const appUrl = appAddressOf(records, settings);
  const answer = await STEPS[process.argv[2]]({ records, settings, appUrl });
  process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit(0));
});
