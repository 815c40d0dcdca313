import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { v7 as newId } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { recordAuditApart } from "~/modules/accounts/use-cases/record-audit.server";
import { makeBackup } from "~/platform/backup/make-backup.server";
import { restoreBackup } from "~/platform/backup/restore-backup.server";
import { closeDatabase } from "~/platform/database.server";
import { keyRing } from "~/platform/key-ring.server";
import { connected, prepareDatabase } from "../../scripts/database.mjs";
import { applyMigrations, migrationsIn } from "../../scripts/migrations.mjs";
import { withTestDatabase } from "../factories/test-database";

const records = withTestDatabase();
const folder = mkdtempSync(join(tmpdir(), "quarterhour-opens-nothing-"));
const before = { ...process.env };
const [SUSPENDED, CHANGED, LEFT] = [newId(), newId(), newId()];
const [DEVICE, OTHER_DEVICE, GRANT] = [newId(), newId(), newId()];
let aside = "";

beforeAll(() => {
  process.env.QUARTERHOUR_DATA = join(folder, "data");
  keyRing();
});
afterAll(async () => {
  await closeDatabase();
  process.env = before;
  const admin = postgres(at("postgres"), { max: 1, onnotice: () => undefined });
  if (aside) await admin.unsafe(`DROP DATABASE IF EXISTS "${aside}" WITH (FORCE)`);
  await admin.end();
  rmSync(folder, { recursive: true, force: true });
});

function at(database: string): string {
  const url = new URL(records.ownerUrl);
  url.pathname = `/${database}`;
  return url.toString();
}
const hash = () => randomBytes(32).toString("hex");

test("what opened a door at the backup's time opens none after it came back, and what went back is counted and on record", async () => {
  const { sql } = records;
  for (const id of [SUSPENDED, CHANGED, LEFT]) {
    await sql`INSERT INTO person (id, name) VALUES (${id}, '示例')`;
    await sql`INSERT INTO credential (person_id, login, password_hash) VALUES (${id}, ${`${id}@example.org`}, 'then')`;
  }
  await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (${GRANT}, ${LEFT}, 'planner', '', '', '2026-01-01')`;
  await sql`INSERT INTO second_factor (person_id, sealed_secret, confirmed_at) VALUES (${CHANGED}, 'sealed.k1-aaaaaa.eA', now())`;
  await sql`INSERT INTO recovery_code (person_id, code_hash) VALUES (${CHANGED}, ${hash()}), (${CHANGED}, ${hash()})`;
  for (const id of [DEVICE, OTHER_DEVICE])
    await sql`INSERT INTO bound_device (id, person_id, browser, system, public_key, pin_hash) VALUES (${id}, ${LEFT}, 'b', 's', '{}', 'x')`;
  await sql`INSERT INTO sign_in_challenge (id, device_id, nonce, expires_at) VALUES (${newId()}, ${DEVICE}, 'n', now() + interval '1 day')`;
  for (const purpose of ["invitation", "device"])
    await sql`
      INSERT INTO one_time_secret (id, person_id, purpose, secret_hash, expires_at) VALUES (${newId()}, ${CHANGED}, ${purpose}, ${hash()}, now() + interval '3 days')`;
  await sql`
    INSERT INTO session (id, person_id, token_hash, kind, stage, expires_at, browser, system, address)
    VALUES (${newId()}, ${SUSPENDED}, ${hash()}, 'desk', 'open', now() + interval '1 day', 'b', 's', '10.0.0.0')`;
  const { folder: backup } = await makeBackup({
    ...{ ownerUrl: records.ownerUrl, appUrl: records.url, version: "test", into: join(folder, "backups"), way: "copy" },
  });

  // What happened since.
  await sql`UPDATE one_time_secret SET used_at = now() WHERE purpose = 'invitation'`;
  await sql`UPDATE credential SET password_hash = 'later' WHERE person_id = ${CHANGED}`;
  await sql`UPDATE person SET state = 'suspended' WHERE id = ${SUSPENDED}`;
  await sql`UPDATE role_grant SET valid_to = current_date WHERE id = ${GRANT}`;
  await sql`UPDATE bound_device SET unbound_at = now(), unbound_why = 'administrator' WHERE id = ${DEVICE}`;
  await sql`UPDATE recovery_code SET used_at = now() WHERE ctid = (SELECT min(ctid) FROM recovery_code)`;

  const restored = await restoreBackup({
    ...{ ownerUrl: records.ownerUrl, folder: backup, replace: true, known: migrationsIn() },
    layOut: (url, names) => connected("TEST", url, async (client: never) => void (await applyMigrations(client, { names }))),
    prepare: (ownerUrl) => prepareDatabase({ ownerUrl }, { ownerUrl: records.ownerUrl, databaseUrl: records.url }),
    tell: async (appUrl, facts) => {
      const url = process.env.DATABASE_URL;
      process.env.DATABASE_URL = appUrl;
      await recordAuditApart(systemActor("test"), {
        ...{ action: "restore:installation", subject: null, areaCode: null, line: "", result: "done", facts: { ...facts } },
      });
      process.env.DATABASE_URL = url;
    },
  });
  aside = restored.before ?? "";
  expect(restored.ended).toEqual({ sessions: 1, links: 2 });
  expect(restored.wentBack).toEqual({ passwords: 1, people: 1, grants: 1, phones: 1, recoveryCodes: 1 });
  const after = postgres(records.ownerUrl, { max: 1, onnotice: () => undefined });
  const [open] = await after<Record<string, number>[]>`
    SELECT (SELECT count(*)::int FROM session) AS sessions, (SELECT count(*)::int FROM sign_in_challenge) AS challenges,
      (SELECT count(*)::int FROM known_browser) AS browsers, (SELECT count(*)::int FROM one_time_secret WHERE used_at IS NULL) AS links,
      (SELECT count(*)::int FROM credential WHERE password_hash = 'then') AS passwords,
      (SELECT count(*)::int FROM audit_event WHERE action = 'restore:installation') AS told`;
  await after.end();
  expect(open).toEqual({ sessions: 0, challenges: 0, browsers: 0, links: 0, passwords: 3, told: 1 });
});
