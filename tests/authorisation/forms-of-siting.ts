import { TOWN } from "../modules/catalog/factories/catalog-city";
import { isGone, type FilledIn, type Records } from "./filled-in";
import { DISTRICT } from "./town-on-record";

/** A scenario of the district, with one answer that was not found. */
export const SCENARIO = "00000000-0000-7000-8000-0000000051c1";
const RUN = "00000000-0000-7000-8000-0000000051c2";

const QUESTION = {
  ...{ types: ["meals"], groups: [{ key: "75plus", weight: 1, limit: null }], walker: "adult", method: "circle" },
  ...{
    limit: { by: "minutes", minutes: 15 },
    date: "2025-12-31",
    aim: "most",
    count: 2,
    areaCode: DISTRICT,
    from: ["communities"],
  },
  ...{ stages: [], points: [], isKeeping: true, isCountingPlanned: false, off: [], must: [], never: [] },
  ...{ budget: { build: null, yearly: null, years: [] }, usualCost: { build: null, yearly: null } },
  ...{ perDistrict: { least: null, most: null }, capacity: null, spacing: null, needs: null, seconds: 5 },
};

export async function putScenario(sql: Records["sql"]): Promise<void> {
  await sql`DELETE FROM siting_scenario`;
  await sql`
    INSERT INTO siting_scenario (id, city_code, area_code, name, base_on, question)
    VALUES (${SCENARIO}, ${TOWN.code}, ${DISTRICT}, '示例方案', '2025-12-31', ${sql.json(QUESTION)})`;
  await sql`
    INSERT INTO siting_run (id, scenario_id, question, state, why, finished_at)
    VALUES (${RUN}, ${SCENARIO}, ${sql.json(QUESTION)}, 'failed', 'no-people', now())`;
}

/** What whoever plans sites writes: the scenario is one district's. */
export function formsOfSiting({ sql }: Records): FilledIn[] {
  const one = { route: "plan.siting.$id._index", params: { id: SCENARIO }, after: () => putScenario(sql) };
  const put =
    (more: Record<string, string> = {}) =>
    async () => (await putScenario(sql), { version: "1", ...more });
  const scenario = async () =>
    (await sql`SELECT name, archived_at AS archived FROM siting_scenario WHERE id = ${SCENARIO}`)[0] as
      { name: string; archived: Date | null } | undefined;
  const runs = async () =>
    (await sql`SELECT count(*)::int AS n FROM siting_run WHERE scenario_id = ${SCENARIO}`)[0]!["n"] as number;
  return [
    {
      ...{ route: "plan.siting._index", says: "where new ones go asked", intent: "ask", after: () => putScenario(sql) },
      form: async () => (await putScenario(sql), { name: "示例新方案", area: DISTRICT, count: "2" }),
      did: async () => !(await isGone(sql`SELECT FROM siting_scenario WHERE name = '示例新方案'`)),
    },
    {
      ...{ route: "plan.siting._index", says: "a scenario's question changed", intent: "again", after: () => putScenario(sql) },
      form: put({ of: SCENARIO, area: DISTRICT, count: "3" }),
      did: async () => (await runs()) === 2,
    },
    { ...{ ...one, says: "a scenario asked again", intent: "again", form: put() }, did: async () => (await runs()) === 2 },
    {
      ...{ ...one, says: "a siting search ended with the best so far", intent: "stop" },
      form: async () => (
        await putScenario(sql),
        await sql`DELETE FROM siting_run`,
        await sql`INSERT INTO siting_run (id, scenario_id, question) VALUES (${RUN}, ${SCENARIO}, ${sql.json(QUESTION)})`,
        {}
      ),
      // Nobody has begun it: it ends at once.
      did: async () =>
        (await sql`SELECT finished_at IS NOT NULL AS ended FROM siting_run WHERE id = ${RUN}`)[0]?.["ended"] === true,
    },
    {
      ...{ ...one, says: "a scenario renamed", intent: "rename", form: put({ name: "示例改名" }) },
      did: async () => (await scenario())?.name === "示例改名",
    },
    {
      ...{ ...one, says: "a scenario duplicated", intent: "duplicate", form: put({ name: "示例副本" }) },
      did: async () => !(await isGone(sql`SELECT FROM siting_scenario WHERE name = '示例副本'`)),
    },
    {
      ...{ ...one, says: "a scenario archived", intent: "archive", form: put() },
      did: async () => (await scenario())?.archived instanceof Date,
    },
    {
      ...{ ...one, says: "a scenario taken out of the archive", intent: "unarchive" },
      form: async () => (
        await putScenario(sql),
        await sql`UPDATE siting_scenario SET archived_at = now() WHERE id = ${SCENARIO}`,
        { version: "1" }
      ),
      did: async () => (await scenario())?.archived === null,
    },
    {
      ...{ ...one, says: "a scenario deleted for good", intent: "delete" },
      form: async () => (
        await putScenario(sql),
        await sql`UPDATE siting_scenario SET archived_at = now() WHERE id = ${SCENARIO}`,
        { version: "1" }
      ),
      did: async () => (await scenario()) === undefined,
    },
  ];
}
