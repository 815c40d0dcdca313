import { loadavg } from "node:os";
import type postgres from "postgres";
import { actorOf, type Actor } from "~/modules/accounts/domain/actor";
import { startCity } from "~/modules/catalog/use-cases/start-city.server";
import type { City } from "~/modules/places/domain/city";
import { dueFollows } from "~/modules/residents/use-cases/due-follows.server";
import { adoptStandardRules } from "~/modules/visits/use-cases/change-rules.server";
import { callbacksInView, drawSample } from "~/modules/visits/use-cases/callbacks.server";
import { careList } from "~/modules/visits/use-cases/care-list.server";
import { checkCity, checkWork } from "~/modules/visits/use-cases/check-visits.server";
import { checksByPerson, checksInView } from "~/modules/visits/use-cases/checks-in-view.server";
import { daysFrom } from "~/modules/visits/use-cases/due-basis.server";
import { watchInView } from "~/modules/visits/use-cases/watch-in-view.server";
import { workOutDue } from "~/modules/visits/use-cases/work-out-due.server";
import { instantOn } from "~/modules/work-orders/domain/duty-roster";
import { dutyGaps } from "~/modules/work-orders/use-cases/duty-roster.server";
import { ordersInView } from "~/modules/work-orders/use-cases/orders-in-view.server";
import { sealValue } from "~/platform/sealed-value.server";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { onRecord } from "../tests/modules/imports/running-import";
import { caregiverId, communityCode, makeRegister, residentId } from "./made-register";
import type { BenchRow } from "./reach";
import { askedAgain, held, ms, withRecords } from "./records-of-a-bench";

/** What a supervisor opens, and a caregiver's phone takes along, in a city of 60,000 with three months of visits behind it. */
const RESIDENTS = Number(process.env.BENCH_RESIDENTS ?? 60_000);
const PHOTOS = Number(process.env.BENCH_PHOTOS ?? RESIDENTS * 5);
/** `BENCH_DESK=photos,roster` measures these alone; nothing said = all. */
const ASKED = (process.env.BENCH_DESK ?? "").split(",").filter(Boolean);
const CAREGIVERS = Math.max(1, Math.round(RESIDENTS / 24));
const ZONE = "Asia/Shanghai";
const CODE = "4196";
const LINE = "civil-affairs" as const;
const CITY: City = {
  ...{ code: CODE, nameZh: "测速市", nameEn: "Bench", timeZone: ZONE, isDemo: false, bounds: [113, 34, 114, 35] },
  ...{ revision: 1, stamp: `${CODE}-1` },
};
const founder = actorOf({ personId: "0190a000-0000-7000-8000-000000000001", name: "示例规划员" }, [
  { role: "planner", line: "", areaCode: "" },
])!;
const somebody = (personId: string, name: string, role: "supervisor" | "caregiver", areaCode: string): Actor =>
  actorOf({ personId, name }, [{ role, line: LINE, areaCode }])!;
const chief = somebody("0190a000-0000-7000-8000-000000000011", "示例市级", "supervisor", CODE);
const district = somebody("0190a000-0000-7000-8000-000000000012", "示例区级", "supervisor", `${CODE}03`);

const rows: BenchRow[] = [];
const say = (what: string, figure: string, bar = ""): void => {
  rows.push({ what, figure, bar });
  process.stderr.write(`${what}: ${figure}\n`);
};
const LIST = "p95 < 200 ms, held ≤ 50 ms";

export const deskRows = (): Promise<BenchRow[]> =>
  withRecords(async (owner) => {
    const [before] = loadavg();
    await seeded(owner);
    const parts = { lists, photos, register, roster } as const;
    for (const [name, part] of Object.entries(parts)) if (ASKED.length === 0 || ASKED.includes(name)) await part(owner);
    say("load before and after", `${before?.toFixed(1)}, ${loadavg()[0]?.toFixed(1)}`);
    return rows;
  });

