import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { applyRetention, changeRetention, retentionPlan } from "~/modules/accounts/use-cases/apply-retention.server";
import { sealedPremisesContact } from "~/modules/siting/data/premises-sealed.server";
import { editPremises } from "~/modules/siting/use-cases/save-premises.server";
import { openPremisesContact } from "~/modules/siting/use-cases/open-premises-contact.server";
import { readPremises } from "~/modules/siting/use-cases/read-premises.server";
import { retainedSiting } from "~/modules/siting/use-cases/retained-siting.server";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import { retainedKinds } from "~/modules/oversight/use-cases/retained-kinds.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { makeTown, TOWN } from "../catalog/factories/catalog-city";

const records = withTestDatabase();
const { sql } = records;
const PLANNER = madeActor({ personId: "00000000-0000-7000-8000-0000000f0101" });
const CONTACT = { name: "示例甲某", phone: "13800000001" };

/** Premises with a contact, last changed so many days ago; `dropped` so many days ago, `opened` so many days ago. */
async function premises(changed: number, { dropped, opened }: { dropped?: number; opened?: number } = {}): Promise<string> {
  const id = newId();
  await sql.begin(async (step) => {
    await step`
      INSERT INTO site_proposal (id, city_code, source, external_id, name, area_code, position_quality, contact_cipher, created_at, updated_at)
      VALUES (${id}, ${TOWN.code}, '示例', ${id}, '示例用房', ${TOWN.code}, 'unplaced', ${sealedPremisesContact(id, CONTACT, null)},
        now() - make_interval(days => 900), now() - make_interval(days => ${changed}))`;
    const add = (number: number, kind: string, days: number) => step`
      INSERT INTO site_proposal_step (id, proposal_id, number, kind, stage, on_day, reason, cause, done_at)
      VALUES (${newId()}, ${id}, ${number}, ${kind}, 'survey', current_date - 900, '示例', 'person', now() - make_interval(days => ${days}))`;
    await add(1, "moved", 900);
    if (dropped !== undefined) await add(2, "dropped", dropped);
  });
  if (opened !== undefined)
    await sql`
      INSERT INTO sensitive_opening (id, opened_at, person_id, subject_kind, subject_id, field, reason)
      VALUES (${newId()}, now() - make_interval(days => ${opened}), ${PLANNER.personId}, 'premises', ${id}, 'premises-contact', 'make-contact')`;
  return id;
}

async function scenario(): Promise<string> {
  const id = newId();
  await sql`
    INSERT INTO siting_scenario (id, city_code, area_code, name, base_on, question, changed_at)
    VALUES (${id}, ${TOWN.code}, ${TOWN.code}, '示例方案', '2024-01-01', '{}', now() - interval '900 days')`;
  return id;
}
/** One that ended so many days ago, a minute after it was asked; still under way where that is null. */
async function run(scenarioId: string, state: string, days: number): Promise<string> {
  const id = newId();
  const isOver = state !== "running";
  const answers = ["done", "stopped", "impossible"].includes(state);
  await sql`
    INSERT INTO siting_run (id, scenario_id, question, state, why, asked_at, finished_at, result)
    VALUES (${id}, ${scenarioId}, '{}', ${state}, ${state === "failed" ? "broken" : ""}, now() - make_interval(days => ${days}, mins => 1),
      ${isOver ? sql`now() - make_interval(days => ${days})` : null}, ${answers ? sql`'{}'::jsonb` : null})`;
  return id;
}
const overdue = async (): Promise<Record<string, number>> =>
  Object.fromEntries((await retentionPlan(retainedSiting)).map(({ kind, overdue: rows }) => [kind, rows]));
const withContact = async (ids: readonly string[]) =>
  (await sql`SELECT id FROM site_proposal WHERE id = ANY(${[...ids]}) AND contact_cipher IS NOT NULL ORDER BY id`).map(
    ({ id }) => id,
  );
const runsLeft = async (id: string) =>
  (await sql`SELECT id FROM siting_run WHERE scenario_id = ${id} ORDER BY asked_at, id`).map((row) => row["id"]);

beforeAll(async () => {
  await makeTown(records);
  await sql`INSERT INTO person (id, name) VALUES (${PLANNER.personId}, '示例规划员')`;
  await sql`
    INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
    VALUES (${newId()}, ${PLANNER.personId}, 'planner', '', '', '2024-01-01')`;
});

