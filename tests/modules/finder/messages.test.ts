import { once } from "node:events";
import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { v7 as newId } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { lookForOpenings as openingsJob } from "~/jobs/look-for-openings";
import { channelTo, MESSAGE_KINDS } from "~/modules/finder/domain/message";
import { waysHere } from "~/modules/finder/use-cases/ways-set-up.server";
import { tellMessages } from "~/modules/finder/use-cases/tell-messages.server";
import { secretHash } from "~/platform/one-time-secret.server";
import { action as askForAlert } from "~/routes/find_.alert";
import { action as alertsForm, loader as alertsPage } from "~/routes/my.alerts";
import { action as stopForm, loader as stopPage } from "~/routes/my.alerts_.stop.$token";
import { loader as answerPage } from "~/routes/my.answers.$token";
import { action as ask } from "~/routes/find.$id_.ask";
import { action as settle } from "~/routes/operate.inbox";
import { alertCookie } from "~/modules/finder/use-cases/my-alerts.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { asked, CLASS, makeContactTown, NURSERY, operatorOf, stampOf } from "./contact-town";

/** What is said to people outside, checked by servers that look at what they are sent. */
const records = withTestDatabase();
const { sql } = records;
const letters: string[] = [];
let isMailRefused = false;
const post = new SMTPServer({
  ...{ authOptional: true, disabledCommands: ["STARTTLS"], logger: false },
  onRcptTo: (_address, _session, answer) =>
    answer(isMailRefused ? Object.assign(new Error("no such mailbox"), { responseCode: 550 }) : null),
  onData(stream, _session, answer) {
    const parts: Buffer[] = [];
    stream
      .on("data", (part: Buffer) => parts.push(part))
      .on("end", () => (letters.push(Buffer.concat(parts).toString()), answer()));
  },
});
interface Got {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}
const got: Got[] = [];
let answerOf = (path: string): { status: number; body: unknown; to?: string } =>
  path.includes("stable_token") ? { status: 200, body: { access_token: "a-token" } } : { status: 200, body: { errcode: 0 } };
const usual = answerOf;
const gateway = createServer((request, response) => {
  const parts: Buffer[] = [];
  request
    .on("data", (part: Buffer) => parts.push(part))
    .on("end", () => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://gateway.invalid");
      got.push({
        path: pathname,
        query: searchParams,
        headers: request.headers,
        body: JSON.parse(Buffer.concat(parts).toString()) as Got["body"],
      });
      const { status, body, to } = answerOf(pathname);
      response
        .writeHead(status, { "Content-Type": "application/json", ...(to ? { Location: to } : {}) })
        .end(JSON.stringify(body));
    });
});
const SECRET = "a-made-secret-of-the-robot";
const NAMES = [
  "SMTP_URL",
  "SMTP_FROM",
  "ORIGIN",
  "SMS_URL",
  "SMS_SECRET",
  "SMS_TEMPLATES",
  "WECOM_URL",
  "DINGTALK_URL",
  "DINGTALK_SECRET",
  "WECHAT_HOST",
  "WECHAT_APP",
  "WECHAT_SECRET",
  "WECHAT_TEMPLATE",
  "WECHAT_TO",
].map((name) => `QUARTERHOUR_${name}`);
const before = NAMES.map((name) => [name, process.env[name]] as const);
let ways: Record<string, Record<string, string>> = {};
const set = (...names: readonly string[]) => {
  for (const name of NAMES) delete process.env[name];
  for (const name of names) for (const [key, value] of Object.entries(ways[name]!)) process.env[`QUARTERHOUR_${key}`] = value;
};

