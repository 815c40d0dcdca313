import { TOWN } from "../modules/catalog/factories/catalog-city";
import { RESIDENT, residentAsItWas, STREET } from "./residents-on-record";
import { type FilledIn, isGone, type Records } from "./filled-in";
import { DISTRICT, LINE } from "./town-on-record";
import { madeForm } from "../factories/made-form";

const FORM = "00000000-0000-7000-8000-0000000bf001";
const FINDING = "00000000-0000-7000-8000-0000000bf002";
const SAID = { kind: "unit", sheet: "Sheet1", "cell.due": "B1", firstName: "" };

/** What whoever reports a district's month writes beside the month itself: the superior's form. */
export function formsOfMonth({ sql }: Records): FilledIn[] {
  const place = { route: "visits.month_.form", query: `area=${DISTRICT}&month=2025-01` };
  const none = () => sql`DELETE FROM month_form`;
  const there = async () => {
    await none();
    await sql`
      INSERT INTO month_form (id, city_code, line, area_code, file_name, workbook, mapping)
      VALUES (${FORM}, ${TOWN.code}, ${LINE}, ${DISTRICT}, 'made.xlsx', ${Buffer.from(await madeForm())},
        ${sql.json({ isSaid: false, kind: "unit", sheet: "Sheet1", cells: {}, firstName: "" })})`;
  };
  const found = async () => {
    await sql`DELETE FROM finding`;
    const event = (await sql`SELECT gen_random_uuid() AS id`)[0]!["id"] as string;
    await sql`
      INSERT INTO visit_event (client_id, city_code, resident_id, line, area_code, author_id, uploader_id, captured_at, outcome, channel, purpose, began_at,
        minutes, body_cipher, content_hash)
      VALUES (${event}, ${TOWN.code}, ${RESIDENT}, ${LINE}, ${STREET}, ${event}, ${event}, '2025-01-05T10:00:00+08:00', 'seen', 'home', 'check',
        '2025-01-05T10:00:00+08:00', 20, ${`sealed.k1.${"x".repeat(40)}`}, ${"0".repeat(64)})`;
    await sql`
      INSERT INTO finding (id, event_id, resident_id, line, area_code, kind, found_at)
      VALUES (${FINDING}, ${event}, ${RESIDENT}, ${LINE}, ${STREET}, 'utilities', '2025-01-05T10:00:00+08:00')`;
  };
  const month = `area=${DISTRICT}&month=2025-01`;
  return [
    { ...{ route: "visits.month", query: month, says: "units asked for their month", intent: "ask-units" }, form: () => ({}) },
    {
      ...{ route: "visits.month_.names_.file", query: `list=unvisited&${month}`, says: "elders' names taken out for a reason" },
      form: () => ({ reason: "inspection" }),
    },
    {
      ...{ route: "visits.month_.limits", says: "the lights' limits said", after: () => sql`DELETE FROM month_limit` },
      form: () => ({ green: "95", yellow: "85", source: "示例文件" }),
    },
    {
      ...{ route: "visits.month_.findings", query: `area=${DISTRICT}&month=2025-01`, says: "a finding closed" },
      form: async () => (await residentAsItWas(sql), await found(), { finding: FINDING, how: "repaired" }),
    },
    {
      ...{ ...place, says: "a superior's form brought", after: none },
      form: async () => (await none(), { file: new File([await madeForm()], "made.xlsx") }),
    },
    { ...{ ...place, says: "a form's cells said", intent: "say", after: none }, form: async () => (await there(), SAID) },
    {
      ...{ ...place, says: "a form let go", intent: "drop", after: none, did: () => isGone(sql`SELECT 1 FROM month_form`) },
      form: async () => (await there(), {}),
    },
  ];
}
