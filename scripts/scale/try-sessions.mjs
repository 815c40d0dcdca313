import { createHash, randomUUID } from "node:crypto";
import { SIGN_INS_A_MINUTE } from "./installation.mjs";

const isSignedOut = ({ status, headers }) => status === 302 && /\/sign-in/.test(headers.location ?? "");
const statuses = (answers) => answers.map(({ status }) => status).join(" and ");
const SESSION = /quarterhour_session$/;

/** Sessions stand in the database: whichever process made, turned or ended one, the other knows at the next request. */
export async function trySessions(city, findings) {
  const [a, b] = [city.a(), city.b()];
  const desk = await city.signedIn("planner@demo", a);
  const seen = [await desk.get(`${a}/account/sessions`), await desk.get(`${b}/account/sessions`)];
  findings.check(
    "a session made through web-a is known to web-b",
    seen.every(({ status }) => status === 200),
    statuses(seen),
  );

  const other = await city.signedIn("planner@demo", b);
  await other.get(`${a}/account/sessions`);
  const ended = await desk.post(`${a}/account/sessions`, { intent: "end", id: await sessionOf(city, other) });
  const after = [await other.get(`${a}/account/sessions`), await other.get(`${b}/account/sessions`)];
  findings.check(
    "a session ended through web-a is over in both at the next request",
    ended.status === 302 && after.every(isSignedOut),
    statuses(after),
  );

  const third = await city.signedIn("planner@demo", a);
  const id = await sessionOf(city, third);
  await city.sql("UPDATE session SET rotated_at = rotated_at - interval '1 day' WHERE id = $1", [id]);
  const old = { headers: { Cookie: withOldToken(third) } };
  const turned = await third.get(`${a}/account/sessions`, old);
  const isTurned = (turned.headers["set-cookie"] ?? []).some((line) => SESSION.test(line.split("=")[0]));
  const both = [await city.browser().get(`${b}/account/sessions`, old), await third.get(`${b}/account/sessions`)];
  findings.check(
    "a token turned by web-a: web-b takes the new one, and the old one of requests under way",
    isTurned && both.every(({ status }) => status === 200),
    statuses(both),
  );

  await third.post(`${b}/sign-out`, {});
  const left = await city.browser().get(`${a}/account/sessions`, old);
  findings.check("signed out through web-b is signed out at web-a", isSignedOut(left), statuses([left]));
  await trySuspension(city, findings);
}

/** What somebody may do is read with each request, so taking it away needs no message between processes. */
async function trySuspension(city, findings) {
  const [a, b] = [city.a(), city.b()];
  const planner = await city.signedIn("planner@demo", b);
  const administrator = await city.signedIn("administrator@demo", a);
  const [{ id }] = await city.sql("SELECT person_id AS id FROM credential WHERE login = 'planner@demo'");
  const page = `${a}/govern/people/${id}`;
  const open = await planner.get(`${b}/plan/facilities`);
  const suspended = await administrator.post(page, { intent: "state", state: "suspended" });
  const shut = [await planner.get(`${b}/plan/facilities`), await planner.get(`${a}/account/sessions`)];
  const resumed = await administrator.post(page, { intent: "state", state: "active" });
  findings.check(
    "a person suspended through web-a is out of web-b at the next request",
    open.status === 200 && suspended.status === 302 && shut.every(isSignedOut) && resumed.status === 302,
    statuses(shut),
  );
}

/** Five tries are free, whichever process is asked, and however many at the same moment. */
export async function tryThrottle(city, findings) {
  const [a, b] = [city.a(), city.b()];
  const login = `nobody-${randomUUID()}@demo`;
  const guess = (where) => city.browser().post(`${where}/sign-in`, { login, password: "quarter-hour-wrong", to: "/plan" });
  const answers = await Promise.all(Array.from({ length: 12 }, (_, nth) => guess(nth % 2 === 0 ? a : b)));
  const waits = answers.filter(({ status }) => status === 429).length;
  const later = [await guess(a), await guess(b)];
  findings.check(
    "12 guesses at once, 6 at each web: 5 are taken, 7 wait; then both say so, with Retry-After",
    waits === 7 && later.every(({ status, headers }) => status === 429 && Number(headers["retry-after"]) > 0),
    `${12 - waits} taken; Retry-After ${later.map(({ headers }) => headers["retry-after"]).join(" and ")} s`,
  );
}

/** Behind a proxy that is named, each visitor has an address of their own, whichever web is asked; what they say of it themselves counts nowhere. */
export async function tryAddresses(city, findings) {
  const [a, b] = [city.a(), city.b()];
  const from = (address) => ({ headers: { "X-Forwarded-For": address } });
  const guess = (where, address) =>
    city
      .browser()
      .post(`${where}/sign-in`, { login: `nobody-${randomUUID()}@demo`, password: "quarter-hour-wrong" }, from(address));
  const answers = [];
  for (let round = 0; round < 8; round++)
    answers.push(...(await Promise.all([a, b, a, b].map((where) => guess(where, "203.0.113.50")))));
  const waits = answers.filter(({ status }) => status === 429).length;
  const others = [await guess(a, "203.0.113.51"), await guess(b, "203.0.113.51")];
  findings.check(
    "32 guesses from one address at both webs: 30 are taken; another address behind the same proxy does not wait",
    waits === 2 && others.every(({ status }) => status !== 429),
    `${32 - waits} taken, ${waits} wait; the other ${statuses(others)}`,
  );

  const liar = city.browser();
  await liar.post(`${city.origin}/sign-in`, { login: "family@demo", password: city.password }, from("198.51.100.7"));
  const [{ address }] = await city.sql("SELECT address FROM session WHERE id = $1", [await sessionOf(city, liar)]);
  findings.check("an address that a visitor claims through nginx is not believed", !address.startsWith("198.51"), address);

  const empty = (where) => city.browser().post(`${where}/sign-in`, {}, from("203.0.113.60"));
  const asked = [];
  while (asked.length < SIGN_INS_A_MINUTE + 20) asked.push(...(await Promise.all([a, b, a, b, a, b, a, b, a, b].map(empty))));
  const limited = asked.filter(({ status }) => status === 429).length;
  findings.check(
    `the limit of ${SIGN_INS_A_MINUTE} sign-ins a minute from one address is one limit for both webs`,
    limited === 20,
    `${asked.length} sent, ${limited} refused`,
  );
}

/** Which row of the database a browser's cookie stands for. */
async function sessionOf(city, browser) {
  const hash = createHash("sha256").update(said(browser).split(".")[0]).digest("hex");
  const [row] = await city.sql("SELECT id FROM session WHERE token_hash = $1", [hash]);
  return row.id;
}

const cookieOf = (browser) => [...browser.cookies].find(([name]) => SESSION.test(name));
const said = (browser) => JSON.parse(Buffer.from(decodeURIComponent(cookieOf(browser)[1]), "base64").toString("utf8"));

/** The same cookie as if it had been made long ago: the app then asks whether it is to be turned. */
function withOldToken(browser) {
  const value = Buffer.from(JSON.stringify(`${said(browser).split(".")[0]}.1`)).toString("base64");
  return `${cookieOf(browser)[0]}=${encodeURIComponent(value)}`;
}
