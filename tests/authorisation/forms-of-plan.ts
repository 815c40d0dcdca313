import sharp from "sharp";
import { walkerSeen } from "~/modules/places/domain/walker-change";
import { type FilledIn, isGone, type Records } from "./filled-in";
import { DISTRICT, FACILITY, LINE, PHONE } from "./town-on-record";
import { TOWN } from "../modules/catalog/factories/catalog-city";

const DAY = "2025-06-01";
const SUBSIDY = "00000000-0000-7000-8000-0000000fb001";

/** What planners write: the facility lies in one district and one line, the import is the whole city's. */
export function formsOfPlan({ sql, town }: Records): FilledIn[] {
  let made = "";
  const facility = { params: { id: FACILITY } };
  const facilityForm = { line: LINE, kindKey: "community-centre", area: DISTRICT, effectiveOn: DAY, stateFrom: "2024-01-01" };
  const version = async () => Number((await sql`SELECT version FROM facility WHERE id = ${FACILITY}`)[0]!["version"]);
  const asItWas = async () => {
    await sql`DELETE FROM facility_state WHERE facility_id = ${FACILITY}`;
    await sql`INSERT INTO facility_state (id, facility_id, state, valid_from) VALUES (gen_random_uuid(), ${FACILITY}, 'operating', '2024-01-01')`;
  };
  const picture = async () =>
    new File(
      [
        new Uint8Array(
          await sharp({ create: { width: 9, height: 9, channels: 3, background: "#0f766e" } })
            .jpeg()
            .toBuffer(),
        ),
      ],
      "made.jpg",
    );
  const remove = (code: string) => sql`DELETE FROM city WHERE code = ${code}`;
  const empty = async (code: string) => {
    await remove(code);
    await sql`INSERT INTO city (code, name_zh, name_en, time_zone, bounds) VALUES (${code}, '空城', 'Empty', 'Asia/Shanghai', '{}')`;
  };
  const batch = { route: "plan.import.$batch._index", params: { batch: town.batch } };
  const at = (status: string) => async () => {
    await sql`UPDATE import_batch SET status = ${status}, failure = NULL, heartbeat_at = now(), cancel_requested = false WHERE id = ${town.batch}`;
    await sql`UPDATE staging.import_row SET decision = 'create' WHERE batch_id = ${town.batch} AND decision = 'ask'`;
  };
  const previewed = at("previewed");
  const row =
    (number: string, more = {}) =>
    async () => (await previewed(), { row: number, ...more });
  const restored = { after: previewed };
  const columns = {
    "column.externalId": "编号",
    "column.name": "名称",
    "column.kind": "设施类型",
    "column.areaCode": "区划代码",
    "column.phone": "联系电话",
  };

  return [
    {
      ...{ route: "plan.city", says: "a new city begun", after: () => remove("9903") },
      form: async () => (await remove("9903"), { code: "9903", nameZh: "新城", nameEn: "New", timeZone: "Asia/Shanghai" }),
    },
    {
      ...{ route: "plan.city", says: "a city removed", intent: "remove", after: () => remove("9904") },
      form: async () => (await empty("9904"), { code: "9904", name: "空城" }),
    },
    {
      ...{ route: "plan.coverage.barriers", says: "a barrier removed" },
      form: async () => {
        made = crypto.randomUUID();
        await sql`
          INSERT INTO barrier (id, city_code, kind, name_zh, name_en, line, quality, source, known_on)
          VALUES (${made}, ${TOWN.code}, 'river', '示例河', 'Made', ${sql.json({
            type: "LineString",
            coordinates: [
              [113, 34],
              [114, 35],
            ],
          })}, 'measured', 'made', '2024-01-01')`;
        return { id: made };
      },
      did: () => isGone(sql`SELECT FROM barrier WHERE id = ${made}`),
    },
    {
      ...{ route: "plan.coverage.walks", says: "a measured walk removed" },
      form: async () => {
        await sql`DELETE FROM sampled_walk`;
        made = crypto.randomUUID();
        await sql`
          INSERT INTO sampled_walk (id, city_code, from_lon, from_lat, to_lon, to_lat, metres, measured_on, source)
          VALUES (${made}, ${TOWN.code}, 113.1, 34.1, 113.2, 34.2, 900, '2024-01-01', 'made')`;
        return { id: made };
      },
      did: () => isGone(sql`SELECT FROM sampled_walk WHERE id = ${made}`),
    },
    {
      ...{ route: "plan.coverage.walkers", says: "how fast grown-ups walk" },
      form: async () => {
        const [walker] = await sql`
          SELECT speed_kmh AS "speedKmh", source, movement, steps_factor AS "stepsFactor", off_street_factor AS "offStreetFactor", use_source AS "useSource"
          FROM walker WHERE city_code = ${TOWN.code} AND key = 'adult'`;
        const speedKmh = walker!["speedKmh"] === 4 ? "4.5" : "4";
        const said = {
          speedKmh,
          source: "示例测量",
          movement: "foot",
          stepsFactor: "2",
          offStreetFactor: "1.3",
          useSource: "示例",
        };
        return { key: "adult", ...said, seen: walkerSeen(walker as never) };
      },
    },
    {
      ...{ route: "plan.facilities.$id_.contact", says: "a private number opened for a reason" },
      ...{ params: { id: town.contact }, query: "nth=0&version=1" },
      form: () => ({ reason: "verify-identity", note: "" }),
    },
    {
      ...{ ...facility, route: "plan.facilities.$id_.edit", says: "a facility changed" },
      form: async () => ({ ...facilityForm, version: String(await version()), name: `示例设施 ${await version()}` }),
    },
    {
      ...{ ...facility, route: "plan.facilities.$id_.photos", says: "a photo added" },
      form: async () => ({ caption: "大门", takenOn: DAY, file: await picture() }),
      after: () => sql`DELETE FROM photo`,
    },
    {
      ...{ ...facility, route: "plan.facilities.$id_.photos", says: "a photo taken down", intent: "take-down" },
      form: async () => {
        await sql`DELETE FROM photo`;
        made = crypto.randomUUID();
        await sql`INSERT INTO photo (id, facility_id, file_name) VALUES (${made}, ${FACILITY}, ${`${made}.webp`})`;
        return { photo: made, file: new File([], "") };
      },
      did: () => isGone(sql`SELECT FROM photo WHERE id = ${made}`),
    },
    {
      ...{ ...facility, route: "plan.facilities.$id_.published", says: "a published grade written down", intent: "grade" },
      form: () => ({ grade: "B", standard: "WS/T 821", on: "2025-01-01", source: "示例" }),
      after: () => sql`DELETE FROM facility_grade`,
    },
    {
      ...{
        ...facility,
        route: "plan.facilities.$id_.published",
        says: "a published inspection written down",
        intent: "inspection",
      },
      form: () => ({ how: "routine", result: "passed", on: "2025-01-01", findings: "0", openFindings: "0", source: "示例" }),
      after: () => sql`DELETE FROM published_inspection`,
    },
    {
      ...{ ...facility, route: "plan.facilities.$id_.published", says: "a published result taken back", intent: "take-back" },
      form: async () => {
        await sql`DELETE FROM facility_grade`;
        made = crypto.randomUUID();
        await sql`INSERT INTO facility_grade (id, facility_id, grade, standard, graded_on, source) VALUES (${made}, ${FACILITY}, 'B', 'WS/T 821', '2025-01-01', '示例')`;
        return { result: made };
      },
      did: () => isGone(sql`SELECT FROM facility_grade WHERE id = ${made}`),
    },
    {
      ...{ ...facility, route: "plan.facilities.$id_.state", says: "a facility closed for a while" },
      form: async () => (await asItWas(), { to: "suspended", on: DAY, reason: "示例" }),
      after: asItWas,
    },
    {
      ...{ route: "plan.facilities._index", says: "a view of one's own kept", intent: "keep-view", isOwn: true },
      form: async () => (await sql`DELETE FROM saved_view`, { name: "示例", address: "kind=community-centre" }),
      did: async ({ personId }) => !(await isGone(sql`SELECT FROM saved_view WHERE person_id = ${personId}`)),
    },
    {
      ...{ route: "plan.facilities._index", says: "a view of one's own forgotten", intent: "forget-view", isOwn: true },
      form: async ({ personId }) => {
        made = crypto.randomUUID();
        await sql`
          INSERT INTO saved_view (id, person_id, city_code, name, address) SELECT ${made}, ${personId}::uuid, ${TOWN.code}, ${made}, ''
          WHERE ${personId}::uuid IS NOT NULL`;
        return { view: made };
      },
      did: () => isGone(sql`SELECT FROM saved_view WHERE id = ${made}`),
    },
    {
      ...{ route: "plan.facilities._index", says: "many facilities changed together", intent: "together" },
      form: async () => {
        made = `示例机构 ${crypto.randomUUID().slice(0, 8)}`;
        return { id: FACILITY, of: "operator", operatorName: made, operatorKind: "private" };
      },
      did: async () =>
        !(await isGone(
          sql`SELECT FROM facility f JOIN operator o ON o.id = f.operator_id WHERE f.id = ${FACILITY} AND o.name = ${made}`,
        )),
    },
    {
      ...{ route: "plan.facilities.new", says: "a facility registered in the district" },
      form: () => ({ ...facilityForm, name: `示例新设施 ${crypto.randomUUID().slice(0, 8)}`, state: "operating" }),
    },
    {
      ...batch,
      ...restored,
      says: "another sheet chosen",
      intent: "sheet",
      form: async () => (await previewed(), { sheet: town.sheet, headingRow: "1", headingRows: "1" }),
    },
    {
      ...batch,
      ...restored,
      says: "columns chosen",
      intent: "columns",
      form: async () => (await previewed(), { ...columns, system: "WGS-84" }),
    },
    {
      ...{ ...batch, ...restored, says: "unknown words explained", intent: "words" },
      form: async () => (
        await previewed(),
        { "word.0.field": "kind", "word.0.text": "没有这种", "word.0.means": "community-centre" }
      ),
    },
    {
      ...batch,
      ...restored,
      says: "an import written",
      intent: "write",
      form: async () => (await previewed(), { leaveOutRefused: "yes" }),
    },
    { ...batch, ...restored, says: "an import stopped", intent: "cancel", form: async () => (await at("reading")(), {}) },
    { ...batch, ...restored, says: "an import taken back", intent: "undo", form: async () => (await at("done")(), {}) },
    {
      ...batch,
      ...restored,
      says: "an import taken back but for what was edited",
      intent: "undo-others",
      form: async () => (await at("done")(), {}),
    },
    { ...batch, ...restored, says: "all likenesses are the same", intent: "all-same", form: async () => (await previewed(), {}) },
    { ...batch, ...restored, says: "all likenesses are new", intent: "all-new", form: async () => (await previewed(), {}) },
    { ...batch, ...restored, says: "a row left out", intent: "row-skip", form: row("2") },
    { ...batch, ...restored, says: "a row taken in again", intent: "row-take", form: row("2") },
    { ...batch, ...restored, says: "a row is a new place", intent: "row-new", form: row("3") },
    { ...batch, ...restored, says: "a row is a known place", intent: "row-same", form: row("3", { target: town.contact }) },
    { ...batch, ...restored, says: "a row put on the map", intent: "row-place", form: row("2", { lon: "113.7", lat: "34.8" }) },
    {
      ...{
        route: "plan.import.$batch.problems",
        params: { batch: town.batch },
        says: "rows with numbers taken out for a reason",
      },
      form: async () => (await sql`DELETE FROM sensitive_opening`, { format: "csv", reason: "correct-record" }),
    },
    {
      ...{ route: "plan.import._index", says: "a file brought in" },
      form: () => {
        const text = `名称,设施类型,区划代码,联系电话\n示例,community-centre,${DISTRICT},${PHONE}`;
        return { subject: "facilities", system: "WGS-84", source: "示例", file: new File([text], "made.csv") };
      },
    },
    {
      ...{ route: "plan.types.$key", params: { key: "meals" }, says: "a type of service changed" },
      form: () => ({
        ...{
          key: "meals",
          nameZh: "助餐",
          nameEn: "Meals",
          symbol: "餐",
          line: LINE,
          by: "minutes",
          circle: "15",
          walkerKey: "adult",
        },
        ...{ populationGroup: "60plus", capacityUnit: "seat", standardZh: "", standardEn: "", source: "", order: "10" },
      }),
    },
    {
      ...{ route: "plan.types.subsidies", says: "a subsidy rule written down", intent: "add" },
      form: async () => {
        await sql`DELETE FROM subsidy_rule`;
        return {
          ...{ nameZh: "示例补贴", nameEn: "Made subsidy", serviceType: "meals", fee: "meals", unit: "meal", hardship: "any" },
          ...{ cityYuan: "2", from: "2024-01-01", source: "示例文件", mark: "?" },
        };
      },
    },
    {
      ...{ route: "plan.types.subsidies", says: "a subsidy rule ended", intent: "end" },
      form: async () => {
        await sql`DELETE FROM subsidy_rule`;
        await sql`
          INSERT INTO subsidy_rule (id, city_code, name_zh, name_en, service_type, fee, unit, city_fen, valid_from, source)
          VALUES (${SUBSIDY}, ${TOWN.code}, '示例补贴', 'Made subsidy', 'meals', 'meals', 'meal', 200, '2024-01-01', '示例文件')`;
        return { id: SUBSIDY, on: new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10) };
      },
    },
    {
      ...{ route: "plan.types.kinds.$key", params: { key: "community-centre" }, says: "a kind of facility changed" },
      form: () => ({
        key: "community-centre",
        nameZh: "社区中心",
        nameEn: "Centre",
        order: "10",
        sector: "elder-care",
        line: LINE,
        servesLevel: "community",
      }),
    },
  ];
}
