import { v7 as newId } from "uuid";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { LOOK_UP_RULE } from "~/modules/accounts/domain/throttle";
import { fieldPersonByPhone } from "~/modules/accounts/use-cases/bind-device-code.server";
import { savePersonValue } from "~/modules/accounts/use-cases/person-sensitive.server";
import { madeActor } from "../../../factories/made-actor";
import { withTestDatabase } from "../../../factories/test-database";

const records = withTestDatabase();
const [CARER, ELSEWHERE, MINE] = [newId(), newId(), newId()];
const PHONE = "13877770001";
const FOREIGN = "13877770002";
const numbered = (n: number) => `138${String(66600000 + n)}`;
const supervisor = madeActor({ personId: newId(), role: "supervisor", areaCode: "990101", line: "health" });
const chief = madeActor({ personId: newId(), role: "administrator", areaCode: "990101", line: "health" });

beforeAll(async () => {
  for (const [id, area, line] of [
    [CARER, "990101", "health"],
    [ELSEWHERE, "990202", "civil-affairs"],
    [MINE, "990101", "health"],
  ] as const)
    await records.sql`INSERT INTO person (id, name, line, area_code) VALUES (${id}, '示例人员', ${line}, ${area})`;
  const everywhere = madeActor({ personId: newId(), role: "administrator" });
  expect((await savePersonValue(everywhere, CARER, "phone", PHONE)).ok).toBe(true);
  expect((await savePersonValue(everywhere, ELSEWHERE, "phone", FOREIGN)).ok).toBe(true);
});
beforeEach(async () => {
  await records.sql`DELETE FROM sign_in_throttle`;
});

const looks = () => records.sql<{ subject: string | null; found: boolean; area: string }[]>`
  SELECT subject_id AS subject, (facts->>'found')::bool AS found, area_code AS area FROM audit_event
  WHERE action = 'look-up:person' AND person_id = ${supervisor.personId} ORDER BY at`;

test("whose phone it is cannot be tried through: each look is on record, and what leads to nobody is counted", async () => {
  for (let n = 0; n < LOOK_UP_RULE.free; n++)
    expect(await fieldPersonByPhone(supervisor, n === 0 ? FOREIGN : numbered(n))).toMatchObject({
      refusal: { kind: "phone-nobody" },
    });
  expect(await fieldPersonByPhone(supervisor, PHONE), "the right one too").toMatchObject({
    refusal: { kind: "try-later", whose: "look-up" },
  });
  const seen = await looks();
  expect(seen).toHaveLength(LOOK_UP_RULE.free);
  expect(seen[0], "somebody elsewhere is nobody, in the record as well").toEqual({ subject: null, found: false, area: "990101" });
  const all = await records.sql`SELECT facts::text || coalesce(why, '') AS said FROM audit_event`;
  expect(JSON.stringify(all)).not.toMatch(/138(6660|7777)/);
});

test("a morning of binding phones is work: numbers of one's own people cost nothing until waits have begun", async () => {
  for (let n = 0; n < LOOK_UP_RULE.free + 5; n++)
    expect(await fieldPersonByPhone(supervisor, PHONE)).toMatchObject({ value: { personId: CARER } });
  for (let n = 0; n < LOOK_UP_RULE.free; n++) await fieldPersonByPhone(supervisor, numbered(n));
  await records.sql`UPDATE sign_in_throttle SET free_at = now()`;
  expect((await fieldPersonByPhone(supervisor, PHONE)).ok).toBe(true);
  expect(await fieldPersonByPhone(supervisor, numbered(1)), "a known number frees the way to no other").toMatchObject({
    refusal: { kind: "try-later" },
  });
});

test("writing numbers down to learn whose they are is counted and on record; writing many new ones is work", async () => {
  for (let n = 0; n < LOOK_UP_RULE.free + 5; n++)
    expect(await savePersonValue(chief, MINE, "phone", numbered(n))).toMatchObject({ value: "saved" });
  for (let n = 0; n < LOOK_UP_RULE.free; n++)
    expect(await savePersonValue(chief, MINE, "phone", FOREIGN)).toEqual({ ok: false, refusal: { kind: "value-refused" } });
  expect(await savePersonValue(chief, MINE, "phone", numbered(99))).toMatchObject({ refusal: { kind: "try-later" } });
  const tried = await records.sql`
    SELECT subject_id, why, area_code, facts FROM audit_event WHERE action = 'write:sensitive' AND result = 'refused' AND person_id = ${chief.personId}`;
  expect(tried).toHaveLength(LOOK_UP_RULE.free);
  expect(tried[0]).toEqual({ subject_id: MINE, why: "value-taken", area_code: "990101", facts: { field: "phone" } });
  expect(await savePersonValue(chief, MINE, "phone", "")).toMatchObject({ value: "removed" });
});
