import { beforeAll, expect, test } from "vitest";
import { ADDRESS_RULE } from "~/modules/accounts/domain/throttle";
import { addPerson } from "~/modules/accounts/use-cases/add-person.server";
import { throttleKey } from "~/modules/accounts/use-cases/count-tries.server";
import { currentSession } from "~/modules/accounts/use-cases/current-session.server";
import { handOver } from "~/modules/accounts/use-cases/hand-over-secret.server";
import { linkFor, redeemLink } from "~/modules/accounts/use-cases/redeem-link.server";
import { registerPerson } from "~/modules/accounts/use-cases/register-person.server";
import { signIn } from "~/modules/accounts/use-cases/sign-in.server";
import { madeActor } from "../../../factories/made-actor";
import { madeArrival, requestWith } from "../../../factories/made-arrival";
import { withTestDatabase } from "../../../factories/test-database";

const records = withTestDatabase();
const PASSWORD = "eighteen quiet rivers";
const chief = madeActor({ personId: "", role: "administrator", areaCode: "990101", line: "health" });
let personId = "";
let administrator = chief;

beforeAll(async () => {
  await addPerson({ login: "chief@bureau", name: "示例管理员", role: "administrator", cityCode: null, password: PASSWORD }, []);
  const [row] = await records.sql<{ id: string }[]>`SELECT person_id AS id FROM credential`;
  administrator = { ...chief, personId: row!.id };
  const registered = await registerPerson(administrator, { name: "示例职员", line: "health", areaCode: "990101001" });
  if (!registered.ok) throw new Error(registered.refusal.kind);
  personId = registered.value;
});

const invite = async (login = "li@bureau") => {
  const handed = await handOver(administrator, { personId, purpose: "invitation", login });
  if (!handed.ok) throw new Error(handed.refusal.kind);
  return handed.value;
};

test("an invitation gives a registered person a login, is kept as a hash, and opens once", async () => {
  const { secret, expiresAt, login } = await invite(" Li@Bureau ");
  expect(login).toBe("li@bureau");
  expect(expiresAt.getTime() - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
  const [row] = await records.sql<{ all: string }[]>`SELECT string_agg(s::text, ' ') AS all FROM one_time_secret s`;
  expect(row!.all).not.toContain(secret);
  expect(await linkFor(secret)).toEqual({ login: "li@bureau", name: "示例职员", purpose: "invitation" });
  expect(await redeemLink(secret, "too short", madeArrival())).toMatchObject({ refusal: { kind: "password-short" } });
  const outcomes = await Promise.all(
    Array.from({ length: 6 }, (_, i) => redeemLink(secret, `seven brown kettles ${i}`, madeArrival(`198.51.100.${i}`))),
  );
  const [won] = outcomes.filter((outcome) => outcome.ok);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(won?.ok && (await currentSession(await requestWith(won.value)))).toMatchObject({ name: "示例职员" });
  expect(await linkFor(secret)).toBeNull();
});

test("a new link ends the one before, an old one has expired, and a suspended person's opens nothing", async () => {
  const first = await invite();
  const second = await invite();
  expect(await linkFor(first.secret)).toBeNull();
  await records.sql`UPDATE one_time_secret SET expires_at = now() WHERE used_at IS NULL`;
  expect(await linkFor(second.secret)).toBeNull();
  const third = await invite();
  await records.sql`UPDATE person SET state = 'suspended' WHERE id = ${personId}`;
  expect(await linkFor(third.secret)).toBeNull();
  expect(await handOver(administrator, { personId, purpose: "reset" })).toMatchObject({ refusal: { kind: "not-active" } });
  await records.sql`UPDATE person SET state = 'active' WHERE id = ${personId}`;
  expect(await linkFor(third.secret), "also after they are back").toBeNull();
});

test("a reset lasts an hour, ends every session at once, and takes a lost second factor away when it is used", async () => {
  const link = await invite();
  await redeemLink(link.secret, PASSWORD, madeArrival());
  await records.sql`INSERT INTO second_factor (person_id, sealed_secret, confirmed_at) VALUES (${personId}, 'sealed.k.x', now())`;
  expect(await records.sql`SELECT 1 FROM session WHERE person_id = ${personId}`).toHaveLength(1);
  const reset = await handOver(administrator, { personId, purpose: "reset", clearsSecondFactor: true });
  if (!reset.ok) throw new Error(reset.refusal.kind);
  expect(reset.value.expiresAt.getTime() - Date.now()).toBeLessThan(3_600_001);
  expect(await records.sql`SELECT 1 FROM session WHERE person_id = ${personId}`).toHaveLength(0);
  expect((await redeemLink(reset.value.secret, "nine green lanterns", madeArrival())).ok).toBe(true);
  expect(await records.sql`SELECT 1 FROM second_factor`).toHaveLength(0);
  expect((await signIn("li@bureau", PASSWORD, madeArrival())).ok).toBe(false);
  expect((await signIn("li@bureau", "nine green lanterns", madeArrival())).ok).toBe(true);
  const deeds = await records.sql<{ action: string }[]>`SELECT action FROM audit_event WHERE subject_id = ${personId}`;
  expect(deeds.map(({ action }) => action)).toEqual(expect.arrayContaining(["hand-over:reset", "redeem:reset", "open:session"]));
});

test("a whole office is invited on one day behind one address, refused choices and all; guessed links are still counted", async () => {
  const office = madeArrival("192.0.2.40");
  const tries = async () => {
    const key = throttleKey("address", office.wholeAddress);
    const [row] = await records.sql<{ tries: number }[]>`SELECT tries FROM sign_in_throttle WHERE key = ${key}`;
    return row?.tries ?? 0;
  };
  for (let n = 0; n < 3; n++) await redeemLink(`guessed-${n}`, PASSWORD, office);
  expect(await tries()).toBe(3);
  for (let n = 0; n < ADDRESS_RULE.free + 1; n++) {
    const { secret } = await invite();
    // Hashing as many passwords would take longer than counting them: what is refused is refused before.
    expect(await redeemLink(secret, "short", office)).toMatchObject({ refusal: { kind: "password-short" } });
  }
  expect((await redeemLink((await invite()).secret, PASSWORD, office)).ok).toBe(true);
  expect((await signIn("chief@bureau", PASSWORD, office)).ok).toBe(true);
  expect(await tries()).toBe(3);
});

test("only who looks after a person makes their link, nobody their own, and a login is one person's", async () => {
  const elsewhere = madeActor({ personId: administrator.personId, role: "administrator", areaCode: "990102", line: "health" });
  const planner = madeActor({ personId: administrator.personId, role: "planner" });
  for (const actor of [elsewhere, planner])
    expect(await handOver(actor, { personId, purpose: "reset" })).toMatchObject({ refusal: { kind: "not-there" } });
  expect(await handOver(administrator, { personId: administrator.personId, purpose: "reset" })).toMatchObject({
    refusal: { kind: "own-person" },
  });
  const other = await registerPerson(administrator, { name: "示例新人", line: "health", areaCode: "990101001" });
  const wish = { personId: other.ok ? other.value : "", purpose: "invitation" } as const;
  expect(await handOver(administrator, { ...wish, login: "CHIEF@bureau" })).toMatchObject({
    refusal: { kind: "login-taken", login: "chief@bureau" },
  });
  expect(await handOver(administrator, wish)).toMatchObject({ refusal: { kind: "login-missing" } });
});
