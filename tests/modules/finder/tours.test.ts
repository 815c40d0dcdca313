import { addDays } from "date-fns";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { readSlots } from "~/modules/finder/domain/tour-slot";
import { facilityToContact } from "~/modules/finder/use-cases/at-facility.server";
import { bookTour } from "~/modules/finder/use-cases/book-tour.server";
import { tourCookie } from "~/modules/finder/use-cases/change-tour.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { action as book, loader as bookPage } from "~/routes/find.$id_.tour";
import { action as change, loader as mine } from "~/routes/my.tour";
import { loader as calendar } from "~/routes/my.tour_.calendar";
import { action as publish, loader as tours } from "~/routes/operate.tours";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { asked, makeContactTown, NURSERY, operatorOf, OTHER, stampOf } from "./contact-town";

/** Tours in slots: put out by an operator, booked by a family, never more than there are places. */
const records = withTestDatabase();
const { sql } = records;
const CLAIMS = 240;
beforeAll(async () => {
  await makeContactTown(records);
});
beforeEach(async () => {
  await sql`TRUNCATE tour_slot, message, sign_in_throttle CASCADE`;
});

const day = (ahead: number): string => addDays(new Date(), ahead).toISOString().slice(0, 10);
const put = async (over: Readonly<Record<string, string>> = {}, id: string = NURSERY) =>
  asked(publish, "/operate/tours", {
    cookie: await operatorOf(id),
    form: { intent: "publish", day: day(3), from: "09:30", until: "10:30", places: "2", weeks: "1", ...over },
  });
interface Open {
  readonly id: string;
  readonly left: number;
  readonly startsAt: string;
}
const slots = async () => (await asked(bookPage, `/find/${NURSERY}/tour`, { params: { id: NURSERY } })).data["slots"] as Open[];
const send = (slot: string, over: Readonly<Record<string, string>> = {}) =>
  asked(book, `/find/${NURSERY}/tour`, {
    params: { id: NURSERY },
    form: { slot, name: "示例家长", reach: "13800001234", people: "2", website: "", stamp: stampOf("tour.form"), ...over },
  });
const counted = async () =>
  (
    await sql`SELECT taken, (SELECT count(*)::int FROM tour_booking b WHERE b.slot_id = s.id AND cancelled_at IS NULL) AS live FROM tour_slot s ORDER BY starts_at`
  ).map(({ taken, live }) => [taken, live] as unknown);
const linked = async (secret: string) => ({ cookie: (await tourCookie.serialize(secret)).split(";")[0]! });

test("however many hours are put out, a family is offered every one", async () => {
  await put();
  await sql`
    INSERT INTO tour_slot (city_code, facility_id, line, area_code, id, starts_at, ends_at, places, taken)
    SELECT city_code, facility_id, line, area_code, gen_random_uuid(), starts_at + n * interval '2 hours', ends_at + n * interval '2 hours', places, 0
    FROM tour_slot, generate_series(1, 400) AS n`;
  expect(await slots()).toHaveLength(401);
});

test("one hour or the same weekday for some weeks; hours of the clock mean the city's", () => {
  const ask = { day: "2027-03-01", from: "09:30", until: "10:30", places: "5", weeks: "3" };
  const read = readSlots(ask, new Date("2027-03-01T02:00:00Z"), "Asia/Shanghai");
  expect("slots" in read && read.slots.map(({ startsAt }) => startsAt.toISOString()), "the first is past").toEqual([
    "2027-03-08T01:30:00.000Z",
    "2027-03-15T01:30:00.000Z",
  ]);
  const odd = readSlots(
    { day: "2027-02-30", from: "10:30", until: "09:30", places: "0", weeks: "99" },
    new Date(0),
    "Asia/Shanghai",
  );
  expect(odd).toEqual({ problems: { day: "day-shape", places: "places-shape", weeks: "weeks-shape" } });
  const backwards = readSlots({ ...ask, from: "10:30", until: "09:30" }, new Date(0), "Asia/Shanghai");
  expect(backwards).toEqual({ problems: { until: "hour-order" } });
});

