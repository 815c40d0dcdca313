import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { build, type BuildOptions } from "esbuild";
import { v7 as newId } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { sealAudit } from "~/modules/accounts/use-cases/seal-audit.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { readManifest } from "~/platform/backup/backup-manifest.server";
import { makeBackup } from "~/platform/backup/make-backup.server";
import { restoreBackup } from "~/platform/backup/restore-backup.server";
import { keepPhoto } from "~/platform/photo-files.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { bundleOptions } from "../../scripts/bundles.mjs";
import { withTestDatabase } from "../factories/test-database";
import { makeTown, TOWN } from "../modules/catalog/factories/catalog-city";

const records = withTestDatabase();
const folder = mkdtempSync(join(tmpdir(), "quarterhour-backup-"));
const before = process.env.QUARTERHOUR_DATA;
const FACILITY = newId();
/** By each of those who write: enough to last for the backups, few enough to be copied quickly. */
const MOST_WRITTEN = 400;

beforeAll(async () => {
  process.env.QUARTERHOUR_DATA = join(folder, "data");
  await makeTown(records);
  await records.sql`
    INSERT INTO facility (id, city_code, name, kind_key, line, position_quality)
    VALUES (${FACILITY}, ${TOWN.code}, '示例设施', 'community-centre', 'civil-affairs', 'unplaced')`;
});
afterAll(() => {
  if (before === undefined) delete process.env.QUARTERHOUR_DATA;
  else process.env.QUARTERHOUR_DATA = before;
  rmSync(folder, { recursive: true, force: true });
});

const asked = (into: string) => ({
  ...{ ownerUrl: records.ownerUrl, appUrl: records.url, version: "test", way: "copy" as const },
  into: join(folder, into),
});
const restore = (from: string) =>
  restoreBackup({
    ...{ ownerUrl: records.ownerUrl, folder: from, replace: true, known: [] },
    layOut: () => Promise.reject(new Error("laid out")),
    prepare: () => Promise.reject(new Error("prepared")),
  }).then(
    () => "restored",
    (error: Error) => error.message,
  );
const linesOf = (backup: string, table: string): string[] =>
  gunzipSync(readFileSync(join(backup, "database", `public.${table}.copy.gz`)))
    .toString("utf8")
    .split("\n")
    .filter(Boolean);

test("every table of the database is in a backup, or on the list of what is made anew", async () => {
  await makeBackup(asked("first"));
  const { manifest } = await makeBackup(asked("all"));
  const tables = await records.sql<{ name: string }[]>`
    SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema')`;
  const kept = new Set(manifest.tables.map(({ name }) => name));
  const others = tables.map(({ name }) => name).filter((name) => !kept.has(name) && !name.startsWith("graphile_worker."));
  // Previews are read again from the uploaded file, migrations are laid out, waiting jobs are kept as what was asked for; the
  // others are slates of triggers, empty between transactions.
  const slates = ["staging.city_change", "staging.life_check", "staging.life_touched"];
  expect(others.sort()).toEqual(["public._prisma_migrations", "staging.import_row", ...slates].sort());
  for (const slate of slates)
    expect(await records.sql.unsafe(`SELECT count(*)::int AS n FROM ${slate}`), slate).toEqual([{ n: 0 }]);
});

test("whichever file of a backup is changed by one byte or taken away, restoring names it and begins nothing", async () => {
  const { folder: backup, manifest } = await makeBackup(asked("damaged"));
  expect(manifest.files.map(({ path }) => path)).toEqual(expect.arrayContaining(["queue.json", "database/public.photo.copy.gz"]));
  for (const { path, bytes } of manifest.files) {
    const file = join(backup, path);
    const whole = readFileSync(file);
    const changed = Buffer.from(whole);
    const at = Math.floor(bytes / 2);
    changed[at] = (changed[at] ?? 0) ^ 1;
    writeFileSync(file, bytes > 0 ? changed : "x");
    expect(await restore(backup), path).toContain(`The file ${path} of the backup is damaged`);
    rmSync(file);
    expect(await restore(backup), path).toContain(`The file ${path} of the backup is missing`);
    writeFileSync(file, whole);
  }
  // Whole again, it is refused for another reason: these tests know no migration.
  expect(await restore(backup)).toContain("The backup knows the migration");
});

