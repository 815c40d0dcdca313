import { expect, test } from "vitest";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { NOBODY, systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { plainAddress, withRequestFacts } from "~/platform/request-facts.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";

const records = withTestDatabase();
const deed = {
  action: "read:phone",
  subject: { kind: "person", id: "42" },
  areaCode: "990101",
  line: "",
  result: "done",
} as const;

test("whoever does a deed need not be allowed to read of it", async () => {
  const planner = madeActor({ areaCode: "9901" });
  const id = await withRequestFacts({ requestId: "r-1", address: "192.0.2.7" }, () =>
    inUnitOfWork(planner, (uow) => recordAudit(uow, { ...deed, why: "visit-today", facts: { count: 3 } })),
  );
  const [row] =
    await records.sql`SELECT *, host(address) AS host, at <= clock_timestamp() AS past FROM audit_event WHERE id = ${id}`;
  expect(row).toMatchObject({
    ...{
      person_id: planner.personId,
      via: "session",
      role: "planner",
      action: "read:phone",
      subject_kind: "person",
      subject_id: "42",
    },
    ...{
      area_code: "990101",
      result: "done",
      why: "visit-today",
      facts: { count: 3 },
      host: "192.0.2.7",
      request_id: "r-1",
      past: true,
    },
  });
  await inUnitOfWork(planner, async (uow) => expect(await uow.db.auditEvent.count()).toBe(0));
  await inUnitOfWork(systemActor("test"), async (uow) => expect(await uow.db.auditEvent.count()).toBe(1));
});

test("the record is undone with the deed", async () => {
  await records.clear();
  await expect(
    inUnitOfWork(madeActor(), async (uow) => {
      await recordAudit(uow, deed);
      throw new Error("the deed failed");
    }),
  ).rejects.toThrow("the deed failed");
  expect(await records.sql`SELECT 1 FROM audit_event`).toHaveLength(0);
});

test("words and personal values are refused by the application, and words by the database too", async () => {
  for (const fact of ["13800000000", "41010519491231002X", "张三", "two words"])
    await expect(inUnitOfWork(madeActor(), (uow) => recordAudit(uow, { ...deed, facts: { fact } }))).rejects.toThrow(
      "personal value",
    );
  await expect(inUnitOfWork(madeActor(), (uow) => recordAudit(uow, { ...deed, why: "因为" }))).rejects.toThrow("why");
  for (const facts of ['{"a": {"b": ["张三"]}}', '["a"]'])
    await expect(records.sql`
      INSERT INTO audit_event (id, via, role, action, result, facts)
      VALUES (gen_random_uuid(), 'session', 'planner', 'a:b', 'done', ${facts}::text::jsonb)`).rejects.toThrow("facts_check");
});

test("the app's role adds events and nothing else: it rewrites none, chooses neither time nor transaction, and sees no partition", async () => {
  const id = await inUnitOfWork(madeActor(), (uow) => recordAudit(uow, deed));
  const asApp = (sql: string) => inUnitOfWork(systemActor("test"), (uow) => uow.db.$executeRawUnsafe(sql));
  const insert = (columns: string, values: string) =>
    asApp(`INSERT INTO audit_event (id, via, role, action, result, person_id, ${columns})
      VALUES (gen_random_uuid(), 'session', 'x', 'a:b', 'done', NULL, ${values})`);
  const month = new Date().toISOString().slice(0, 7).replace("-", "_");
  for (const forbidden of [
    ...["UPDATE audit_event SET result = 'failed'", "DELETE FROM audit_event", "TRUNCATE audit_event"],
    ...["UPDATE audit_block SET hash = ''", "DELETE FROM audit_block", "TRUNCATE audit_block"],
    ...[`SELECT * FROM audit.event_${month}`, `DELETE FROM audit.event_${month}`, "DROP TABLE audit_event"],
    "ALTER TABLE audit_event DISABLE TRIGGER ALL",
  ])
    await expect(asApp(forbidden), forbidden).rejects.toThrow(/permission denied|must be owner/);
  await expect(insert("at", "now()")).rejects.toThrow("permission denied");
  await expect(insert("xid", "3")).rejects.toThrow("permission denied");
  await expect(insert("cluster", "3")).rejects.toThrow("permission denied");
  await expect(insert("line", "''")).resolves.toBe(1);
  await expect(
    inUnitOfWork(NOBODY, (uow) => recordAudit({ ...uow, actor: madeActor() }, deed)),
    "in another's name",
  ).rejects.toThrow("row-level security");
  expect(await records.sql`SELECT 1 FROM audit_event WHERE id = ${id}`).toHaveLength(1);
});

test("not even the owner rewrites by mistake, in the table or in a partition", async () => {
  await inUnitOfWork(madeActor(), (uow) => recordAudit(uow, deed));
  const [partition] = await records.sql<{ name: string }[]>`SELECT tableoid::regclass::text AS name FROM audit_event LIMIT 1`;
  for (const table of ["audit_event", partition!.name, "audit_block"])
    await expect(records.sql.unsafe(`TRUNCATE ${table}`), table).rejects.toThrow("only grows");
  for (const table of ["audit_event", partition!.name]) {
    await expect(records.sql.unsafe(`UPDATE ${table} SET result = 'failed'`)).rejects.toThrow("only grows");
    await expect(records.sql.unsafe(`DELETE FROM ${table}`)).rejects.toThrow("only grows");
  }
});

test("months to come have their partitions, and the app's role may make them", async () => {
  const make = (months: number) =>
    inUnitOfWork(
      systemActor("test"),
      (uow) => uow.db.$queryRaw<{ made: number }[]>`SELECT audit_partitions_ahead(${months}::int) AS made`,
    );
  expect(await make(3)).toEqual([{ made: 0 }]);
  expect(await make(5)).toEqual([{ made: 2 }]);
  await expect(make(400)).rejects.toThrow("0 to 36");
  const [{ bounds }] = (await records.sql`
    SELECT count(*)::int AS bounds FROM pg_inherits WHERE inhparent = 'audit_event'::regclass`) as unknown as [
    { bounds: number },
  ];
  expect(bounds).toBe(7);
  for (const { name } of await records.sql<{ name: string }[]>`
    SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'audit_event'::regclass`)
    await expect(records.sql.unsafe(`TRUNCATE ${name}`), name).rejects.toThrow("only grows");
});

test("addresses are kept plain", () => {
  expect(plainAddress("::ffff:10.0.0.9")).toBe("10.0.0.9");
  expect(plainAddress("fe80::1%eth0")).toBe("fe80::1");
  expect(plainAddress("somewhere")).toBeNull();
  expect(plainAddress(undefined)).toBeNull();
});
