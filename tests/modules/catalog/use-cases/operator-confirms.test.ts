import { v7 as newId } from "uuid";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import type { OperatorStanding } from "~/modules/catalog/domain/operator-standing";
import { behindOperatorLink, inPlaceOf, openOperatorLink } from "~/modules/catalog/use-cases/behind-operator-link.server";
import { rosterAtPlace, sayRoster } from "~/modules/catalog/use-cases/class-roster.server";
import { expectedOpenings } from "~/modules/catalog/use-cases/expected-openings.server";
import { operatorCookie } from "~/modules/catalog/use-cases/operator-cookie.server";
import {
  makeOperatorLink,
  operatorAccess,
  revokeOperatorLink,
  sayOperatorMailbox,
} from "~/modules/catalog/use-cases/operator-link.server";
import { confirmByPhone, confirmVacancies, sayVacancy } from "~/modules/catalog/use-cases/say-vacancies.server";
import { callsToMake } from "~/modules/finder/use-cases/calls-to-make.server";
import { vacanciesAtPlace } from "~/modules/catalog/use-cases/vacancies-at-place.server";
import { vacanciesOf } from "~/modules/catalog/use-cases/vacancies-of.server";
import { wordAges } from "~/modules/catalog/use-cases/word-ages.server";
import { nudgeEveryOperator, sendVacancyLetter } from "~/modules/catalog/use-cases/nudge-operators.server";
import { monthAfter } from "~/modules/catalog/domain/vacancy";
import { now, today } from "~/platform/clock.server";
import { withRequestFacts } from "~/platform/request-facts.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { action, loader } from "~/routes/operate._index";
import { madeActor } from "../../../factories/made-actor";
import { withTestDatabase } from "../../../factories/test-database";
import { makeTown, planner, TOWN } from "../factories/catalog-city";
import { makePlace, type MadePlace } from "../factories/made-place";

/** An operator speaks for one place and no other, its word goes stale by the clock, and who is silent is asked. */
const records = withTestDatabase();
const { sql } = records;
const MONTH = today(TOWN.timeZone).slice(0, 7);
const supervisor = madeActor({ personId: "00000000-0000-7000-8000-000000000003", role: "supervisor", areaCode: "990101" });
const elsewhere = madeActor({ personId: "00000000-0000-7000-8000-000000000004", role: "supervisor", areaCode: "990102" });
let [here, other]: MadePlace[] = [];
beforeAll(async () => {
  await makeTown(records);
  for (const { personId } of [supervisor, elsewhere])
    await sql`INSERT INTO person (id, name, area_code) VALUES (${personId}, '示例督导员', ${TOWN.code})`;
});
beforeEach(async () => {
  await sql`TRUNCATE facility, operator, sign_in_throttle CASCADE`;
  here = await makePlace(records, { phone: "0371-60000001" });
  other = await makePlace(records, { name: "示例西区中心", areaCode: "990102", operator: "示例另一家" });
});

const linked = async (facility = here!.facility): Promise<string> => {
  const made = await makeOperatorLink(planner, TOWN, facility);
  if (!made.ok) throw new Error(made.refusal.kind);
  return made.value;
};
const standing = async (secret: string): Promise<OperatorStanding> => {
  const found = await behindOperatorLink(secret, (_uow, at) => Promise.resolve(at));
  if (!found) throw new Error("the link opens nothing");
  return found;
};
/** A word of so many days ago, as the operator said it then. */
const word = (ofClass: string, daysAgo: number, taken: number | null = 12, held = 1) => sql`
  INSERT INTO vacancy_statement (id, class_id, start_month, taken, held, confirmed_at, how, expires_at)
  VALUES (${newId()}, ${ofClass}, to_char((now() - ${daysAgo}::int * interval '1 day') AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM'), ${taken}, ${held},
    now() - ${daysAgo}::int * interval '1 day', 'link', now() + ${30 - daysAgo}::int * interval '1 day')`;
const seen = async (ofClass: string) =>
  (await inUnitOfWork(NOBODY, (uow) => vacanciesOf(uow, [ofClass], MONTH, now()))).get(ofClass);