async function seeded(owner: postgres.Sql): Promise<void> {
  for (const actor of [founder, chief, district]) await onRecord(actor);
  const started = await startCity(founder, { code: CODE, nameZh: "测速市", nameEn: "Bench", timeZone: ZONE });
  if (!started.ok) throw new Error(started.refusal.kind);
  const day = today(ZONE);
  await makeRegister(owner, { cityCode: CODE, residents: RESIDENTS, caregivers: CAREGIVERS, month: monthOf(day), day });
  // Two months before it, alike, and a day that has just begun.
  for (const days of [28, 56]) await copied(owner, `began_at - interval '${days} days'`, "true");
  await copied(
    owner,
    `now() - (mod(abs(hashtext(client_id::text)), 500)) * interval '1 minute'`,
    `mod(abs(hashtext(client_id::text)), 20) = 0`,
  );
  await owner`
    INSERT INTO work_order (id, city_code, line, area_code, source_kind, source_id, topic, class, found_at, due_at, asks_second)
    SELECT gen_random_uuid(), ${CODE}, f.line, f.area_code, 'finding', f.id, f.kind, (ARRAY['danger', 'utilities', 'ordinary', 'complex'])[1 + mod(abs(hashtext(f.id::text)), 4)],
      now() - mod(abs(hashtext(f.id::text)), 9) * interval '1 day' - interval '1 hour', now(), false FROM finding f`;
  await owner`
    INSERT INTO escalation (id, city_code, line, area_code, source_kind, source_id, began_at, visitor_id, ladder, rung, next_at)
    SELECT gen_random_uuid(), ${CODE}, e.line, e.area_code, 'visit', e.client_id, e.began_at, e.author_id,
      '[{"who":"visitor","minutes":120,"actingMinutes":60,"source":"示例","mark":"?"},{"who":"community","minutes":30,"actingMinutes":60,"source":"示例","mark":"?"}]'::jsonb, 1, now() + interval '20 minutes'
    FROM visit_event e WHERE e.outcome = 'no-answer' AND e.began_at > now() - interval '9 hours'`;
  await owner`
    INSERT INTO visit_flag (id, city_code, event_id, line, area_code, author_id, kind, facts, raised_at)
    SELECT gen_random_uuid(), ${CODE}, e.client_id, e.line, e.area_code, e.author_id, (ARRAY['too-short', 'reported-late', 'clock-off'])[1 + mod(abs(hashtext(e.client_id::text)), 3)],
      '{"minutes":3,"limit":5,"days":4,"seconds":900}'::jsonb, e.received_at FROM visit_event e WHERE mod(abs(hashtext(e.client_id::text)), 30) = 7`;
  await owner`
    INSERT INTO visit_flag_word (id, flag_id, did, facts) SELECT gen_random_uuid(), id, 'raised', facts FROM visit_flag`;
  await madePhotos(owner);
  const adopted = await adoptStandardRules(chief, CITY);
  if (!adopted.ok) throw new Error(adopted.refusal.kind);
  await workOutDue(CODE);
  // Nobody moved since the night before.
  await owner`UPDATE resident SET whereabouts_at = now() - interval '40 days'`;
  await owner.unsafe("VACUUM ANALYZE");
  const [made] = await owner<{ visits: number; photos: number; flags: number; orders: number; alarms: number }[]>`
    SELECT (SELECT count(*) FROM visit_event)::int AS visits, (SELECT count(*) FROM visit_photo)::int AS photos, (SELECT count(*) FROM visit_flag)::int AS flags,
      (SELECT count(*) FROM work_order)::int AS orders, (SELECT count(*) FROM escalation)::int AS alarms`;
  const { visits, photos: taken, flags, orders, alarms } = made!;
  const much = [visits, taken, flags, orders, alarms].map((count) => count.toLocaleString("en"));
  say("made", `${much[0]} visits, ${much[1]} photos, ${much[2]} flags, ${much[3]} orders, ${much[4]} alarms running`);
}

const monthOf = (day: string): string => `${daysFrom(`${day.slice(0, 7)}-01`, -1).slice(0, 7)}-01`;

const copied = (owner: postgres.Sql, at: string, which: string) =>
  owner.unsafe(
    `INSERT INTO visit_event (client_id, city_code, resident_id, line, area_code, author_id, uploader_id, captured_at, received_at, outcome, channel, purpose, began_at, minutes, body_cipher, content_hash)
     SELECT gen_random_uuid(), city_code, resident_id, line, area_code, author_id, uploader_id, at, at, outcome, channel, purpose, at, minutes, body_cipher, content_hash
     FROM (SELECT v.*, ${at} AS at FROM visit_event v WHERE began_at >= $1::date AND began_at < $1::date + 28 AND ${which}) AS v`,
    [monthOf(today(ZONE))],
  );

