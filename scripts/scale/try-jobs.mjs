import { createHash } from "node:crypto";
import { formFields } from "./web-client.mjs";
import { timed, until } from "./waiting.mjs";

const CITY = "4101";
const READ_WITHIN_MS = 60_000;
/** The sweep looks every ten seconds for jobs locked five seconds or more by somebody dead. */
const TAKEN_OVER_WITHIN_MS = 60_000;

/** Who took which job, written down by the database itself: nothing of the app takes part in it. */
const WITNESS = `
CREATE SCHEMA IF NOT EXISTS trial;
CREATE TABLE IF NOT EXISTS trial.taken (job bigint, worker text, at timestamptz DEFAULT clock_timestamp());
CREATE OR REPLACE FUNCTION trial.witness() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN INSERT INTO trial.taken (job, worker) VALUES (NEW.id, NEW.locked_by); RETURN NULL; END $$;
CREATE OR REPLACE TRIGGER witness AFTER UPDATE OF locked_by ON graphile_worker._private_jobs
  FOR EACH ROW WHEN (NEW.locked_by IS NOT NULL AND NEW.locked_by IS DISTINCT FROM OLD.locked_by) EXECUTE FUNCTION trial.witness();`;

/** Files go in through one web, are looked at and confirmed through the other; the jobs behind them run anywhere, once. */
export async function tryJobs(city, findings) {
  await city.sql(WITNESS);
  const desk = await city.signedIn("planner@demo", city.a());
  const small = 8;
  const batches = await Promise.all(Array.from({ length: small }, (_, nth) => previewed(city, desk, nth, 40)));
  await Promise.all(batches.map((id) => confirmed(city, desk, id)));
  await Promise.all(batches.map((id) => statusIs(city, id, "done")));
  const written = await city.sql(
    `SELECT b.id, (SELECT count(*) FROM facility f WHERE f.import_batch_id = b.id)::int AS facilities,
       (SELECT count(*) FROM audit_event e WHERE e.action = 'write:import' AND e.result = 'done' AND e.subject_id = b.id::text)::int AS deeds
     FROM import_batch b WHERE b.id = ANY($1)`,
    [batches],
  );
  findings.check(
    `${small} imports uploaded through web-a, confirmed through web-b: each written once`,
    written.length === small && written.every(({ facilities, deeds }) => facilities === 40 && deeds === 1),
    `${written.reduce((sum, { facilities }) => sum + facilities, 0)} facilities`,
  );
  const taken = await city.sql("SELECT job, worker FROM trial.taken");
  const byProcess = new Map();
  for (const { worker } of taken) {
    const name = (await processOf(city, worker)) ?? "unknown";
    byProcess.set(name, (byProcess.get(name) ?? 0) + 1);
  }
  const twice = taken.length - new Set(taken.map(({ job }) => job)).size;
  findings.check(
    "no job was taken twice, and both job processes worked",
    twice === 0 && byProcess.get("jobs-a") > 0 && byProcess.get("jobs-b") > 0,
    [...byProcess]
      .map(([name, jobs]) => `${name} ${jobs}`)
      .sort()
      .join(", "),
  );
  await tryProgress(city, desk, findings);
}

