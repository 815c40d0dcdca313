import { v7 as newId, v4 as randomId } from "uuid";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { changeResident } from "~/modules/residents/use-cases/change-resident.server";
import { behindLink, openContactLink, reportByFamily } from "~/modules/residents/use-cases/behind-contact-link.server";
import { familyCookie } from "~/modules/residents/use-cases/family-cookie.server";
import { familyLinks, makeContactLink, revokeContactLink } from "~/modules/residents/use-cases/contact-link.server";
import { retainedResidents } from "~/modules/residents/use-cases/retained-residents.server";
import { surnameOf } from "~/modules/residents/domain/contact-link";
import { applyRetention } from "~/modules/accounts/use-cases/apply-retention.server";
import { familyState, type FamilyFacts } from "~/modules/visits/domain/family-state";
import { reportedIn } from "~/modules/visits/data/reported-away.server";
import { familyView } from "~/modules/visits/use-cases/family-view.server";
import { residentOwnFile } from "~/modules/visits/use-cases/resident-own-file.server";
import { today } from "~/platform/clock.server";
import { withRequestFacts } from "~/platform/request-facts.server";
import { sealValue } from "~/platform/sealed-value.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { action, headers, loader } from "~/routes/my.family";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { EAST, madeElder, makeVisitingTown, stranger, visitor, VISITOR, warden } from "./visiting-town";

/** A contact whom the elder consented to, far away, with a link of their own. */
const records = withTestDatabase();
const { sql } = records;
const DAY = today(TOWN.timeZone);
let [elder, contact] = ["", ""];
beforeAll(() => makeVisitingTown(records));
beforeEach(async () => {
  await sql`TRUNCATE visit_event, resident, due_run, sign_in_throttle CASCADE`;
  await sql`INSERT INTO due_run (city_code, for_day) VALUES (${TOWN.code}, ${DAY})`;
  elder = await madeElder(records, { name: "欧阳示例" });
  contact = newId();
  await sql`
    INSERT INTO resident_contact (id, resident_id, name, relation, phone_cipher)
    VALUES (${contact}, ${elder}, '示例女儿', 'child', ${sealValue("13900000001", `resident_contact.phone_cipher.${contact}`)})`;
});
const change = (intent: string, said: Readonly<Record<string, string>>) =>
  changeResident(warden, TOWN, elder, intent, (name) => said[name] ?? "", DAY);
const consent = () => change("give-consent", { scope: "family", givenBy: "resident", how: "paper", on: DAY });
async function linked(): Promise<string> {
  expect(await consent()).toMatchObject({ ok: true });
  const made = await makeContactLink(warden, TOWN, elder, contact);
  if (!made.ok) throw new Error(made.refusal.kind);
  return made.value;
}
const told = async (outcome: string, minutesAgo: number) => {
  const id = randomId();
  await sql`
    INSERT INTO visit_event (client_id, city_code, resident_id, line, area_code, author_id, uploader_id, captured_at, outcome, channel, purpose, began_at, minutes, body_cipher, content_hash)
    VALUES (${id}, ${TOWN.code}, ${elder}, 'civil-affairs', ${EAST}, ${VISITOR.personId}, ${VISITOR.personId}, now(), ${outcome}, 'home', 'check', now() - ${minutesAgo}::int * interval '1 minute', 20,
      ${sealValue("{}", `visit_event.body_cipher.${id}`)}, ${"0".repeat(64)})`;
  return id;
};
const posted = (said: Readonly<Record<string, string>>, cookie = "", address = "203.0.113.9") =>
  withRequestFacts({ requestId: "made", address }, () =>
    action({
      request: new Request("http://quarterhour.invalid/my/family", {
        method: "POST",
        headers: { Cookie: cookie },
        body: new URLSearchParams(said),
      }),
      params: {},
      context: {},
    } as never),
  );
const page = (cookie: string) =>
  loader({
    request: new Request("http://quarterhour.invalid/my/family", { headers: { Cookie: cookie } }),
    params: {},
    context: {},
  } as never);

test("a link is made only with consent in force, by whoever keeps the file, and the database knows its hash alone", async () => {
  const make = (actor: typeof warden, id = contact) => makeContactLink(actor, TOWN, elder, id);
  expect(await make(warden)).toMatchObject({ refusal: { kind: "no-consent" } });
  await consent();
  expect(await make(stranger)).toMatchObject({ refusal: { kind: "not-there" } });
  expect(await make(visitor)).toMatchObject({ refusal: { kind: "not-permitted" } });
  expect(await make(warden, newId())).toMatchObject({ refusal: { kind: "part-gone" } });
  const made = await make(warden);
  expect(made).toEqual({ ok: true, value: expect.stringMatching(/^[\w-]{43}$/) as string });
  expect(JSON.stringify(await sql`SELECT * FROM contact_link, audit_event`)).not.toContain(made.ok && made.value);
  expect(await familyLinks(stranger, TOWN, elder)).toBeNull();
  expect((await familyLinks(warden, TOWN, elder))?.contacts[0]?.link).toMatchObject({ endedAt: null, openings: 0 });
});

