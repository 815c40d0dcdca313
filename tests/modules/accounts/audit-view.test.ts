import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import type { Actor } from "~/modules/accounts/domain/actor";
import { AUDIT_ACTIONS } from "~/modules/accounts/domain/audit-actions";
import { auditFilterFrom, auditPlaceFrom, type AuditFilter, type AuditPlace } from "~/modules/accounts/domain/audit-filter";
import { auditSentence } from "~/modules/accounts/ui/audit-sentence";
import { auditInView, type ListedEvent } from "~/modules/accounts/use-cases/audit-in-view.server";
import { exportAudit } from "~/modules/accounts/use-cases/export-audit.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";

const records = withTestDatabase();
const ZONE = "Asia/Shanghai";
const [LI, ZHANG] = ["00000000-0000-7000-8000-000000000301", "00000000-0000-7000-8000-000000000302"];
const AREAS = ["", "9901", "990101", "990101001", "990102"];
const LINES = ["", "health", "civil-affairs"];
const ANYTHING: AuditFilter = { who: "", action: "", subjectId: "", from: null, to: null, areaCode: "", result: null };
const overseer = (areaCode: string, line: "" | "health" = ""): Actor =>
  madeActor({ personId: "00000000-0000-7000-8000-000000000399", role: "overseer", areaCode, line });

beforeEach(async () => {
  await records.clear();
  await records.sql`
    INSERT INTO person (id, name, area_code) VALUES (${LI}, '李某', '990101'), (${ZHANG}, '=张某', '990102')`;
  await inUnitOfWork(systemActor("test", { personId: LI }), async (uow) => {
    for (const areaCode of AREAS)
      for (const line of LINES)
        await recordAudit(uow, {
          ...{ action: "open:sensitive", subject: { kind: "person", id: ZHANG }, areaCode, line, why: "verify-identity" },
          ...{ result: line === "health" ? "refused" : "done", facts: { field: "phone" } },
        });
  });
});

async function seen(actor: Actor, filter: Partial<AuditFilter> = {}, before: AuditPlace | null = null) {
  const page = await auditInView(actor, { ...ANYTHING, ...filter }, before, ZONE);
  if (!page.ok) throw new Error(page.refusal.kind);
  return page.value;
}
const keys = (events: readonly ListedEvent[]) => events.map(({ line, areaCode }) => `${line}:${areaCode}`).sort();

test("an overseer reads of the own line and subtree; what has no area is for who oversees the whole installation", async () => {
  expect((await seen(overseer(""))).events).toHaveLength(AREAS.length * LINES.length);
  expect(keys((await seen(overseer("990101"))).events)).toEqual(
    ["990101", "990101001"].flatMap((area) => LINES.map((line) => `${line}:${area}`)).sort(),
  );
  expect(keys((await seen(overseer("9901", "health"))).events)).toEqual([
    "health:9901",
    "health:990101",
    "health:990101001",
    "health:990102",
  ]);
  expect(await seen(overseer("990101"), { areaCode: "990102" })).toEqual({ events: [], next: null, retired: null });
  for (const role of ["planner", "supervisor", "caregiver", "operator", "family"] as const) {
    const actor = madeActor({ role });
    expect(await auditInView(actor, ANYTHING, null, ZONE)).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
    await inUnitOfWork(actor, async (uow) => expect(await uow.db.auditEvent.count(), role).toBe(0));
  }
});

test("names are told to whoever may read that something was done, and nothing else of a person", async () => {
  const { events } = await seen(overseer("990101"));
  expect(new Set(events.map(({ who, whom }) => `${who} ${whom}`))).toEqual(new Set(["李某 =张某"]));
});

test("who, what, on what, when, where and with what result narrow the list", async () => {
  const all = overseer("");
  const count = async (filter: Partial<AuditFilter>) => (await seen(all, filter)).events.length;
  const whole = AREAS.length * LINES.length;
  expect([await count({ who: "李" }), await count({ who: LI }), await count({ who: "王" }), await count({ who: "%" })]).toEqual([
    whole,
    whole,
    0,
    0,
  ]);
  expect([await count({ action: "open:sensitive" }), await count({ action: "open:session" })]).toEqual([whole, 0]);
  expect([await count({ subjectId: ZHANG }), await count({ subjectId: LI })]).toEqual([whole, 0]);
  expect([await count({ areaCode: "990101" }), await count({ result: "refused" })]).toEqual([6, 5]);
  const [{ day }] = (await records.sql`SELECT to_char(now() AT TIME ZONE ${ZONE}, 'YYYY-MM-DD') AS day`) as unknown as [
    { day: string },
  ];
  expect([await count({ from: day, to: day }), await count({ to: "2020-01-01" }), await count({ from: "2999-01-01" })]).toEqual([
    whole,
    0,
    0,
  ]);
});