test("numbers are said once, and from then on one tap says them anew", async () => {
  const at = await standing(await linked());
  expect(await confirmVacancies(at)).toMatchObject({ refusal: { kind: "nothing-said" } });
  const said = { classId: here!.ofClass, startMonth: MONTH, taken: 12, held: 1 };
  expect(await sayVacancy(at, { ...said, taken: -1 })).toMatchObject({ refusal: { kind: "unreadable", problem: "taken" } });
  expect(await sayVacancy(at, { ...said, startMonth: "2020-01" })).toMatchObject({ refusal: { problem: "month" } });
  expect(await sayVacancy(at, { ...said, classId: other!.ofClass })).toMatchObject({ refusal: { kind: "no-such-class" } });
  expect((await sayVacancy(at, said)).ok).toBe(true);
  expect(await seen(here!.ofClass)).toMatchObject({ kind: "free", places: 7, how: "link" });
  expect(await confirmVacancies(at)).toMatchObject({ ok: true, value: 1 });
  expect(
    await sql`SELECT taken, held, how, link_id, expires_at - confirmed_at AS fresh FROM vacancy_statement ORDER BY confirmed_at`,
  ).toMatchObject([
    { taken: 12, held: 1, how: "link", link_id: at.linkId },
    { taken: 12, held: 1, how: "link", link_id: at.linkId },
  ]);
  const desk = await vacanciesAtPlace(at);
  expect(desk.classes[0]).toMatchObject({ staffed: 20, licensed: 30, seen: { kind: "free", places: 7 } });
});

test("a stale word of a month gone by is unknown until it is confirmed, and then speaks of this month", async () => {
  await word(here!.ofClass, 40);
  expect(await seen(here!.ofClass)).toMatchObject({ kind: "unknown", why: "stale" });
  expect((await confirmVacancies(await standing(await linked()))).ok).toBe(true);
  expect(await seen(here!.ofClass)).toMatchObject({ kind: "free", places: 7 });
  const [last] = await sql`SELECT start_month FROM vacancy_statement ORDER BY confirmed_at DESC LIMIT 1`;
  expect(last).toMatchObject({ start_month: MONTH });
});

test("a city's own number of fresh days is what a word lives by", async () => {
  await sql`INSERT INTO standard_parameter (id, city_code, key, value, unit, source) VALUES (${newId()}, ${TOWN.code}, 'vacancy-fresh-days', 7, 'days', '示例')`;
  await sayVacancy(await standing(await linked()), { classId: here!.ofClass, startMonth: MONTH, taken: 1, held: 0 });
  const [row] = await sql<
    { days: number }[]
  >`SELECT extract(epoch FROM expires_at - confirmed_at)::float8 / 86400 AS days FROM vacancy_statement`;
  expect(row!.days).toBeCloseTo(7, 5);
  await sql`DELETE FROM standard_parameter WHERE key = 'vacancy-fresh-days'`;
});

test("a link is one place's: it reads and writes nothing of another, and nothing at all once it is revoked or replaced", async () => {
  const secret = await linked();
  const at = await standing(secret);
  const rows = await inPlaceOf(at, async ({ db }) => {
    await expect(
      db.facilityEdit.createMany({
        data: [
          { id: newId(), cityCode: TOWN.code, facilityId: other!.facility, baseVersion: 1, changes: [1], proposedAt: now() },
        ],
      }),
    ).rejects.toThrow("row-level security");
    return null;
  }).catch(() => "closed");
  expect(rows === null || rows === "closed").toBe(true);
  const foreign = { ...at, facilityId: other!.facility };
  await expect(sayVacancy(foreign, { classId: other!.ofClass, startMonth: MONTH, taken: 1, held: 0 })).rejects.toThrow(
    "row-level security",
  );
  const again = await linked();
  expect(await behindOperatorLink(secret, () => Promise.resolve(1)), "replaced").toBeNull();
  expect((await revokeOperatorLink(planner, TOWN, here!.facility)).ok).toBe(true);
  expect(await behindOperatorLink(again, () => Promise.resolve(1))).toBeNull();
  await expect(confirmVacancies(at)).resolves.toMatchObject({ refusal: { kind: "nothing-said" } });
  await word(here!.ofClass, 1);
  await expect(confirmVacancies(at), "a page left open says nothing any more").rejects.toThrow("row-level security");
  expect(await makeOperatorLink(supervisor, TOWN, here!.facility)).toMatchObject({ refusal: { kind: "not-there" } });
  expect(await operatorAccess(supervisor, TOWN, here!.facility)).toBeNull();
});

