import { v7 as newId } from "uuid";
import { operatorCookie } from "~/modules/catalog/use-cases/operator-cookie.server";
import { tourCookie } from "~/modules/finder/use-cases/change-tour.server";
import { answerToken } from "~/modules/finder/use-cases/answer-behind.server";
import { alertCookie, stopToken } from "~/modules/finder/use-cases/my-alerts.server";
import { secretHash } from "~/platform/one-time-secret.server";
import { blindIndexOf, sealValue } from "~/platform/sealed-value.server";
import { TOWN } from "../modules/catalog/factories/catalog-city";
import type { FilledIn, Records } from "./filled-in";
import { OPERATED, putOperated } from "./forms-of-operators";
import { DISTRICT, LINE } from "./town-on-record";

const idOf = (n: number) => `00000000-0000-7000-8000-0000000fc0${String(n).padStart(2, "0")}`;
const [ENQUIRY, QUESTION, SLOT, LATER, BOOKING, CALL] = [1, 2, 3, 4, 5, 7].map(idOf) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
/** An alert, as its letter stops it. */
export const ALERT = idOf(6);
export const alertToken = (): string => stopToken(ALERT);
/** An answer, as a text message leads to it. */
const ANSWERED = idOf(8);
export const answeredToken = (): string => answerToken(ANSWERED);
const [OPERATOR, TOUR, WAITING] = ["operator", "tour", "alert"].map((name) => name.padEnd(43, "x")) as [string, string, string];
const REACH = { kind: "phone", to: "13800001234" };

/** One of each: an enquiry, a question, two hours with a booking, an alert and a call, as everybody finds them. */
export async function putContact(sql: Records["sql"]): Promise<void> {
  await putOperated(sql);
  await sql`TRUNCATE enquiry, facility_question, tour_slot, vacancy_alert, message CASCADE`;
  const sealed = (said: object, place: string) => sealValue(JSON.stringify(said), place);
  const at = sql`${TOWN.code}, ${OPERATED}, ${LINE}, ${DISTRICT}`;
  await sql`
    INSERT INTO enquiry (city_code, facility_id, line, area_code, id, reference, language, said_cipher, content_hash, asked_at, answer_by)
    VALUES (${at}, ${ENQUIRY}, '12345678', 'zh', ${sealed({ name: "示例家长", reach: REACH, about: "示例", bornMonth: null, startMonth: null }, `enquiry.said_cipher.${ENQUIRY}`)},
      ${"A".repeat(43)}, now() - interval '1 hour', now() + interval '1 hour')`;
  await sql`
    INSERT INTO enquiry (city_code, facility_id, line, area_code, id, reference, language, said_cipher, content_hash, asked_at, answer_by, answered_at, answered_how, answer_cipher)
    VALUES (${at}, ${ANSWERED}, '12345679', 'zh', ${sealed({ name: "示例家长", reach: REACH, about: "示例", bornMonth: null, startMonth: null }, `enquiry.said_cipher.${ANSWERED}`)},
      ${"B".repeat(43)}, now() - interval '2 hours', now(), now() - interval '1 hour', 'text', ${sealValue("示例答复", `enquiry.answer_cipher.${ANSWERED}`)})`;
  await sql`
    INSERT INTO facility_question (city_code, facility_id, line, area_code, id, language, asked, asked_at)
    VALUES (${at}, ${QUESTION}, 'zh', '示例问题？', now())`;
  for (const [id, days, taken] of [
    [SLOT, 3, 1],
    [LATER, 5, 0],
  ] as const)
    await sql`
      INSERT INTO tour_slot (city_code, facility_id, line, area_code, id, starts_at, ends_at, places, taken)
      VALUES (${at}, ${id}, now() + make_interval(days => ${days}), now() + make_interval(days => ${days}, hours => 1), 5, ${taken})`;
  await sql`
    INSERT INTO tour_booking (city_code, facility_id, line, area_code, id, slot_id, reference, language, said_cipher, reach_key, secret_hash, booked_at, changed_at)
    VALUES (${at}, ${BOOKING}, ${SLOT}, '12345678', 'zh', ${sealed({ name: "示例家长", reach: REACH, people: 2 }, `tour_booking.said_cipher.${BOOKING}`)},
      ${"B".repeat(43)}, ${secretHash(TOUR)}, now(), now())`;
  await sql`
    INSERT INTO vacancy_alert (id, city_code, area_code, facility_id, service_type, channel, language, said_cipher, secret_hash, asked_at, confirmed_at, ends_at)
    VALUES (${ALERT}, ${TOWN.code}, ${DISTRICT}, ${OPERATED}, 'nursery', 'page', 'zh',
      ${sealed({ reach: null, home: null, place: "", bornMonth: "2025-03", startMonth: "2027-03", walker: "pram" }, `vacancy_alert.said_cipher.${ALERT}`)},
      ${secretHash(WAITING)}, now(), now(), now() + interval '9 days')`;
  await sql`
    INSERT INTO message (city_code, facility_id, line, area_code, id, kind, channel, language, said_cipher, once_key, made_at, due_by)
    VALUES (${at}, ${CALL}, 'alert-opened', 'call', 'zh', ${sealed({ to: REACH, params: { facility: "示例托育园" } }, `message.said_cipher.${CALL}`)}, 'made:call', now(), now())`;
}

