import { readFileSync, readdirSync } from "node:fs";
import { MantineProvider } from "@mantine/core";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { beforeAll, expect, test } from "vitest";
import { AUDIT_ACTIONS } from "~/modules/accounts/domain/audit-actions";
import { roughAddress } from "~/modules/accounts/domain/device-words";
import { EMERGENCY_HOURS } from "~/modules/accounts/domain/emergency-access";
import { maskOf, OPENINGS_AN_HOUR } from "~/modules/accounts/domain/sensitive-field";
import { sessionOver } from "~/modules/accounts/domain/session";
import { PrivacyPage } from "~/modules/accounts/ui/privacy-page";
import { SHOWN_SECONDS } from "~/modules/accounts/ui/sensitive-value";
import english from "~/modules/accounts/ui/strings.en.json";
import chinese from "~/modules/accounts/ui/strings.zh.json";
import { applyRetention, changeRetention } from "~/modules/accounts/use-cases/apply-retention.server";
import { askApproval } from "~/modules/accounts/use-cases/ask-approval.server";
import { breakGlass, reviewEmergency } from "~/modules/accounts/use-cases/break-glass.server";
import { changeSessionLimits, sessionLimitOf } from "~/modules/accounts/use-cases/change-session-limits.server";
import { correctOwnName, correctPerson } from "~/modules/accounts/use-cases/correct-person.server";
import type { CurrentSession } from "~/modules/accounts/use-cases/current-session.server";
import { decideApproval } from "~/modules/accounts/use-cases/decide-approval.server";
import { deletePerson } from "~/modules/accounts/use-cases/delete-person.server";
import { MOST_IN_FILE, personFile } from "~/modules/accounts/use-cases/person-file.server";
import { openPersonValue, savePersonValue, sensitiveFileOf } from "~/modules/accounts/use-cases/person-sensitive.server";
import { signIn } from "~/modules/accounts/use-cases/sign-in.server";
import { personFileParts } from "~/modules/oversight/use-cases/person-file-parts.server";
import { retainedKinds } from "~/modules/oversight/use-cases/retained-kinds.server";
import { keyRing } from "~/platform/key-ring.server";
import { pathFact } from "~/platform/log-facts.server";
import { hashPassword } from "~/platform/password.server";
import { withRequestFacts } from "~/platform/request-facts.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { loader } from "~/routes/about.privacy";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { madeActor } from "../../factories/made-actor";
import { madeArrival } from "../../factories/made-arrival";
import { withTestDatabase } from "../../factories/test-database";

/** /about/privacy promises in plain words; each sentence of it has its fact here, and fails when the fact is another. */
const records = withTestDatabase();
const { sql } = records;
const idOf = (n: number) => `00000000-0000-7000-8000-00000000b0${String(n).padStart(2, "0")}`;
const made = (n: number, over: Parameters<typeof madeActor>[0]) => madeActor({ personId: idOf(n), name: `示例${n}`, ...over });
const CHIEF = made(1, { role: "administrator" });
const SUPERVISOR = made(2, { role: "supervisor", areaCode: "9901" });
const ELDERS = made(3, { role: "administrator", areaCode: "9901", line: "civil-affairs" });
const NURSERIES = made(4, { role: "administrator", areaCode: "9901", line: "health" });
const OTHER_DISTRICT = made(5, { role: "administrator", areaCode: "990102" });
const PLANNER = made(6, { role: "planner", areaCode: "9902" });
const BUSY = made(7, { role: "administrator" });
const LI = idOf(20);
const PHONE = "13877770001";
const WHY = { reason: "verify-identity", noteId: "" };