test("an operator puts hours out for its own facility, a family sees and books one, and sees it again by its link", async () => {
  expect((await put({ weeks: "2" })).redirect).toBe("/operate/tours?published=2");
  expect((await put({ weeks: "2" })).redirect, "those that stand are left").toBe("/operate/tours?published=0");
  await put({}, OTHER);
  const open = await slots();
  expect(open.map(({ left }) => left)).toEqual([2, 2]);
  const { data, init } = await send(open[0]!.id);
  expect(init?.headers["Cache-Control"]).toBe("no-store");
  const booked = data["booked"] as { reference: string; secret: string };
  expect(booked.reference).toMatch(/^\d{8}$/);
  expect((await slots()).map(({ left }) => left)).toEqual([1, 2]);
  const all = JSON.stringify(await sql`SELECT * FROM tour_booking, audit_event`);
  for (const secret of ["示例家长", "13800001234", booked.secret]) expect(all).not.toContain(secret);
  const page = await asked(mine, "/my/tour", await linked(booked.secret));
  expect(page.data["tour"]).toMatchObject({
    facility: { name: "示例托育园" },
    reference: booked.reference,
    mayChange: true,
    people: 2,
  });
  const seen = (await asked(tours, "/operate/tours", { cookie: await operatorOf(NURSERY) })).data["tours"];
  expect(seen).toMatchObject([{ taken: 1, bookings: [{ said: { name: "示例家长", people: 2 } }] }, { taken: 0 }]);
  expect((await asked(tours, "/operate/tours", { cookie: await operatorOf(OTHER) })).data["tours"]).toMatchObject([
    { taken: 0, bookings: [] },
  ]);
});

test("of 240 who want the last place at once one gets it, and every other is told clearly", async () => {
  await put({ places: "3" });
  const slot = (await slots())[0]!.id;
  await send(slot, { reach: "13700000001" });
  await send(slot, { reach: "13700000002" });
  const found = (await facilityToContact(NURSERY))!;
  const outcomes = await Promise.all(
    Array.from({ length: CLAIMS }, (_, n) =>
      bookTour(
        found,
        { slot, name: `示例${n}`, reach: `139${String(n).padStart(8, "0")}`, people: "1" },
        { address: `2001:db8::${n.toString(16)}`, language: "zh", stamp: stampOf("tour.form"), trap: "" },
      ),
    ),
  );
  const refusals = outcomes.flatMap((one) => (one.ok ? [] : [one.refusal.kind]));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(refusals).toEqual(Array.from({ length: CLAIMS - 1 }, () => "slot-gone"));
  expect(await counted()).toEqual([[3, 3]]);
  expect((await slots()).map(({ left }) => left)).toEqual([0]);
  expect((await send(slot, { reach: "13700000009" })).init?.status).toBe(409);
}, 120_000);

test("the database holds the count, whoever writes", async () => {
  await put({ places: "1" });
  const slot = (await slots())[0]!.id;
  await send(slot);
  await expect(sql`UPDATE tour_slot SET taken = 2 WHERE id = ${slot}`).rejects.toThrow(/tour_slot_never_over/);
  const copy = sql`
    INSERT INTO tour_booking SELECT (jsonb_populate_record(NULL::tour_booking, to_jsonb(b)
      || jsonb_build_object('id', gen_random_uuid(), 'reference', '00000001', 'secret_hash', repeat('a', 64), 'reach_key', repeat('B', 43)))).* FROM tour_booking b`;
  await expect(copy).rejects.toThrow(/counts its bookings/);
  await expect(sql`UPDATE tour_booking SET cancelled_at = now(), cancelled_by = 'family'`).rejects.toThrow(/counts its bookings/);
});

test("by its link a tour is moved in one step and cancelled; its place goes to somebody else", async () => {
  await put({ places: "1", weeks: "2" });
  const [first, second] = (await slots()) as [Open, Open, ...Open[]];
  const { secret } = (await send(first.id)).data["booked"] as { secret: string };
  expect((await send(first.id, { reach: "13700000003" })).init?.status).toBe(409);
  expect((await send(second.id, { reach: "13700000004" })).init?.status).toBeUndefined();
  const link = await linked(secret);
  expect((await asked(change, "/my/tour", { ...link, form: { intent: "move", slot: second.id } })).data["refusal"]).toEqual({
    kind: "slot-gone",
  });
  expect(await counted()).toEqual([
    [1, 1],
    [1, 1],
  ]);
  await put({ day: day(5), places: "1" });
  const third = (await slots()).find(({ left }) => left === 1)!;
  expect((await asked(change, "/my/tour", { ...link, form: { intent: "move", slot: third.id } })).redirect).toBe(
    "/my/tour?done=moved",
  );
  expect(await counted()).toEqual([
    [0, 0],
    [1, 1],
    [1, 1],
  ]);
  const file = (await inCalendar(link.cookie)).replace(/\r\n /g, "");
  expect(file).toContain("BEGIN:VEVENT");
  expect(file).toContain("SEQUENCE:1");
  expect(file).toContain("LOCATION:示例路 1 号");
  expect(file).not.toMatch(/示例家长|1380000/);
  expect((await asked(change, "/my/tour", { ...link, form: { intent: "cancel" } })).redirect).toBe("/my/tour?done=cancelled");
  expect(await counted()).toEqual([
    [0, 0],
    [0, 0],
    [1, 1],
  ]);
  expect(await inCalendar(link.cookie)).toContain("STATUS:CANCELLED");
  expect((await asked(change, "/my/tour", { ...link, form: { intent: "cancel" } })).init?.status).toBe(409);
  const wrong = await asked(change, "/my/tour", { form: { intent: "open", secret: "x".repeat(43) } });
  expect([wrong.init?.status, wrong.data["refusal"]]).toEqual([422, { kind: "link-unknown" }]);
  const opened = await asked(change, "/my/tour", {
    form: { intent: "open", secret: `https://quarterhour.invalid/my/tour#${secret}` },
  });
  expect(opened.cookie).toMatch(/HttpOnly; SameSite=Strict/);
});