/** What families send without an account or by a link, what the operator does about it, and whom staff call. */
export function formsOfContact({ sql }: Records): FilledIn[] {
  const stamp = (purpose: string) => {
    const id = newId({ msecs: Date.now() - 20_000 });
    return `${id}.${blindIndexOf(purpose, id)}`;
  };
  const put = (fields: Record<string, string>, purpose?: string) => async (): Promise<Record<string, string>> => (
    await putContact(sql),
    { ...fields, ...(purpose ? { stamp: stamp(purpose), website: "" } : {}) }
  );
  const own = { isOwn: true as const, params: { id: OPERATED } };
  const cookie = (one: { serialize: (secret: string) => Promise<string> }, secret: string) => async () =>
    (await one.serialize(secret)).split(";")[0]!;
  const desk = { isOwn: true as const, cookie: cookie(operatorCookie, OPERATOR) };
  const box = { route: "operate.inbox", ...desk };
  const tour = { route: "my.tour", isOwn: true as const, cookie: cookie(tourCookie, TOUR) };
  const alert = { route: "my.alerts", isOwn: true as const, cookie: cookie(alertCookie, WAITING) };
  const calls = { route: "plan.calls" };
  const ask = { name: "示例家长", reach: "13800001234", about: "有位置吗？", bornMonth: "", startMonth: "" };
  return [
    { route: "find.$id_.ask", ...own, says: "a facility asked", intent: "ask", form: put(ask, "enquiry.form") },
    {
      route: "find.$id_.ask",
      ...own,
      says: "a question asked in public",
      intent: "question",
      form: put({ question: "午睡多久？" }, "question.form"),
    },
    {
      route: "find.$id_.tour",
      ...own,
      says: "a tour booked",
      form: put({ slot: LATER, name: "示例家长", reach: "13800009999", people: "2" }, "tour.form"),
    },
    {
      ...{ route: "find_.alert", isOwn: true, says: "an alert asked for" },
      form: put(
        { facility: OPERATED, need: "nursery", bornMonth: "2026-03", startMonth: "2027-12", minutes: "15", reach: "" },
        "alert.form",
      ),
    },
    { ...tour, says: "a tour's link opened", intent: "open", form: put({ secret: TOUR }) },
    { ...tour, says: "a tour moved by its link", intent: "move", form: put({ slot: LATER }) },
    { ...tour, says: "a tour cancelled by its link", intent: "cancel", form: put({}) },
    { ...tour, says: "the tour's page left", intent: "leave", form: put({}) },
    { ...alert, says: "an alert's link opened", intent: "open", form: put({ secret: WAITING }) },
    { ...alert, says: "an alert ended by its link", intent: "stop", form: put({}) },
    { ...alert, says: "the alert's page left", intent: "leave", form: put({}) },
    {
      route: "my.alerts_.stop.$token",
      isOwn: true,
      says: "an alert ended by its letter",
      params: { token: alertToken() },
      form: put({}),
    },
    { ...box, says: "an enquiry answered by telephone", intent: "called", form: put({ id: ENQUIRY, answer: "示例" }) },
    { ...box, says: "an enquiry closed", intent: "close", form: put({ id: ANSWERED }) },
    { ...box, says: "a question answered in public", intent: "question-answer", form: put({ id: QUESTION, answer: "两小时" }) },
    { ...box, says: "a question declined by the operator", intent: "question-decline", form: put({ id: QUESTION }) },
    {
      ...{ route: "operate.tours", ...desk, says: "tour hours published", intent: "publish" },
      form: put({ day: "2027-12-06", from: "09:30", until: "10:30", places: "3", weeks: "2" }),
    },
    { route: "operate.tours", ...desk, says: "a tour hour withdrawn", intent: "withdraw", form: put({ slot: SLOT }) },
    { ...calls, says: "a number to call opened, for a reason", intent: "open", form: put({ id: CALL, reason: "make-contact" }) },
    { ...calls, says: "a call noted", intent: "reached", form: put({ id: CALL, note: "示例" }) },
    { ...calls, says: "a call nobody answered noted", intent: "no-answer", form: put({ id: CALL, note: "" }) },
    { ...calls, says: "a call that is not needed noted", intent: "not-needed", form: put({ id: CALL, note: "" }) },
    { ...calls, says: "a question answered by staff", intent: "question-answer", form: put({ id: QUESTION, answer: "两小时" }) },
    { ...calls, says: "a question let stand", intent: "question-approve", form: put({ id: QUESTION }) },
    { ...calls, says: "a question declined", intent: "question-decline", form: put({ id: QUESTION }) },
  ];
}