/** A long import: its progress is the same at both webs; its worker dies in the middle, the other does it. */
async function tryProgress(city, desk, findings) {
  const rows = 12_000;
  const id = await previewed(city, desk, 100, rows);
  await confirmed(city, desk, id);
  const seen = { [city.a()]: 0, [city.b()]: 0 };
  const under = await until(
    "the writing",
    async () => {
      for (const where of Object.keys(seen)) {
        const page = await desk.get(`${where}/plan/import/${id}?city=${CITY}`);
        const percent = /aria-valuenow="([\d.]+)"/.exec(page.text)?.[1] ?? 0;
        if (Number(percent) > 0 && Number(percent) < 100) seen[where] += 1;
      }
      const [job] = await city.sql(
        `SELECT j.locked_by AS worker FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
         WHERE t.identifier = 'writeImport' AND j.payload ->> 'batchId' = $1 AND j.locked_by IS NOT NULL`,
        [id],
      );
      return Object.values(seen).every((times) => times > 0) && job;
    },
    READ_WITHIN_MS,
  );
  findings.check(
    "the progress of a running import is told by both webs",
    true,
    `${Object.values(seen).join(" and ")} times under way`,
  );
  const victim = await processOf(city, under.worker);
  await city.app(victim).kill();
  const [{ half }] = await city.sql("SELECT count(*)::int AS half FROM facility WHERE import_batch_id = $1", [id]);
  const { ms } = await timed(() => statusIs(city, id, "done", TAKEN_OVER_WITHIN_MS));
  const [{ whole }] = await city.sql("SELECT count(*)::int AS whole FROM facility WHERE import_batch_id = $1", [id]);
  const takers = await city.sql(
    `SELECT worker FROM trial.taken WHERE job IN (SELECT job FROM trial.taken WHERE worker = $1 ORDER BY at DESC LIMIT 1) ORDER BY at`,
    [under.worker],
  );
  const second = await processOf(city, takers.at(-1).worker);
  findings.check(
    `kill −9 of a worker in the middle of ${rows.toLocaleString("en")} rows: nothing half, then whole by the other`,
    half === 0 && whole === rows && second !== victim && takers.length === 2,
    `${victim} killed, ${second} done ${(ms / 1000).toFixed(1)} s later`,
  );
  await city.openWorker(victim);
}

/** The process whose living connection holds the lock of this worker; a dead one holds none. */
async function processOf(city, worker) {
  const lock = createHash("sha256").update(`quarterhour-worker ${worker}`).digest().readBigInt64BE().toString();
  const [row] = await city.sql(
    `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted
       AND ((classid::bigint << 32) | objid::bigint) = $1::bigint`,
    [lock],
  );
  return row && city.workerOf(row.pid);
}

/** Uploads a made file through web-a, chooses its columns as web-b suggests them and waits for the preview; the batch's key. */
async function previewed(city, desk, nth, rows) {
  const about = { subject: "facilities", system: "WGS-84", source: `试 ${nth}` };
  const file = { name: `trial-${nth}.csv`, type: "text/csv", content: madeFile(nth, rows) };
  const sent = await desk.upload(`${city.a()}/plan/import?city=${CITY}`, about, file);
  const id = /\/plan\/import\/([0-9a-f-]{36})/.exec(sent.headers.location ?? "")?.[1];
  if (!id) throw new Error(`the upload was answered ${sent.status}`);
  await statusIs(city, id, "inspected");
  const page = await desk.get(`${city.b()}/plan/import/${id}?city=${CITY}`);
  const columns = formFields(page.text, "column.name");
  columns.set("intent", "columns");
  await desk.post(`${city.b()}/plan/import/${id}?city=${CITY}`, columns);
  await statusIs(city, id, "previewed");
  return id;
}

async function confirmed(city, desk, id) {
  const answer = await desk.post(`${city.b()}/plan/import/${id}?city=${CITY}`, { intent: "write" });
  if (answer.status !== 302) throw new Error(`confirming was answered ${answer.status}`);
}

const statusIs = (city, id, status, withinMs = READ_WITHIN_MS) =>
  until(
    `an import to be ${status}`,
    async () => {
      const [batch] = await city.sql("SELECT status, failure, counts FROM import_batch WHERE id = $1", [id]);
      if (batch.failure) throw new Error(JSON.stringify(batch.failure));
      if (batch.status !== status) throw new Error(`it is ${batch.status}`);
      return true;
    },
    withinMs,
  );

/** Places nobody knows, hundreds of metres apart. */
function madeFile(nth, rows) {
  const lines = Array.from({ length: rows }, (_, at) => {
    const lon = (113.4 + (at % 120) * 0.004 + nth * 0.000_01).toFixed(5);
    const lat = (34.6 + Math.floor(at / 120) * 0.003).toFixed(5);
    return `T${nth}-${at},试点${nth}第${at}处,社区日间照料中心,运营,2024-05-01,${lon},${lat}`;
  });
  return ["编号,名称,设施类型,状态,成立日期,经度,纬度", ...lines].join("\n");
}