test("the secret is exchanged for a cookie of half a day, each opening is on record, and guessing waits", async () => {
  const secret = await linked();
  const posted = (said: Record<string, string>, cookie = "") =>
    withRequestFacts({ requestId: "made", address: "203.0.113.9" }, () =>
      action({
        request: new Request("http://quarterhour.invalid/operate", {
          method: "POST",
          headers: { Cookie: cookie },
          body: new URLSearchParams(said),
        }),
        ...{ params: {}, context: {} },
      } as never),
    );
  const opened = (await posted({ intent: "open", secret: `https://quarterhour.invalid/operate#${secret}` })) as Response;
  expect(opened.headers.get("Location")).toBe("/operate");
  const [cookie = ""] = (opened.headers.get("Set-Cookie") ?? "").split(";");
  expect(opened.headers.get("Set-Cookie")).toMatch(/Max-Age=43200;.*HttpOnly.*SameSite=Strict/);
  expect(await operatorCookie.parse(cookie)).toBe(secret);
  const page = (await loader({
    request: new Request("http://quarterhour.invalid/operate", { headers: { Cookie: cookie } }),
    params: {},
    context: {},
  } as never)) as {
    data: { at: string; desk: { name: string } | null };
  };
  expect(page.data).toMatchObject({ at: "standing", desk: { name: "示例日间照料中心" } });
  expect(
    await sql`SELECT action, via FROM audit_event WHERE action LIKE '%operator-link' AND subject_id = ${here!.facility} ORDER BY at`,
  ).toMatchObject([{ action: "make:operator-link" }, { action: "open:operator-link", via: "system:operator-link" }]);
  for (let n = 0; n < 30; n++) await openOperatorLink("wrong", "203.0.113.77");
  expect(await openOperatorLink(await linked(), "203.0.113.77")).toMatchObject({ refusal: { kind: "try-later" } });
  const written = await sql<{ text: string }[]>`SELECT row_to_json(l)::text AS text FROM operator_link l`;
  for (const { text } of written) expect(text).not.toContain(secret);
});

test("who is stale is seen by whoever may ask there, and «called» is staff's own word", async () => {
  await word(here!.ofClass, 33);
  await word(other!.ofClass, 20);
  const list = async (actor: typeof planner, age: "stale" | "ageing" | "never" | "fresh", areaCode: string | null = null) => {
    const found = await wordAges(actor, TOWN, { age, areaCode, page: 1 });
    if (!found.ok) throw new Error(found.refusal.kind);
    return found.value;
  };
  expect((await list(planner, "stale")).counts).toEqual({ stale: 1, ageing: 1, never: 0, fresh: 0 });
  expect((await list(planner, "stale")).rows).toMatchObject([
    { facilityId: here!.facility, days: 33, phone: "0371-60000001", areaName: "花园路街道" },
  ]);
  expect((await list(planner, "ageing", "990101")).rows).toEqual([]);
  expect((await list(supervisor, "ageing")).counts, "another district's").toEqual({ stale: 1, ageing: 0, never: 0, fresh: 0 });
  expect(await confirmByPhone(elsewhere, TOWN, here!.facility)).toMatchObject({ refusal: { kind: "not-permitted" } });
  expect(await confirmByPhone(supervisor, TOWN, here!.facility)).toMatchObject({ ok: true });
  expect(await seen(here!.ofClass)).toMatchObject({ kind: "free", places: 7, how: "staff" });
  expect((await list(planner, "stale")).counts).toMatchObject({ stale: 0, fresh: 1 });
});