beforeAll(async () => {
  await makeContactTown(records);
  post.listen(0, "127.0.0.1");
  gateway.listen(0, "127.0.0.1");
  await Promise.all([once(post.server, "listening"), once(gateway, "listening")]);
  const at = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
  ways = {
    mail: {
      SMTP_URL: `smtp://127.0.0.1:${(post.server.address() as AddressInfo).port}`,
      SMTP_FROM: "office@quarterhour.invalid",
      ORIGIN: "https://quarterhour.invalid",
    },
    sms: {
      SMS_URL: `${at}/sms`,
      SMS_SECRET: SECRET,
      SMS_TEMPLATES: "alert-opened=SMS_1,tour-cancelled=SMS_2,enquiry-taken=SMS_3,enquiry-answered=SMS_4",
      ORIGIN: "https://quarterhour.invalid",
    },
    robots: {
      WECOM_URL: `${at}/wecom?key=made-key`,
      DINGTALK_URL: `${at}/ding?access_token=made-token`,
      DINGTALK_SECRET: SECRET,
      ORIGIN: "https://quarterhour.invalid",
    },
    wechat: {
      WECHAT_HOST: at,
      WECHAT_APP: "made-app",
      WECHAT_SECRET: SECRET,
      WECHAT_TEMPLATE: "TPL",
      WECHAT_TO: "openid-made-one,openid-made-two",
      ORIGIN: "https://quarterhour.invalid",
    },
  };
});
afterAll(async () => {
  for (const [name, value] of before)
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  await Promise.all([new Promise<void>((done) => post.close(() => done())), new Promise((done) => gateway.close(done))]);
});
beforeEach(async () => {
  await sql`TRUNCATE enquiry, message, vacancy_alert, sign_in_throttle CASCADE`;
  await sql.begin(async (owner) => {
    await owner`SET LOCAL session_replication_role = replica`;
    await owner`DELETE FROM vacancy_statement`;
  });
  letters.length = 0;
  got.length = 0;
  [isMailRefused, answerOf] = [false, usual];
  set();
});

const readable = (letter: string) => {
  const end = letter.indexOf("\r\n\r\n");
  const [head, body] = [letter.slice(0, end), letter.slice(end + 4)];
  const text = /quoted-printable/i.test(head)
    ? body.replace(/=\r\n/g, "").replace(/(=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll("=", ""), "hex").toString())
    : /base64/i.test(head)
      ? Buffer.from(body, "base64").toString()
      : body;
  return { head: head.replace(/\r\n\s/g, ""), text };
};
const say = (taken: number | null, days = 30) => sql`
  INSERT INTO vacancy_statement (id, class_id, start_month, taken, how, confirmed_at, expires_at)
  VALUES (${newId()}, ${CLASS}, '2026-01', ${taken}, 'staff', clock_timestamp(), clock_timestamp() + make_interval(days => ${days}))`;
const month = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 7);
const born = `${Number(month.slice(0, 4)) - 1}-${month.slice(5) === "12" ? "10" : String(Math.max(1, Number(month.slice(5)) - 3)).padStart(2, "0")}`;
const wish = (over: Readonly<Record<string, string>> = {}) =>
  asked(askForAlert, `/find/alert?facility=${NURSERY}`, {
    form: {
      facility: NURSERY,
      need: "nursery",
      bornMonth: born,
      startMonth: month,
      minutes: "15",
      reach: "home@example.org",
      website: "",
      stamp: stampOf("alert.form"),
      ...over,
    },
  });
const run = () => openingsJob({}, {} as never);

test("an enquiry by mail is confirmed and answered by letter; a refused letter is tried again, ever later, then somebody calls", async () => {
  set("mail");
  const form = {
    intent: "ask",
    name: "示例家长",
    reach: "home@example.org",
    about: "有位置吗？",
    bornMonth: "",
    startMonth: "",
    website: "",
  };
  await asked(ask, `/find/${NURSERY}/ask`, { params: { id: NURSERY }, form: { ...form, stamp: stampOf("enquiry.form") } });
  isMailRefused = true;
  expect(await tellMessages()).toEqual({ sent: 0, failed: 1 });
  expect(await tellMessages(), "not before its turn").toEqual({ sent: 0, failed: 0 });
  expect(await sql`SELECT failed, tries, ended_at FROM message`).toEqual([{ failed: "SMTP 550", tries: 1, ended_at: null }]);
  isMailRefused = false;
  await sql`UPDATE message SET tried_at = now() - interval '2 minutes'`;
  expect(
    await Promise.all([tellMessages(), tellMessages()]).then((runs) => runs.reduce((sum, { sent }) => sum + sent, 0)),
    "two workers send it once",
  ).toBe(1);
  expect(readable(letters[0]!).text).toMatch(/已收到您的咨询，编号 \d{8}/);
  const [enquiry] = await sql`SELECT id FROM enquiry`;
  await asked(settle, "/operate/inbox", {
    cookie: await operatorOf(NURSERY),
    form: { intent: "mail", id: String(enquiry!["id"]), answer: "三月有位置，欢迎来看。" },
  });
  await tellMessages();
  expect(letters).toHaveLength(2);
  expect(readable(letters[1]!).text).toContain("三月有位置，欢迎来看。");
  expect(JSON.stringify(await sql`SELECT * FROM message`)).not.toMatch(/home@example|三月有位置/);
  await sql`UPDATE message SET ended_at = NULL, result = NULL, tries = 5, tried_at = now() - interval '1 day'`;
  isMailRefused = true;
  await tellMessages();
  expect((await sql`SELECT DISTINCT channel FROM message`).map(({ channel }) => channel as string)).toEqual(["call"]);
});