test("the secret is exchanged for a cookie no script reads and no other site brings, and each opening is on record", async () => {
  const secret = await linked();
  const answer = (await posted({ intent: "open", secret: `https://care.invalid/my/family#${secret}` })) as Response;
  expect([answer.status, answer.headers.get("Location")]).toEqual([302, "/my/family"]);
  const cookie = answer.headers.get("Set-Cookie")!;
  expect(cookie).toMatch(/^quarterhour_family=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
  expect(headers({ actionHeaders: new Headers() } as never)).toEqual({
    ...{ "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex" },
  });
  const seen = (await page(cookie.split(";")[0]!)).data.told;
  expect(seen).toMatchObject({ surname: "欧阳", state: "unknown", lastSeenOn: null, phone: null });
  expect(Object.keys(seen!).sort()).toEqual(["lastSeenOn", "phone", "report", "sex", "since", "state", "surname", "today"]);
  expect([...(await sql`SELECT openings FROM contact_link`)]).toEqual([{ openings: 1 }]);
  const [event] =
    await sql`SELECT subject_id, person_id, facts::text AS facts FROM audit_event WHERE action = 'open:contact-link'`;
  expect(event).toMatchObject({ subject_id: elder, person_id: null });
  expect(event?.["facts"]).not.toContain(secret);
});

test("a link that opens nothing is refused like one that never was, and an address that goes on trying waits", async () => {
  for (const secret of ["", "x".repeat(43), "示例"])
    expect(await posted({ intent: "open", secret })).toMatchObject({ data: { refusal: "link-unknown" }, init: { status: 422 } });
  for (let n = 0; n < 27; n++) await openContactLink("y".repeat(43), "203.0.113.9");
  expect(await posted({ intent: "open", secret: await linked() })).toMatchObject({
    data: { refusal: "try-later" },
    init: { status: 429 },
  });
  expect(await posted({ intent: "open", secret: "z".repeat(43) }, "", "203.0.113.10")).toMatchObject({ init: { status: 422 } });
});

test("safe, being followed up, or unknown: never what was found", async () => {
  const secret = await linked();
  const state = async () => (await familyView(secret))?.state;
  await told("spoken-to", 3 * 24 * 60);
  expect(await state()).toBe("safe");
  const visit = await told("seen", 60);
  await sql`INSERT INTO finding (id, event_id, resident_id, line, area_code, kind, found_at) VALUES (${newId()}, ${visit}, ${elder}, 'civil-affairs', ${EAST}, 'danger', now() - interval '1 hour')`;
  expect(await state()).toBe("following");
  expect(JSON.stringify(await familyView(secret))).not.toMatch(/danger|seen"|欧阳示例|99010/);
  await sql`UPDATE finding SET closed_at = now()`;
  expect(await state()).toBe("safe");
  await told("no-answer", 30);
  expect(await state(), "nobody opened the door since").toBe("following");
  await told("seen", 10);
  expect(await state()).toBe("safe");
  await sql`
    INSERT INTO due_visit (id, city_code, resident_id, line, area_code, opens_on, closes_on, target_on, cause, minutes, is_phone_enough)
    VALUES (${newId()}, ${TOWN.code}, ${elder}, 'civil-affairs', ${EAST}, ${DAY}::date - 9, ${DAY}::date - 2, ${DAY}::date - 3, 'rule', 20, true)`;
  expect(await state(), "a visit is overdue").toBe("unknown");
  await sql`DELETE FROM due_visit`;
  await sql`UPDATE due_run SET for_day = ${DAY}::date - 3`;
  expect(await state(), "nobody worked out what is owed").toBe("unknown");
});

test("nobody is safe for longer than the rules allow, or by what is not on record", () => {
  const well: FamilyFacts = { lastSeenOn: "2026-11-01", openSince: null, owedSince: null, workedOutFor: "2026-11-22" };
  const on = (over: Partial<FamilyFacts>) => familyState({ ...well, ...over }, "2026-11-22");
  expect(on({})).toEqual({ state: "safe", since: "2026-11-01" });
  expect(on({ lastSeenOn: "2026-09-20" })).toEqual({ state: "unknown", since: "2026-09-20" });
  expect(on({ lastSeenOn: null })).toEqual({ state: "unknown", since: null });
  expect(on({ workedOutFor: null }).state).toBe("unknown");
  expect(on({ owedSince: "2026-11-20" })).toEqual({ state: "unknown", since: "2026-11-20" });
  expect(on({ openSince: "2026-11-21", owedSince: "2026-11-20" })).toEqual({ state: "following", since: "2026-11-21" });
  expect(["欧阳示例", "李示例", "Made Person"].map(surnameOf)).toEqual(["欧阳", "李", "M."]);
});

test("revoked, replaced, without consent, without the contact, or gone from the register: it opens nothing at once", async () => {
  const first = await linked();
  const second = await makeContactLink(warden, TOWN, elder, contact);
  if (!second.ok) return expect.unreachable();
  expect([await familyView(first), (await familyView(second.value)) !== null]).toEqual([null, true]);
  expect(await revokeContactLink(stranger, TOWN, elder, contact)).toMatchObject({ ok: false });
  expect(await revokeContactLink(warden, TOWN, elder, contact)).toMatchObject({ ok: true });
  expect(await familyView(second.value)).toBeNull();

  const again = async () => {
    const made = await makeContactLink(warden, TOWN, elder, contact);
    if (!made.ok) throw new Error(made.refusal.kind);
    return made.value;
  };
  const third = await again();
  const [given] = await sql`SELECT id FROM resident_consent WHERE resident_id = ${elder} AND withdrawn_on IS NULL`;
  expect(await change("withdraw-consent", { part: String(given!["id"]) })).toMatchObject({ ok: true });
  const cookie = (await familyCookie.serialize(third)).split(";")[0]!;
  expect((await page(cookie)).data, "while its page is open").toMatchObject({ told: null, hasEnded: true });
  expect(await reportByFamily(third, "in-hospital", "")).toMatchObject({ refusal: { kind: "link-unknown" } });
  await sql`DELETE FROM resident_consent`;
  await consent();
  expect(await familyView(third), "given again is another consent").toBeNull();

  const fourth = await again();
  expect(await change("leave", { on: DAY, reason: "moved" })).toMatchObject({ ok: true });
  expect(await familyView(fourth)).toBeNull();
  expect((await sql`SELECT ended_why AS why FROM contact_link ORDER BY made_at`).map(({ why }) => String(why))).toEqual([
    "replaced",
    "revoked",
    "consent",
    "left",
  ]);
  await expect(sql`UPDATE contact_link SET ended_at = NULL, ended_why = NULL`).rejects.toThrow("is made anew");
});

test("taking off the contact, and letting the file go, takes link and reports along", async () => {
  const secret = await linked();
  expect(await reportByFamily(secret, "in-hospital", "")).toMatchObject({ ok: true });
  await told("seen", 60);
  await change("leave", { on: DAY, reason: "moved" });
  await sql`UPDATE resident SET registered_on = '2010-01-01', left_on = '2015-01-01' WHERE id = ${elder}`;
  await applyRetention(retainedResidents);
  expect([...(await sql`SELECT erased_at IS NOT NULL AS gone FROM resident`)]).toEqual([{ gone: true }]);
  expect([...(await sql`SELECT id FROM contact_link UNION ALL SELECT id FROM family_report`)]).toEqual([]);
});

test("a report of hospital or travel waits to be verified, is no visit, and ends with the file's own word or its last day", async () => {
  const secret = await linked();
  const cookie = (await familyCookie.serialize(secret)).split(";")[0]!;
  const waiting = () => inUnitOfWork(warden, (uow) => reportedIn(uow, TOWN.code, "990101"));
  const report = (kind: string, until: string) => posted({ intent: "report", kind, until }, cookie);
  expect(await report("away", "")).toMatchObject({
    data: { refusal: "report-until", typed: { kind: "away" } },
    init: { status: 422 },
  });
  expect(await report("died", DAY)).toMatchObject({ data: { refusal: "report-kind" } });
  await told("seen", 120);
  expect(((await report("away", DAY)) as Response).headers.get("Location")).toBe("/my/family?reported");
  expect((await waiting()).get(elder)).toEqual({ outcome: "away", day: DAY, relation: "child", until: DAY });
  expect(await familyView(secret)).toMatchObject({ state: "following", report: { kind: "away", fromOn: DAY, untilOn: DAY } });
  expect([...(await sql`SELECT count(*)::int AS visits FROM visit_event`)], "nobody was there").toEqual([{ visits: 1 }]);
  expect((await familyLinks(warden, TOWN, elder))?.reports).toMatchObject([{ relation: "child", kind: "away" }]);
  await sql`UPDATE family_report SET from_on = from_on - 3, until_on = until_on - 1`;
  expect((await waiting()).size, "its days are over").toBe(0);
  await report("in-hospital", "");
  expect((await waiting()).get(elder)).toEqual({ outcome: "in-hospital", day: DAY, relation: "child" });
  await change("add-absence", { kind: "hospital", from: DAY });
  expect((await waiting()).size, "the file says it").toBe(0);
  for (let n = 0; n < 3; n++) await report("in-hospital", "");
  expect(await report("in-hospital", "")).toMatchObject({ init: { status: 429 } });
});

test("the resident's own file tells of links, openings and reports", async () => {
  const secret = await linked();
  await openContactLink(secret, "203.0.113.9");
  await reportByFamily(secret, "in-hospital", "");
  const taken = await residentOwnFile(warden, TOWN, elder, "subject-request");
  if (!taken.ok) throw new Error(taken.refusal.kind);
  expect(taken.value.parts.familyLinks).toMatchObject([{ contact: "示例女儿", openings: 1, ended_at: null }]);
  expect(taken.value.parts.familyReports).toMatchObject([{ relation: "child", outcome: "in-hospital" }]);
  expect(taken.value.parts.doneToThem.map((deed) => (deed as { action?: string }).action)).toEqual(
    expect.arrayContaining(["open:contact-link", "make:contact-link", "report:family"]),
  );
  expect(await behindLink("not a secret", () => Promise.resolve(1))).toBeNull();
});