test("an operator is reminded once a step: by mail where it can be, on its page where it comes in, else by telephone", async () => {
  await word(here!.ofClass, 15);
  await word(other!.ofClass, 15);
  const secret = await linked();
  await openOperatorLink(secret, "203.0.113.5");
  const nudges = () =>
    sql`SELECT f.name, n.step, n.channel FROM vacancy_nudge n JOIN facility f ON f.id = n.facility_id ORDER BY n.step, f.name`;
  expect(await nudgeEveryOperator()).toBe(2);
  expect(await nudgeEveryOperator(), "looked at again").toBe(0);
  expect(await nudges()).toMatchObject([
    { name: "示例日间照料中心", step: 1, channel: "page" },
    { name: "示例西区中心", step: 1, channel: "call" },
  ]);
  expect((await vacanciesAtPlace(await standing(secret))).nudge).toMatchObject({ step: 1, channel: "page" });
  const later = (days: number) => new Date(Date.now() + days * 86_400_000);
  process.env.QUARTERHOUR_SMTP_URL = "smtp://127.0.0.1:9";
  process.env.QUARTERHOUR_SMTP_FROM = "made@quarterhour.invalid";
  try {
    expect(await sayOperatorMailbox(planner, TOWN, here!.facility, "kein postfach")).toMatchObject({
      refusal: { kind: "mailbox-unreadable" },
    });
    expect((await sayOperatorMailbox(planner, TOWN, here!.facility, "place@example.com")).ok).toBe(true);
    expect((await sql`SELECT address_cipher FROM operator_mailbox`)[0]!.address_cipher).not.toContain("example");
    expect(await nudgeEveryOperator(later(11))).toBe(2);
    const [mail] = await sql<{ id: string }[]>`SELECT id FROM vacancy_nudge WHERE channel = 'mail'`;
    expect(
      await sql`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'sendVacancyLetter'`.catch(() => [1]),
    ).toHaveLength(1);
    await expect(sendVacancyLetter(mail!.id), "nobody listens: the queue tries again").rejects.toThrow("could not be mailed");
    await sendVacancyLetter(mail!.id, later(12));
    expect(await sql`SELECT channel, failed IS NOT NULL AS failed FROM vacancy_nudge WHERE id = ${mail!.id}`).toMatchObject([
      { channel: "call", failed: true },
    ]);
  } finally {
    delete process.env.QUARTERHOUR_SMTP_URL;
    delete process.env.QUARTERHOUR_SMTP_FROM;
  }
  expect(await nudgeEveryOperator(later(16))).toBe(2);
  expect((await nudges()).filter(({ step }) => step === 3)).toMatchObject([{ channel: "call" }, { channel: "call" }]);
  await confirmVacancies(await standing(secret));
  expect((await vacanciesAtPlace(await standing(secret))).nudge, "answered").toBeNull();
  expect(await nudgeEveryOperator()).toBe(0);
});

test("an operator that never said a word is reminded too: from its first class, or its first link where that came later", async () => {
  const nudges = () =>
    sql`SELECT f.name, n.step, n.channel, n.statement_id FROM vacancy_nudge n JOIN facility f ON f.id = n.facility_id ORDER BY f.name, n.step`;
  const secret = await linked();
  await openOperatorLink(secret, "203.0.113.5");
  await sql`UPDATE offering SET valid_from = (now() - interval '26 days')::date WHERE facility_id = ${other!.facility}`;
  expect(await nudgeEveryOperator(), "who has a link since today has time").toBe(1);
  expect(await nudgeEveryOperator(), "looked at again").toBe(0);
  expect(await nudges()).toEqual([{ name: "示例西区中心", step: 2, channel: "call", statement_id: null }]);
  const days = (count: number) => new Date(Date.now() + count * 86_400_000);
  expect(await nudgeEveryOperator(days(13))).toBe(1);
  expect(await nudgeEveryOperator(days(15))).toBe(1);
  expect(await nudges()).toMatchObject([
    { name: "示例日间照料中心", step: 1, channel: "page" },
    { name: "示例西区中心", step: 2 },
    { name: "示例西区中心", step: 3, channel: "call" },
  ]);
  const list = await wordAges(supervisor, TOWN, { age: "never", areaCode: null, page: 1 });
  expect(list).toMatchObject({ ok: true, value: { rows: [{ facilityId: here!.facility, nudgeStep: 1, nudgeChannel: "page" }] } });
  expect((await vacanciesAtPlace(await standing(secret))).nudge).toMatchObject({ step: 1 });
  const staff = madeActor({ role: "supervisor", areaCode: TOWN.code });
  const rung = async () => (await callsToMake(staff, TOWN, "")).nudges.map(({ facilityId }) => facilityId);
  expect(await rung()).toEqual([other!.facility]);
  await sql.begin(async (owner) => {
    await owner`SET LOCAL session_replication_role = replica`;
    await owner`UPDATE facility_state SET state = 'closed' WHERE facility_id = ${other!.facility}`;
  });
  expect(await rung(), "nobody rings a closed place").toEqual([]);
  await sayVacancy(await standing(secret), { classId: here!.ofClass, startMonth: MONTH, taken: 1, held: 0 });
  expect((await vacanciesAtPlace(await standing(secret))).nudge, "it has spoken").toBeNull();
  expect(await nudgeEveryOperator()).toBe(0);
});