test("whoever runs a place hears of an enquiry by letter, once an hour, and nothing of who asked", async () => {
  set("mail");
  const { sayMailbox } = await import("~/modules/catalog/data/operator-mailbox.server");
  const { scopeOfFacility } = await import("~/modules/catalog/domain/operator-standing");
  const { inUnitOfWork } = await import("~/platform/unit-of-work.server");
  const actor = { personId: null, role: "system:operator-link", cityCode: null, scope: scopeOfFacility(NURSERY) };
  await inUnitOfWork(actor, (uow) => sayMailbox(uow, NURSERY, "desk@example.org", new Date()));
  const form = { intent: "ask", name: "示例家长", about: "有位置吗？", bornMonth: "", startMonth: "", website: "" };
  for (const reach of ["13800001234", "13800004321"])
    await asked(ask, `/find/${NURSERY}/ask`, {
      ...{ params: { id: NURSERY }, form: { ...form, reach, stamp: stampOf("enquiry.form") } },
    });
  await tellMessages();
  expect(letters.map((letter) => /To: (.*)/i.exec(letter)![1]!.trim())).toEqual(["desk@example.org"]);
  const { text } = readable(letters[0]!);
  expect(text).toMatch(/收到一条咨询，编号 \d{8}，请在 .+ 前答复/);
  expect(text).toContain("/operate/inbox");
  expect(text).not.toMatch(/示例家长|1380000|有位置/);
  await sql`DELETE FROM operator_mailbox`;
});

test("an alert by mail wakes up when its letter's link is opened, tells each opening once, and one tap ends it", async () => {
  set("mail");
  await say(10);
  const { data } = await wish();
  expect(data["taken"]).toEqual({ secret: null });
  await tellMessages();
  const secret = /my\/alerts#([\w-]{43})/.exec(readable(letters[0]!).text)![1]!;
  await say(7);
  await run();
  expect(await sql`SELECT FROM message WHERE kind = 'alert-opened'`, "not before somebody said yes").toHaveLength(0);
  await say(10);
  const opened = await asked(alertsForm, "/my/alerts", { form: { intent: "open", secret } });
  expect(opened.redirect).toBe("/my/alerts");
  await run();
  expect(await sql`SELECT FROM message WHERE kind = 'alert-opened'`).toHaveLength(0);
  await say(8);
  await Promise.all([run(), run()]);
  await run();
  await tellMessages();
  expect(letters, "one opening, one letter").toHaveLength(2);
  const { head, text } = readable(letters[1]!);
  expect(text).toContain("有 2 个空位");
  const stop = /List-Unsubscribe:\s*<(https:\/\/quarterhour\.invalid\/my\/alerts\/stop\/([^>]+))>/.exec(head)!;
  expect(head).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  expect(text).toContain(stop[1]);
  await say(10);
  await run();
  await say(9);
  await run();
  expect(await sql`SELECT FROM message WHERE kind = 'alert-opened'`, "the second opening").toHaveLength(2);
  await say(null);
  await run();
  const cookie = (await alertCookie.serialize(secret)).split(";")[0]!;
  expect((await asked(alertsPage, "/my/alerts", { cookie })).data["alert"]).toMatchObject({
    isLive: true,
    facility: "示例托育园",
    watched: 1,
    free: [],
  });
  const params = { token: decodeURIComponent(stop[2]!) };
  expect(
    (await asked(stopPage, `/my/alerts/stop/${stop[2]!}`, { params })).data,
    "a look stops nothing: mail programs look at links",
  ).toEqual({ isStopped: false });
  expect(await sql`SELECT FROM vacancy_alert WHERE ended_at IS NULL`).toHaveLength(1);
  expect(
    (await asked(stopForm, `/my/alerts/stop/${stop[2]!}`, { params, form: { "List-Unsubscribe": "One-Click" } })).data,
  ).toEqual({ isStopped: true });
  expect(await sql`SELECT ended_why FROM vacancy_alert`).toEqual([{ ended_why: "asked" }]);
  expect(await sql`SELECT FROM message WHERE ended_at IS NULL`, "what was still to be said is not").toHaveLength(0);
  const wrong = asked(stopForm, "/my/alerts/stop/x", { params: { token: `${newId()}.${"A".repeat(43)}` }, form: {} });
  expect((await wrong).init?.status).toBe(404);
});