test("whom to ask about premises goes 90 days after they were given up, a year after the last time anybody had to do with them", async () => {
  const gone = [
    await premises(800, { dropped: 91 }),
    await premises(800, { dropped: 500, opened: 3 }),
    await premises(366),
    await premises(700, { opened: 366 }),
  ];
  const kept = [
    await premises(800, { dropped: 89 }),
    await premises(10, { dropped: 200 }),
    await premises(364),
    await premises(700, { opened: 30 }),
  ];
  expect(await overdue()).toEqual({
    ...{ "dropped-premises-contacts": 2, "unused-premises-contacts": 2, "replaced-siting-runs": 0 },
  });
  expect(await withContact([...gone, ...kept]), "a look touches nothing").toHaveLength(8);
  expect((await applyRetention(retainedSiting)).map(({ kind, gone: rows }) => [kind, rows])).toEqual([
    ["dropped-premises-contacts", 2],
    ["unused-premises-contacts", 2],
  ]);
  expect(await withContact(gone)).toEqual([]);
  expect(await withContact(kept)).toEqual([...kept].sort());
  const audit = await sql`SELECT facts FROM audit_event WHERE action = 'apply:retention' ORDER BY facts->>'kind'`;
  expect(audit.map(({ facts }) => facts as object)).toEqual([
    { kind: "dropped-premises-contacts", gone: 2 },
    { kind: "unused-premises-contacts", gone: 2 },
  ]);
  expect(await applyRetention(retainedSiting), "again, nothing goes").toEqual([]);
});

test("the premises stay without it, and neither an older form nor an opening brings it back", async () => {
  const id = await premises(400);
  const before = (await readPremises(PLANNER, id))!;
  expect(before.contact).toEqual({ name: "示**", phone: "138****0001" });
  await applyRetention(retainedSiting);
  const after = (await readPremises(PLANNER, id))!;
  expect(after.contact).toBeNull();
  expect({ ...after.premises, version: 1 }).toEqual({ ...before.premises, version: 1 });
  const typed = { name: "示例用房", area: TOWN.code, contactName: "示**", phone: "138****0001", version: "1" };
  const city = (await cityByCode(TOWN.code))!;
  expect(await editPremises(PLANNER, city, id, typed)).toMatchObject({ ok: false, refusal: { kind: "changed-meanwhile" } });
  expect(await openPremisesContact(PLANNER, id, { reason: "make-contact", noteId: "" })).toMatchObject({ ok: false });
});

test("an opened contact has been used that day and stays another year", async () => {
  const id = await premises(400);
  expect(await openPremisesContact(PLANNER, id, { reason: "make-contact", noteId: "" })).toMatchObject({ ok: true });
  await applyRetention(retainedSiting);
  expect(await withContact([id])).toEqual([id]);
});

test("an answer goes half a year after a newer one took its place; the last answer, the last run and what is under way stay", async () => {
  const answered = await scenario();
  const old = await run(answered, "done", 600);
  const without = await run(answered, "impossible", 550);
  const last = await run(answered, "stopped", 500);
  expect(await overdue()).toMatchObject({ "replaced-siting-runs": 2 });
  expect(old !== last && without !== last).toBe(true);

  const lately = await scenario();
  const first = await run(lately, "done", 600);
  const second = await run(lately, "done", 20);

  const broken = await scenario();
  const answer = await run(broken, "done", 700);
  await run(broken, "failed", 690);
  const impossible = await run(broken, "impossible", 400);

  const waiting = await scenario();
  const only = await run(waiting, "done", 900);
  const underWay = await run(waiting, "running", 300);

  expect(await applyRetention(retainedSiting)).toEqual([{ kind: "replaced-siting-runs", gone: 3 }]);
  expect(await runsLeft(answered)).toEqual([last]);
  expect(await runsLeft(lately), "replaced twenty days ago").toEqual([first, second]);
  expect(await runsLeft(broken), "the last answer, and what happened last").toEqual([answer, impossible]);
  expect(await runsLeft(waiting)).toEqual([only, underWay]);
  expect(await sql`SELECT FROM siting_scenario`).toHaveLength(4);
});

test("the days are data: another number, with its reason, holds from the next night; each has its source", async () => {
  const chief = madeActor({ personId: newId(), role: "administrator" });
  const id = await premises(40);
  const wish = { days: "30", reason: "示例制度" };
  expect(await changeRetention(chief, "unused-premises-contacts", wish)).toEqual({ ok: true, value: null });
  await applyRetention(retainedSiting);
  expect(await withContact([id])).toEqual([]);
  for (const { sourceZh, sourceEn, mark } of await retentionPlan(retainedSiting))
    expect([sourceZh, sourceEn, mark]).toEqual([
      expect.stringContaining("由本机构确定"),
      expect.stringContaining("set by this office"),
      "?",
    ]);
  expect(retainedKinds).toEqual(expect.arrayContaining([...retainedSiting]));
});

test("two runs of it at once let the same go once", async () => {
  const ids = await Promise.all(Array.from({ length: 30 }, () => premises(500)));
  const done = (await Promise.all([applyRetention(retainedSiting), applyRetention(retainedSiting)])).flat();
  expect(done.reduce((sum, { gone }) => sum + gone, 0)).toBe(30);
  expect(await withContact(ids)).toEqual([]);
});
