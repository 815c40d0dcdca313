import { TOWN } from "../modules/catalog/factories/catalog-city";
import { type FilledIn, isGone, type Records } from "./filled-in";
import { DISTRICT, LINE } from "./town-on-record";
import { madeForm } from "../factories/made-form";

const FORM = "00000000-0000-7000-8000-0000000bf001";
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
  return [
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