test("home and birth month are sealed, no role reads an alert, and a class of another age is none of its business", async () => {
  set("mail");
  await wish();
  const all = JSON.stringify(await sql`SELECT * FROM vacancy_alert, audit_event`);
  for (const secret of ["home@example.org", born]) expect(all).not.toContain(secret);
  const { inUnitOfWork } = await import("~/platform/unit-of-work.server");
  expect(await inUnitOfWork(madeActor({ role: "supervisor" }), (uow) => uow.db.vacancyAlert.count())).toBe(0);
  expect(await inUnitOfWork(madeActor({ role: "administrator" }), (uow) => uow.db.vacancyAlert.count())).toBe(0);
  const old = await wish({ reach: "", bornMonth: `${Number(month.slice(0, 4)) - 5}-01`, stamp: stampOf("alert.form", 30) });
  const { secret } = old.data["taken"] as { secret: string };
  await sql`UPDATE vacancy_alert SET confirmed_at = now() WHERE confirmed_at IS NULL`;
  await say(1);
  await run();
  expect(
    await sql`SELECT w.class_id FROM vacancy_alert_watch w JOIN vacancy_alert a ON a.id = w.alert_id WHERE a.secret_hash = ${secretHash(secret)}`,
  ).toHaveLength(0);
});

test("by phone: a registered template goes through the gateway; without one somebody calls", async () => {
  set("sms");
  await say(10);
  await wish({ reach: "13800001234" });
  await say(8);
  await run();
  await tellMessages();
  expect(got).toHaveLength(1);
  const [{ path, headers, body }] = got as [Got];
  expect([path, headers["authorization"]]).toEqual(["/sms", `Bearer ${SECRET}`]);
  expect(body).toMatchObject({ to: "13800001234", template: "SMS_1", params: { facility: "示例托育园", places: "2", month } });
  expect(headers["x-quarterhour-id"]).toBe(body["id"]);
  set();
  await say(10);
  await run();
  await say(9);
  await run();
  expect(await sql`SELECT channel FROM message WHERE ended_at IS NULL`).toEqual([{ channel: "call" }]);
});

test("an answer in writing reaches a phone: the template names facility and link, the words stand behind the link alone", async () => {
  const form = {
    intent: "ask",
    name: "示例家长",
    reach: "13800001234",
    about: "有位置吗？",
    bornMonth: "",
    startMonth: "",
    website: "",
  };
  await asked(ask, `/find/${NURSERY}/ask`, { params: { id: NURSERY }, form: { ...form, stamp: stampOf("enquiry.form") } });
  const [enquiry] = await sql`SELECT id FROM enquiry`;
  const answer = { intent: "text", id: String(enquiry!["id"]), answer: "三月有位置，欢迎来看。" };
  const settled = async (said: Readonly<Record<string, string>>) =>
    asked(settle, "/operate/inbox", { cookie: await operatorOf(NURSERY), form: said });
  const refused = await settled(answer);
  expect(refused.data, "no gateway: nothing is said to be sent, and what was typed stays").toMatchObject({
    refusal: "no-text",
    answer: answer.answer,
  });
  expect(await sql`SELECT FROM message`, "that it came in is only polite: nobody calls about it").toHaveLength(0);
  set("sms");
  await asked(ask, `/find/${NURSERY}/ask`, {
    params: { id: NURSERY },
    form: { ...form, about: "能接送吗？", stamp: stampOf("enquiry.form", 30) },
  });
  expect((await settled({ ...answer, answer: "" })).data["refusal"]).toBe("answer-missing");
  expect((await settled(answer)).redirect).toBe("/operate/inbox?saved=yes");
  await tellMessages();
  expect(got.map(({ body }) => body["template"]).sort()).toEqual(["SMS_3", "SMS_4"]);
  const sent = got.find(({ body }) => body["template"] === "SMS_4")!.body;
  expect(JSON.stringify(sent)).not.toContain("三月有位置");
  const { link } = sent["params"] as { link: string };
  const token = decodeURIComponent(/^https:\/\/quarterhour\.invalid\/my\/answers\/(.+)$/.exec(link)![1]!);
  const page = await asked(answerPage, `/my/answers/${token}`, { params: { token } });
  expect(page.data["answered"]).toMatchObject({
    facility: "示例托育园",
    answer: "三月有位置，欢迎来看。",
    phone: "0371-60000001",
  });
  expect(JSON.stringify(page.data), "nothing of who asked").not.toMatch(/示例家长|13800001234|有位置吗/);
  const forged = `${newId()}.${token.split(".")[1]!}`;
  expect((await asked(answerPage, `/my/answers/${forged}`, { params: { token: forged } })).init?.status).toBe(404);
});

