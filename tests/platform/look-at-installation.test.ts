import { v7 as newId } from "uuid";
import { afterEach, expect, test, vi } from "vitest";
import { lookAtDatabase } from "~/platform/look-at-database.server";
import { https, nodeVersion, proxies, spaceFinding } from "~/platform/look-at-machine.server";
import { migrationsIn } from "../../scripts/migrations.mjs";
import { withTestDatabase } from "../factories/test-database";

const records = withTestDatabase();
afterEach(() => vi.unstubAllEnvs());

const stateOf = async (about: string, { appUrl = records.url, ownerUrl = records.ownerUrl, migrations = migrationsIn() } = {}) =>
  (await lookAtDatabase({ appUrl, ownerUrl, migrations })).find((finding) => finding.about === about);

test("a fresh installation has nothing broken", async () => {
  const findings = await lookAtDatabase({ appUrl: records.url, ownerUrl: records.ownerUrl, migrations: migrationsIn() });
  expect(findings.filter(({ state }) => state === "broken")).toEqual([]);
  expect(findings.map(({ about }) => about)).toEqual([
    ...["database", "clock", "app-role", "audit-rights", "queue", "alarms", "owner", "migrations", "audit", "backup"],
  ]);
});

test("in production nobody who could sign in is a broken thing, and nobody who administers is said", async () => {
  expect(await stateOf("accounts")).toBeUndefined();
  vi.stubEnv("QUARTERHOUR_MODE", "production");
  const [id, demo] = [newId(), newId()];
  for (const [person, isDemo] of [
    [id, false],
    [demo, true],
  ] as const) {
    await records.sql`INSERT INTO person (id, name, is_demo) VALUES (${person}, '示例管理员', ${isDemo})`;
    await records.sql`INSERT INTO credential (person_id, login, password_hash) VALUES (${person}, ${person}, ${isDemo ? "hash" : null})`;
  }
  expect(await stateOf("accounts")).toMatchObject({ state: "broken" });
  expect((await stateOf("accounts"))?.sentence).toContain("qh person add --login … --role administrator");
  await records.sql`UPDATE credential SET password_hash = 'hash' WHERE person_id = ${id}`;
  expect(await stateOf("accounts")).toMatchObject({ state: "warning" });
  await records.sql`INSERT INTO role_grant (id, person_id, role, valid_from, valid_to)
    VALUES (${newId()}, ${id}, 'administrator', current_date - 9, current_date)`;
  expect(await stateOf("accounts")).toMatchObject({ state: "warning" });
  await records.sql`UPDATE role_grant SET valid_to = NULL WHERE person_id = ${id}`;
  expect(await stateOf("accounts")).toMatchObject({ state: "good" });
  await records.sql`UPDATE person SET state = 'suspended' WHERE id = ${id}`;
  expect(await stateOf("accounts")).toMatchObject({ state: "broken" });
});

test("a public address without encryption is remarked on in production, and what to set instead", () => {
  vi.stubEnv("QUARTERHOUR_ORIGIN", "http://care.example.org:8080");
  expect(https().sentence).not.toContain("QUARTERHOUR_ORIGIN is");
  vi.stubEnv("QUARTERHOUR_MODE", "production");
  vi.stubEnv("DATABASE_OWNER_URL", records.ownerUrl);
  expect(https()).toMatchObject({ state: "warning" });
  expect(https().sentence).toContain("set QUARTERHOUR_ORIGIN=https://care.example.org:8080");
  vi.stubEnv("QUARTERHOUR_ORIGIN", "https://care.example.org:8080");
  expect(https()).toMatchObject({ state: "good" });
});

test("an app that runs as the owner is told so", async () => {
  expect(await stateOf("app-role", { appUrl: records.ownerUrl })).toMatchObject({ state: "broken" });
  expect((await stateOf("app-role", { appUrl: records.ownerUrl }))?.sentence).toContain("create-roles.sh");
});

test("an owner who owns nothing cannot migrate", async () => {
  expect(await stateOf("owner", { ownerUrl: records.url })).toMatchObject({ state: "broken" });
});

test("a database that is not there is one broken thing, without its password", async () => {
  const found = await stateOf("database", { appUrl: "postgresql://nobody:topsecret@127.0.0.1:1/none" });
  expect(found?.state).toBe("broken");
  expect(found?.sentence).not.toContain("topsecret");
});

test("pending, newer and edited migrations are told apart", async () => {
  const known = migrationsIn();
  const next = { name: "29991231000000_next", sql: "", checksum: "0" };
  expect((await stateOf("migrations", { migrations: [...known, next] }))?.sentence).toContain("1 migrations are pending");
  expect((await stateOf("migrations", { migrations: known.slice(0, -1) }))?.sentence).toContain("this program does not");
  const edited = known.map((one, i) => (i === 0 ? { ...one, checksum: "other" } : one));
  expect((await stateOf("migrations", { migrations: edited }))?.sentence).toContain("was edited");
});

test("jobs nobody takes and jobs that gave up are seen", async () => {
  await records.sql`SELECT graphile_worker.add_job('sealAudit', run_at => now() - interval '1 hour')`;
  expect(await stateOf("queue")).toMatchObject({ state: "broken" });
  await records.sql`UPDATE graphile_worker._private_jobs SET attempts = max_attempts`;
  expect((await stateOf("queue"))?.sentence).toContain("/govern/jobs");
});

test("a backup of last week is old", async () => {
  await records.sql.unsafe(`CREATE SCHEMA IF NOT EXISTS installation;
    CREATE TABLE IF NOT EXISTS installation.note (key text PRIMARY KEY, value text NOT NULL, at timestamptz NOT NULL DEFAULT now());
    INSERT INTO installation.note (key, value) VALUES ('last-backup', (now() - interval '7 days')::text)`);
  expect(await stateOf("backup")).toMatchObject({ state: "warning" });
});

test("audit that waits to be sealed is seen", async () => {
  await records.sql`INSERT INTO audit_event (id, at, via, role, action, result)
    VALUES (gen_random_uuid(), now() - interval '1 hour', 'terminal', 'planner', 'test:event', 'done')`;
  expect(await stateOf("audit")).toMatchObject({ state: "broken" });
});

test("Node and free space have their bounds", () => {
  expect(nodeVersion("18.20.0").state).toBe("broken");
  expect([spaceFinding(1e8, "/data"), spaceFinding(1e9, "/data"), spaceFinding(1e10, "/data")].map(({ state }) => state)).toEqual(
    [...["broken", "warning", "good"]],
  );
});

test("a proxy in front that nobody named is seen, for all its visitors look like one", () => {
  expect(proxies()).toBeNull();
  vi.stubEnv("QUARTERHOUR_ORIGIN", "https://care.example.org");
  expect(proxies()).toMatchObject({ state: "warning" });
  expect(proxies()?.sentence).toContain("QUARTERHOUR_TRUSTED_PROXIES");
  vi.stubEnv("QUARTERHOUR_TRUSTED_PROXIES", "10.0.0.5");
  expect(proxies()).toMatchObject({ state: "good" });
});