const inCalendar = async (cookie: string): Promise<string> => {
  const request = new Request("http://quarterhour.invalid/my/tour/calendar", { headers: { Cookie: cookie } });
  return (await calendar({ request, params: {}, context: {} } as never)).text();
};

test("two families who change places at once with a third hour stand in line, and no place is lost", async () => {
  await put({ places: "9", weeks: "2" });
  const [first, second] = (await slots()) as [Open, Open, ...Open[]];
  const secrets = await Promise.all(
    Array.from({ length: 8 }, async (_, n) => {
      const { data } = await send(n % 2 ? first.id : second.id, { reach: `1370000010${n}` });
      return (data["booked"] as { secret: string }).secret;
    }),
  );
  await Promise.all(
    secrets.map(async (secret, n) =>
      asked(change, "/my/tour", { ...(await linked(secret)), form: { intent: "move", slot: n % 2 ? second.id : first.id } }),
    ),
  );
  expect(await counted()).toEqual([
    [4, 4],
    [4, 4],
  ]);
});

test("whoever cancels while the hour is withdrawn, or while the other window moves it, is answered, and no place is lost", async () => {
  const book = (slot: string, n: number) => send(slot, { reach: `1370000020${n}` });
  const secretsOf = async (slot: string) =>
    Promise.all(Array.from({ length: 8 }, async (_, n) => ((await book(slot, n)).data["booked"] as { secret: string }).secret));
  await put({ places: "9", weeks: "2" });
  const [first, second] = (await slots()) as [Open, Open, ...Open[]];
  const cancel = async (secret: string) => asked(change, "/my/tour", { ...(await linked(secret)), form: { intent: "cancel" } });
  const secrets = await secretsOf(first.id);
  await Promise.all(
    secrets.flatMap((secret) => [
      linked(secret).then((link) => asked(change, "/my/tour", { ...link, form: { intent: "move", slot: second.id } })),
      cancel(secret),
    ]),
  );
  const [inFirst, inSecond] = (await counted()) as [number[], number[]];
  expect([inFirst[0], inSecond[0]]).toEqual([inFirst[1], inSecond[1]]);
  const more = await secretsOf(first.id);
  const cookie = await operatorOf(NURSERY);
  await Promise.all([
    ...more.map(cancel),
    asked(publish, "/operate/tours", { cookie, form: { intent: "withdraw", slot: first.id } }),
  ]);
  expect((await counted())[0]).toEqual([0, 0]);
});

test("an hour that is withdrawn takes its bookings along, and whoever booked is to be told", async () => {
  await put({ places: "3" });
  const slot = (await slots())[0]!.id;
  const { secret } = (await send(slot)).data["booked"] as { secret: string };
  const cookie = await operatorOf(NURSERY);
  expect(
    (await asked(publish, "/operate/tours", { cookie: await operatorOf(OTHER), form: { intent: "withdraw", slot } })).init
      ?.status,
  ).toBe(404);
  expect((await asked(publish, "/operate/tours", { cookie, form: { intent: "withdraw", slot } })).redirect).toBe(
    "/operate/tours?withdrawn",
  );
  expect(await slots()).toEqual([]);
  expect((await asked(mine, "/my/tour", await linked(secret))).data["tour"]).toMatchObject({
    cancelledBy: "operator",
    mayChange: false,
  });
  expect(await sql`SELECT kind, channel FROM message`).toEqual([{ kind: "tour-cancelled", channel: "call" }]);
  expect(
    await inUnitOfWork(systemActor("test", { areaCode: `${TOWN.code}02` }), (uow) => uow.db.tourBooking.count()),
    "of another district",
  ).toBe(0);
});
