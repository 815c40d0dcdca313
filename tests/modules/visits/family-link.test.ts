import { v7 as newId, v4 as randomId } from "uuid";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { changeResident } from "~/modules/residents/use-cases/change-resident.server";
import { behindLink, openContactLink, reportByFamily } from "~/modules/residents/use-cases/behind-contact-link.server";
import { familyCookie } from "~/modules/residents/use-cases/family-cookie.server";
import {
  familyLinks,
  makeContactLink,
  revokeContactLink,
  withdrawContactConsent,
} from "~/modules/residents/use-cases/contact-link.server";
import { residentFilter } from "~/modules/residents/domain/resident-filter";
import { residentsInView } from "~/modules/residents/use-cases/list-residents.server";
import { mergeResidents } from "~/modules/residents/use-cases/merge-residents.server";
import { retainedResidents } from "~/modules/residents/use-cases/retained-residents.server";
import { surnameOf } from "~/modules/residents/domain/contact-link";
import { applyRetention } from "~/modules/accounts/use-cases/apply-retention.server";
import { familyState, type FamilyFacts } from "~/modules/visits/domain/family-state";
import { dueInView } from "~/modules/visits/use-cases/due-in-view.server";
import { watchInView } from "~/modules/visits/use-cases/watch-in-view.server";
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
const AGREED: Readonly<Record<string, string>> = { givenBy: "resident", how: "in-person", on: DAY };
const agreed = (name: string) => AGREED[name] ?? "";
async function linked(): Promise<string> {
  const made = await makeContactLink(warden, TOWN, elder, contact, agreed);
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

test("a link is made only with consent to this contact, by whoever keeps the file, and the database knows its hash alone", async () => {
  const make = (actor: typeof warden, id = contact, said: typeof agreed | null = agreed) =>
    makeContactLink(actor, TOWN, elder, id, said);
  await change("give-consent", { scope: "family", givenBy: "resident", how: "paper", on: DAY });
  expect(await make(warden, contact, null), "to the family in general").toMatchObject({ refusal: { kind: "no-consent" } });
  for (const wrong of [{ how: "hearsay" }, { givenBy: "" }, { on: "2999-01-01" }, { how: "witness" }] as Record<string, string>[])
    expect(await make(warden, contact, (name) => wrong[name] ?? agreed(name))).toMatchObject({
      refusal: { kind: "consent-whole" },
    });
  expect(await make(stranger)).toMatchObject({ refusal: { kind: "not-there" } });
  expect(await make(visitor)).toMatchObject({ refusal: { kind: "not-permitted" } });
  expect(await make(warden, newId())).toMatchObject({ refusal: { kind: "part-gone" } });
  const made = await make(warden);
  expect(made).toEqual({ ok: true, value: expect.stringMatching(/^[\w-]{43}$/) as string });
  expect(JSON.stringify(await sql`SELECT * FROM contact_link, audit_event`)).not.toContain(made.ok && made.value);
  expect(await familyLinks(stranger, TOWN, elder)).toBeNull();
  expect((await familyLinks(warden, TOWN, elder))?.contacts[0]).toMatchObject({
    consent: { givenOn: DAY, givenBy: "resident", how: "in-person" },
    link: { endedAt: null, openings: 0 },
  });
});

test("whose link ended because nobody was named is counted and listed until they have a new one", async () => {
  await madeElder(records, { name: "示例老人" });
  await linked();
  await sql`UPDATE contact_link SET ended_at = now(), ended_why = 'unnamed' WHERE contact_id = ${contact}`;
  const asked = async (actor: typeof warden) => {
    const { residents, linksEnded } = await residentsInView(
      actor,
      TOWN,
      residentFilter(new URLSearchParams("linkEnded=yes")),
      {},
    );
    return [linksEnded, residents.map(({ id }) => id)];
  };
  expect(await asked(warden)).toEqual([1, [elder]]);
  expect(await asked(stranger), "not theirs").toEqual([0, []]);
  await linked();
  expect(await asked(warden)).toEqual([0, []]);
});

test("the secret is exchanged for a cookie no script reads and no other site brings, and each opening is on record", async () => {
  const secret = await linked();
  const answer = (await posted({ intent: "open", secret: `https://care.invalid/my/family#${secret}` })) as Response;
  expect([answer.status, answer.headers.get("Location")]).toEqual([302, "/my/family"]);
  const cookie = answer.headers.get("Set-Cookie")!;
  expect(cookie).toMatch(/^quarterhour_family=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
  expect(headers({ actionHeaders: new Headers() } as never)).toEqual({
    ...{ "Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex" },
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
  const well: Omit<FamilyFacts, "isReportOpen"> = {
    ...{ lastSeenOn: "2026-11-01", openSince: null, owedSince: null, workedOutFor: "2026-11-22" },
  };
  const on = (over: Partial<FamilyFacts>) => familyState({ ...well, ...over }, "2026-11-22");
  expect(on({})).toEqual({ state: "safe", since: "2026-11-01" });
  expect(on({ lastSeenOn: "2026-10-22" }).state, "a month ago").toBe("safe");
  expect(on({ lastSeenOn: "2026-10-21" })).toEqual({ state: "unknown", since: "2026-10-21" });
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
  expect(await withdrawContactConsent(stranger, TOWN, elder, contact)).toMatchObject({ ok: false });
  expect(await withdrawContactConsent(warden, TOWN, elder, contact)).toMatchObject({ ok: true });
  const cookie = (await familyCookie.serialize(third)).split(";")[0]!;
  expect((await page(cookie)).data, "while its page is open").toMatchObject({ told: null, hasEnded: true });
  expect(await reportByFamily(third, "in-hospital", "")).toMatchObject({ refusal: { kind: "link-unknown" } });
  expect(await makeContactLink(warden, TOWN, elder, contact)).toMatchObject({ refusal: { kind: "no-consent" } });
  const fourth = await linked();
  expect(await familyView(third), "given again is another consent").toBeNull();
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

test("another name, relation or number is nobody the elder agreed to, and «no longer the family» is no contact any more", async () => {
  const phone = sealValue("13900000009", `resident_contact.phone_cipher.${contact}`);
  for (const [column, value] of [
    ["name", "示例邻居"],
    ["relation", "neighbour"],
    ["phone_cipher", phone],
  ] as const) {
    const secret = await linked();
    expect(await familyView(secret)).not.toBeNull();
    await sql`UPDATE resident_contact SET ${sql({ [column]: value })} WHERE id = ${contact}`;
    expect([await familyView(secret), (await familyLinks(warden, TOWN, elder))?.contacts[0]?.consent], column).toEqual([
      null,
      null,
    ]);
  }
  const secret = await linked();
  await change("give-consent", { scope: "family", givenBy: "resident", how: "paper", on: DAY });
  const [given] = await sql`SELECT id FROM resident_consent WHERE resident_id = ${elder}`;
  await sql`UPDATE resident_contact SET phone_cipher = replace(phone_cipher, 'sealed.', 'sealed.next-')`;
  expect(await familyView(secret), "the same number under the next key").not.toBeNull();
  expect(await change("withdraw-consent", { part: String(given!["id"]) })).toMatchObject({ ok: true });
  expect(await familyView(secret)).toBeNull();
  await expect(sql`UPDATE contact_consent SET given_on = given_on - 1`).rejects.toThrow("is not rewritten");
  await expect(
    sql`INSERT INTO contact_link (id, resident_id, contact_id, consent_id, secret_hash, expires_at)
      SELECT ${newId()}, ${elder}, contact_id, id, ${"f".repeat(64)}, now() + interval '1 day' FROM contact_consent LIMIT 1`,
  ).rejects.toThrow("consent in force");
});

test("two files of one person: the contact keeps the consent, the link of before ends, and a new one leads to the file that stands", async () => {
  const secret = await linked();
  const kept = await madeElder(records, { name: "欧阳示例" });
  expect(await reportByFamily(secret, "in-hospital", "")).toMatchObject({ ok: true });
  expect(await mergeResidents(warden, TOWN, kept, elder)).toMatchObject({ ok: true });
  expect(await familyView(secret)).toBeNull();
  expect(await familyLinks(warden, TOWN, kept)).toMatchObject({
    contacts: [{ id: contact, consent: { how: "in-person" }, link: { endedWhy: "merged" } }],
    reports: [{ kind: "in-hospital" }],
  });
  const made = await makeContactLink(warden, TOWN, kept, contact);
  expect(made.ok && (await familyView(made.value))?.state, "what was reported still waits").toBe("following");
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
  const desk = await watchInView(warden, TOWN, "990101", null);
  expect(desk.ok && desk.value.families).toMatchObject([{ residentId: elder, reported: { relation: "child" }, inAll: 1 }]);
  const filter = { areaCode: "990101", personId: null, isOverdueOnly: false, isToVerifyOnly: false };
  expect(await dueInView(warden, TOWN, filter, null)).toMatchObject({ rows: [], byFamilies: 1 });
  expect(await familyView(secret)).toMatchObject({
    state: "following",
    report: { kind: "away", fromOn: DAY, untilOn: DAY, isWaiting: true },
  });
  expect([...(await sql`SELECT count(*)::int AS visits FROM visit_event`)], "nobody was there").toEqual([{ visits: 1 }]);
  expect((await familyLinks(warden, TOWN, elder))?.reports).toMatchObject([{ relation: "child", kind: "away" }]);
  await sql`UPDATE family_report SET from_on = from_on - 3, until_on = until_on - 1`;
  expect((await waiting()).size, "its days are over").toBe(0);
  await report("in-hospital", "");
  expect((await waiting()).get(elder)).toEqual({ outcome: "in-hospital", day: DAY, relation: "child" });
  await change("add-absence", { kind: "hospital", from: DAY });
  expect((await waiting()).size, "the file says it").toBe(0);
  expect(await familyView(secret), "and the family sees that somebody has").toMatchObject({ report: { isWaiting: false } });
  for (let n = 0; n < 3; n++) await report("in-hospital", "");
  expect(await report("in-hospital", "")).toMatchObject({ init: { status: 429 } });
});

test("each look by a link is on record, once an hour", async () => {
  const secret = await linked();
  const looks = async () =>
    Number((await sql`SELECT count(*) AS n FROM audit_event WHERE action = 'open:contact-link' AND subject_id = ${elder}`)[0]!.n);
  const before = await looks();
  await openContactLink(secret, "203.0.113.9");
  for (let n = 0; n < 3; n++) await familyView(secret);
  expect((await looks()) - before, "the hour of the opening").toBe(1);
  await sql`UPDATE contact_link SET last_used_at = now() - interval '61 minutes' WHERE resident_id = ${elder}`;
  for (let n = 0; n < 3; n++) await familyView(secret);
  expect((await looks()) - before).toBe(2);
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
