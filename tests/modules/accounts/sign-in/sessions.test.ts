import { beforeAll, beforeEach, expect, test } from "vitest";
import { changePassword } from "~/modules/accounts/use-cases/change-password.server";
import { currentActor } from "~/modules/accounts/use-cases/current-actor.server";
import { currentSession } from "~/modules/accounts/use-cases/current-session.server";
import { createDemoAccounts, DEMO_PASSWORD } from "~/modules/accounts/use-cases/demo-accounts.server";
import { endOtherSessions, endOwnSession, ownSessions } from "~/modules/accounts/use-cases/own-sessions.server";
import { removeExpiredSessions } from "~/modules/accounts/use-cases/remove-expired-sessions.server";
import { rotatedCookie } from "~/modules/accounts/use-cases/rotate-session.server";
import { cookieToken } from "~/modules/accounts/use-cases/session-cookie.server";
import { signIn } from "~/modules/accounts/use-cases/sign-in.server";
import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../../../factories/made-actor";
import { inProduction } from "../../../factories/in-production";
import { madeArrival, requestWith } from "../../../factories/made-arrival";
import { withTestDatabase } from "../../../factories/test-database";

const records = withTestDatabase();
beforeAll(createDemoAccounts);
beforeEach(() => records.sql`DELETE FROM session`);

let desks = 0;
async function signedIn(login = "planner@demo", token: string | null = null) {
  const verdict = await signIn(login, DEMO_PASSWORD, { ...madeArrival(`198.51.100.${++desks}`), token });
  if (!verdict.ok) throw new Error(`${login} should sign in, and was told ${verdict.refusal.kind}`);
  return verdict.value;
}
const sessionOf = async (begun: { token: string; madeAt: Date }) => currentSession(await requestWith(begun));

test("an unused session is over after the idle time of its kind, a used one at its absolute end", async () => {
  const desk = await signedIn();
  await records.sql`UPDATE session SET seen_at = now() - interval '29 minutes'`;
  expect(await sessionOf(desk)).toMatchObject({ name: "示例规划员", stage: "open" });
  await records.sql`UPDATE session SET seen_at = now() - interval '31 minutes'`;
  expect(await sessionOf(desk)).toBeNull();
  await records.sql`UPDATE session SET kind = 'field', seen_at = now() - interval '11 hours'`;
  expect(await sessionOf(desk)).not.toBeNull();
  await records.sql`UPDATE session SET seen_at = now(), expires_at = now()`;
  expect(await sessionOf(desk)).toBeNull();
  await signedIn("overseer@demo");
  expect(await removeExpiredSessions()).toBe(1);
  await records.sql`ALTER TABLE role_grant DISABLE TRIGGER USER`;
  await records.sql`UPDATE role_grant SET valid_to = DATE '2024-06-01' WHERE role = 'overseer'`;
  expect(await removeExpiredSessions(), "a grant that ran out by itself").toBe(1);
  await records.sql`UPDATE role_grant SET valid_to = NULL WHERE role = 'overseer'`;
  await records.sql`ALTER TABLE role_grant ENABLE TRIGGER USER`;
});

test("how long a session lasts is the installation's decision: a row, with its source", async () => {
  const desk = await signedIn();
  await records.sql`UPDATE session_limit SET idle_minutes = 5, source = '本单位规定' WHERE kind = 'desk'`;
  await records.sql`UPDATE session SET seen_at = now() - interval '6 minutes'`;
  expect(await sessionOf(desk)).toBeNull();
  await records.sql`UPDATE session_limit SET idle_minutes = 30, source = 'NIST SP 800-63B' WHERE kind = 'desk'`;
});

/** The cookie header of a token made this long ago. */
const oldCookie = async ({ token }: { token: string }, minutes: number) =>
  (await requestWith({ token, madeAt: new Date(Date.now() - minutes * 60_000) })).headers.get("Cookie");

test("an old token is exchanged for a new one once, and parallel requests with the old one are not signed out", async () => {
  const begun = await signedIn();
  expect(await rotatedCookie(await oldCookie(begun, 0))).toBeNull();
  await records.sql`UPDATE session SET rotated_at = now() - interval '16 minutes'`;
  const cookies = await Promise.all(Array.from({ length: 8 }, async () => rotatedCookie(await oldCookie(begun, 16))));
  const [fresh] = cookies.filter((cookie) => cookie !== null);
  expect(cookies.filter((cookie) => cookie !== null)).toHaveLength(1);
  expect(await sessionOf(begun), "the new one has not been seen").not.toBeNull();
  const next = (await cookieToken(fresh!.split(";")[0]!))!;
  expect(await sessionOf(next)).not.toBeNull();
  expect(await sessionOf(begun), "a minute of grace").not.toBeNull();
  await records.sql`UPDATE session SET confirmed_at = now() - interval '61 seconds'`;
  expect(await sessionOf(begun)).toBeNull();
  expect(await sessionOf(next)).not.toBeNull();
});

test("a new token that was lost on its way is replaced: the phone in the stairwell is not signed out", async () => {
  const begun = await signedIn();
  await records.sql`UPDATE session SET rotated_at = now() - interval '16 minutes'`;
  expect(await rotatedCookie(await oldCookie(begun, 16))).not.toBeNull();
  await records.sql`UPDATE session SET rotated_at = now() - interval '5 minutes'`;
  expect(await sessionOf(begun)).not.toBeNull();
  expect(await rotatedCookie(await oldCookie(begun, 21))).not.toBeNull();
});