beforeAll(async () => {
  for (const { personId, name, grants } of [CHIEF, SUPERVISOR, ELDERS, NURSERIES, OTHER_DISTRICT, PLANNER, BUSY]) {
    await sql`INSERT INTO person (id, name) VALUES (${personId}, ${name})`;
    for (const { role, line, areaCode } of grants)
      await sql`
        INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
        VALUES (gen_random_uuid(), ${personId}, ${role}, ${line}, ${areaCode}, '2024-01-01')`;
  }
  await sql`INSERT INTO person (id, name, line, area_code) VALUES (${LI}, '李示例', 'civil-affairs', '990101')`;
  await sql`INSERT INTO credential (person_id, login, password_hash) VALUES (${LI}, 'li@made', ${await hashPassword("a made sentence of nobody")})`;
  expect(await savePersonValue(CHIEF, LI, "phone", PHONE)).toMatchObject({ ok: true });
});

const columnsOf = async (...tables: string[]) =>
  (
    await sql`SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ANY(${tables})`
  ).map(({ name }) => String(name));
const filesUnder = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes("generated"))
    .map((name) => `${folder}/${name}`);
const sourcesWith = (pattern: RegExp) => filesUnder("app").filter((file) => pattern.test(readFileSync(file, "utf8")));
const asApp = (statement: string) => inUnitOfWork(CHIEF, (uow) => uow.db.$executeRawUnsafe(statement));
const openAs = async (actor: typeof CHIEF, why = WHY) => {
  const opened = await openPersonValue(actor, LI, "phone", why);
  return opened.ok ? opened.value : opened.refusal.kind;
};
const mapFor = async (url: string | null) => {
  if (url === null) delete process.env.QUARTERHOUR_BASE_MAP_URL;
  else process.env.QUARTERHOUR_BASE_MAP_URL = url;
  process.env.QUARTERHOUR_BASE_MAP_ATTRIBUTION = "made";
  const { map } = await loader();
  delete process.env.QUARTERHOUR_BASE_MAP_URL;
  return map;
};

/** Sentences that speak of the law or lead on to the others. */
const NOTHING_TO_HOLD = [
  "rights.complain",
  "kept.residents.what",
  "kept.places.what",
  "kept.facilities.what",
  "kept.staff.what",
  "kept.visitors.what",
  "kept.families.what",
  "kept.contacts.what",
];

