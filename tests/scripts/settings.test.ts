import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfiguration } from "~/platform/configuration.server.mjs";
import { requireNode, settingsFrom } from "../../scripts/project.mjs";
import { openSecretFiles } from "../../scripts/secret-files.mjs";

const refusal = (environment: Record<string, string>) => {
  try {
    settingsFrom(environment);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "accepted";
};
const database = "postgresql://app:secret@db:5432/quarterhour";

test("without any environment the demo runs on this machine only", () => {
  const settings = settingsFrom({});
  expect(settings).toMatchObject({
    mode: "demo",
    host: "127.0.0.1",
    port: undefined,
    databaseUrl: undefined,
    wantsDemoCity: true,
  });
  expect(settings.data).toMatch(/\.quarterhour$/);
});

test("production without a database, or without its owner, says which one to set", () => {
  expect(refusal({ QUARTERHOUR_MODE: "production" })).toContain("set DATABASE_URL");
  expect(refusal({ QUARTERHOUR_MODE: "production", DATABASE_URL: database })).toContain("set DATABASE_OWNER_URL");
});

const app = "postgresql://care_app:Kq7vT2mZx9@db.example.org/care";
const owner = "postgresql://care_owner:Wd4pR8nLs3@db.example.org/care";

test.each([
  ["the owner of the tables", { DATABASE_URL: owner }, "make a second database user"],
  ["the installer's password", { DATABASE_URL: "postgresql://care_app:postgres@db/care" }, "a password of its own"],
  ["no password", { DATABASE_OWNER_URL: "postgresql://care_owner@db/care" }, "a password of its own"],
  ["the user's own name", { DATABASE_URL: "postgresql://care_app:care_app@db/care" }, "a password of its own"],
  ["a sign-in without its secret", { QUARTERHOUR_OIDC_ISSUER: "https://login.example.org" }, "QUARTERHOUR_OIDC_CLIENT_SECRET"],
  ["a sign-in in the clear", { QUARTERHOUR_OIDC_ISSUER: "http://login.example.org" }, "write its https address"],
])("production refuses %s in one sentence, without the secret itself", (_what, said, sentence) => {
  const told = refusal({ QUARTERHOUR_MODE: "production", DATABASE_URL: app, DATABASE_OWNER_URL: owner, ...said });
  expect(told).toContain(sentence);
  expect(told).not.toMatch(/Kq7vT2mZx9|Wd4pR8nLs3/);
});

test.each(["web", "jobs"])("%s apart does without the owner's address in production; who migrates does not", (runs) => {
  const said = { QUARTERHOUR_MODE: "production", DATABASE_URL: app };
  expect(settingsFrom({ ...said, QUARTERHOUR_RUNS: runs })).toMatchObject({ runs, ownerUrl: undefined });
  expect(refusal({ ...said, QUARTERHOUR_RUNS: "migrate" })).toContain("set DATABASE_OWNER_URL");
});

test("a secret may stand in a file of its own, and what is wrong with the file is said without it", () => {
  const folder = mkdtempSync(join(tmpdir(), "quarterhour-secrets-"));
  const file = join(folder, "database-url");
  writeFileSync(file, `${app}\n`);
  const env: Record<string, string | undefined> = { DATABASE_URL_FILE: file };
  openSecretFiles(env);
  expect(env).toEqual({ DATABASE_URL: app });
  expect(() => openSecretFiles({ DATABASE_URL_FILE: file, DATABASE_URL: owner })).toThrow(/keep one of them/);
  expect(() => openSecretFiles({ DATABASE_OWNER_URL_FILE: join(folder, "none") })).toThrow(/cannot be read \(ENOENT\)/);
  writeFileSync(file, " \n");
  expect(() => openSecretFiles({ QUARTERHOUR_METRICS_TOKEN_FILE: file })).toThrow(/is empty/);
  rmSync(folder, { recursive: true });
});

test("production makes no demo city", () => {
  const settings = settingsFrom({ QUARTERHOUR_MODE: "production", DATABASE_URL: app, DATABASE_OWNER_URL: owner });
  expect(settings.wantsDemoCity).toBe(false);
});

test.each([
  "https://t{s}.tianditu.gov.cn/vec_w/wmts?TILECOL={x}&TILEROW={y}&TILEMATRIX={z}&tk=key",
  "/tiles/{z}/{x}/{y}.png",
  "https://maps.example.org/henan.pmtiles",
  "henan.pmtiles",
])("%s can be a base map", (address) => expect(refusal({ QUARTERHOUR_BASE_MAP_URL: address })).toBe("accepted"));

test.each(["henan.mbtiles", "../henan.pmtiles", "https://tiles.example.org/{z}/{x}.png", "ftp://maps.example.org/a.pmtiles"])(
  "%s cannot be a base map, and one sentence says what can",
  (address) => expect(refusal({ QUARTERHOUR_BASE_MAP_URL: address })).toContain("the name of one in the data folder"),
);

test.each([
  ["a mode nobody knows", { QUARTERHOUR_MODE: "live" }, "demo or production"],
  ["a port with a letter", { PORT: "30x0" }, "whole number"],
  ["a port above all ports", { PORT: "70000" }, "whole number"],
  ["an address that is none", { DATABASE_URL: "localhost" }, "cannot be read as an address"],
  ["another kind of database", { DATABASE_URL: "mysql://a:b@c/d" }, "mysql:"],
  ["an address without a database", { DATABASE_URL: "postgres://a:b@c" }, "names no database"],
])("%s is refused in one sentence that names what to do", (_what, environment, words) => {
  expect(refusal(environment)).toContain(words);
  expect(refusal(environment).split("\n")).toHaveLength(1);
});

test("an address never appears in a refusal, for it holds a password", () => {
  expect(refusal({ DATABASE_URL: "mysql://app:topsecret@db/x" })).not.toContain("topsecret");
});

test.each(["20.19.0", "20.20.2", "22.1.0", "26.0.0"])("Node %s is new enough", (version) => {
  expect(() => requireNode(version)).not.toThrow();
});

test.each(["18.20.0", "20.18.3", "9.0.0"])("Node %s is too old", (version) => {
  expect(() => requireNode(version)).toThrow(/install a newer Node/);
});

test("every mistake is told at once, one sentence each", () => {
  const words = refusal({ PORT: "x", QUARTERHOUR_MODE: "live", QUARTERHOUR_ORIGIN: "care" }).split("\n");
  expect(words).toHaveLength(3);
});

test.each([
  ["half a certificate", { QUARTERHOUR_TLS_KEY: "key.pem" }, "belong together"],
  ["web and jobs apart on the embedded database", { QUARTERHOUR_RUNS: "web" }, "set DATABASE_URL"],
  ["a token anyone could guess", { QUARTERHOUR_METRICS_TOKEN: "short" }, "16 characters"],
  ["a sign-in service without a name for us", { QUARTERHOUR_OIDC_ISSUER: "https://login.example.org" }, "CLIENT_ID"],
])("%s is refused", (_what, environment, words) => expect(refusal(environment)).toContain(words));

test.each(["127.0.0.1", "10.0.0.0/24, ::1", "loopback,uniquelocal", "fd00::/8"])("«%s» can be trusted proxies", (proxies) =>
  expect(refusal({ QUARTERHOUR_TRUSTED_PROXIES: proxies })).toBe("accepted"),
);

test.each(["yes", "1", "0.0.0.0/0", "::/0", "10.0.0.0/33", "10.0.0.0/24/8", "care.example.org"])(
  "«%s» cannot: neither the whole internet nor a number of hops nor a name that may come to mean another machine",
  (proxies) => expect(refusal({ QUARTERHOUR_TRUSTED_PROXIES: proxies })).toContain("the addresses of your proxies"),
);

test.each(["off", "answers=900", "answers=900/1800, uploads=5"])("«%s» can be limits", (limits) =>
  expect(refusal({ QUARTERHOUR_LIMITS: limits })).toBe("accepted"),
);

test.each(["none", "answers", "answers=0", "answers=-1", "constructor=1", "answers=1/2/3"])(
  "«%s» cannot, and the doors are named",
  (limits) =>
    expect(refusal({ QUARTERHOUR_LIMITS: limits })).toContain("sign-in, uploads, writes, answers, exports, tiles, pages"),
);

test.each(["http://tiles.office.example", "*", "tiles.office.example:8080"])("«%s» is no bare host name", (host) =>
  expect(refusal({ QUARTERHOUR_BASE_MAP_PRIVATE_HOSTS: host })).toContain("bare host names"),
);

test("a token is never repeated", () => expect(refusal({ QUARTERHOUR_METRICS_TOKEN: "hunter2" })).not.toContain("hunter2"));

test("a variable nobody knows is named, with the one that was meant", () => {
  const heard: string[] = [];
  settingsFrom({ QUARTERHOUR_MOD: "production", QUARTERHOUR_COLOUR: "red" }, { warn: (line: string) => void heard.push(line) });
  expect(heard).toHaveLength(2);
  expect(heard[0]).toContain("did you mean QUARTERHOUR_MODE?");
  expect(heard[1]).toContain("QUARTERHOUR_COLOUR");
});

test("seconds of notice are whole, few and none without a word", () => {
  expect(readConfiguration({}).values?.QUARTERHOUR_NOTICE_SECONDS).toBe(0);
  expect(readConfiguration({ QUARTERHOUR_NOTICE_SECONDS: "15" }).values?.QUARTERHOUR_NOTICE_SECONDS).toBe(15);
  for (const odd of ["-1", "1.5", "soon", "301"])
    expect(refusal({ QUARTERHOUR_NOTICE_SECONDS: odd })).toContain("whole seconds from 0 to 300");
});
