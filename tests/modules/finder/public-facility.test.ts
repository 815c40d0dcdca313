import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import type { FacilityDraft } from "~/modules/catalog/domain/facility-draft";
import { registerFacility } from "~/modules/catalog/use-cases/register-facility.server";
import { askedFrom } from "~/modules/finder/domain/asked-of-place";
import { foremostClass, freeInAll } from "~/modules/finder/domain/public-place";
import { structuredData } from "~/modules/finder/domain/structured-data";
import {
  cityOfPublicFacility,
  readPublicFacilities,
  readPublicFacility,
} from "~/modules/finder/use-cases/read-public-facility.server";
import { sitemapIndex, sitemapPage } from "~/modules/finder/use-cases/tell-sitemap.server";
import { withTestDatabase } from "../../factories/test-database";
import { draft, makeTown, planner, registration, TOWN } from "../catalog/factories/catalog-city";

const records = withTestDatabase();
const { sql } = records;
/** A Friday, ten in the morning in the town. */
const NOW = new Date("2026-03-06T10:00:00+08:00");
const PRIVATE_PHONE = "13900000000";
const NOTE = "仅供内部";
let nursery = "";
let other = "";

const nurseryDraft = (over: Partial<FacilityDraft> = {}) =>
  draft({
    ...{ name: "示例托育园", kindKey: "nursery-institution", note: NOTE },
    documents: [
      { kind: "licence", number: "示例-照-1", issuer: "示例局", issuedOn: "2024-01-01", expiresOn: "2026-03-05" },
      { kind: "filing", number: "示例-备-1", issuer: "示例委", issuedOn: "2024-01-01", expiresOn: null },
    ],
    contacts: [
      { role: "咨询", phone: "0371-0000001", isPublic: true },
      { role: "园长", phone: PRIVATE_PHONE, isPublic: false },
    ],
    hours: [{ byDay: "MO,TU,WE,TH,FR", opensAt: "07:30", closesAt: "18:00", note: "" }],
    offerings: [
      {
        serviceType: "nursery",
        classes: [
          {
            ...{
              kind: "toddler-24",
              carePattern: "full-day",
              ageFromMonths: 24,
              ageToMonths: 36,
              isInclusive: true,
              peoplePerCarer: 6,
            },
            capacity: { licensed: 20, staffed: 15, taken: null },
            prices: [
              { tier: "保育费", amountFen: 160_000, unit: "month" },
              { tier: "餐费", amountFen: 1_800, unit: "day" },
            ],
          },
        ],
      },
    ],
    ...over,
  });

async function registered(said: FacilityDraft): Promise<string> {
  const made = await registerFacility(planner, TOWN.code, registration({ draft: said }));
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value.id;
}

beforeAll(async () => {
  await makeTown(records);
  await sql`UPDATE service_type SET population_group = '0-2' WHERE city_code = ${TOWN.code} AND key = 'nursery'`;
  nursery = await registered(nurseryDraft());
  other = await registered(
    nurseryDraft({ name: "另一家示例托育园", access: { stepFree: null, lift: null, pramParking: null, accessibleToilet: null } }),
  );
  const [{ id: classId = "" } = {}] = await sql<{ id: string }[]>`
    SELECT k.id FROM offering_class k JOIN offering o ON o.id = k.offering_id WHERE o.facility_id = ${nursery}`;
  await sql`
    INSERT INTO vacancy_statement (id, class_id, start_month, taken, held, confirmed_at, expires_at, how)
    VALUES (${newId()}, ${classId}, '2026-03', 12, 1, '2026-03-03T02:00:00Z', '2026-04-02T02:00:00Z', 'link')`;
  await sql`
    INSERT INTO subsidy_rule (id, city_code, name_zh, name_en, service_type, fee, unit, inclusive_only, city_fen, valid_from, source)
    VALUES (${newId()}, ${TOWN.code}, '示例', 'made', 'nursery', 'care', 'month', true, 30000, '2025-01-01', '示例')`;
  await sql`
    INSERT INTO standard_parameter (id, city_code, key, service_type, value, unit, source, mark)
    VALUES (${newId()}, ${TOWN.code}, 'people-per-carer-toddler-24', 'nursery', 7, 'children', '示例标准', 'P')`;
  await sql`
    INSERT INTO facility_grade (id, facility_id, grade, standard, graded_on, valid_to, source)
    VALUES (${newId()}, ${nursery}, 'C', 'WS/T 821', '2022-01-01', '2025-01-01', '示例'), (${newId()}, ${nursery}, 'B', 'WS/T 821', '2025-02-01', '2028-02-01', '示例')`;
  await sql`
    INSERT INTO published_inspection (id, facility_id, inspected_on, kind, result, findings, open_findings, source)
    VALUES (${newId()}, ${nursery}, '2026-01-10', 'unannounced', 'to-put-right', 3, 1, '示例')`;
});

const asked = (address = "") => askedFrom(new URLSearchParams(address), "2026-03-06");
const read = async (address = "", id = nursery) => {
  const place = await readPublicFacility(TOWN, id, asked(address), NOW);
  if (!place) throw new Error("no such place");
  return place;
};

test("free places are staffed − taken − held, with the day they were confirmed and how old that is", async () => {
  const place = await read("start=2026-03");
  expect(foremostClass(place)?.vacancy).toEqual({ kind: "free", places: 2, how: "link", on: "2026-03-03", daysAgo: 3 });
  expect(freeInAll(place)).toBe(2);
});