test("signing in again takes the place of this browser's session", async () => {
  const before = await signedIn();
  const after = await signedIn("planner@demo", before.token);
  expect(await sessionOf(before)).toBeNull();
  expect(await sessionOf(after)).not.toBeNull();
});

test("one sees where one is signed in, roughly, and ends one session or all the others", async () => {
  const [here, there] = [await signedIn(), await signedIn()];
  await signedIn();
  await signedIn("overseer@demo");
  const own = (await sessionOf(here))!;
  const { sessions } = await ownSessions(own);
  expect(sessions).toHaveLength(3);
  expect(sessions[0]).toMatchObject({ browser: "firefox", system: "linux", address: "203.0.113.*" });
  expect(await endOwnSession(own, there.sessionId)).toBe(true);
  expect(await sessionOf(there)).toBeNull();
  const foreign = await signedIn("overseer@demo");
  expect(await endOwnSession(own, foreign.sessionId), "another's session").toBe(false);
  expect(await endOtherSessions(own)).toBe(1);
  expect((await ownSessions(own)).sessions).toHaveLength(1);
});

test("suspending somebody, and ending a grant, ends their sessions in the same moment, whoever does it", async () => {
  const operator = await signedIn("operator@demo");
  await records.sql`UPDATE person SET state = 'suspended' WHERE name = '示例机构负责人'`;
  expect(await sessionOf(operator)).toBeNull();
  expect(await records.sql`SELECT 1 FROM session`).toHaveLength(0);
  const refusal = await signIn("operator@demo", DEMO_PASSWORD, madeArrival("198.51.100.250"));
  expect(refusal).toEqual({ ok: false, refusal: { kind: "wrong-name-or-password" } });
  await records.sql`UPDATE person SET state = 'active' WHERE name = '示例机构负责人'`;

  const overseer = await signedIn("overseer@demo");
  await records.sql`UPDATE role_grant SET valid_to = DATE '2024-06-01' WHERE role = 'overseer'`;
  expect(await currentActor(await requestWith(overseer))).toBeNull();
  expect(await records.sql`SELECT 1 FROM session`).toHaveLength(0);
});

test("a new password needs the present one, ends every other session and goes on under another token", async () => {
  const [here, there] = [await signedIn("family@demo"), await signedIn("family@demo")];
  const own = (await sessionOf(here))!;
  const change = (present: string, wanted: string) => changePassword(own, present, wanted);
  expect(await change("not this one", "seven brown kettles")).toMatchObject({ refusal: { kind: "present-wrong" } });
  expect(await change(DEMO_PASSWORD, "family matters most")).toMatchObject({ refusal: { kind: "password-personal" } });
  expect(await change(DEMO_PASSWORD, "123456789012")).toMatchObject({ refusal: { kind: "password-common" } });
  const changed = await change(DEMO_PASSWORD, "seven brown kettles");
  expect(changed).toMatchObject({ ok: true, value: { ended: 1 } });
  expect(await sessionOf(there)).toBeNull();
  expect(await sessionOf(here), "the old token").toBeNull();
  expect(changed.ok && (await sessionOf(changed.value))).toMatchObject({ name: "示例家属" });
  expect((await signIn("family@demo", "seven brown kettles", madeArrival("198.51.100.251"))).ok).toBe(true);
});

test("a password hashed at a lower cost is hashed anew when its owner signs in", async () => {
  const { hash } = await import("@node-rs/argon2");
  const cheap = await hash(DEMO_PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
  await records.sql`UPDATE credential SET password_hash = ${cheap} WHERE login = 'caregiver@demo'`;
  await signedIn("caregiver@demo");
  const [row] = await records.sql<
    { hash: string }[]
  >`SELECT password_hash AS hash FROM credential WHERE login = 'caregiver@demo'`;
  expect(row!.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  await signedIn("caregiver@demo");
});

test("demo accounts are refused outside demo mode, even where their rows are, and so are their sessions", async () => {
  const begun = await signedIn();
  await inProduction(records.ownerUrl, async () => {
    expect(await sessionOf(begun)).toBeNull();
    expect(await signIn("planner@demo", DEMO_PASSWORD, madeArrival("198.51.100.252"))).toMatchObject({
      refusal: { kind: "wrong-name-or-password" },
    });
  });
});

test("nobody sees another's sessions or credentials in the database, except who looks after the account", async () => {
  await signedIn("caregiver@demo");
  const counts = (actor: Parameters<typeof inUnitOfWork>[0]) =>
    inUnitOfWork(actor, async ({ db }) => [await db.session.count(), await db.credential.count()]);
  const stranger = "00000000-0000-7000-8000-000000000999";
  expect(await counts(NOBODY)).toEqual([0, 0]);
  expect(await counts(madeActor({ personId: stranger, role: "planner" }))).toEqual([0, 0]);
  expect(await counts(madeActor({ personId: stranger, role: "administrator" }))).toEqual([1, 7]);
  expect(await counts(madeActor({ personId: stranger, role: "administrator", areaCode: "4101" }))).toEqual([0, 0]);
  const [{ id }] = (await records.sql`SELECT person_id AS id FROM session`) as unknown as [{ id: string }];
  expect(await counts(madeActor({ personId: id, role: "caregiver" }))).toEqual([1, 1]);
});