test("the page of calls says whom each way reaches, and that groups and a 公众号 reach no family", () => {
  expect(waysHere()).toEqual({ mail: false, text: [], staff: [] });
  set("mail", "sms", "robots", "wechat");
  expect(waysHere()).toEqual({
    ...{ mail: true, text: ["alert-opened", "enquiry-answered", "tour-cancelled", "enquiry-taken"] },
    staff: ["wecom", "dingtalk", "wechat"],
  });
  for (const kind of MESSAGE_KINDS)
    for (const to of ["mail", "phone"] as const)
      expect(["mail", "sms", "call"]).toContain(channelTo({ kind: to, to: "x" }, kind, { mail: true, sms: () => true }));
});

test("groups of staff hear of an enquiry past its hour once, signed as each robot asks for, and of no family", async () => {
  const form = {
    intent: "ask",
    name: "示例家长",
    reach: "13800001234",
    about: "有位置吗？",
    bornMonth: "",
    startMonth: "",
    website: "",
  };
  await asked(ask, `/find/${NURSERY}/ask`, { params: { id: NURSERY }, form: { ...form, stamp: stampOf("enquiry.form") } });
  await sql.begin(async (owner) => {
    await owner`SET LOCAL session_replication_role = replica`;
    await owner`UPDATE enquiry SET asked_at = now() - interval '3 days', answer_by = now() - interval '1 day'`;
  });
  set("robots", "wechat");
  await run();
  await run();
  await tellMessages();
  expect(got.map(({ path }) => path).sort()).toEqual([
    "/cgi-bin/message/template/send",
    "/cgi-bin/message/template/send",
    "/cgi-bin/stable_token",
    "/ding",
    "/wecom",
  ]);
  const of = (path: string) => got.find((one) => one.path === path)!;
  const ding = of("/ding");
  const time = ding.query.get("timestamp")!;
  expect(ding.query.get("access_token")).toBe("made-token");
  expect(ding.query.get("sign")).toBe(createHmac("sha256", SECRET).update(`${time}\n${SECRET}`).digest("base64"));
  expect(of("/wecom").query.get("key")).toBe("made-key");
  expect((of("/wecom").body["text"] as { content: string }).content).toMatch(/^示例托育园有一条咨询（编号 \d{4} \d{4}）/);
  expect(of("/cgi-bin/stable_token").body).toEqual({ grant_type: "client_credential", appid: "made-app", secret: SECRET });
  const sent = of("/cgi-bin/message/template/send");
  expect(sent.query.get("access_token")).toBe("a-token");
  expect(sent.body).toMatchObject({
    touser: "openid-made-one",
    template_id: "TPL",
    url: "https://quarterhour.invalid/plan/calls",
    data: { thing1: { value: "示例托育园" } },
  });
  expect(JSON.stringify(got)).not.toMatch(/示例家长|13800001234/);
});

test("what a robot refuses with 200, a redirect, and a host that does not answer are failures by one word each", async () => {
  set("robots");
  const { sayInWecom } = await import("~/platform/wecom-channel.server");
  const url = process.env["QUARTERHOUR_WECOM_URL"]!;
  answerOf = () => ({ status: 200, body: { errcode: 93000, errmsg: "invalid webhook url 13800001234" } });
  await expect(sayInWecom({ url }, "示例")).rejects.toMatchObject({ word: "code 93000" });
  answerOf = () => ({ status: 302, body: {}, to: "http://127.0.0.1:1/" });
  await expect(sayInWecom({ url }, "示例")).rejects.toMatchObject({ word: "HTTP 302" });
  answerOf = () => ({ status: 200, body: { pad: "x".repeat(40_000) } });
  await expect(sayInWecom({ url }, "示例")).rejects.toMatchObject({ word: "answer too long" });
  await expect(sayInWecom({ url: "http://127.0.0.1:1/" }, "示例")).rejects.toMatchObject({ word: "unreachable" });
});
