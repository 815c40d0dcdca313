import { generateKeyPairSync } from "node:crypto";
import { v7 as newId } from "uuid";
import { beforeEach, expect, test } from "vitest";
import type { Role } from "~/modules/accounts/domain/role";
import { addPerson } from "~/modules/accounts/use-cases/add-person.server";
import { askApproval } from "~/modules/accounts/use-cases/ask-approval.server";
import { bindDeviceCode, fieldPersonByPhone } from "~/modules/accounts/use-cases/bind-device-code.server";
import { bindThisDevice } from "~/modules/accounts/use-cases/bind-device.server";
import { currentActor } from "~/modules/accounts/use-cases/current-actor.server";
import { currentSession } from "~/modules/accounts/use-cases/current-session.server";
import { delegate } from "~/modules/accounts/use-cases/delegate.server";
import { deletePerson } from "~/modules/accounts/use-cases/delete-person.server";
import { handOver } from "~/modules/accounts/use-cases/hand-over-secret.server";
import { savePersonValue } from "~/modules/accounts/use-cases/person-sensitive.server";
import { changePersonState } from "~/modules/accounts/use-cases/register-person.server";
import { signIn } from "~/modules/accounts/use-cases/sign-in.server";
import { today } from "~/platform/clock.server";
import { inProduction } from "../../factories/in-production";
import { madeActor } from "../../factories/made-actor";
import { madeArrival, requestWith } from "../../factories/made-arrival";
import { withTestDatabase } from "../../factories/test-database";

const records = withTestDatabase();
const PHONE = "13900000001";
const whole = madeActor({ role: "administrator" });
const ofDistrict = madeActor({ personId: newId(), role: "administrator", areaCode: "990101" });
const supervisor = madeActor({ personId: newId(), role: "supervisor", areaCode: "990101", line: "civil-affairs" });

beforeEach(async () => {
  await records.sql`DELETE FROM person`;
  await records.sql`DELETE FROM sign_in_throttle`;
  for (const { personId, name } of [whole, ofDistrict, supervisor])
    await records.sql`INSERT INTO person (id, name, line, area_code) VALUES (${personId}, ${name}, '', '990101')`;
});

async function grant(personId: string, role: Role, areaCode: string): Promise<void> {
  await records.sql`
    INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
    VALUES (gen_random_uuid(), ${personId}, ${role}, ${role === "caregiver" ? "civil-affairs" : ""}, ${areaCode}, '2020-01-01')`;
}

/** Somebody of the district, with what they were granted. */
async function somebody(grants: readonly (readonly [Role, string])[]): Promise<string> {
  const id = newId();
  await records.sql`INSERT INTO person (id, name, line, area_code) VALUES (${id}, '示例同事', 'civil-affairs', '990101001')`;
  for (const [role, areaCode] of grants) await grant(id, role, areaCode);
  return id;
}

test("whoever administers a district gives no way in, and shuts none, for somebody who may more", async () => {
  const chief = await somebody([["administrator", ""]]);
  const reset = { purpose: "reset", personId: chief, login: "chief@made", clearsSecondFactor: true } as const;
  expect(await handOver(ofDistrict, reset)).toMatchObject({ refusal: { kind: "beyond-own" } });
  expect(await changePersonState(ofDistrict, chief, "suspended")).toMatchObject({ refusal: { kind: "beyond-own" } });
  expect(await savePersonValue(ofDistrict, chief, "phone", PHONE)).toMatchObject({ refusal: { kind: "not-permitted" } });
  expect(await askApproval(ofDistrict, deletePerson, { subjectId: chief, reason: "重复登记" })).toMatchObject({ ok: false });
  const leave = { from: chief, to: ofDistrict.personId, validFrom: today(), lastDay: today(), reason: "出差" };
  expect(await delegate(ofDistrict, leave)).toMatchObject({ refusal: { kind: "not-permitted" } });

  expect(await handOver(whole, reset)).toMatchObject({ ok: true });
  expect(await changePersonState(whole, chief, "suspended")).toMatchObject({ ok: true });
});

test("nor for somebody who stands in for one who may more, or will", async () => {
  const chief = await somebody([["administrator", ""]]);
  const deputy = await somebody([["caregiver", "990101001"]]);
  expect(await changePersonState(ofDistrict, deputy, "suspended")).toMatchObject({ ok: true });
  expect(await changePersonState(ofDistrict, deputy, "active")).toMatchObject({ ok: true });
  await records.sql`
    INSERT INTO delegation (id, from_person_id, to_person_id, valid_from, valid_to, reason)
    VALUES (gen_random_uuid(), ${chief}, ${deputy}, ${today()}::date + 3, ${today()}::date + 9, '休假')`;
  expect(await changePersonState(ofDistrict, deputy, "suspended")).toMatchObject({ refusal: { kind: "beyond-own" } });
});

test("a supervisor binds phones of those who only visit, within their own area", async () => {
  const visits = await somebody([["caregiver", "990101001"]]);
  const administers = await somebody([
    ["caregiver", "990101001"],
    ["administrator", "990101"],
  ]);
  const elsewhere = await somebody([["caregiver", "990102"]]);
  expect(await savePersonValue(whole, administers, "phone", PHONE)).toMatchObject({ ok: true });
  expect(JSON.stringify(await fieldPersonByPhone(supervisor, PHONE))).not.toContain(administers);
  expect(await bindDeviceCode(supervisor, visits)).toMatchObject({ ok: true });
  for (const other of [administers, elsewhere])
    expect(await bindDeviceCode(supervisor, other)).toMatchObject({ refusal: { kind: "not-there" } });
});

test("a bound phone opens visiting and nothing else, whatever its owner is given later", async () => {
  const visits = await somebody([["caregiver", "990101001"]]);
  await savePersonValue(whole, visits, "phone", PHONE);
  const code = await bindDeviceCode(supervisor, visits);
  if (!code.ok) throw new Error(code.refusal.kind);
  const publicKey = JSON.stringify(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" }));
  const bound = await bindThisDevice({ phone: PHONE, code: code.value.code, pin: "273946", publicKey }, madeArrival());
  if (!bound.ok) throw new Error(bound.refusal.kind);
  const request = await requestWith(bound.value);
  expect((await currentSession(request))?.isProven, "a PIN vouches for no export").toBe(false);
  await grant(visits, "administrator", "");
  expect((await currentActor(request))?.grants.map(({ role }) => role)).toEqual(["caregiver"]);
});

test("a desk role given while somebody sits there asks for the code that was not asked when they came in", async () => {
  await addPerson(
    { login: "sits@made", name: "示例探访员", role: "caregiver", cityCode: null, password: "eighteen quiet rivers" },
    [],
  );
  const [{ id } = { id: "" }] = await records.sql<
    { id: string }[]
  >`SELECT person_id AS id FROM credential WHERE login = 'sits@made'`;
  await inProduction(records.ownerUrl, async () => {
    const begun = await signIn("sits@made", "eighteen quiet rivers", madeArrival());
    if (!begun.ok) throw new Error(begun.refusal.kind);
    const request = await requestWith(begun.value);
    expect(await currentActor(request)).toMatchObject({ role: "caregiver" });
    await grant(id, "administrator", "");
    expect(await currentActor(request)).toBeNull();
    expect(await currentSession(request)).toMatchObject({ stage: "enrolment-due", isProven: false });
  });
});