const FACTS: Readonly<Record<string, () => Promise<void>>> = {
  async "kept.notYet"() {
    const tables = await sql`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
    expect(tables.map(({ name }) => String(name)).filter((name) => /child|nursling|enrol|admission/.test(name))).toEqual([]);
  },
  async "kept.residents.why"() {
    const clear = await columnsOf("resident");
    expect(clear).toEqual(expect.arrayContaining(["name", "sex", "born_on", "area_code"]));
    expect(clear.filter((name) => /phone|identity|address|health|lng|lat|door|note/.test(name))).toEqual([]);
    const [kinds] =
      await sql`SELECT pg_get_constraintdef(oid) AS kinds FROM pg_constraint WHERE conname = 'resident_sensitive_kind_check'`;
    for (const kind of ["identity-number", "phone", "address", "home-position", "health"])
      expect(kinds?.["kinds"]).toContain(kind);
    const sealed =
      await sql`SELECT conname FROM pg_constraint WHERE conname IN ('resident_sensitive_is_sealed', 'resident_contact_is_sealed')`;
    expect(sealed).toHaveLength(2);
    expect(
      (await columnsOf("visit_event")).filter((name) => /note|expression|mood|illness|address|phone_number/.test(name)),
    ).toEqual([]);
    expect(await columnsOf("visit_event")).toContain("body_cipher");
    expect(await columnsOf("resident_consent")).toEqual(expect.arrayContaining(["scope", "given_by", "withdrawn_on"]));
  },
  async "kept.places.why"() {
    const columns = await columnsOf("area_population", "demand_point");
    expect(columns).toContain("people");
    expect(columns.filter((name) => /name|address|phone|birth|person/.test(name))).toEqual([]);
  },
  async "kept.facilities.why"() {
    const plain = sql`INSERT INTO contact (id, facility_id, role, phone, is_public) VALUES (gen_random_uuid(), gen_random_uuid(), '', ${PHONE}, false)`;
    await expect(plain).rejects.toThrow("contact_private_is_sealed");
    const premises = sql`
      INSERT INTO site_proposal (id, city_code, source, external_id, name, area_code, position_quality, contact_cipher)
      VALUES (gen_random_uuid(), '4199', '示例', '1', '示例用房', '4199', 'unplaced', ${PHONE})`;
    await expect(premises).rejects.toThrow("site_proposal_contact_is_sealed");
  },
  async "kept.staff.why"() {
    expect((await columnsOf("person", "credential", "person_sensitive")).sort()).toEqual(
      [
        ...["id", "name", "line", "area_code", "state", "is_demo", "created_at", "left_on", "version"],
        ...["person_id", "login", "password_hash", "changed_at"],
        ...["id", "person_id", "kind", "cipher", "blind_index", "changed_at", "changed_by"],
      ].sort(),
    );
    await withRequestFacts({ requestId: "made", address: "203.0.113.77" }, () => openAs(CHIEF));
    const [event] = await sql`SELECT host(address) AS address FROM audit_event WHERE request_id = 'made'`;
    expect(event?.["address"], "who, from where").toBe("203.0.113.77");
    expect(roughAddress("203.0.113.77"), "the list of sign-ins").toBe("203.0.113.*");
  },
  async "kept.visitors.why"() {
    const cookies = sourcesWith(/createCookie\(/).flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/"(quarterhour_\w+)"/g)].map(([, name]) => name),
    );
    const links = sourcesWith(/linkCookie\("/).flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/linkCookie\("(\w+)"/g)].map(([, name]) => `quarterhour_${name}`),
    );
    expect([...new Set([...cookies, ...links])].sort()).toEqual(
      ["alert", "browser", "city", "display", "family", "language", "operator", "organisation", "session", "tour"].map(
        (name) => `quarterhour_${name}`,
      ),
    );
    expect(sourcesWith(/\bopenDB[<(]|indexedDB\.open\(|localStorage\.setItem/)).toEqual(
      [
        ...["offline/device-key.ts", "offline/phone-store.ts", "ui/layout/kept-look.ts", "ui/layout/phone-install.tsx"],
        "modules/finder/ui/saved-places.ts",
      ].map((file) => `app/${file}`),
    );
    const counts = readFileSync("app/platform/request-counts.server.ts", "utf8");
    expect(counts).toContain("const WINDOW_SECONDS = 60;");
    expect(counts, "as a code").toContain('consume(blindIndexOf("request-count", id))');
    const facts = { requestId: "failed", address: "203.0.113.78" };
    await withRequestFacts(facts, () => signIn("nobody@made", "not a password of anybody", madeArrival()));
    const [event] = await sql`SELECT host(address) AS address, result, person_id FROM audit_event WHERE request_id = 'failed'`;
    expect(event).toMatchObject({ address: "203.0.113.78", result: "refused", person_id: null });
  },
  async "kept.families.why"() {
    const said = await columnsOf("family_request");
    expect(
      said.filter((name) => /resident|name|phone|about|words/.test(name)),
      "sealed whole, and of no resident",
    ).toEqual([]);
    expect(said).toContain("said_cipher");
    expect(sourcesWith(/modules\/residents\//).filter((file) => file.includes("work-orders"))).toEqual([]);
    const counts = readFileSync("app/modules/accounts/use-cases/count-tries.server.ts", "utf8");
    expect(counts, "as codes").toContain("blindIndexOf(`sign-in-throttle.${whose}`, text)");
    expect(readFileSync("app/modules/accounts/data/sign-in-throttle.server.ts", "utf8")).toContain("interval '1 day'");
    const link = readFileSync("tests/modules/visits/family-link.test.ts", "utf8");
    expect(link).toMatch(/test\("safe, being followed up, or unknown: never what was found/);
    expect(AUDIT_ACTIONS.records).toContain("open:contact-link");
    const [trigger] = await sql`SELECT tgname FROM pg_trigger WHERE tgname = 'links_end_with_consent'`;
    expect(trigger).toBeDefined();
  },
  async "kept.contacts.why"() {
    const said = await columnsOf("enquiry", "tour_booking", "vacancy_alert", "vacancy_alert_watch", "message");
    expect(said.filter((name) => /child|name|phone|mail|about|words|born|birth|lon|lat|home/.test(name))).toEqual([]);
    const sealed = await sql`
      SELECT conname FROM pg_constraint WHERE conname IN ('enquiry_is_sealed', 'tour_booking_is_sealed', 'vacancy_alert_is_sealed', 'message_is_sealed')`;
    expect(sealed).toHaveLength(4);
    const [alert] = await sql`SELECT pg_get_expr(polqual, polrelid) AS wall FROM pg_policy WHERE polname = 'vacancy_alert_kept'`;
    expect(alert?.["wall"], "no role holds it").toContain("keep:alerts");
    expect(sourcesWith(/"keep:alerts"/)).toEqual(["app/modules/finder/use-cases/alert-keeper.server.ts"]);
    const kinds = retainedKinds.filter(({ forget }) => forget !== null).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(["enquiries", "tours", "vacancy-alerts", "messages", "questions"]));
    expect(readFileSync("app/modules/finder/data/questions.server.ts", "utf8"), "questions name nobody").not.toMatch(
      /reach|cipher/,
    );
  },
  async "seen.masked"() {
    const { fields } = (await sensitiveFileOf(CHIEF, LI))!;
    expect(fields).toEqual([{ kind: "phone", mask: maskOf("phone", PHONE) }]);
    expect(await personFile(CHIEF, LI, "", personFileParts)).toMatchObject({ refusal: { kind: "reason-missing" } });
    expect(await personFile(CHIEF, LI, "subject-request", personFileParts)).toMatchObject({
      ok: true,
      value: { sealed: { phone: PHONE } },
    });
    const [taken] = await sql`SELECT why FROM audit_event WHERE action = 'export:person' AND subject_id = ${LI}`;
    expect(taken?.["why"]).toBe("subject-request");
  },
  async "seen.reason"() {
    expect(await openAs(CHIEF, { reason: "", noteId: "" })).toBe("reason-missing");
    expect(readFileSync("app/modules/accounts/ui/sensitive-value.tsx", "utf8").match(/SHOWN_SECONDS/g)!.length).toBeGreaterThan(
      1,
    );
  },
  async "seen.area"() {
    const seen = [ELDERS, NURSERIES, OTHER_DISTRICT].map(async (by) => (await sensitiveFileOf(by, LI)) !== null);
    expect(await Promise.all(seen)).toEqual([true, false, false]);
    const [named] = await inUnitOfWork(
      NURSERIES,
      (uow) => uow.db.$queryRaw<{ name: string }[]>`SELECT name FROM staff_names(ARRAY[${LI}::uuid])`,
    );
    expect(named?.name).toBe("李示例");
  },
  async "seen.glass"() {
    const wish = { line: "civil-affairs", areaCode: "990101", reason: "示例：电话打不通，需要上门" };
    expect(await breakGlass(PLANNER, { ...wish, reason: "急" })).toMatchObject({ refusal: { kind: "reason-short" } });
    const broken = await breakGlass(PLANNER, wish);
    if (!broken.ok) throw new Error(broken.refusal.kind);
    const [row] =
      await sql`SELECT extract(epoch FROM expires_at - opened_at) / 3600 AS hours FROM emergency_access WHERE id = ${broken.value}`;
    expect(Number(row?.["hours"])).toBeCloseTo(EMERGENCY_HOURS, 2);
    expect(await reviewEmergency(PLANNER, broken.value, "justified")).toMatchObject({ ok: false });
    expect(await reviewEmergency(CHIEF, broken.value, "justified")).toMatchObject({ ok: true });
  },
  async "seen.told"() {
    await openAs(CHIEF);
    const [row] =
      await sql`SELECT person_id, subject_id, field, reason, opened_at FROM sensitive_opening WHERE person_id = ${CHIEF.personId}`;
    expect(row).toMatchObject({ person_id: CHIEF.personId, subject_id: LI, field: "phone", reason: WHY.reason });
    expect(row?.["opened_at"]).toBeInstanceOf(Date);
    for (const table of ["sensitive_opening", "audit_event"]) {
      await expect(asApp(`UPDATE ${table} SET line = 'health'`)).rejects.toThrow(/permission denied/);
      await expect(asApp(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
    }
    expect(retainedKinds.find(({ kind }) => kind === "sensitive-openings")?.forget).toBeTypeOf("function");
  },
  async "seen.alert"() {
    const before = (openings: number) =>
      sql`
        INSERT INTO sensitive_opening (id, person_id, subject_kind, subject_id, field, reason, how_many)
        VALUES (gen_random_uuid(), ${BUSY.personId}, 'person', ${LI}, 'phone', 'inspection', ${openings})`;
    const alerts = async () => (await sql`SELECT FROM opening_alert WHERE person_id = ${BUSY.personId}`).length;
    const { unusual, most } = OPENINGS_AN_HOUR;
    await before(unusual - 1);
    expect([await openAs(BUSY), await alerts()], "the last usual one").toEqual([PHONE, 0]);
    expect([await openAs(BUSY), await alerts()], "more than that").toEqual([PHONE, 1]);
    await before(most - unusual - 1);
    expect(await openAs(BUSY)).toBe("too-many-openings");
  },
  async "guarded.sealed"() {
    const rows = await sql`SELECT cipher, t::text AS whole FROM person_sensitive t WHERE person_id = ${LI}`;
    expect(rows[0]?.["cipher"]).toMatch(/^sealed\.[\w-]+\.[\w-]{38,}$/);
    expect(rows[0]?.["whole"]).not.toContain(PHONE.slice(3, 9));
  },
  async "guarded.passwords"() {
    const [row] = await sql`SELECT password_hash AS hash FROM credential WHERE person_id = ${LI}`;
    expect(row?.["hash"]).toMatch(/^\$argon2id\$/);
    expect(row?.["hash"]).not.toContain("made sentence");
  },
  async "guarded.signedOut"() {
    const at = new Date("2026-06-01T08:00:00Z");
    for (const kind of ["desk", "field"] as const) {
      const limit = await sessionLimitOf(kind);
      const since = (minutes: number) => new Date(at.getTime() - minutes * 60_000);
      const far = new Date(at.getTime() + 1);
      expect(sessionOver({ seenAt: since(limit.idleMinutes), expiresAt: far }, limit, at)).toBe("idle");
      expect(sessionOver({ seenAt: since(limit.idleMinutes - 1), expiresAt: far }, limit, at)).toBeNull();
      expect(sessionOver({ seenAt: at, expiresAt: at }, limit, at)).toBe("absolute");
    }
  },
  async "guarded.logs"() {
    expect(pathFact(`/plan/李示例/${PHONE}?q=${PHONE}`)).toBe("/plan/*/#");
    expect(readFileSync("tests/journeys/no-number-in-any-log.journey.ts", "utf8")).toMatch(/test\("no line of any log/);
  },
  async "guarded.backups"() {
    const keys = [...keyRing().keys.values()].map(({ secret }) => secret);
    expect(keys.length).toBeGreaterThan(0);
    const tables = await sql`SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`;
    for (const { name } of tables) {
      const rows = await sql.unsafe(`SELECT t::text AS row FROM ${String(name)} t`);
      const text = rows.map(({ row }) => String(row)).join("\n");
      for (const key of keys)
        for (const form of ["hex", "base64", "base64url"] as const)
          expect(text.includes(key.toString(form)), String(name)).toBe(false);
    }
  },
  async "rights.ask"() {
    const own = await personFile(made(20, { role: "caregiver" }), LI, "", personFileParts);
    if (!own.ok) throw new Error(own.refusal.kind);
    expect(own.value).toMatchObject({ person: { name: "李示例", login: "li@made" }, sealed: { phone: PHONE } });
    expect(own.value.openedByOthers.length, "who looked").toBeGreaterThan(0);
    expect(own.value.totals.openedByOthers).toBe(own.value.openedByOthers.length);
    expect(MOST_IN_FILE).toBeGreaterThan(own.value.openedByOthers.length);
  },
  async "rights.correct"() {
    const version = async () => Number((await sql`SELECT version FROM person WHERE id = ${LI}`)[0]?.["version"]);
    expect(await correctOwnName({ personId: LI } as CurrentSession, "李示范", await version())).toMatchObject({ ok: true });
    const wish = { name: "李示例", line: "civil-affairs", areaCode: "990101", version: await version() };
    expect(await correctPerson(ELDERS, LI, wish)).toMatchObject({ ok: true });
    expect(await correctPerson(NURSERIES, LI, { ...wish, version: await version() })).toMatchObject({ ok: false });
  },
  async "rights.delete"() {
    const [leaver, left] = [idOf(30), idOf(31)];
    await sql`INSERT INTO person (id, name, line, area_code, state) VALUES (${leaver}, '示例离开', 'civil-affairs', '990101', 'active'), (${left}, '示例早离', 'civil-affairs', '990101', 'left')`;
    const asked = await askApproval(ELDERS, deletePerson, { subjectId: leaver, reason: "本人要求" });
    if (!asked.ok) throw new Error(asked.refusal.kind);
    const decide = (by: typeof CHIEF) => decideApproval(by, [deletePerson], asked.value, { approve: true, reason: "已核对" });
    expect(await decide(ELDERS), "not alone").toMatchObject({ ok: false });
    expect(await decide(SUPERVISOR)).toEqual({ ok: true, value: null });
    expect(await askApproval(SUPERVISOR, deletePerson, { subjectId: left, reason: "本人要求" })).toMatchObject({ ok: false });
    const [rule] = await sql`SELECT keep_days FROM retention_rule WHERE kind = 'left-people'`;
    await sql`UPDATE person SET left_on = current_date - ${Number(rule?.["keep_days"]) + 2}::int WHERE id = ${left}`;
    await applyRetention(retainedKinds);
    expect([...(await sql`SELECT id FROM person WHERE id IN (${leaver}, ${left})`)]).toEqual([]);
    const events = await sql`SELECT DISTINCT subject_id AS id FROM audit_event WHERE action = 'delete:person'`;
    expect(events.map(({ id }) => String(id)).sort(), "ids that name nobody").toEqual([leaver, left]);
  },
  async "others.none"() {
    const asks = sourcesWith(/\bfetch\(|\bhttps?\.request\(|\bhttps?\.get\(|navigator\.sendBeacon/);
    const abroad = asks.filter((file) =>
      /fetch\(\s*["'`]https?:|googletagmanager|google-analytics|hm\.baidu|umami|matomo/.test(readFileSync(file, "utf8")),
    );
    expect(abroad).toEqual([]);
    const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: Record<string, string> };
    expect(
      Object.keys(dependencies).filter((name) => /analytics|sentry|posthog|segment|matomo|newrelic|datadog/.test(name)),
    ).toEqual([]);
  },
  async "others.noMap"() {
    expect(await mapFor(null)).toBeNull();
  },
  async "others.map.us"() {
    expect(await mapFor("https://tiles.invalid/{z}/{x}/{y}.png")).toEqual({ host: "tiles.invalid", asks: "us" });
  },
  async "others.map.browser"() {
    expect(await mapFor("https://maps.invalid/made.pmtiles")).toEqual({ host: "maps.invalid", asks: "browser" });
  },
};

