import { setTimeout as pause } from "node:timers/promises";
import { formFields } from "./web-client.mjs";

const CITY = "4101";
const PATIENCE_MS = 10_000;
/** After a refusal: nobody types faster. */
const REST_MS = 50;

/**
 * One record edited again and again through the proxy, each edit on top of the last: its version counts what was committed,
 * the acknowledged ones are counted here, so a lost one shows. What was not acknowledged may have been written or not.
 */
export async function startEdits(city, desk) {
  const [{ id }] = await city.sql("SELECT id FROM facility WHERE city_code = $1 AND lon IS NOT NULL ORDER BY id DESC LIMIT 1", [
    CITY,
  ]);
  const address = `${city.origin}/plan/facilities/${id}/edit?city=${CITY}`;
  const page = await desk.get(address);
  const fields = formFields(page.text, "version");
  const first = Number(fields.get("version"));
  const told = { acknowledged: first, refused: [], lastAt: performance.now() };
  let going = true;
  const writing = (async () => {
    for (let version = first; going;) {
      fields.set("version", String(version));
      fields.set("note", `第${version}次`);
      try {
        const { status } = await desk.post(address, fields, { patienceMs: PATIENCE_MS });
        if (status !== 302) throw new Error(String(status));
        version += 1;
        told.acknowledged = version;
        told.lastAt = performance.now();
      } catch (error) {
        told.refused.push(error.message);
        await pause(REST_MS);
        version = (await versionShown(desk, address)) ?? version;
      }
    }
  })();
  return {
    /** the version that was acknowledged last */
    acknowledged: () => told.acknowledged,
    lastAt: () => told.lastAt,
    count: () => told.acknowledged - first,
    refused: () => told.refused,
    found: async () => Number((await city.sql("SELECT version FROM facility WHERE id = $1", [id]))[0].version),
    async stop() {
      going = false;
      await writing;
    },
  };
}

/** The record's version as a reader now sees it; undefined while nobody answers. */
async function versionShown(desk, address) {
  try {
    const { status, text } = await desk.get(address, { patienceMs: PATIENCE_MS });
    return status === 200 ? Number(formFields(text, "version").get("version")) : undefined;
  } catch {
    return undefined;
  }
}