test("pages follow one another without gap or double while others write", async () => {
  await inUnitOfWork(madeActor(), async (uow) => {
    for (let n = 0; n < 120; n++)
      await recordAudit(uow, {
        action: "read:thing",
        subject: { kind: "thing", id: `${n}` },
        areaCode: "9901",
        line: "",
        result: "done",
      });
  });
  const ids: string[] = [];
  for (let before: AuditPlace | null = null, more = true; more;) {
    const page: Awaited<ReturnType<typeof seen>> = await seen(overseer("9901"), { action: "" }, before);
    ids.push(...page.events.map(({ id }) => id));
    await inUnitOfWork(madeActor(), (uow) =>
      recordAudit(uow, { action: "read:thing", subject: null, areaCode: "9901", line: "", result: "done" }),
    );
    before = page.next;
    more = before !== null;
  }
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(120 + 4 * LINES.length);
});

test("an address that means nothing is named, and the rest of it used", () => {
  const said = new URLSearchParams({
    from: "2026-02-30",
    action: "no:such",
    result: "done",
    area: "某处",
    beforeAt: "now",
    beforeId: LI,
  });
  expect(auditFilterFrom(said, "某处")).toEqual({
    filter: { ...ANYTHING, result: "done" },
    unusable: ["action", "from", "area"],
  });
  expect(auditPlaceFrom(said)).toBeNull();
});

async function exported(actor: Actor, filter: Partial<AuditFilter> = {}): Promise<string> {
  const t = translator("zh", zh).getFixedT("zh", "accounts");
  const words = {
    ...{ heading: (key: string) => key, sentence: (event: ListedEvent) => auditSentence(event, t), area: () => "" },
    watermark: ({ who, id }: { who: string; id: string }) => `${who} ${id}`,
  };
  const body = await exportAudit(actor, { filter: { ...ANYTHING, ...filter }, reason: "inspection" }, ZONE, words, "");
  if (!body.ok) throw new Error(body.refusal.kind);
  return new Response(body.value).text();
}

test("an export is itself on record, bears its id, holds only what its reader sees, and runs no formula", async () => {
  const text = await exported(overseer("990101"), { result: "done" });
  const [deed] = await records.sql`SELECT id, person_id, area_code, facts FROM audit_event WHERE action = 'export:audit'`;
  expect(deed).toMatchObject({ person_id: overseer("").personId, area_code: "990101", facts: { result: "done" } });
  const lines = text.trim().split("\r\n");
  expect(lines[1]).toContain(`示例规划员 ${deed!.id}`);
  expect(lines.slice(1).filter((line) => !line.includes("export:audit"))).toHaveLength(4);
  expect(text).not.toContain("990102,");
  await records.sql`UPDATE person SET name = '=cmd' WHERE id = ${LI}`;
  expect(await exported(overseer(""))).toContain("'=cmd");
  const asked = (reason: string) => ({ filter: ANYTHING, reason });
  expect(await exportAudit(madeActor(), asked("inspection"), ZONE, {} as never, "")).toMatchObject({ ok: false });
  expect(await exportAudit(overseer("9901"), asked("curiosity"), ZONE, {} as never, "")).toEqual({
    ok: false,
    refusal: { kind: "reason-missing" },
  });
  await exported(overseer("990101"), { who: "李某" });
  expect(await records.sql`SELECT 1 FROM audit_event WHERE facts::text LIKE '%李%'`).toHaveLength(0);
});

test("an event is a sentence in both languages", async () => {
  const [event] = (await seen(overseer("990101"), { result: "done" })).events;
  const [refusedOne] = (await seen(overseer("990101"), { result: "refused" })).events;
  const words = { zh: translator("zh", zh).getFixedT("zh", "accounts"), en: translator("en", en).getFixedT("en", "accounts") };
  expect(auditSentence(event!, words.zh)).toBe("李某 打开了 =张某 的联系电话，理由：核实身份");
  expect(auditSentence(event!, words.en)).toBe("李某 opened the phone number of =张某; reason: to verify identity");
  expect(auditSentence(refusedOne!, words.zh)).toBe("（被拒绝）李某 打开了 =张某 的联系电话，理由：核实身份");
  for (const action of Object.values(AUDIT_ACTIONS).flat())
    for (const t of [words.zh, words.en]) {
      const sentence = auditSentence({ ...event!, action, facts: { given: true } }, t);
      expect(sentence, action).not.toContain(action);
      expect(sentence, action).not.toContain("audit.");
    }
});

test("every deed that is written down has a place in the filter", () => {
  const known: readonly string[] = Object.values(AUDIT_ACTIONS).flat();
  const app = join(process.cwd(), "app");
  const written = readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".server.ts"))
    .map((file) => readFileSync(join(app, file), "utf8"))
    .filter((code) => code.includes("recordAudit"))
    .flatMap((code) =>
      [...code.matchAll(/action: "([a-z-]+:[a-z-]+)"|deed\("([a-z-]+:[a-z-]+)"/g)].map((match) => match[1] ?? match[2]!),
    );
  expect(written.length).toBeGreaterThan(20);
  expect(written.filter((action) => !known.includes(action))).toEqual([]);
});