/** `seen.masked`, `kept.staff.why`, … of the sections that promise. */
function sentences(of: object, before = ""): string[] {
  return Object.entries(of).flatMap(([key, value]) =>
    typeof value === "string" ? [`${before}${key}`] : sentences(value as object, `${before}${key}.`),
  );
}
const promises = (strings: typeof english.privacy | typeof chinese.privacy) =>
  sentences({
    kept: strings.kept,
    seen: strings.seen,
    guarded: strings.guarded,
    rights: strings.rights,
    others: strings.others,
  }).filter((key) => !key.endsWith(".title"));

test("each sentence has its fact, and none is typed with a figure", () => {
  for (const strings of [chinese.privacy, english.privacy]) {
    expect(promises(strings).sort()).toEqual([...Object.keys(FACTS), ...NOTHING_TO_HOLD].sort());
    expect(JSON.stringify(strings).replace(/\{\{\w+\}\}/g, "")).not.toMatch(/\d/);
  }
});

test.each(Object.entries(FACTS))("%s is so", async (_sentence, fact) => fact());

async function pageIn(language: "zh" | "en"): Promise<string> {
  const i18n = translator(language, language === "en" ? en : zh);
  const page = createElement(PrivacyPage, await loader());
  return renderToStaticMarkup(createElement(I18nextProvider, { i18n }, createElement(MantineProvider, null, page)));
}

