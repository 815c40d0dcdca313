import { request as askPlain } from "node:http";
import { request as askSealed } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { connected } from "./database.mjs";
import { Problem, runOrExplain } from "./problem.mjs";
import { settingsFrom } from "./project.mjs";
import { openSecretFiles } from "./secret-files.mjs";

/*
 * `node scripts/ask-ready.mjs [--path /healthz] [--within 120]`: asks this machine's Quarterhour how it is, for Docker's health
 * check and for systemd, which calls a start done once pages are answered.
 */
const ANSWERED_WITHIN_MS = 4_000;
const ASK_AGAIN_MS = 250;

await runOrExplain(async () => {
  const { values } = parseArgs({
    options: { path: { type: "string", default: "/readyz" }, within: { type: "string", default: "0" } },
  });
  const env = process.env;
  if (env.QUARTERHOUR_RUNS === "jobs") {
    openSecretFiles(env);
    const settings = settingsFrom(env);
    return waitFor(() => jobsOf(settings), "jobs", Number(values.within));
  }
  // Whoever only asks needs no secret: systemd 252 gives a unit's credentials to ExecStart and not to ExecStartPost.
  const { host, port, isHttps } = settingsFrom({
    ...{ PORT: env.PORT, HOST: env.HOST },
    ...{ QUARTERHOUR_TLS_CERTIFICATE: env.QUARTERHOUR_TLS_CERTIFICATE, QUARTERHOUR_TLS_KEY: env.QUARTERHOUR_TLS_KEY },
  });
  if (port === undefined) throw new Problem("未设置 PORT · PORT is not set: set it to where the pages are served.");
  const here = ["0.0.0.0", "::"].includes(host) ? "127.0.0.1" : host;
  await waitFor(() => ask({ isHttps, host: here, port, path: values.path }), values.path, Number(values.within));
});

async function waitFor(look, what, seconds) {
  const deadline = performance.now() + seconds * 1_000;
  for (;;) {
    const { isWell, words } = await look();
    if (isWell) return;
    if (performance.now() >= deadline) throw new Problem(`${what} 未就绪 · ${what} says: ${words}.`);
    await pause(ASK_AGAIN_MS);
  }
}

/** Jobs listen on nothing: what they hold in the database, from where we are, says that they live. */
async function jobsOf({ databaseUrl }) {
  try {
    return await connected("DATABASE_URL", databaseUrl, async (client) => {
      const { rows } = await client.query(
        `SELECT count(*)::int AS alive FROM pg_stat_activity WHERE application_name = 'quarterhour-presence'
         AND usename = current_user AND datname = current_database() AND client_addr IS NOT DISTINCT FROM inet_client_addr()`,
      );
      return { isWell: rows[0].alive > 0, words: "no jobs process holds a place in the database" };
    });
  } catch (error) {
    return { isWell: false, words: error.message };
  }
}

/** A certificate is made out to the public name: asked from this machine for this machine, it proves nothing and need not. */
function ask({ isHttps, host, port, path }) {
  return new Promise((settle) => {
    const options = { host, port, path, timeout: ANSWERED_WITHIN_MS, rejectUnauthorized: false };
    const asked = (isHttps ? askSealed : askPlain)(options, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece) => (text += piece));
      response.once("end", () => settle({ isWell: response.statusCode === 200, words: `${response.statusCode} ${text.trim()}` }));
    });
    asked.once("timeout", () => asked.destroy(new Error(`no answer within ${ANSWERED_WITHIN_MS / 1000} s`)));
    asked.once("error", (error) => settle({ isWell: false, words: error.message }));
    asked.end();
  });
}