/** Half of any scene; a third with one half flat, as of a ceiling; the others nearly flat, as of a dark room. */
async function madePhotos(owner: postgres.Sql): Promise<void> {
  await owner`
    INSERT INTO visit_photo (id, event_id, captured_at, received_at, author_id, uploader_id, shows_face, width, height, perceptual_hash, hash_version, picture_cipher, content_hash)
    SELECT gen_random_uuid(), e.client_id, e.began_at, e.received_at, e.author_id, e.author_id, false, 1280, 960,
      ('x' || left(md5(e.client_id::text || k), 16))::bit(64)::bigint & (CASE mod(abs(hashtext(e.client_id::text || k)), 6) WHEN 0 THEN x'000000ff0f0f0000' WHEN 1 THEN x'ffffffff00000000' WHEN 2 THEN x'f0f0f0f0f0f0f0f0' ELSE x'ffffffffffffffff' END)::bigint,
      2, ${sealValue("-", "visit_photo.picture_cipher.bench")}, repeat('0', 64)
    FROM (SELECT * FROM visit_event WHERE outcome = 'seen' ORDER BY client_id LIMIT ${Math.ceil(PHOTOS / 3)}) e, generate_series(1, 3) AS k`;
}

async function lists(): Promise<void> {
  const month = monthOf(today(ZONE));
  const flags = { areaCode: "", kind: null, authorId: null };
  const watch = (actor: Actor, areaCode: string) => () => watchInView(actor, CITY, areaCode, null);
  say("the watch, whole city", await askedAgain(watch(chief, CODE)), LIST);
  say("the watch, a district", await askedAgain(watch(district, `${CODE}03`)), LIST);
  say("what is worth a look, first page, whole city", await askedAgain(() => checksInView(chief, CITY, flags, null)), LIST);
  say("what is worth a look, a district's officer", await askedAgain(() => checksInView(district, CITY, flags, null)), LIST);
  say("the same by person, a month of the city", await askedAgain(() => checksByPerson(chief, CITY, { areaCode: CODE, month })));
  const orders = { areaCode: CODE, shown: "open", class: null, isMine: false } as const;
  say("orders, first page, whole city", await askedAgain(() => ordersInView(chief, CITY, orders, null)), LIST);
  say(
    "orders, a district's officer",
    await askedAgain(() => ordersInView(district, CITY, { ...orders, areaCode: `${CODE}03` }, null)),
    LIST,
  );
  for (const [what, areaCode] of [
    ["whole city", CODE],
    ["a district", `${CODE}03`],
    ["a street", `${CODE}03004`],
  ] as const) {
    const place = { areaCode, line: LINE, month };
    say(`call-backs before they are drawn, ${what}`, await askedAgain(() => callbacksInView(chief, CITY, place)), LIST);
    const drawn = await held(() => drawSample(chief, CITY, place, 60));
    if (!drawn.value.ok) throw new Error(drawn.value.refusal.kind);
    say(`call-backs drawn, ${what}`, `${ms(drawn.took)}, thread held ${ms(drawn.block)}`, "held ≤ 50 ms");
    say(`call-backs as drawn, ${what}`, await askedAgain(() => callbacksInView(chief, CITY, place)), LIST);
  }
  let nth = 0;
  let longest = 0;
  const own = async () => {
    const street = communityCode(CODE, Math.floor((++nth * 1_200) / CAREGIVERS)).slice(0, 9);
    const actor = somebody(caregiverId(nth), `示例网格员${nth}`, "caregiver", street);
    longest = Math.max(longest, (await careList(actor, CITY)).residents.length);
  };
  const taken = await askedAgain(own);
  say(`the phone's list of up to ${longest}, taken for the first time that day`, taken, LIST);
}

