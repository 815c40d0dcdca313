import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { savePersonField } from "~/modules/accounts/data/person-sensitive.server";
import { chosenPin } from "~/modules/accounts/domain/pin";
import { bindDeviceCode, fieldPersonByPhone, unbindDeviceOf } from "~/modules/accounts/use-cases/bind-device-code.server";
import { bindThisDevice } from "~/modules/accounts/use-cases/bind-device.server";
import { currentSession } from "~/modules/accounts/use-cases/current-session.server";
import { challengeFor, fieldSignIn } from "~/modules/accounts/use-cases/field-sign-in.server";
import { registerPerson } from "~/modules/accounts/use-cases/register-person.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../../../factories/made-actor";
import { madeArrival, requestWith } from "../../../factories/made-arrival";
import { withTestDatabase } from "../../../factories/test-database";

const records = withTestDatabase();
const PHONE = "139 0000 0000";
const PIN = "273946";
const supervisor = madeActor({ role: "supervisor", areaCode: "990101", line: "civil-affairs" });
let personId = "";

beforeAll(async () => {
  const administrator = madeActor({ role: "administrator" });
  await records.sql`INSERT INTO person (id, name, line, area_code) VALUES (${supervisor.personId}, '示例督导员', 'civil-affairs', '990101')`;
  const who = { name: "示例探访员", line: "civil-affairs", areaCode: "990101001" };
  const registered = await registerPerson(administrator, who);
  if (!registered.ok) throw new Error(registered.refusal.kind);
  personId = registered.value;
  await inUnitOfWork(systemActor("test"), (uow) => savePersonField(uow, personId, "phone", "13900000000"));
});
beforeEach(() => records.sql`DELETE FROM sign_in_throttle`);

