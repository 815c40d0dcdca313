import { afterAll, beforeAll, expect, test } from "vitest";
import { DUE_FACTS_IN_AREAS, dueResident, type DueFactRow } from "~/modules/visits/data/due-facts.server";
import { isMeant, type Campaign } from "~/modules/visits/domain/campaign";
import { REACHED_STATES } from "~/modules/visits/domain/campaign-result";
import { campaignInView } from "~/modules/visits/use-cases/campaign-in-view.server";
import { daysFrom } from "~/modules/visits/use-cases/due-basis.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { chief, EAST, madeElder, makeVisitingTown, stranger, WEST } from "./visiting-town";

const records = withTestDatabase();
const DAY = today(TOWN.timeZone);
const ID = "00000000-0000-7000-8000-0000000ca001";
const CAMPAIGN: Omit<Campaign, "opensAt" | "closesAt" | "endedAt"> = {
  ...{
    id: ID,
    name: "示例寒潮",
    areaCode: "990101",
    line: "civil-affairs",
    leastAge: 80,
    categories: ["living-alone"],
    risks: [],
  },
  ...{ isPhoneEnough: true, minutes: 10 },
};
/** Hours before now; the campaign was called three days ago and closed 66 hours ago. */
const hours = (n: number) => new Date(Date.now() - n * 3_600_000);
const [OPENS, CLOSES] = [hours(72), hours(66)];

async function logged(resident: string, at: Date, outcome: string, channel: string): Promise<void> {
  await records.sql`
    INSERT INTO visit_event (client_id, city_code, resident_id, line, area_code, author_id, uploader_id, captured_at, outcome, channel, purpose, began_at, minutes, body_cipher, content_hash)
    VALUES (gen_random_uuid(), ${TOWN.code}, ${resident}, 'civil-affairs', ${EAST}, gen_random_uuid(), gen_random_uuid(), ${at}, ${outcome}, ${channel}, 'check', ${at}, 5,
      ${`sealed.k1.${"x".repeat(40)}`}, ${"0".repeat(64)})`;
}
const old = { bornOn: "1935-01-01" } as const;

beforeAll(async () => {
  await makeVisitingTown(records);
  await records.sql`
    INSERT INTO campaign (id, city_code, area_code, name, least_age, categories, opens_at, closes_at)
    VALUES (${ID}, ${TOWN.code}, '990101', '示例寒潮', 80, ARRAY['living-alone'], ${OPENS}, ${CLOSES})`;
});
afterAll(closeBulkWork);

test("after its hour a campaign says who was reached, who only later, who in vain, whom nobody tried, and who was not there", async () => {
  const people = {
    reached: await madeElder(records, { ...old, name: "示例按时" }),
    late: await madeElder(records, { ...old, name: "示例过时" }),
    tried: await madeElder(records, { ...old, name: "示例敲门" }),
    notTried: await madeElder(records, { ...old, name: "示例没去" }),
    absent: await madeElder(records, { ...old, name: "示例住院" }),
  };
  // Not meant: younger, of another category, elsewhere, gone before, registered since.
  await madeElder(records, { bornOn: "1950-01-01" });
  await madeElder(records, { ...old, categories: ["empty-nest"] });
  await madeElder(records, { ...old, area: WEST });
  const gone = await madeElder(records, old);
  await records.sql`UPDATE resident SET state = 'left', left_on = ${daysFrom(DAY, -10)}, left_reason = 'deceased' WHERE id = ${gone}`;
  await madeElder(records, { ...old, registeredOn: DAY });
  await records.sql`INSERT INTO resident_absence (id, resident_id, kind, valid_from, valid_to) VALUES (gen_random_uuid(), ${people.absent}, 'hospital', ${daysFrom(DAY, -20)}, ${daysFrom(DAY, 20)})`;
  await logged(people.reached, hours(70), "no-answer", "home");
  await logged(people.reached, hours(67), "spoken-to", "phone");
  await logged(people.late, hours(60), "seen", "home");
  await logged(people.tried, hours(69), "no-answer", "home");
  await logged(people.notTried, hours(90), "seen", "home");
  const seen = (await campaignInView(chief, TOWN, ID, REACHED_STATES, null))!;
  expect(seen).toMatchObject({ isOver: true, counts: { reached: 1, late: 1, tried: 1, notTried: 1, absent: 1 } });
  expect(Object.fromEntries(seen.rows.map(({ state, id }) => [state, id]))).toEqual(people);
  expect(seen.rows.find(({ state }) => state === "reached")).toMatchObject({ channel: "phone", outcome: "spoken-to" });
  const missing = (await campaignInView(chief, TOWN, ID, ["tried", "notTried"], null))!;
  expect(missing.rows.map(({ name }) => name).sort()).toEqual(["示例敲门", "示例没去"]);
  const after = { areaCode: missing.rows[0]!.areaCode, id: missing.rows[0]!.id };
  expect((await campaignInView(chief, TOWN, ID, ["tried", "notTried"], after))!.rows).toHaveLength(1);
});

test("whom the screen counts is whom the campaign asked, and another district's officer sees none of it", async () => {
  const areas = (await records.sql<{ code: string }[]>`SELECT DISTINCT area_code AS code FROM resident`).map(({ code }) => code);
  const facts = await records.sql.unsafe<DueFactRow[]>(DUE_FACTS_IN_AREAS, [
    TOWN.code,
    areas,
    null,
    daysFrom(DAY, -90),
    TOWN.timeZone,
  ]);
  const day = new Date(OPENS.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const meant = facts
    .map((fact) => dueResident(fact, [], daysFrom(DAY, -90), daysFrom(DAY, 30)))
    .filter((one) => isMeant({ ...CAMPAIGN, opensAt: OPENS, closesAt: CLOSES, endedAt: null }, one, day));
  const seen = (await campaignInView(chief, TOWN, ID, ["reached", "late", "tried", "notTried"], null))!;
  expect(new Set(seen.rows.map(({ id }) => id))).toEqual(new Set(meant.map(({ id }) => id)));
  expect(meant).toHaveLength(4);
  expect(await campaignInView(stranger, TOWN, ID, REACHED_STATES, null)).toBeNull();
});
