import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { applyRetention } from "~/modules/accounts/use-cases/apply-retention.server";
import { NOBODY, systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { atFacility } from "~/modules/finder/use-cases/at-facility.server";
import { retainedContacts } from "~/modules/finder/use-cases/retained-contacts.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { action as ask, loader as askPage } from "~/routes/find.$id_.ask";
import { action as settle, loader as inbox } from "~/routes/operate.inbox";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { asked, makeContactTown, NURSERY, operatorOf, OTHER, stampOf } from "./contact-town";

/** A family asks a facility: taken with an hour, answered by its operator, and read by nobody else. */
const records = withTestDatabase();
const { sql } = records;
let app: postgres.Sql;
beforeAll(async () => {
  await makeContactTown(records);
  app = postgres(records.url, { max: 1, onnotice: () => undefined });
});
afterAll(() => app.end());
beforeEach(async () => {
  await sql`TRUNCATE enquiry, facility_question, message, sign_in_throttle CASCADE`;
});

const ENQUIRY = {
  ...{
    intent: "ask",
    name: "示例家长",
    reach: "138 0000 1234",
    about: "三月份还有位置吗？",
    bornMonth: "2025-03",
    startMonth: "2027-03",
  },
  website: "",
};
const send = (over: Readonly<Record<string, string>> = {}, more: Partial<Parameters<typeof asked>[2]> = {}) =>
  asked(ask, `/find/${NURSERY}/ask`, {
    params: { id: NURSERY },
    form: { ...ENQUIRY, stamp: stampOf("enquiry.form"), ...over },
    ...more,
  });
const box = async (id: string = NURSERY) =>
  (await asked(inbox, "/operate/inbox", { cookie: await operatorOf(id) })).data as {
    enquiries: { id: string; reference: string; state: string; said: { name: string } }[];
    questions: { id: string }[];
  };
const act = async (form: Readonly<Record<string, string>>, id: string = NURSERY) =>
  asked(settle, "/operate/inbox", { form, cookie: await operatorOf(id) });

test("an enquiry is taken with a reference and an hour of work, and nothing of it stands in the clear", async () => {
  const { data, init } = await send();
  expect(init?.status).toBeUndefined();
  const told = data["asked"] as { reference: string; answerBy: string };
  expect(told.reference).toMatch(/^\d{8}$/);
  const due = new Date(told.answerBy);
  expect(due.getTime() - Date.now(), "eight hours of work are more than eight hours but in one case").toBeGreaterThanOrEqual(
    8 * 3_600_000 - 60_000,
  );
  const minute = (due.getUTCHours() * 60 + due.getUTCMinutes() + 480) % 1440;
  expect(minute >= 510 && minute <= 1050, "within office hours in the city").toBe(true);
  const all = JSON.stringify(await sql`SELECT * FROM enquiry, audit_event`);
  for (const secret of ["示例家长", "13800001234", "三月份", "2025-03"]) expect(all).not.toContain(secret);
  expect(await sql`SELECT action FROM audit_event WHERE action = 'take:enquiry'`).toHaveLength(1);
});

test("the same form twice is one enquiry; what is missing is said field by field, and what was typed stays", async () => {
  const stamp = stampOf("enquiry.form");
  const [one, two] = [await send({ stamp }), await send({ stamp })];
  expect(one.data["asked"]).toEqual(two.data["asked"]);
  expect(await sql`SELECT FROM enquiry`).toHaveLength(1);
  const { data, init } = await send({ name: "", reach: "12", about: "？", startMonth: "2020-01" });
  expect(init?.status).toBe(422);
  expect(data["enquiry"]).toEqual({
    refusal: {
      kind: "incomplete",
      problems: { name: "name-missing", reach: "reach-shape", about: "about-missing", startMonth: "month-order" },
    },
    typed: { name: "", reach: "12", about: "？", bornMonth: "2025-03", startMonth: "2020-01" },
  });
});

test("programs are asked no puzzle: a filled trap, a form too quick or of another kind comes back once more", async () => {
  for (const over of [
    { website: "x" },
    { stamp: stampOf("enquiry.form", 1) },
    { stamp: stampOf("tour.form") },
    { stamp: stampOf("enquiry.form", 90_000) },
  ] as Readonly<Record<string, string>>[])
    expect((await send(over)).data["enquiry"]).toMatchObject({ refusal: { kind: "once-more" }, typed: { name: "示例家长" } });
  expect(await sql`SELECT FROM enquiry`).toHaveLength(0);
  const from = "198.51.100.7";
  for (let n = 0; n < 8; n++) expect((await send({}, { from })).data["asked"]).toBeTruthy();
  const { init } = await send({}, { from });
  expect([init?.status, Number(init?.headers["Retry-After"]) > 0]).toEqual([429, true]);
  expect(JSON.stringify(await sql`SELECT * FROM sign_in_throttle`)).not.toMatch(/13800001234|198\.51/);
  const spellings = ["ma@example.org", "Ma@example.org", "MA@example.org", "ma@Example.org", "ma+1@example.org"];
  for (let n = 0; n < 8; n++) expect((await send({ reach: spellings[n % 5]! })).data["asked"]).toBeTruthy();
  expect((await send({ reach: "mA+x@example.ORG" })).init?.status, "one mailbox, however it is spelled").toBe(429);
});

test("its operator reads and answers it; the one next door, a stranger and a family read nothing", async () => {
  await send();
  const [one] = (await box()).enquiries;
  expect(one).toMatchObject({
    state: "waiting",
    said: { name: "示例家长", reach: { kind: "phone", to: "13800001234" }, bornMonth: "2025-03" },
  });
  expect((await box(OTHER)).enquiries).toEqual([]);
  expect((await act({ intent: "called", id: one!.id, answer: "" }, OTHER)).init?.status).toBe(404);
  await expect(asked(inbox, "/operate/inbox")).rejects.toMatchObject({ status: 302 });
  expect((await act({ intent: "mail", id: one!.id, answer: "有" })).data["refusal"], "they left a phone").toBe("no-mail");
  expect((await act({ intent: "called", id: one!.id, answer: "有三个位置" })).redirect).toBe("/operate/inbox?saved=yes");
  expect((await box()).enquiries).toMatchObject([{ state: "closed", answeredHow: "called", answer: "有三个位置" }]);
  expect((await act({ intent: "called", id: one!.id, answer: "" })).data["refusal"]).toBe("answered-already");
});

test("the database holds the wall: the facility's own scope and staff of its line and area, nobody else", async () => {
  await send();
  const seen = (actor: Parameters<typeof inUnitOfWork>[0]) => inUnitOfWork(actor, (uow) => uow.db.enquiry.count());
  expect(await seen(NOBODY)).toBe(0);
  expect(await seen(atFacility({ id: NURSERY, cityCode: TOWN.code }, "test"))).toBe(1);
  expect(await seen(atFacility({ id: OTHER, cityCode: TOWN.code }, "test"))).toBe(0);
  const staff = (over: Parameters<typeof madeActor>[0]) =>
    madeActor({ role: "supervisor", areaCode: "990101", line: "health", ...over });
  expect(await seen(staff({}))).toBe(1);
  expect(await seen(staff({ line: "civil-affairs" }))).toBe(0);
  expect(await seen(staff({ areaCode: "990102" }))).toBe(0);
  expect(await seen(staff({ role: "planner" }))).toBe(0);
  expect(await seen(staff({ role: "overseer" })), "reads and does not answer").toBe(1);
  const overseer = staff({ role: "overseer" });
  expect((await inUnitOfWork(overseer, (uow) => uow.db.enquiry.updateMany({ data: { closedAt: new Date() } }))).count).toBe(0);
  const other = atFacility({ id: OTHER, cityCode: TOWN.code }, "test");
  const [row] = await sql<{ row: string }[]>`
    SELECT (to_jsonb(e) || jsonb_build_object('id', gen_random_uuid(), 'reference', '00000001'))::text AS row FROM enquiry e`;
  const copied = inUnitOfWork(
    other,
    (uow) => uow.db.$executeRaw`INSERT INTO enquiry SELECT (jsonb_populate_record(NULL::enquiry, ${row!.row}::text::jsonb)).*`,
  );
  await expect(copied).rejects.toThrow(/row-level security/);
  await expect(sql`UPDATE enquiry SET answer_by = now() + interval '9 days'`).rejects.toThrow(/not rewritten/);
});

test("a question is public once it is answered, or once staff let it stand; numbers of people never are", async () => {
  const question = (text: string) =>
    asked(ask, `/find/${NURSERY}/ask`, {
      params: { id: NURSERY },
      form: { intent: "question", question: text, website: "", stamp: stampOf("question.form") },
    });
  const open = async () =>
    (await asked(askPage, `/find/${NURSERY}/ask`, { params: { id: NURSERY } })).data["questions"] as {
      answered: { asked: string; answer: string }[];
      unanswered: { asked: string }[];
    };
  for (const text of ["请打 138 0000 1234", "写信到 a@example.org", "？"]) expect((await question(text)).init?.status).toBe(422);
  expect((await question("午睡有多久？2027-03-01 起")).data["isQuestionTaken"]).toBe(true);
  expect((await question("可以带自己的饭吗？")).data["isQuestionTaken"]).toBe(true);
  expect(await open()).toEqual({ answered: [], unanswered: [] });
  const [first, second] = (await box()).questions;
  expect((await act({ intent: "question-answer", id: first!.id, answer: " " })).data["refusal"]).toBe("answer-missing");
  expect((await act({ intent: "question-answer", id: first!.id, answer: "两小时" }, OTHER)).init?.status).toBe(404);
  expect((await act({ intent: "question-answer", id: first!.id, answer: "两小时" })).redirect).toBeTruthy();
  expect(await open()).toMatchObject({ answered: [{ answer: "两小时", answeredBy: "operator" }], unanswered: [] });
  const { settleAsStaff } = await import("~/modules/finder/use-cases/questions.server");
  const supervisor = madeActor({ role: "supervisor", areaCode: TOWN.code });
  await sql`INSERT INTO person (id, name) VALUES (${supervisor.personId}, '示例督导员') ON CONFLICT DO NOTHING`;
  expect(await settleAsStaff(supervisor, second!.id, { deed: "approve", answer: "" })).toEqual({ ok: true, value: null });
  expect(await open()).toMatchObject({ answered: [{ answer: "两小时" }], unanswered: [{ asked: "可以带自己的饭吗？" }] });
});

test("no number of a family stands in a public answer, and an unknown deed settles nothing", async () => {
  const question = { intent: "question", question: "午睡有多久？", website: "", stamp: stampOf("question.form") };
  await asked(ask, `/find/${NURSERY}/ask`, { params: { id: NURSERY }, form: question });
  const { id } = (await box()).questions[0]!;
  for (const answer of [
    "请联系王女士 138 0000 1234",
    "１３８-００００-１２３４",
    "138.0000.1234",
    "一三八零零零零一二三四",
    "(0371) 6000 0009",
    "写信到 a@example.org",
    "410102201501011234",
  ]) {
    const { data, init } = await act({ intent: "question-answer", id, answer });
    expect([answer, init?.status, data["refusal"], data["id"], data["answer"]]).toEqual([
      answer,
      422,
      "holds-a-number",
      id,
      answer,
    ]);
  }
  const { settleAsStaff } = await import("~/modules/finder/use-cases/questions.server");
  const supervisor = madeActor({ role: "supervisor", areaCode: "990101", line: "health" });
  expect(await settleAsStaff(supervisor, id, { deed: "delete", answer: "" })).toEqual({
    ok: false,
    refusal: { kind: "deed-unknown" },
  });
  expect((await box()).questions).toHaveLength(1);
  await sql`UPDATE facility_question SET asked = '请打 138 0000 1234' WHERE id = ${id}`;
  for (const deed of ["answer", "approve"])
    expect(await settleAsStaff(supervisor, id, { deed, answer: "好" })).toEqual({
      ok: false,
      refusal: { kind: "question-holds-a-number" },
    });
  await sql`UPDATE facility_question SET asked = '午睡有多久？' WHERE id = ${id}`;
  const answer = "2027-03-01 起，每月 1200-1500 元；请打 0371-60000001";
  expect((await act({ intent: "question-answer", id, answer })).redirect, "the number on the page is everybody's").toBeTruthy();
});

test("an enquiry nobody answered is not closed: its clock runs until the family heard something", async () => {
  await send();
  const { id } = (await box()).enquiries[0]!;
  expect((await act({ intent: "close", id })).data["refusal"]).toBe("not-answered");
  expect((await box()).enquiries).toMatchObject([{ state: "waiting" }]);
  await sql`UPDATE enquiry SET answered_at = now(), answered_how = 'mail'`;
  expect((await act({ intent: "close", id })).redirect).toBeTruthy();
  expect((await box()).enquiries).toMatchObject([{ state: "closed" }]);
});

test("it goes when its days are over, and what waits stays", async () => {
  await send();
  await send();
  const [old] = await sql`SELECT id FROM enquiry ORDER BY id LIMIT 1`;
  await sql.begin(async (owner) => {
    await owner`SET LOCAL session_replication_role = replica`;
    await owner`UPDATE enquiry SET asked_at = now() - interval '200 days', answer_by = now() - interval '199 days' WHERE id = ${old!["id"] as string}`;
  });
  expect(await applyRetention(retainedContacts)).toEqual([{ kind: "enquiries", gone: 1 }]);
  expect(await sql`SELECT FROM enquiry`).toHaveLength(1);
  expect(await inUnitOfWork(systemActor("test"), (uow) => uow.db.enquiry.count())).toBe(1);
});
