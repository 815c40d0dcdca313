import { beforeAll, expect, test } from "vitest";
import { ACCOUNT_RULE, ADDRESS_RULE } from "~/modules/accounts/domain/throttle";
import { addPerson } from "~/modules/accounts/use-cases/add-person.server";
import { throttleKey } from "~/modules/accounts/use-cases/count-tries.server";
import { currentSession } from "~/modules/accounts/use-cases/current-session.server";
import { forgetOwnBrowser, ownSessions } from "~/modules/accounts/use-cases/own-sessions.server";
import { provePassword } from "~/modules/accounts/use-cases/prove-again.server";
import { removeExpiredSessions } from "~/modules/accounts/use-cases/remove-expired-sessions.server";
import { signIn } from "~/modules/accounts/use-cases/sign-in.server";
import { withRequestFacts } from "~/platform/request-facts.server";
import { action } from "../../../../app/routes/sign-in";
import { madeArrival, requestWith } from "../../../factories/made-arrival";
import { withTestDatabase } from "../../../factories/test-database";

const records = withTestDatabase();
const PASSWORD = "eighteen quiet rivers";
const [OWNER, COLLEAGUE] = ["owner@bureau", "colleague@bureau"];

beforeAll(async () => {
  for (const login of [OWNER, COLLEAGUE])
    await addPerson({ login, name: "示例家属", role: "family", cityCode: null, password: PASSWORD }, []);
});

/** One browser: it sends back the cookies it was given, from one address. */
function browserAt(address: string) {
  const jar = new Map<string, string>();
  const kept: string[] = [];
  return {
    kept,
    without(name: string) {
      jar.delete(name);
    },
    async signIn(login: string, password: string): Promise<number> {
      const cookies = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
      const request = new Request("http://quarterhour.invalid/sign-in", {
        ...{ method: "POST", headers: { Cookie: cookies, "User-Agent": "Firefox/140.0 (X11; Linux)" } },
        body: new URLSearchParams({ login, password, to: "/plan" }),
      });
      const answer = await withRequestFacts({ requestId: "r", address }, () =>
        action({ request, params: {}, context: { cspNonce: "" } }),
      );
      if (!(answer instanceof Response)) return answer.init?.status ?? 200;
      for (const cookie of answer.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        jar.set(name, value);
        kept.push(cookie);
      }
      return answer.status;
    },
  };
}

/** Somebody who is always first: whenever a try is free, it is theirs. */
async function hammer(login: string): Promise<void> {
  const stranger = browserAt("198.51.100.66");
  await records.sql`UPDATE sign_in_throttle SET free_at = '-infinity', tries = 0`;
  for (let n = 0; n < ACCOUNT_RULE.free; n++) expect(await stranger.signIn(login, "wrong")).toBe(422);
  for (let n = 0; n < 3; n++) {
    await records.sql`UPDATE sign_in_throttle SET free_at = now()`;
    expect(await stranger.signIn(login, "wrong")).toBe(422);
  }
}

test("nobody who tries from elsewhere keeps a browser waiting that came in before, however long they go on", async () => {
  const desk = browserAt("192.0.2.1");
  expect(await desk.signIn(OWNER, PASSWORD)).toBe(302);
  const cookie = desk.kept.find((one) => one.startsWith("quarterhour_browser="));
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
  await hammer(OWNER);
  expect(await browserAt("192.0.2.2").signIn(OWNER, PASSWORD), "a new browser shares the wait").toBe(429);
  expect(await desk.signIn(OWNER, PASSWORD)).toBe(302);
  desk.without("quarterhour_session");
  expect(await desk.signIn(OWNER, PASSWORD), "also after signing out").toBe(302);
  expect(await browserAt("192.0.2.2").signIn(OWNER, PASSWORD), "and it frees the way for nobody").toBe(429);
});

test("the same holds for whoever tries at the same address", async () => {
  const desk = browserAt("192.0.2.3");
  expect(await desk.signIn(COLLEAGUE, PASSWORD)).toBe(302);
  const key = throttleKey("address", "192.0.2.3");
  await records.sql`
    INSERT INTO sign_in_throttle (key, tries, last_try_at, free_at) VALUES (${key}, ${ADDRESS_RULE.free + 9}, now(), now() + interval '15 minutes')
    ON CONFLICT (key) DO UPDATE SET tries = EXCLUDED.tries, free_at = EXCLUDED.free_at`;
  expect(await browserAt("192.0.2.3").signIn(OWNER, PASSWORD)).toBe(429);
  expect(await desk.signIn(COLLEAGUE, PASSWORD)).toBe(302);
});

