import { performance } from "node:perf_hooks";
import type postgres from "postgres";
import { auditInView } from "~/modules/accounts/use-cases/audit-in-view.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { sealAudit } from "~/modules/accounts/use-cases/seal-audit.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { verifyAudit } from "~/modules/accounts/use-cases/verify-audit.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../tests/factories/made-actor";
import type { BenchRow } from "./reach";
import { withRecords } from "./records-of-a-bench";

/** What writing everything down costs, and how long it takes to seal, to check and to read. */
const EVENTS = Number(process.env.BENCH_AUDIT_EVENTS ?? 1_000_000);
const SEALED_FIRST = EVENTS / 10;
const WRITERS = 8;
const EACH = 250;
const ROUNDS = 3;

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};
const rate = (count: number, time: number): string => `${Math.round(count / time).toLocaleString("en")} /s`;

export const auditRows = (): Promise<BenchRow[]> => withRecords(measured);

async function measured(owner: postgres.Sql) {
  let best = { without: Infinity, beside: Infinity };
  for (let round = 0; round < ROUNDS; round++)
    best = { without: Math.min(best.without, await deeds(false)), beside: Math.min(best.beside, await deeds(true)) };
  const deedCount = WRITERS * EACH;
  await seconds(() => sealAudit());
  const filled = await seconds(() => fill(owner, 0, SEALED_FIRST));
  const sealed = await seconds(() => sealAudit());
  await fill(owner, SEALED_FIRST, EVENTS);
  await sealAudit();
  await owner.unsafe("VACUUM ANALYZE audit_event");
  let memory = 0;
  const watch = setInterval(() => (memory = Math.max(memory, process.memoryUsage().rss)), 50);
  const before = process.memoryUsage().rss;
  const verified = await seconds(async () => {
    const { broken, events } = await verifyAudit();
    if (broken || events < EVENTS) throw new Error(`verify saw ${events} events and ${String(broken?.kind)}`);
  });
  clearInterval(watch);
  const [[whole, street, subject], size] = [await pages(), await sizeOf(owner)];
  return [
    {
      what: `a small deed in a transaction of its own, ${WRITERS} writers, not written down`,
      figure: rate(deedCount, best.without),
      bar: "",
    },
    { what: "the same, written down in the same transaction", figure: rate(deedCount, best.beside), bar: "" },
    {
      what: "added to a deed by writing it down, mean",
      figure: `${((1000 * WRITERS * (best.beside - best.without)) / deedCount).toFixed(2)} ms`,
      bar: "",
    },
    {
      what: `${SEALED_FIRST.toLocaleString("en")} events into the table in one statement`,
      figure: `${filled.toFixed(1)} s`,
      bar: "",
    },
    {
      what: `${SEALED_FIRST.toLocaleString("en")} events sealed`,
      figure: `${sealed.toFixed(1)} s`,
      bar: "< 60 s, a minute's job",
    },
    { what: `${EVENTS.toLocaleString("en")} events verified, block by block`, figure: `${verified.toFixed(1)} s`, bar: "" },
    {
      what: "memory grown while verifying",
      figure: `${Math.max(0, Math.round((memory - before) / 1e6))} MB`,
      bar: "bounded: a page of 5,000",
    },
    { what: "newest page for who oversees everything", figure: `${whole!.toFixed(0)} ms`, bar: "" },
    { what: "newest page for who oversees one street of 200", figure: `${street!.toFixed(0)} ms`, bar: "" },
    { what: "newest page about one person", figure: `${subject!.toFixed(0)} ms`, bar: "" },
    { what: "size of an event with its indexes", figure: `${size} bytes`, bar: "" },
  ];
}

/** Each deed writes one row, as most do; the time of all of them. */
async function deeds(isWrittenDown: boolean): Promise<number> {
  const actor = systemActor("bench", { personId: "0190a000-0000-7000-8000-000000000001" });
  const one = (name: string) =>
    inUnitOfWork(actor, async (uow) => {
      await uow.db.$executeRaw`INSERT INTO person (id, name, area_code) VALUES (gen_random_uuid(), ${name}, '990101')`;
      if (!isWrittenDown) return;
      await recordAudit(uow, {
        ...{ action: "open:sensitive", subject: { kind: "person", id: actor.personId ?? "" }, areaCode: "990101", line: "" },
        ...{ result: "done", why: "make-contact", facts: { field: "phone" } },
      });
    });
  return seconds(() =>
    Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        for (let n = 0; n < EACH; n++) await one(`${writer}-${n}`);
      }),
    ),
  );
}

/** Events of another cluster, as after a restore: four to a transaction, 200 streets, spread over time as they came. */
const fill = (owner: postgres.Sql, from: number, to: number) => owner`
  INSERT INTO audit_event (id, at, cluster, xid, person_id, via, role, action, subject_kind, subject_id, area_code, result, why, facts, address, request_id)
  SELECT gen_random_uuid(), date_trunc('month', now()) + n * interval '1 second' / 2, 42, 1000 + n / 4,
    ('00000000-0000-7000-8000-' || lpad((n % 500)::text, 12, '0'))::uuid, 'session', 'supervisor', 'open:sensitive', 'person',
    '00000000-0000-7000-8000-' || lpad((n % 30000)::text, 12, '0'), '9901' || lpad((n % 10 + 1)::text, 2, '0') || lpad((n / 10 % 20 + 1)::text, 3, '0'),
    'done', 'make-contact', '{"field": "phone", "opening": "0190a000-0000-7000-8000-000000000001"}', '10.1.2.3', gen_random_uuid()::text
  FROM generate_series(${from}::int, ${to - 1}::int) AS n`;

const ANYTHING = { who: "", action: "", subjectId: "", from: null, to: null, areaCode: "", result: null };

/** The median of a few readings, in milliseconds. */
async function pages(): Promise<number[]> {
  const reads = [
    { actor: madeActor({ role: "overseer" }), filter: ANYTHING },
    { actor: madeActor({ role: "overseer", areaCode: "990104004" }), filter: ANYTHING },
    { actor: madeActor({ role: "overseer" }), filter: { ...ANYTHING, subjectId: "00000000-0000-7000-8000-000000000777" } },
  ];
  const medians: number[] = [];
  for (const { actor, filter } of reads) {
    const times: number[] = [];
    for (let n = 0; n < 9; n++) times.push(1000 * (await seconds(() => auditInView(actor, filter, null, "Asia/Shanghai"))));
    medians.push(times.sort((a, b) => a - b)[4] ?? NaN);
  }
  return medians;
}

async function sizeOf(owner: postgres.Sql): Promise<number> {
  const [row] = await owner<{ bytes: number }[]>`
    SELECT (SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'audit_event'::regclass)::float8
      / (SELECT count(*) FROM audit_event) AS bytes`;
  return Math.round(row?.bytes ?? NaN);
}