test("its figures are those of the rules, the limits and the code", async () => {
  expect(await changeRetention(CHIEF, "import-files", { days: "47", reason: "示例制度" })).toMatchObject({ ok: true });
  expect(await changeRetention(CHIEF, "left-people", { days: "730", reason: "示例制度" })).toMatchObject({ ok: true });
  expect(await changeSessionLimits(CHIEF, "desk", { idle: "23", absolute: "9", proof: "10", source: "示例" })).toMatchObject({
    ok: true,
  });
  const field = await sessionLimitOf("field");
  const [chineseText, englishText] = [await pageIn("zh"), await pageIn("en")];
  for (const words of [
    "47 天",
    "2 年后自动删除",
    "23 分钟不操作",
    "最长 9 小时",
    `${SHOWN_SECONDS} 秒`,
    `${EMERGENCY_HOURS} 小时`,
  ])
    expect(chineseText).toContain(words);
  for (const words of [
    "47 days",
    "2 years later",
    "after 23 minutes",
    "9 hours at the latest",
    `${field.idleMinutes / 60} hours and`,
  ])
    expect(englishText).toContain(words);
  expect(englishText).toContain(`More than ${OPENINGS_AN_HOUR.unusual} openings within an hour`);
  expect(englishText).toContain(`after ${OPENINGS_AN_HOUR.most} they are paused`);
  expect(englishText).toContain("138****5678");
  expect(englishText).toContain(`the newest ${MOST_IN_FILE}`);
  for (const text of [chineseText, englishText]) expect(text).not.toMatch(/\{\{|privacy\./);
});

test("what the program does not delete by itself is kept at least so long, and the page says so", async () => {
  const { kept } = await loader();
  for (const { kind, isLetGo } of kept)
    expect(isLetGo, kind).toBe(retainedKinds.find((one) => one.kind === kind)?.forget !== null);
  const props = { ...(await loader()), kept: [{ kind: "audit" as const, keepDays: 1095, isLetGo: false }] };
  const said = (isLetGo: boolean) => {
    const page = createElement(PrivacyPage, { ...props, kept: [{ ...props.kept[0]!, isLetGo }] });
    const i18n = translator("en", en);
    return renderToStaticMarkup(createElement(I18nextProvider, { i18n }, createElement(MantineProvider, null, page)));
  };
  expect(said(false)).toContain(">at least 3 years<");
  expect(said(true)).toContain(">3 years<");
});