/** A photo beside all others of three months, as a look at each day's work asks. */
async function photos(owner: postgres.Sql): Promise<void> {
  const sizes = await owner<{ index: string; size: string }[]>`
    SELECT indexrelname AS index, pg_size_pretty(pg_relation_size(indexrelid)) AS size FROM pg_stat_user_indexes WHERE indexrelname = 'visit_photo_bands_idx'`;
  say("index of pictures' bands", sizes.map(({ size }) => size).join());
  const work = await owner<{ authorId: string; day: string; night: string; photos: number }[]>`
    SELECT e.author_id AS "authorId", (e.began_at AT TIME ZONE ${ZONE})::date::text AS day, ((e.captured_at AT TIME ZONE ${ZONE}) - interval '12 hours')::date::text AS night, count(*)::int AS photos
    FROM visit_event e JOIN visit_photo p ON p.event_id = e.client_id WHERE e.began_at > now() - interval '60 days' GROUP BY 1, 2, 3 ORDER BY md5(min(e.client_id::text)) LIMIT 28`;
  let at = 0;
  const of = work.reduce((sum, one) => sum + one.photos, 0) / work.length;
  say(
    `a look at what an author did on a day, ${of.toFixed(1)} photos beside ${PHOTOS.toLocaleString("en")}`,
    await askedAgain(() => checkWork(CODE, work[at++ % work.length]!)),
    "a job",
  );
}

/** Somebody's file changes: what follows at once, and what the jobs do then. */
async function register(owner: postgres.Sql): Promise<void> {
  const first = await held(() => checkCity(CODE, { isWhole: true }));
  say(
    `the night's look at fourteen days of the city (${first.value.toLocaleString("en")} flags raised)`,
    ms(first.took),
    "a job",
  );
  let nth = 100;
  const moved = (count: number) => async () => {
    const ids = Array.from({ length: count }, () => residentId((nth += 37) % RESIDENTS));
    await owner`UPDATE resident SET whereabouts_at = clock_timestamp() WHERE id = ANY(${ids}::uuid[])`;
    await owner`UPDATE visit_check_run SET moved_until = clock_timestamp() + interval '299 seconds'`;
    await checkCity(CODE, { isWhole: false });
  };
  say("a change put into the queue", await askedAgain(() => inUnitOfWork(chief, (uow) => dueFollows(uow, CODE))));
  say("one resident moved: visits of theirs looked at again", await askedAgain(moved(1)), "a job");
  const many = await held(moved(200));
  say("two hundred moved at once", ms(many.took), "a job");
  const again = await held(() => workOutDue(CODE));
  say("due windows of the city after a change", `${ms(again.took)}, thread held ${ms(again.block)}`, "a job");
}

/** A city's plan of four weeks about to be published: rosters of each street, each district and the city. */
async function roster(owner: postgres.Sql): Promise<void> {
  await owner`
    INSERT INTO duty_shift (id, city_code, line, area_code, valid_from, weekdays, begins, ends, person_id)
    SELECT gen_random_uuid(), ${CODE}, ${LINE}, a.code, '2024-01-01', s.weekdays, s.begins, s.ends, ${caregiverId(0)}
    FROM area a, (VALUES (ARRAY[1, 2, 3, 4, 5], 480, 1080), (ARRAY[1, 2, 3, 4], 1080, 480), (ARRAY[6], 480, 1080)) AS s (weekdays, begins, ends)
    WHERE a.city_code = ${CODE} AND a.level IN ('street', 'district')`;
  const monday = daysFrom(today(ZONE), 7);
  const needed = Array.from({ length: 1_200 * 28 }, (_, at) => {
    const day = daysFrom(monday, at % 28);
    return { areaCode: communityCode(CODE, Math.floor(at / 28)), day };
  });
  const instants = new Map(
    [...new Set(needed.map(({ day }) => day))].map((day) => [day, [instantOn(day, 540, ZONE), instantOn(day, 1_920, ZONE)]]),
  );
  const asked = needed.map(({ areaCode, day }) => ({ areaCode, from: instants.get(day)![0]!, to: instants.get(day)![1]! }));
  const found = await held(() => inUnitOfWork(chief, (uow) => dutyGaps(uow, CITY, asked, LINE)));
  say(
    `hours without duty, ${asked.length.toLocaleString("en")} communities and days (${found.value.length.toLocaleString("en")} found)`,
    `${ms(found.took)}, thread held ${ms(found.block)}`,
    "held ≤ 50 ms",
  );
}
