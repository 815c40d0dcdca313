import "../../factories/server-of-its-own";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { sealAudit } from "~/modules/accounts/use-cases/seal-audit.server";
import { verifyAudit } from "~/modules/accounts/use-cases/verify-audit.server";
import { AUDIT_HEADS } from "~/platform/audit-heads.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";

const records = withTestDatabase();
let folder: string;

beforeEach(async () => {
  await records.clear();
  folder = mkdtempSync(join(tmpdir(), "audit-"));
  process.env.QUARTERHOUR_DATA = folder;
});
afterEach(() => {
  delete process.env.QUARTERHOUR_DATA;
  rmSync(folder, { recursive: true, force: true });
});

const does = (n: number) => ({
  action: "read:thing",
  subject: { kind: "thing", id: `${n}` },
  areaCode: "9901",
  line: "",
  result: "done" as const,
  facts: { n, after: ["b", "a"] },
});
const record = (n: number) => inUnitOfWork(madeActor(), (uow) => recordAudit(uow, does(n)));
const recordMany = async (count: number) => {
  for (let n = 0; n < count; n++) await record(n);
};
const heads = () =>
  readFileSync(join(folder, AUDIT_HEADS), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => line.split(" ").slice(0, 2));
/** As the owner, past every trigger. */
const tamper = (sql: string) =>
  records.sql.begin(async (owner) => {
    await owner`SET LOCAL session_replication_role = replica`;
    const { count } = await owner.unsafe(sql);
    if (count === 0) throw new Error(`nothing was changed by ${sql}`);
  });

test("what was done is sealed in blocks that follow one another, and their heads are kept beside the database", async () => {
  expect(await sealAudit()).toBe(0);
  await recordMany(7);
  expect(await sealAudit({ mostEvents: 3 })).toBe(3);
  await record(8);
  expect(await sealAudit()).toBe(1);
  expect(await sealAudit()).toBe(0);
  const blocks = await records.sql`SELECT number::int, events, hash, previous_hash FROM audit_block ORDER BY number`;
  expect(blocks.map(({ number, events }) => [number, events])).toEqual([
    ...[
      [1, 3],
      [2, 3],
      [3, 1],
    ],
    [4, 1],
  ]);
  expect(blocks.slice(1).map((block) => block.previous_hash)).toEqual(blocks.slice(0, -1).map((block) => block.hash));
  expect(heads()).toEqual(blocks.map(({ number, hash }) => [String(number), hash]));
  expect(await verifyAudit()).toMatchObject({ blocks: 4, events: 8, unsealed: 0, broken: null, headsCompared: 4 });
});

test("a transaction with more events than a block holds is one block", async () => {
  await inUnitOfWork(madeActor(), async (uow) => {
    for (let n = 0; n < 9; n++) await recordAudit(uow, does(n));
  });
  await record(10);
  expect(await sealAudit({ mostEvents: 4 })).toBe(2);
  expect((await records.sql`SELECT events FROM audit_block ORDER BY number`).map(({ events }) => events)).toEqual([9, 1]);
  expect((await verifyAudit()).broken).toBeNull();
});

test("a transaction that takes long delays the seal of later ones and breaks nothing", async () => {
  let finish = () => {};
  const finished = new Promise<void>((resolve) => (finish = resolve));
  let begun = () => {};
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const long = inUnitOfWork(madeActor(), async (uow) => {
    await recordAudit(uow, does(0));
    begun();
    await finished;
    await recordAudit(uow, does(1));
  });
  await hasBegun;
  await recordMany(3);
  expect(await sealAudit(), "nothing below the oldest running transaction has events").toBe(0);
  expect(await verifyAudit()).toMatchObject({ blocks: 0, unsealed: 3, broken: null });
  finish();
  await long;
  expect(await sealAudit()).toBe(1);
  expect(await verifyAudit()).toMatchObject({ blocks: 1, events: 5, unsealed: 0, broken: null });
});

test("sealers and writers at once: every event is in one block, one sealer at a time", async () => {
  let writing = true;
  const sealers = [0, 1, 2].map(async () => {
    while (writing) await sealAudit({ mostEvents: 5 });
  });
  await Promise.all(
    Array.from({ length: 6 }, async (_, writer) => {
      for (let n = 0; n < 25; n++)
        await inUnitOfWork(madeActor(), async (uow) => {
          for (let of = 0; of <= writer % 3; of++) await recordAudit(uow, does(n));
          if (n % 10 === 9) throw new Error("undone");
        }).catch((error: Error) => expect(error.message).toBe("undone"));
    }),
  );
  writing = false;
  await Promise.all(sealers);
  await sealAudit();
  const [{ count }] = (await records.sql`SELECT count(*)::int FROM audit_event`) as unknown as [{ count: number }];
  expect(await verifyAudit()).toMatchObject({ events: count, unsealed: 0, broken: null });
});