test("backups taken while many write are each one moment: what belongs together is there together, with its files", async () => {
  let isOver = false;
  const actor = systemActor("test");
  /** A person, a grant, an audit event and a photo: one deed, or none. */
  async function write(): Promise<void> {
    for (let written = 0; !isOver && written < MOST_WRITTEN; written++) {
      const [person, photo] = [newId(), newId()];
      await keepPhoto(`${photo}.webp`, Buffer.from(photo));
      await inUnitOfWork(actor, async (uow) => {
        await uow.db.$executeRaw`INSERT INTO person (id, name, area_code) VALUES (${person}::uuid, '示例', '9901')`;
        await uow.db.$executeRaw`
          INSERT INTO role_grant (id, person_id, role, area_code, valid_from) VALUES (gen_random_uuid(), ${person}::uuid, 'family', '9901', '2025-01-01')`;
        await uow.db
          .$executeRaw`INSERT INTO photo (id, facility_id, file_name) VALUES (${photo}::uuid, ${FACILITY}::uuid, ${`${photo}.webp`})`;
        await recordAudit(uow, {
          ...{ action: "write:person", subject: { kind: "person", id: person }, areaCode: "9901", line: "", result: "done" },
        });
      });
    }
  }
  async function seal(): Promise<void> {
    while (!isOver) await sealAudit();
  }
  const writers = [write(), write(), write(), seal()];
  const found: { people: number; differences: number; filesLost: number; headsAhead: boolean }[] = [];
  for (let taken = 0; taken < 3; taken++) {
    const { folder: backup } = await makeBackup(asked("busy"));
    const [people, grants, events, photos, blocks] = ["person", "role_grant", "audit_event", "photo", "audit_block"].map(
      (table) => linesOf(backup, table).length,
    ) as [number, number, number, number, number];
    const names = linesOf(backup, "photo").map((line) => /[0-9a-f-]{36}\.webp/.exec(line)?.[0] ?? "none");
    const heads = join(backup, "files", "audit-heads.txt");
    found.push({
      people,
      // The town's own planner has no grant and was not written down.
      differences: Math.max(grants, events, photos, people - 1) - Math.min(grants, events, photos, people - 1),
      filesLost: names.filter((name) => !existsSync(join(backup, "files", "photos", name))).length,
      headsAhead: existsSync(heads) && readFileSync(heads, "utf8").trim().split("\n").length > blocks,
    });
  }
  isOver = true;
  await Promise.all(writers);
  expect(found.map(({ differences, filesLost, headsAhead }) => ({ differences, filesLost, headsAhead }))).toEqual(
    found.map(() => ({ differences: 0, filesLost: 0, headsAhead: false })),
  );
  expect(found.at(-1)!.people).toBeGreaterThan(found[0]!.people);
});

test("a backup killed in its middle looks like none, and the next one is whole", async () => {
  const outdir = join(process.cwd(), "node_modules", ".cache", "quarterhour", basename(process.cwd()), "backup-program");
  await build({ ...(bundleOptions(outdir) as BuildOptions), entryPoints: { backup: "tests/platform/backup-program.ts" } });
  const child = fork(join(outdir, "backup.js"), [], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await once(child, "message");
  const holder = await records.sql.reserve();
  await holder`BEGIN`;
  await holder`LOCK TABLE walker IN ACCESS EXCLUSIVE MODE`;
  child.send(asked("killed"));
  await expect
    .poll(
      async () =>
        (
          await records.sql`SELECT 1 FROM pg_stat_activity WHERE application_name = 'quarterhour-backup' AND wait_event_type = 'Lock'`
        ).length,
      { interval: 20 },
    )
    .toBe(1);
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
  await holder`ROLLBACK`;
  holder.release();
  const [half, ...more] = readdirSync(join(folder, "killed"));
  expect([half?.endsWith(".partial"), more]).toEqual([true, []]);
  expect(await restore(join(folder, "killed", half!))).toMatch(/holds no manifest\.json/);
  const { folder: whole } = await makeBackup(asked("killed"));
  expect(readManifest(whole).tables.length).toBeGreaterThan(20);
});