test("a browser is known to those who came in with it, guesses there slow down too, and cost the account nothing", async () => {
  const desk = browserAt("192.0.2.4");
  expect(await desk.signIn(COLLEAGUE, PASSWORD)).toBe(302);
  await hammer(OWNER);
  expect(await desk.signIn(OWNER, PASSWORD), "known to a colleague is not known to the owner").toBe(429);
  await records.sql`UPDATE sign_in_throttle SET free_at = '-infinity', tries = 0`;
  for (let n = 0; n < ACCOUNT_RULE.free; n++) expect(await desk.signIn(COLLEAGUE, "wrong")).toBe(422);
  expect(await desk.signIn(COLLEAGUE, PASSWORD)).toBe(429);
  expect(await browserAt("192.0.2.5").signIn(COLLEAGUE, PASSWORD)).toBe(302);
});

test("people see their browsers and forget them; a signed-in person proves themselves unhindered", async () => {
  const desk = browserAt("192.0.2.7");
  await records.sql`UPDATE sign_in_throttle SET free_at = '-infinity', tries = 0`;
  expect(await desk.signIn(OWNER, PASSWORD)).toBe(302);
  const verdict = await signIn(OWNER, PASSWORD, madeArrival());
  const session = verdict.ok && (await currentSession(await requestWith(verdict.value)));
  if (!session) throw new Error("not signed in");
  await hammer(OWNER);
  expect((await provePassword(session, PASSWORD)).ok, "while strangers hammer").toBe(true);
  const { browsers } = await ownSessions(session);
  expect(browsers[0]).toMatchObject({ browser: "firefox", system: "linux" });
  for (const { id } of browsers) expect(await forgetOwnBrowser(session, id)).toBe(true);
  expect(await desk.signIn(OWNER, PASSWORD)).toBe(429);
  expect(await records.sql`SELECT 1 FROM audit_event WHERE action = 'forget:browser'`).toHaveLength(browsers.length);
});

test("a password alone makes no browser known where a code is due; no cookie can be read off the table; the old are forgotten", async () => {
  const desk = browserAt("192.0.2.6");
  const [person] = await records.sql<{ id: string }[]>`SELECT person_id AS id FROM credential WHERE login = ${OWNER}`;
  await records.sql`INSERT INTO second_factor (person_id, sealed_secret, confirmed_at) VALUES (${person!.id}, 'sealed.k.x', now())`;
  await records.sql`UPDATE sign_in_throttle SET free_at = '-infinity', tries = 0`;
  expect(await desk.signIn(OWNER, PASSWORD)).toBe(302);
  expect(desk.kept.map((one) => one.split("=")[0])).toEqual(["quarterhour_session"]);
  await records.sql`DELETE FROM second_factor`;
  expect(await desk.signIn(OWNER, PASSWORD)).toBe(302);
  const value = /^quarterhour_browser=([^;]*)/.exec(desk.kept.find((one) => one.startsWith("quarterhour_browser="))!)![1]!;
  const token = JSON.parse(Buffer.from(decodeURIComponent(value), "base64").toString()) as string;
  expect(token).toHaveLength(43);
  const [all] = await records.sql<{ text: string }[]>`SELECT string_agg(k::text, ' ') AS text FROM known_browser k`;
  expect(all!.text).not.toContain(token);
  for (let n = 0; n < 25; n++)
    await records.sql`
      INSERT INTO known_browser (id, person_id, token_hash, browser, system, last_seen_at)
      VALUES (gen_random_uuid(), ${person!.id}, encode(sha256(${`other ${n}`}::bytea), 'hex'), 'firefox', 'linux', now() - interval '401 days')`;
  await removeExpiredSessions();
  expect(await records.sql`SELECT 1 FROM known_browser WHERE last_seen_at < now() - interval '400 days'`).toHaveLength(0);
  expect(await desk.signIn(OWNER, PASSWORD)).toBe(302);
});
