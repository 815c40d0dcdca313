import { afterEach, expect, test } from "vitest";
import { deviceWords, roughAddress } from "~/modules/accounts/domain/device-words";
import { landing } from "~/modules/accounts/domain/landing";
import { accountPagesOf } from "~/modules/accounts/domain/way-in";
import { chosenPassword } from "~/modules/accounts/domain/password-policy";
import { stageAfterPassword } from "~/modules/accounts/domain/second-factor";
import { cookieToken, sessionCookie } from "~/modules/accounts/use-cases/session-cookie.server";
import { newDigits, newLinkSecret, newRecoveryCode, recoveryCodeAsMeant } from "~/platform/one-time-secret.server";
import { newSessionToken } from "~/platform/session-token.server";
import { isCommonPassword } from "~/platform/common-passwords.server";

afterEach(() => {
  delete process.env.QUARTERHOUR_ORIGIN;
});

test("over HTTPS the cookie's name binds it to this host; over plain HTTP it cannot", async () => {
  const made = { token: "t".repeat(43), madeAt: new Date("2026-11-22T00:00:00Z") };
  process.env.QUARTERHOUR_ORIGIN = "https://care.example.org";
  const secure = await sessionCookie.serialize(made);
  expect(secure).toMatch(/^__Host-quarterhour_session=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  expect(await cookieToken(secure.split(";")[0]!)).toEqual(made);
  process.env.QUARTERHOUR_ORIGIN = "http://localhost:3000";
  expect(await sessionCookie.serialize(made)).toMatch(/^quarterhour_session=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(await cookieToken(secure.split(";")[0]!)).toBeNull();
});

test.each([
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0", "edge", "windows"],
  [
    "Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0",
    "wechat",
    "android",
  ],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1 Version/17.1 Mobile Safari/604.1", "safari", "ios"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "firefox", "linux"],
  ["", "other", "other"],
])("«%s» is recognised by its owner", (userAgent, browser, system) => {
  expect(deviceWords(userAgent)).toEqual({ browser, system });
});

test.each([
  ["203.0.113.77", "203.0.113.*"],
  ["127.0.0.1", "127.*"],
  ["::1", "127.*"],
  ["2001:db8:85a3:8d3:1319:8a2e:370:7348", "2001:db8:85a3:*"],
  ["fe80::1", "fe80:*"],
  [null, ""],
])("of the address %s the network is kept", (address, kept) => expect(roughAddress(address)).toBe(kept));

test.each([
  ["correct horse battery", null],
  ["一只安静的老猫在河边看书", null],
  ["一只猫在河边", "password-short"],
  ["aaaaaaaaaaaaaaaa", "password-common"],
  ["Ｑｗｅｒｔｙｕｉｏｐ１２３", "password-common"],
  ["quarter-hour for ever", "password-personal"],
  ["liming and the rivers", "password-personal"],
  ["王小明的自行车在门口停着", "password-personal"],
  ["x".repeat(10) + "abcdef ".repeat(40), "password-long"],
])("«%s» as a password", async (password, kind) => {
  const verdict = await chosenPassword(password, { login: "li.ming@bureau.example", name: "王小明" }, isCommonPassword);
  // «li.ming» and «liming» are one word to whoever guesses.
  expect(verdict.ok ? null : verdict.refusal.kind).toBe(kind);
});

test("nobody can try through what is handed over: its chance in bits", () => {
  const bits = (letters: number, length: number) => length * Math.log2(letters);
  expect(newSessionToken()).toMatch(/^[\w-]{43}$/);
  expect(newLinkSecret()).toMatch(/^[\w-]{43}$/);
  expect(bits(64, 42)).toBeGreaterThan(250);
  const code = recoveryCodeAsMeant(newRecoveryCode());
  expect(code).toMatch(/^[2-9a-hjkmnp-z]{24}$/);
  expect(bits(31, code.length), "a plain hash is enough from 112 on").toBeGreaterThan(112);
  expect(newDigits()).toMatch(/^\d{8}$/);
  expect(bits(10, 8), "typed within minutes, few tries").toBeGreaterThan(20);
  expect(new Set(Array.from({ length: 1000 }, newRecoveryCode)).size).toBe(1000);
});

test("codes are asked of whoever has them, and demanded of desks outside the demo", () => {
  const desk = { roles: ["supervisor"], hasSecondFactor: false, isDemo: false };
  expect(stageAfterPassword(desk)).toBe("enrolment-due");
  expect(stageAfterPassword({ ...desk, isDemo: true })).toBe("open");
  expect(stageAfterPassword({ ...desk, roles: ["caregiver", "family"] })).toBe("open");
  expect(stageAfterPassword({ ...desk, roles: ["family"], hasSecondFactor: true, isDemo: true })).toBe("code-due");
  expect(stageAfterPassword({ ...desk, isProvenElsewhere: true })).toBe("open");
});

test.each([
  ...[["planner", "/plan"] as const, ["overseer", "/plan"] as const, ["supervisor", "/visits/month"] as const],
  ...[["operator", "/operate"] as const, ["administrator", "/govern"] as const],
  // On the street and at home nobody begins with the planners' circles.
  ...[["caregiver", "/care"] as const, ["family", "/"] as const, [null, "/account"] as const],
])("signing in leads %s to %s", (role, page) => {
  expect(landing(role)).toBe(page);
});

test("an account shows what its owner can do something with: who has no password changes none, a PIN has no codes", () => {
  expect(accountPagesOf("phone")).toEqual(["", "/sessions"]);
  expect(accountPagesOf("organisation")).not.toContain("/password");
  expect(accountPagesOf("password")).toContain("/second-factor");
});
