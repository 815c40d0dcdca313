import { fork } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { endOf } from "./children.mjs";
import { connected } from "./database.mjs";
import { Problem } from "./problem.mjs";
import { BUILD } from "./project.mjs";

/*
 * The demo city is made once an installation. That it was is written into the database itself, outside the records, so
 * that a planner who removed it does not find it again after the next start.
 */
const NOTES = `CREATE SCHEMA IF NOT EXISTS installation;
CREATE TABLE IF NOT EXISTS installation.note (key text PRIMARY KEY, value text NOT NULL, at timestamptz NOT NULL DEFAULT now())`;

/** The city is written whole or not at all: no note and no city means that it was never made here. */
async function isWanted(client) {
  await client.query("SET client_min_messages = warning");
  await client.query(NOTES);
  const { rows } = await client.query(
    "SELECT EXISTS (SELECT FROM installation.note WHERE key = 'demo-city') OR EXISTS (SELECT FROM city) AS settled",
  );
  return !rows[0].settled;
}

const noteMade = (client) =>
  client.query("INSERT INTO installation.note (key, value) VALUES ('demo-city', 'made') ON CONFLICT (key) DO NOTHING");

/** What the seed tells, in a few words. */
const inWords = ({ step, table, done, total, rows }) =>
  step === "writing" ? `${table} ${done}/${total}` : step === "done" ? `${rows} 行 rows` : step;

/** Makes the demo city in a process of its own, unless it was made before. Says whether it did. */
export async function makeDemoCityOnce(ownerUrl, { tell, onChild = () => {} }) {
  const wanted = await connected("DATABASE_OWNER_URL", ownerUrl, isWanted);
  if (!wanted) return false;
  const child = fork(fileURLToPath(import.meta.url), [ownerUrl], { stdio: ["ignore", "inherit", "pipe", "ipc"] });
  onChild(() => endOf(child));
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (said += text));
  child.on("message", (progress) => tell(inWords(progress)));
  const code = await new Promise((resolve) => child.once("exit", (status, signal) => resolve(signal ?? status)));
  if (code !== 0)
    throw new Problem(
      `示范城市未能建立 · The demo city could not be made (${
        said
          .trim()
          .split("\n")
          .find((line) => /Error|error/.test(line)) ?? code
      }): free some space and start again, or run npm run reset.`,
    );
  await connected("DATABASE_OWNER_URL", ownerUrl, noteMade);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.once("disconnect", () => process.exit(1));
  const { seedDemoCity } = await import(pathToFileURL(join(BUILD, "seed.js")).href);
  // The demo's visits were logged until yesterday, by the clocks of its city; today's are its caregiver's to make.
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
  await seedDemoCity({
    databaseUrl: process.argv[2],
    visitsUntil: today,
    signsInOn: today,
    onProgress: (progress) => process.send(progress),
  });
  process.exit(0);
}
