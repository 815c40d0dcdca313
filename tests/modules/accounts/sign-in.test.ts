import { beforeAll, expect, test } from "vitest";
import { createDemoAccounts, DEMO_PASSWORD, demoLogins } from "~/modules/accounts/use-cases/demo-accounts.server";
import { currentActor, requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { signIn } from "~/modules/accounts/use-cases/sign-in.server";
import { signOut } from "~/modules/accounts/use-cases/sign-out.server";
import { ROLES } from "~/modules/accounts/domain/role";
import { today } from "~/platform/clock.server";
import { madeArrival, requestWith } from "../../factories/made-arrival";
import { withTestDatabase } from "../../factories/test-database";

const records = withTestDatabase();

beforeAll(createDemoAccounts);

let desks = 0;
/** Each from a desk of its own: what is counted here is people, not an office. */
const arrival = () => madeArrival(`203.0.113.${++desks}`);

async function requestOf(login: string, path = "/plan"): Promise<Request> {
  const verdict = await signIn(login, DEMO_PASSWORD, arrival());
  if (!verdict.ok) throw new Error(`${login} should sign in`);
  return requestWith(verdict.value, path);
}

test("there is one made account for each role people navigate by, also after a second start", async () => {
  await createDemoAccounts();
  const logins = await demoLogins();
  expect(logins.map((login) => login.role)).toEqual([...ROLES]);
});

test("a wrong password and an unknown name are refused in the same words", async () => {
  const refusal = { ok: false, refusal: { kind: "wrong-name-or-password" } };
  expect(await signIn("planner@demo", "quarter-hour-Demo", arrival())).toEqual(refusal);
  expect(await signIn("nobody@demo", DEMO_PASSWORD, arrival())).toEqual(refusal);
});

test("a password of many years ago opens: none has to be changed for its age", async () => {
  await records.sql`UPDATE credential SET changed_at = '2010-01-01' WHERE login = 'planner@demo'`;
  expect(await signIn("planner@demo", DEMO_PASSWORD, arrival())).toMatchObject({ ok: true });
});

test("a session says who is there until it is closed", async () => {
  const request = await requestOf(" Planner@demo ");
  expect(await currentActor(request)).toMatchObject({ role: "planner", name: "示例规划员" });
  await signOut(request);
  expect(await currentActor(request)).toBeNull();
});

test("a session that has run out signs nobody in", async () => {
  const request = await requestOf("planner@demo");
  await records.sql`UPDATE session SET expires_at = now() - interval '1 second'`;
  expect(await currentActor(request)).toBeNull();
});

test("the database keeps neither the password nor the cookie's token", async () => {
  const verdict = await signIn("planner@demo", DEMO_PASSWORD, arrival());
  const [{ all } = { all: "" }] = await records.sql<{ all: string }[]>`
    SELECT (SELECT string_agg(c::text, ' ') FROM credential c) || ' ' || (SELECT string_agg(s::text, ' ') FROM session s) AS all`;
  expect(all).toContain("$argon2id$v=19$m=19456,t=2,p=1$");
  expect(all).not.toContain(DEMO_PASSWORD);
  expect(verdict.ok && all.includes(verdict.value.token)).toBe(false);
});

test("a visitor is led to the sign-in page and back to where they wanted to go", async () => {
  const outcome = await requireActor(new Request("http://quarterhour.invalid/plan?types=meals"), "read:catalog").catch(
    (thrown: unknown) => thrown,
  );
  expect(outcome).toBeInstanceOf(Response);
  expect((outcome as Response).headers.get("Location")).toBe("/sign-in?to=%2Fplan%3Ftypes%3Dmeals");
});

test("a family may read the catalog and may not write it", async () => {
  const request = await requestOf("family@demo");
  expect(await requireActor(request, "read:catalog")).toMatchObject({ role: "family" });
  const outcome = await requireActor(request, "write:catalog").catch((thrown: unknown) => thrown);
  expect((outcome as Response).status).toBe(403);
  const lack = await records.sql`SELECT action, result, facts, role FROM audit_event WHERE action = 'use:permission'`;
  expect(lack).toEqual([{ action: "use:permission", result: "refused", facts: { permission: "write:catalog" }, role: "family" }]);
});

test("the day a grant last opened a door is written down, of the grants that opened it only", async () => {
  const used = () =>
    records.sql`
      SELECT g.role, g.last_used_on::text AS day FROM role_grant g JOIN credential c ON c.person_id = g.person_id
      WHERE c.login IN ('overseer@demo', 'operator@demo') ORDER BY g.role`;
  await records.sql`UPDATE role_grant SET last_used_on = NULL`;
  const request = await requestOf("overseer@demo");
  await requireActor(await requestOf("operator@demo"), "write:people").catch(() => null);
  expect((await used()).map(({ day }) => day as unknown)).toEqual([null, null]);
  await requireActor(request, "read:audit");
  expect((await used()).map(({ role, day }) => [role, day] as unknown)).toEqual([
    ["operator", null],
    ["overseer", today()],
  ]);
});
