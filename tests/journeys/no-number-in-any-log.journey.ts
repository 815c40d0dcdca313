import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import pg from "pg";
import { clusterHome } from "../../scripts/embedded-postgres.mjs";
import { anyFreePort } from "../../scripts/ports.mjs";
import { throwAwayFolder } from "../../scripts/throw-away.mjs";
import { ownerAddress } from "../factories/owner-address";
import { startApp, type RunningApp } from "../factories/running-app";

/** Numbers that belong to nobody, planted wherever a number can be typed. */
const IDENTITY = "11010519491231002X";
const PHONE = "13899997777";
const OTHER_PHONE = "13899997778";
const PRIVATE = "13899996666";
const SEARCHED = "13899995555";
const FORMS = [IDENTITY, PHONE, OTHER_PHONE, PRIVATE, SEARCHED].flatMap((number) => [
  number,
  number.toLowerCase(),
  [...number].map((sign) => `%3${sign}`).join(""),
  encodeURIComponent(number),
  number.replace(/(\d{3})(\d{4})(\d{4})/, "$1 $2 $3"),
  number.replace(/(\d{3})(\d{4})(\d{4})/, "$1-$2-$3"),
  Buffer.from(number).toString("base64").replace(/=+$/, ""),
  Buffer.from(number).toString("hex"),
]);
const found = (text: string) => [...new Set(FORMS)].filter((form) => text.includes(form));

test.describe.configure({ mode: "serial", timeout: 240_000 });
const place = throwAwayFolder();
let app: RunningApp;
let owner: pg.Client;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  app = await startApp({ QUARTERHOUR_DATA: place.folder, PORT: String(await anyFreePort()), QUARTERHOUR_LOG: "requests" });
  owner = new pg.Client({ connectionString: ownerAddress(place.folder) });
  await owner.connect();
});
test.afterAll(async () => {
  await owner?.end();
  await app?.stop();
  place.remove();
});

const home = () => clusterHome(place.folder).existing ?? "";

async function signIn(page: Page, role: string) {
  await page.goto(`${app.address}/sign-in`);
  await page.locator("input[name=login]:not([type=hidden])").fill(`${role}@demo`);
  await page.locator("input[name=password]:not([type=hidden])").fill("quarter-hour-demo");
  await page.locator("main form button[type=submit]").first().click();
  await expect(page).not.toHaveURL(/sign-in/);
}
const post = (page: Page, path: string, form: Record<string, string>) =>
  page.request.post(`${app.address}${path}`, { form, headers: { Origin: app.address }, maxRedirects: 0 });

const pages: string[] = [];
let person = "";

test("numbers of a person are typed, refused, opened and taken out, and searched for where they should not be", async ({
  page,
}) => {
  await signIn(page, "administrator");
  const { rows } = await owner.query<{ id: string }>("SELECT person_id AS id FROM credential WHERE login = 'administrator@demo'");
  person = rows[0]?.id ?? "";
  const sensitive = (kind: string) => `/govern/people/${person}/sensitive?field=${kind}`;
  expect((await post(page, sensitive("phone"), { intent: "save", value: PHONE })).status()).toBe(302);
  expect((await post(page, sensitive("identity-number"), { intent: "save", value: IDENTITY.toLowerCase() })).status()).toBe(302);
  // Forms that fail: a wrong check digit, a phone where an identity number is due, a phone somebody else has.
  for (const [kind, typed] of [
    ["identity-number", PHONE],
    ["phone", IDENTITY],
  ] as const) {
    const refused = await post(page, sensitive(kind), { intent: "save", value: typed });
    expect(refused.headers()["cache-control"]).toContain("no-store");
    // What was typed stands in its field again; nothing else does.
    pages.push((await refused.text()).replaceAll(typed, ""));
  }
  pages.push(await (await page.request.get(`${app.address}/govern/people/${person}`)).text());
  pages.push(await (await page.request.get(`${app.address}/govern/people`)).text());
  pages.push(await (await page.request.get(`${app.address}/${PHONE}?q=${SEARCHED}`)).text());
  const opened = await post(page, sensitive("phone"), { intent: "open", reason: "verify-identity", note: "" });
  expect(await opened.text()).toContain(PHONE);
  expect(opened.headers()["cache-control"]).toContain("no-store");
  const file = await post(page, `/govern/people/${person}/file/download`, { format: "json", reason: "" });
  expect(await file.text()).toContain(IDENTITY);
  await page.request.get(`${app.address}/plan/facilities?q=${SEARCHED}`);
  await page.request.get(`${app.address}/plan/facilities/export?format=csv&q=${SEARCHED}`);
});

test("the value goes to whoever asked with a reason, in the browser, and hides itself on request", async ({ page }) => {
  await signIn(page, "administrator");
  await page.goto(`${app.address}/govern/people/${person}`);
  const section = page.getByRole("region", { name: "证件与电话" });
  await expect(section).toContainText("138****7777");
  await expect(section).toContainText("1101**********002X");
  await section.getByRole("link", { name: "查看电话" }).click();
  await section.getByRole("button", { name: /查看 60 秒/ }).click();
  await expect(section).toContainText(PHONE);
  await section.getByRole("button", { name: "隐藏" }).click();
  await expect(section).not.toContainText(PHONE);
});

test("an error of the database with these values in it is told without them", async ({ page }) => {
  await signIn(page, "administrator");
  // The database refuses from here on: the same forms end in errors nobody foresaw.
  await owner.query("ALTER TABLE person_sensitive ADD CONSTRAINT planted CHECK (length(cipher) < 5) NOT VALID");
  const failed = await post(page, `/govern/people/${person}/sensitive?field=phone`, { intent: "save", value: OTHER_PHONE });
  await owner.query("ALTER TABLE person_sensitive DROP CONSTRAINT planted");
  expect(failed.status()).toBe(500);
  pages.push(await failed.text());
  // A statement with a number in it, as somebody at a terminal may type it, and one that hands it over as a parameter.
  await expect(owner.query(`SELECT '${PRIVATE}x'::int2`)).rejects.toThrow();
  await expect(owner.query("SELECT $1::text::int2", [PRIVATE])).rejects.toThrow();
  expect(app.output()).toContain('"event":"page failed"');
});

test("no line of any log, no page of an error, no row of the audit and no row of a table holds one of the numbers", async () => {
  expect(found(app.output())).toEqual([]);
  for (const page of pages) expect(found(page)).toEqual([]);
  const server = readFileSync(join(home(), "postgres.log"), "utf8");
  expect(server).toContain("ready to accept connections");
  expect(found(server)).toEqual([]);
  const tables = await owner.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND pg_total_relation_size(c.oid) < 3e7`,
  );
  for (const { name } of tables.rows) {
    const { rows } = await owner.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    expect(found(rows.map(({ row }) => row).join("\n")), name).toEqual([]);
  }
  const events = await owner.query("SELECT 1 FROM audit_event WHERE action = 'open:sensitive' AND result = 'done'");
  expect(events.rowCount).toBeGreaterThan(0);
  for (const file of readdirSync(place.folder, { recursive: true, withFileTypes: true }))
    if (file.isFile() && /\.(log|json|txt)$/.test(file.name)) {
      const path = join(file.parentPath, file.name);
      if (statSync(path).size < 2e7) expect(found(readFileSync(path, "utf8")), file.name).toEqual([]);
    }
});
