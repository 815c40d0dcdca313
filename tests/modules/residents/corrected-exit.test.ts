import { beforeAll, expect, test } from "vitest";
import { changeResident } from "~/modules/residents/use-cases/change-resident.server";
import { residentFile } from "~/modules/residents/use-cases/read-resident.server";
import { registerResident } from "~/modules/residents/use-cases/register-resident.server";
import { today } from "~/platform/clock.server";
import { madeActor } from "../../factories/made-actor";
import { madeFile, madeIdentityNumber } from "../../factories/made-residents";
import { withTestDatabase } from "../../factories/test-database";
import { makeTown, TOWN } from "../catalog/factories/catalog-city";
import { onRecord } from "../imports/running-import";

const records = withTestDatabase();
const street = madeActor({ name: "示例街道", role: "supervisor", areaCode: "990101", line: "civil-affairs" });
const DAY = today(TOWN.timeZone);

beforeAll(async () => {
  await makeTown(records);
  await onRecord(street);
});

test("an elder who was said to have died and lives stands on the register as if they had never left", async () => {
  const identityNumber = madeIdentityNumber("1940-05-06", 7);
  const file = madeFile({ name: "示例健在", bornOn: "", identityNumber, categories: ["living-alone"] });
  const entered = await registerResident(street, TOWN, file);
  if (!entered.ok) throw new Error(entered.refusal.kind);
  const { id } = entered.value;
  const change = (intent: string, form: Record<string, string>) =>
    changeResident(street, TOWN, id, intent, (name) => form[name] ?? "", DAY);
  const before = (await residentFile(street, TOWN, id))!;
  expect((await change("leave", { on: DAY, reason: "deceased" })).ok).toBe(true);
  expect(await registerResident(street, TOWN, { ...file, isOther: true })).toMatchObject({ refusal: { kind: "number-taken" } });

  expect(await change("correct-exit", { mistake: "" })).toMatchObject({ refusal: { kind: "mistake-unknown" } });
  expect(await change("correct-exit", { mistake: "wrong-person" })).toEqual({ ok: true, value: null });
  const after = (await residentFile(street, TOWN, id))!;
  expect(after.resident).toMatchObject({ state: "registered", registeredOn: before.resident.registeredOn, leftOn: null });
  expect(after.parts).toEqual(before.parts);
  const [deed] = await records.sql`
    SELECT facts FROM audit_event WHERE subject_id = ${id} AND action = 'write:resident-life' ORDER BY at DESC LIMIT 1`;
  expect(deed?.["facts"]).toMatchObject({ step: "correct-exit", mistake: "wrong-person" });
  expect(await change("correct-exit", { mistake: "wrong-person" })).toMatchObject({ refusal: { kind: "has-not-left" } });
});
