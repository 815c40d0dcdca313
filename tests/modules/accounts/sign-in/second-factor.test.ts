import { Secret, TOTP } from "otpauth";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { addPerson } from "~/modules/accounts/use-cases/add-person.server";
import { currentActor } from "~/modules/accounts/use-cases/current-actor.server";
import { currentSession, requireProof, type CurrentSession } from "~/modules/accounts/use-cases/current-session.server";
import {
  confirmEnrolment,
  enrolment,
  giveCode,
  renewRecoveryCodes,
  secondFactorState,
} from "~/modules/accounts/use-cases/second-factor.server";
import { signIn } from "~/modules/accounts/use-cases/sign-in.server";
import { inProduction } from "../../../factories/in-production";
import { madeArrival, requestWith } from "../../../factories/made-arrival";
import { withTestDatabase } from "../../../factories/test-database";

const records = withTestDatabase();
const PASSWORD = "eighteen quiet rivers";
let secret = "";
let recovery: readonly string[] = [];

beforeAll(() => addPerson({ login: "chief@bureau", name: "示例处长", role: "planner", cityCode: null, password: PASSWORD }, []));
beforeEach(() => records.sql`DELETE FROM sign_in_throttle`);

const codeAt = (seconds: number) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + seconds * 1000 });
const forgetSteps = () => records.sql`UPDATE second_factor SET last_step = 0`;

async function signedIn(): Promise<{ session: CurrentSession; request: Request }> {
  const verdict = await signIn("chief@bureau", PASSWORD, madeArrival());
  if (!verdict.ok) throw new Error(`told ${verdict.refusal.kind}`);
  const request = await requestWith(verdict.value);
  return { session: (await currentSession(request))!, request };
}
const give = (session: CurrentSession, code: string) => giveCode(session, code, madeArrival());

test("outside demo mode a desk role sets codes up before anything opens, and gets ten recovery codes once", async () => {
  await inProduction(records.ownerUrl, async () => {
    const { session, request } = await signedIn();
    expect(session.stage).toBe("enrolment-due");
    expect(await currentActor(request)).toBeNull();
    const shown = (await enrolment(session))!;
    expect(await enrolment(session), "a reload shows the same").toEqual(shown);
    expect(shown.picture).toMatch(/^data:image\/svg\+xml;base64,/);
    secret = shown.secret;
    expect(await confirmEnrolment(session, "000000")).toMatchObject({ refusal: { kind: "code-wrong" } });
    const confirmed = await confirmEnrolment(session, codeAt(0));
    if (!confirmed.ok) throw new Error(confirmed.refusal.kind);
    recovery = confirmed.value.recoveryCodes;
    expect(new Set(recovery).size).toBe(10);
    expect(await currentActor(request), "the token from before").toBeNull();
    expect(await currentActor(await requestWith(confirmed.value))).toMatchObject({ name: "示例处长" });
  });
});

test("the database holds neither the secret nor the recovery codes", async () => {
  const [row] = await records.sql<{ all: string }[]>`
    SELECT (SELECT string_agg(f::text, ' ') FROM second_factor f) || (SELECT string_agg(c::text, ' ') FROM recovery_code c) AS all`;
  expect(row!.all).toContain("sealed.");
  for (const text of [secret, ...recovery, ...recovery.map((code) => code.replaceAll("-", ""))])
    expect(row!.all).not.toContain(text);
});

test("a password alone then opens nothing; a code does, also one of thirty seconds ago or ahead, each once", async () => {
  await forgetSteps();
  const { session, request } = await signedIn();
  expect(session.stage).toBe("code-due");
  expect(await currentActor(request)).toBeNull();
  for (const seconds of [-90, 90])
    expect(await give(session, codeAt(seconds))).toMatchObject({ refusal: { kind: "code-wrong" } });
  const behind = codeAt(-30);
  const given = await give(session, behind);
  expect(given.ok && (await currentActor(await requestWith(given.value)))).toMatchObject({ name: "示例处长" });
  const again = (await signedIn()).session;
  expect(await give(again, behind)).toMatchObject({ refusal: { kind: "code-used" } });
  const ahead = codeAt(30);
  expect((await give(again, `${ahead.slice(0, 3)} ${ahead.slice(3)}`)).ok).toBe(true);
  expect(await give((await signedIn()).session, codeAt(0)), "an older code than the last one").toMatchObject({
    refusal: { kind: "code-used" },
  });
});

test("one code given twenty times at once opens once", async () => {
  await forgetSteps();
  const sessions = await Promise.all(Array.from({ length: 4 }, signedIn));
  const code = codeAt(0);
  const outcomes = await Promise.all(sessions.map(({ session }) => give(session, code)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
});

test("a recovery code opens once, however it is typed, and five wrong codes make the next one wait", async () => {
  const first = await give((await signedIn()).session, ` ${recovery[0]!.toUpperCase().replaceAll("-", " ")}`);
  expect(first).toMatchObject({ ok: true, value: { recoveryCodesLeft: 9 } });
  expect(await give((await signedIn()).session, recovery[0]!)).toMatchObject({ refusal: { kind: "code-wrong" } });
  const { session } = await signedIn();
  for (let n = 0; n < 4; n++) await give(session, "111111");
  expect(await give(session, recovery[1]!)).toMatchObject({ refusal: { kind: "try-later", whose: "code" } });
});

test("exports of personal data ask again after ten minutes, and new recovery codes end the old ones", async () => {
  await forgetSteps();
  const given = await give((await signedIn()).session, codeAt(0));
  if (!given.ok) throw new Error(given.refusal.kind);
  const request = await requestWith(given.value, "/plan/export?what=people");
  const session = await requireProof(request);
  await records.sql`UPDATE session SET proven_at = now() - interval '11 minutes'`;
  const thrown = (await requireProof(request).catch((answer: unknown) => answer)) as Response;
  expect(thrown.headers.get("Location")).toBe("/account/confirm?to=%2Fplan%2Fexport%3Fwhat%3Dpeople");
  const fresh = await renewRecoveryCodes(session);
  expect(await give(session, recovery[2]!)).toMatchObject({ refusal: { kind: "code-wrong" } });
  expect((await give(session, fresh[0]!)).ok).toBe(true);
  expect(await secondFactorState(session.personId)).toEqual({ isOn: true, recoveryCodes: 9 });
});