function madePhone() {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { publicKey: JSON.stringify(publicKey.export({ format: "jwk" })), privateKey };
}
const signed = (privateKey: KeyObject, nonce: string) =>
  createSign("sha256").update(nonce).sign({ key: privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url");

async function code(): Promise<string> {
  const made = await bindDeviceCode(supervisor, personId);
  if (!made.ok) throw new Error(made.refusal.kind);
  return made.value.code;
}

async function boundPhone() {
  const phone = madePhone();
  const bound = await bindThisDevice({ phone: PHONE, code: await code(), pin: PIN, publicKey: phone.publicKey }, madeArrival());
  if (!bound.ok) throw new Error(bound.refusal.kind);
  return { ...phone, ...bound.value };
}

async function answerOf(device: { deviceId: string; privateKey: KeyObject }, pin = PIN, phone = "") {
  const challenge = (await challengeFor(device.deviceId))!;
  const signature = signed(device.privateKey, challenge.nonce);
  return { deviceId: device.deviceId, challengeId: challenge.id, signature, pin, phone };
}
const kindOf = async (answer: Awaited<ReturnType<typeof answerOf>>) => {
  const verdict = await fieldSignIn(answer, madeArrival());
  return verdict.ok ? "in" : verdict.refusal.kind;
};

test.each(["123456", "987654", "111111", "121212", "123123", "112211", "000000", "950312", "000001"])(
  "%s is no PIN: a run, a repetition, a birthday, or of the number",
  (pin) => expect(chosenPin(pin, "13900000001")).toMatchObject({ refusal: { kind: "pin-trivial" } }),
);

test("a supervisor's code binds one phone once, and the phone then signs in with its key and the PIN", async () => {
  const found = await fieldPersonByPhone(supervisor, "+86 13900000000");
  expect(found).toMatchObject({ value: { personId, name: "示例探访员", devices: [] } });
  const shown = await code();
  expect(shown).toMatch(/^\d{8}$/);
  const phone = madePhone();
  const binding = { phone: PHONE, code: shown, pin: PIN, publicKey: phone.publicKey };
  expect(await bindThisDevice({ ...binding, code: "00000000" }, madeArrival())).toMatchObject({
    refusal: { kind: "phone-or-code-wrong" },
  });
  const outcomes = await Promise.all([1, 2, 3].map((n) => bindThisDevice(binding, madeArrival(`198.51.100.${n}`))));
  const won = outcomes.filter((outcome) => outcome.ok);
  expect(won).toHaveLength(1);
  const { deviceId } = won[0]!.value as { deviceId: string };
  const signedIn = await fieldSignIn(await answerOf({ deviceId, ...phone }, PIN, PHONE), madeArrival());
  expect(signedIn.ok && (await currentSession(await requestWith(signedIn.value)))).toMatchObject({
    kind: "field",
    stage: "open",
  });
  expect(await unbindDeviceOf(supervisor, personId, deviceId)).toBe(true);
  expect(signedIn.ok && (await currentSession(await requestWith(signedIn.value))), "a lost phone's session").toBeNull();
  expect(await challengeFor(deviceId)).toBeNull();
});

test("a challenge is answered once, by the phone it was for, within two minutes, with its own number", async () => {
  const [device, other] = [await boundPhone(), await boundPhone()];
  const answer = await answerOf(device);
  expect(await kindOf(answer)).toBe("in");
  expect(await kindOf(answer), "sent again").toBe("stale");
  expect(await kindOf({ ...(await answerOf(device)), deviceId: other.deviceId })).toBe("stale");
  const forged = { ...(await answerOf(device)), signature: signed(madePhone().privateKey, "anything") };
  expect(await kindOf(forged)).toBe("not-bound");
  expect(await kindOf(await answerOf(device, PIN, "13900000009"))).toBe("not-bound");
  const late = await answerOf(device);
  await records.sql`UPDATE sign_in_challenge SET expires_at = now()`;
  expect(await kindOf(late)).toBe("stale");
  const [row] = await records.sql<{ tries: number }[]>`SELECT pin_tries AS tries FROM bound_device WHERE id = ${device.deviceId}`;
  expect(row, "no try of the PIN was used up by anybody but the phone").toEqual({ tries: 0 });
});

test("of many wrong PINs at once five are compared; then the phone is unbound, and the right PIN opens nothing", async () => {
  const device = await boundPhone();
  expect(await kindOf(await answerOf(device, "111222"))).toBe("pin-wrong");
  expect(await kindOf(await answerOf(device)), "a success begins anew").toBe("in");
  const answers = [];
  for (let n = 0; n < 12; n++) answers.push(await answerOf(device, "111222"));
  const kinds = await Promise.all(answers.map(kindOf));
  expect(kinds.filter((kind) => kind === "pin-wrong")).toHaveLength(4);
  expect(kinds).toContain("unbound");
  expect(await challengeFor(device.deviceId)).toBeNull();
  const [row] = await records.sql<{ why: string; tries: number }[]>`
    SELECT unbound_why AS why, pin_tries AS tries FROM bound_device WHERE id = ${device.deviceId}`;
  expect(row).toEqual({ why: "pin", tries: 5 });
});

test("supervisors bind the phones of their own people only, and wrong codes slow the number down", async () => {
  const elsewhere = madeActor({ role: "supervisor", areaCode: "990102", line: "civil-affairs" });
  const otherLine = madeActor({ role: "supervisor", areaCode: "990101", line: "health" });
  for (const actor of [elsewhere, otherLine, madeActor({ role: "planner" })]) {
    expect(await fieldPersonByPhone(actor, PHONE)).toMatchObject({ refusal: { kind: "phone-nobody" } });
    expect(await bindDeviceCode(actor, personId)).toMatchObject({ refusal: { kind: "not-there" } });
  }
  const { publicKey } = madePhone();
  const kinds = [];
  for (let n = 0; n < 6; n++) {
    const tried = await bindThisDevice({ phone: PHONE, code: "12345678", pin: PIN, publicKey }, madeArrival(`198.51.100.${n}`));
    kinds.push(tried.ok ? "in" : tried.refusal.kind);
  }
  expect(kinds.slice(0, 5)).toEqual(Array(5).fill("phone-or-code-wrong"));
  expect(kinds[5]).toBe("try-later");
});