test.each([
  [
    "a deleted event",
    "DELETE FROM audit_event WHERE subject_id = '5'",
    { kind: "events-missing", number: 2n, sealed: 3, found: 2 },
  ],
  ["a changed event", "UPDATE audit_event SET person_id = NULL WHERE subject_id = '5'", { kind: "events-changed", number: 2n }],
  [
    "a changed hour",
    "UPDATE audit_event SET at = at + interval '1 microsecond' WHERE subject_id = '1'",
    { kind: "events-changed", number: 1n },
  ],
  ["a changed fact", `UPDATE audit_event SET facts = '{"n": 6}' WHERE subject_id = '8'`, { kind: "events-changed", number: 3n }],
  [
    "an inserted event",
    `INSERT INTO audit_event (id, cluster, xid, via, role, action, result)
     SELECT gen_random_uuid(), cluster, xid, 'session', 'planner', 'read:thing', 'done' FROM audit_event WHERE subject_id = '4'`,
    { kind: "events-added", number: 2n, sealed: 3, found: 4 },
  ],
  [
    "an event moved to another block",
    "UPDATE audit_event SET xid = (SELECT xid FROM audit_event WHERE subject_id = '8') WHERE subject_id = '5'",
    { kind: "events-missing", number: 2n, sealed: 3, found: 2 },
  ],
  [
    "an event put below every block",
    `INSERT INTO audit_event (id, cluster, xid, via, role, action, result) SELECT gen_random_uuid(), cluster, -1, 'session', 'planner', 'read:thing', 'done' FROM audit_block WHERE number = 1`,
    { kind: "events-outside", events: 1 },
  ],
  ["a changed block", "UPDATE audit_block SET hash = repeat('a', 64) WHERE number = 2", { kind: "block-changed", number: 2n }],
  [
    "a changed hour of sealing",
    "UPDATE audit_block SET sealed_at = sealed_at - interval '1 day' WHERE number = 2",
    { kind: "events-changed", number: 2n },
  ],
  [
    "a changed span",
    "UPDATE audit_block SET to_xid = to_xid - 1 WHERE number = 1",
    { kind: "events-missing", number: 1n, sealed: 3, found: 2 },
  ],
  [
    "a changed link",
    "UPDATE audit_block SET previous_hash = repeat('a', 64) WHERE number = 2",
    { kind: "block-not-following", number: 2n },
  ],
  ["a missing block", "DELETE FROM audit_block WHERE number = 2", { kind: "block-missing", number: 2n }],
  ["a missing first block", "DELETE FROM audit_block WHERE number = 1", { kind: "block-missing", number: 1n }],
  ["a missing last block", "DELETE FROM audit_block WHERE number = 3", { kind: "block-missing", number: 3n }],
  ["no block left", "DELETE FROM audit_block", { kind: "block-missing", number: 1n }],
])("%s done by the owner is found, and the first broken block is named", async (_name, sql, broken) => {
  await recordMany(9);
  await sealAudit({ mostEvents: 3 });
  expect((await verifyAudit()).broken).toBeNull();
  await tamper(sql);
  expect((await verifyAudit()).broken).toEqual(broken);
});

test("a chain written anew from end to end is betrayed by a head kept outside", async () => {
  await recordMany(4);
  await sealAudit({ mostEvents: 2 });
  const kept = join(folder, "kept.txt");
  writeFileSync(kept, readFileSync(join(folder, AUDIT_HEADS)));
  await tamper("DELETE FROM audit_event WHERE subject_id = '3'");
  await tamper("DELETE FROM audit_block");
  rmSync(join(folder, AUDIT_HEADS));
  await sealAudit({ mostEvents: 2 });
  expect((await verifyAudit()).broken, "the chain holds together").toBeNull();
  expect((await verifyAudit(kept)).broken).toEqual({ kind: "head-differs", number: 1n });
});

test("heads a killed process did not write are written by the next, and a torn line is passed over by number", async () => {
  await recordMany(6);
  await sealAudit({ mostEvents: 1 });
  const file = join(folder, AUDIT_HEADS);
  const whole = readFileSync(file, "utf8");
  writeFileSync(file, whole.split("\n").slice(0, 2).join("\n") + "\n");
  await record(7);
  await sealAudit();
  expect(heads().map(([number]) => number)).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
  writeFileSync(file, `${whole}7 abc`);
  expect(await verifyAudit()).toMatchObject({ headsUnreadable: 1, headsCompared: 6, broken: null });
});

test("after a restore into another cluster, whose transactions count from the start again, the chain goes on", async () => {
  await recordMany(5);
  await sealAudit({ mostEvents: 2 });
  await recordMany(2);
  await tamper("UPDATE audit_event SET cluster = 42");
  await tamper("UPDATE audit_block SET cluster = 42");
  const before = await records.sql`SELECT number::int FROM audit_block`;
  await tamper("DELETE FROM audit_block");
  rmSync(join(folder, AUDIT_HEADS));
  await sealAudit({ mostEvents: 2 });
  await recordMany(3);
  await sealAudit();
  const blocks = await records.sql`SELECT cluster = 42 AS old, events, from_xid::text FROM audit_block ORDER BY number`;
  expect(blocks.map(({ old, events, from_xid }) => [old, events, from_xid === "0"])).toEqual([
    ...[
      [true, 2, true],
      [true, 2, false],
      [true, 2, false],
      [true, 1, false],
    ],
    [false, 3, true],
  ]);
  expect(before).toHaveLength(3);
  expect(await verifyAudit()).toMatchObject({ blocks: 5, events: 10, unsealed: 0, broken: null });
});