test("counts by birth month are the place's own, are kept, and families read only when a place is expected", async () => {
  const nursery = await makePlace(records, {
    ...{ name: "示例托育园", serviceType: "nursery", operator: "示例托育" },
    classes: [{ kind: "toddler-12", from: 12, to: 24, licensed: 15, staffed: 3 }],
  });
  const at = await standing(await linked(nursery.facility));
  const [year, month] = MONTH.split("-").map(Number) as [number, number];
  const born = `${year - 2}-${String(month).padStart(2, "0")}`;
  const next = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, "0")}`;
  expect(await sayRoster(at, nursery.ofClass, [{ birthMonth: born, children: 0 }])).toMatchObject({
    refusal: { problem: "children" },
  });
  expect(await sayRoster(at, here!.ofClass, [{ birthMonth: born, children: 3 }])).toMatchObject({
    refusal: { kind: "no-such-class" },
  });
  expect((await sayRoster(at, nursery.ofClass, [{ birthMonth: born, children: 3 }])).ok).toBe(true);
  const { expected } = await rosterAtPlace(at);
  expect(expected).toMatchObject([{ opensFrom: next, overAge: 0 }]);
  const ask = (from: string) =>
    inUnitOfWork(NOBODY, (uow) =>
      expectedOpenings(uow, [nursery.ofClass, here!.ofClass], { from, timeZone: TOWN.timeZone, at: now() }),
    );
  const told = await ask(MONTH);
  expect([...told]).toMatchObject([[nursery.ofClass, { opensFrom: next }]]);
  // Whoever starts later is told of the first month from theirs on that begins with a place more.
  expect((await ask(monthAfter(next, 2))).get(nursery.ofClass)).toMatchObject({ opensFrom: monthAfter(next, 2) });
  expect(JSON.stringify([...told])).not.toContain(born);
  expect(await inUnitOfWork(NOBODY, ({ db }) => db.classRosterMonth.findMany())).toEqual([]);
  await expect(sql`UPDATE class_roster_month SET children = 9`).rejects.toMatchObject({
    constraint_name: "class_roster_is_kept",
  });
  expect(await seen(nursery.ofClass), "an expectation is no free place").toMatchObject({ kind: "unknown", why: "never-said" });
});

test("a form of one place says nothing of another whose link was opened in a second window", async () => {
  await word(here!.ofClass, 20);
  await word(other!.ofClass, 20);
  const [mine, theirs] = [await linked(), await linked(other!.facility)];
  const cookieOf = async (secret: string) => (await operatorCookie.serialize(secret)).split(";")[0]!;
  const tap = async (of: string, cookie: string) =>
    (await withRequestFacts({ requestId: "made", address: "203.0.113.9" }, () =>
      action({
        request: new Request(`http://quarterhour.invalid/operate?facility=${of}`, {
          ...{ method: "POST", headers: { Cookie: cookie }, body: new URLSearchParams({ intent: "confirm" }) },
        }),
        ...{ params: {}, context: {} },
      } as never),
    ).catch((thrown: unknown) => thrown)) as Response;
  const fresh = () => sql`SELECT class_id FROM vacancy_statement WHERE confirmed_at > now() - interval '1 day'`;
  const answer = await tap(here!.facility, await cookieOf(theirs));
  expect(answer.headers.get("Location")).toBe("/operate?done=other-place");
  expect(await fresh()).toEqual([]);
  expect((await tap(here!.facility, await cookieOf(mine))).headers.get("Location")).toBe("/operate?done=confirmed");
  expect(await fresh()).toEqual([{ class_id: here!.ofClass }]);
});
