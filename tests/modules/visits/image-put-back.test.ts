import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { lifeOfRecords } from "~/modules/visits/data/life-of-records.server";
import type { LifeOfRecords } from "~/modules/visits/domain/care-record";
import { answered, mayBeLost, type HeldItem } from "~/offline/outbox-item";
import { closeDatabase } from "~/platform/database.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { makeDatabase, prepareDatabase } from "../../../scripts/database.mjs";
import { startPostgres } from "../../../scripts/embedded-postgres.mjs";
import { throwAwayFolder } from "../../../scripts/throw-away.mjs";

const place = throwAwayFolder();
let running: Awaited<ReturnType<typeof startPostgres>> | undefined;
afterAll(async () => {
  await closeDatabase();
  await running?.stop();
  place.remove();
});

/** With its owner, which may be an account of PostgreSQL's own. */
const copied = (from: string, to: string) => execFileSync("cp", ["-a", from, to]);

/** Another start of the same machine: nobody who asks it knows of the one before. */
async function started(database = "made"): Promise<postgres.Sql> {
  running = await startPostgres(place.folder, { throwAway: true });
  const address = new URL(running.ownerUrl);
  address.pathname = "/postgres";
  await makeDatabase(address.toString(), database);
  address.pathname = `/${database}`;
  const { appUrl } = await prepareDatabase({ ...running, ownerUrl: address.toString() }, { data: place.folder });
  process.env.DATABASE_URL = appUrl;
  return postgres(address.toString(), { max: 1, onnotice: () => undefined });
}

async function stopped(owner: postgres.Sql): Promise<void> {
  await owner.end();
  await closeDatabase();
  await running!.stop();
}

const life = (): Promise<LifeOfRecords> => inUnitOfWork(systemActor("care-sync"), lifeOfRecords);
const busy = (owner: postgres.Sql, rows: number) =>
  owner.unsafe(
    `CREATE TABLE IF NOT EXISTS made_work (text text); INSERT INTO made_work SELECT repeat('x', 500) FROM generate_series(1, ${rows})`,
  );

const waiting: HeldItem = {
  ...{ id: "a", kind: "visit", keyId: "k", savedAt: "2026-11-20T02:00:00Z", who: "w", label: null, bytes: 10, tries: 0 },
  ...{ state: "waiting", why: null, acknowledgedAt: null, epoch: null },
};
const acknowledgedIn = (heard: LifeOfRecords): HeldItem =>
  answered(waiting, { id: "a", state: "stored", why: null }, { at: new Date().toISOString(), life: heard });

test("a machine put back as an image is noticed, however much it wrote since; one that only started again is not", async () => {
  let owner = await started();
  const before = acknowledgedIn(await life());
  await stopped(owner);
  const cluster = join(running!.home, "cluster");
  copied(cluster, join(place.folder, "image"));

  owner = await started();
  await busy(owner, 200);
  const heard = await life();
  const since = acknowledgedIn(heard);
  expect(mayBeLost(before, heard, Infinity), "started again, nothing lost").toBe(false);
  await busy(owner, 200);
  const grown = await life();
  expect(mayBeLost(since, grown, Infinity)).toBe(false);
  await stopped(owner);
  rmSync(cluster, { recursive: true });
  copied(join(place.folder, "image"), cluster);

  owner = await started();
  await busy(owner, 2_000);
  const back = await life();
  expect(back.epoch, "by its names it is the same").toBe(grown.epoch);
  expect(BigInt(back.position), "and its log is longer than it ever was").toBeGreaterThan(BigInt(grown.position));
  expect(mayBeLost(since, back, Infinity), "acknowledged after the image was taken").toBe(true);
  expect(mayBeLost(before, back, Infinity), "acknowledged before").toBe(false);
  await stopped(owner);

  owner = await started("other");
  expect((await life()).epoch, "made anew from a backup it is another by name").not.toBe(back.epoch);
  await owner.end();
});
