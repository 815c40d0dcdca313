import { createSign, generateKeyPairSync } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { bindDeviceCode } from "~/modules/accounts/use-cases/bind-device-code.server";
import { bindThisDevice } from "~/modules/accounts/use-cases/bind-device.server";
import type { CurrentSession } from "~/modules/accounts/use-cases/current-session.server";
import { challengeFor } from "~/modules/accounts/use-cases/field-sign-in.server";
import { handOver } from "~/modules/accounts/use-cases/hand-over-secret.server";
import { enrolment } from "~/modules/accounts/use-cases/second-factor.server";
import { madeArrival } from "../factories/made-arrival";
import { type FilledIn, isGone, type Records } from "./filled-in";
import { chief, PASSWORD, PERSON, PHONE } from "./town-on-record";
import type { Visitor } from "./visitors";

const CHOSEN = "seven lanterns over quiet water";
const PIN = "273946";

/** One's own account, and the ways in: whoever stands there fills them in for themselves. */
export function formsOfAccounts({ sql, town }: Records): FilledIn[] {
  const own = ({ personId }: Visitor) => personId ?? PERSON;
  const forgetTries = () => sql`DELETE FROM sign_in_throttle`;
  const secretOf = async (by: Visitor) => (await enrolment({ personId: own(by), name: by.name } as CurrentSession))?.secret ?? "";
  const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  /** Codes set up and confirmed, and the next one to be typed. */
  const withCodes = async (by: Visitor) => {
    await withoutCodes(by);
    const secret = await secretOf(by);
    await sql`UPDATE second_factor SET confirmed_at = now() WHERE person_id = ${own(by)}`;
    return codeOf(secret);
  };
  const withoutCodes = async (by: Visitor) => sql`DELETE FROM second_factor WHERE person_id = ${own(by)}`;
  const withPassword = (personId: string) =>
    sql`UPDATE credential SET password_hash = ${town.passwordHash} WHERE person_id = ${personId}`;
  const session = "open";

  const newSession = async (by: Visitor) => {
    const id = crypto.randomUUID();
    await sql`
      INSERT INTO session (id, person_id, token_hash, kind, stage, expires_at, browser, system, address)
      VALUES (${id}, ${own(by)}, ${id}, 'desk', 'open', now() + interval '1 hour', 'firefox', 'linux', '')`;
    return id;
  };
  let made = "";
  const phone = () => {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    return { publicKey: JSON.stringify(publicKey.export({ format: "jwk" })), privateKey };
  };
  const bindingCode = async () => {
    await forgetTries();
    const code = await bindDeviceCode(chief, PERSON);
    if (!code.ok) throw new Error(code.refusal.kind);
    return code.value.code;
  };

  return [
    { route: "account.confirm", says: "the password once more", session, form: () => ({ password: PASSWORD }) },
    {
      ...{ route: "account.invitation", says: "a password by a one-time link", session },
      form: async () => {
        await forgetTries();
        const handed = await handOver(chief, { personId: PERSON, purpose: "invitation", login: "made@doors" });
        if (!handed.ok) throw new Error(handed.refusal.kind);
        return { secret: handed.value.secret, password: CHOSEN };
      },
      after: () => withPassword(PERSON),
    },
    {
      ...{ route: "account.password", says: "another password", session },
      form: () => ({ present: PASSWORD, password: CHOSEN }),
      after: (by) => withPassword(own(by)),
    },
    {
      ...{ route: "account.second-factor", says: "codes set up", session, after: withoutCodes },
      form: async (by) => ({ code: codeOf(await secretOf(by)) }),
    },
    {
      ...{ route: "account.second-factor", says: "recovery codes made anew", intent: "renew", session, after: withoutCodes },
      form: async (by) => (await withCodes(by), {}),
    },
    {
      ...{ route: "account.second-factor", says: "codes taken away, in a demo", intent: "drop", session, after: withoutCodes },
      form: async (by) => (await withCodes(by), {}),
    },
    {
      ...{ route: "account.sessions", says: "all other sessions ended", intent: "end-others", session },
      form: async (by) => ((made = await newSession(by)), {}),
      did: () => isGone(sql`SELECT FROM session WHERE id = ${made}`),
    },
    {
      ...{ route: "account.sessions", says: "one session ended", intent: "end", session },
      form: async (by) => ({ id: (made = await newSession(by)) }),
      did: () => isGone(sql`SELECT FROM session WHERE id = ${made}`),
    },
    {
      ...{ route: "account.sessions", says: "a browser forgotten", intent: "forget-browser", session },
      form: async (by) => {
        made = crypto.randomUUID();
        await sql`INSERT INTO known_browser (id, person_id, token_hash, browser, system) VALUES (${made}, ${own(by)}, encode(sha256(${made}::text::bytea), 'hex'), 'firefox', 'linux')`;
        return { id: made };
      },
      did: () => isGone(sql`SELECT FROM known_browser WHERE id = ${made}`),
    },
    {
      ...{ route: "account.sessions", says: "one's phone unbound", intent: "unbind", session },
      form: async (by) => {
        made = crypto.randomUUID();
        await sql`INSERT INTO bound_device (id, person_id, browser, system, public_key, pin_hash) VALUES (${made}, ${own(by)}, 'firefox', 'linux', '{}', '')`;
        return { id: made };
      },
      did: () => isGone(sql`SELECT FROM bound_device WHERE id = ${made} AND unbound_at IS NULL`),
    },
    {
      ...{ route: "account.name", says: "one's own name put right", session },
      form: async (by) => {
        const [row] = await sql`SELECT name, version FROM person WHERE id = ${own(by)}`;
        return { name: String(row!["name"]), version: String(row!["version"]) };
      },
    },
    { route: "preferences", says: "a language", form: () => ({ language: "en", back: "/plan" }) },
    {
      ...{ route: "sign-in", says: "a name and its password", session },
      form: async () => (await forgetTries(), { login: "made@doors", password: PASSWORD, to: "/plan" }),
    },
    {
      ...{ route: "sign-in_.code", says: "the code that is due", session: "code-due", after: withoutCodes },
      form: async (by) => (await forgetTries(), { code: await withCodes(by) }),
    },
    {
      ...{ route: "sign-in_.field_.binding", says: "a phone bound by a supervisor's code", session },
      form: async () => ({ phone: PHONE, code: await bindingCode(), pin: PIN, publicKey: phone().publicKey }),
    },
    {
      ...{ route: "sign-in_.field_.challenge", says: "what a bound phone signs", session },
      form: async () => {
        const bound = await bindThisDevice(
          { phone: PHONE, code: await bindingCode(), pin: PIN, publicKey: phone().publicKey },
          madeArrival(),
        );
        if (!bound.ok) throw new Error(bound.refusal.kind);
        return { device: bound.value.deviceId };
      },
    },
    {
      ...{ route: "sign-in_.field_.session", says: "a phone's signature and the PIN", session },
      form: async () => {
        const { publicKey, privateKey } = phone();
        const bound = await bindThisDevice({ phone: PHONE, code: await bindingCode(), pin: PIN, publicKey }, madeArrival());
        if (!bound.ok) throw new Error(bound.refusal.kind);
        const challenge = (await challengeFor(bound.value.deviceId))!;
        const signature = createSign("sha256").update(challenge.nonce).sign({ key: privateKey, dsaEncoding: "ieee-p1363" });
        return {
          device: bound.value.deviceId,
          challenge: challenge.id,
          signature: signature.toString("base64url"),
          pin: PIN,
          phone: "",
        };
      },
    },
    { route: "sign-out", says: "out again", session, form: () => ({}) },
  ];
}