test("what nobody has said, and what is too old, is unknown: never free and never none", async () => {
  expect(foremostClass(await read("", other))?.vacancy).toEqual({ kind: "unknown", why: "never-said", on: null, daysAgo: null });
  const later = await readPublicFacility(TOWN, nursery, asked(), new Date("2026-05-01T00:00:00Z"));
  expect(foremostClass(later!)?.vacancy).toMatchObject({ kind: "unknown", why: "stale", on: "2026-03-03" });
});

test("the care fee is lowered by the rule, the meals stand apart and are not", async () => {
  const fees = foremostClass(await read())?.fees ?? [];
  expect(fees.map(({ fee, amountFen, split }) => [fee, amountFen, split.personFen, split.cityFen])).toEqual([
    ["care", 160_000, 130_000, 30_000],
    ["meals", 1_800, 1_800, 0],
  ]);
});

test("filing is not a licence: one holds, the other ran out yesterday", async () => {
  expect(await read()).toMatchObject({ licence: "expired", filing: "holds" });
});

test("the grade in force is the newest that has not run out; published results come with their date", async () => {
  const place = await read();
  expect(place.grade).toMatchObject({ grade: "B", gradedOn: "2025-02-01" });
  expect(place.facility.grades).toHaveLength(2);
  expect(place.facility.inspections).toMatchObject([
    { result: "to-put-right", findings: 3, openFindings: 1, inspectedOn: "2026-01-10" },
  ]);
  expect((await read("", other)).facility).toMatchObject({ grades: [], inspections: [] });
});

test("carers: the published standard with its source, beside what the place says", async () => {
  expect(foremostClass(await read())).toMatchObject({
    peoplePerCarer: 6,
    standardPerCarer: { value: 7, source: "示例标准", mark: "P" },
  });
});

test("a child's age on the start decides whether a class suits", async () => {
  expect(foremostClass(await read("born=2024-02-20"))?.isOfAge).toBe(true);
  expect(foremostClass(await read("born=2025-02-20"))?.isOfAge).toBe(false);
  expect(foremostClass(await read())?.isOfAge).toBeNull();
});

test("walking minutes come with who walks and how far, and only where somebody said from where", async () => {
  expect((await read()).walk).toBeNull();
  const { walk } = await read("at=113.6800,34.7830&walker=adult");
  expect(walk).toMatchObject({ kind: "minutes", speed: 4, walker: { en: "Adult" } });
  // 334 m as the crow flies × 1.3 at 4 km/h.
  expect(walk?.kind === "minutes" && walk.minutes).toBe(7);
  expect((await read("at=113.9000,34.7830")).walk).toMatchObject({ kind: "too-far", most: 60 });
});

test("nothing private leaves: no private number, no note, nobody's name", async () => {
  const text = JSON.stringify(await read());
  for (const secret of [PRIVATE_PHONE, "园长", "sealed.", NOTE, planner.name]) expect(text).not.toContain(secret);
  expect(text).toContain("0371-0000001");
});

test("unknown keys and other cities have no page; several are read in the order asked for", async () => {
  expect(await cityOfPublicFacility(newId())).toBeNull();
  expect(await cityOfPublicFacility("'; DROP TABLE facility")).toBeNull();
  expect((await cityOfPublicFacility(nursery))?.code).toBe(TOWN.code);
  expect(await readPublicFacility({ ...TOWN, code: "4101" }, nursery, asked(), NOW)).toBeNull();
  const both = await readPublicFacilities(TOWN, [other, newId(), nursery], asked(), NOW);
  expect(both.map(({ facility }) => facility.id)).toEqual([other, nursery]);
});

test("search engines read what the page shows, and nothing of its reader", async () => {
  const place = await read("at=113.6800,34.7830&born=2024-02-20");
  const context = { url: "https://care.example.org/find/x", origin: "https://care.example.org", demo: null };
  const told = structuredData(place, { ...context, name: ({ zh }) => zh });
  expect(told).toMatchObject({
    ...{ "@context": "https://schema.org", "@type": "ChildCare", telephone: "0371-0000001" },
    geo: { latitude: 34.78, longitude: 113.68 },
    openingHoursSpecification: [
      { dayOfWeek: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], opens: "07:30", closes: "18:00" },
    ],
    makesOffer: [{ itemOffered: { "@type": "Service", name: "nursery" } }],
  });
  expect(told["address"], "no record says in which country a city lies").not.toHaveProperty("addressCountry");
  expect(JSON.stringify(told)).not.toMatch(/34\.783|2024-02-20/);
});

const whole = async (pieces: AsyncGenerator<string>) => {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
};

test("the sitemap lists every operating place once, over as many pages as it takes; planned ones and demo cities in none", async () => {
  await registerFacility(
    planner,
    TOWN.code,
    registration({ draft: nurseryDraft({ name: "规划中的示例园", offerings: [] }), state: "planned" }),
  );
  const origin = "https://care.example.org";
  const index = await whole(sitemapIndex(origin, 1));
  const firsts = [...index.matchAll(/\?from=([0-9a-f-]{36})<\/loc>/g)].map(([, first]) => first!);
  expect(firsts).toEqual([nursery, other].sort());
  const pages = await Promise.all(firsts.map((first) => whole(sitemapPage(origin, first, 1))));
  const listed = pages.map((page) => [...page.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address));
  expect(listed).toEqual(firsts.map((first) => [`${origin}/find/${first}`]));
  expect(await whole(sitemapPage(origin, firsts[0]!))).toContain(`/find/${firsts[1]}</loc>`);
  await sql`UPDATE city SET is_demo = true WHERE code = ${TOWN.code}`;
  expect(await whole(sitemapIndex(origin))).not.toContain("<sitemap>");
  await sql`UPDATE city SET is_demo = false WHERE code = ${TOWN.code}`;
});
