import { sealValue } from "~/platform/sealed-value.server";
import type { FilledIn, Records } from "./filled-in";
import { DISTRICT } from "./town-on-record";
import { TOWN } from "../modules/catalog/factories/catalog-city";

export const PREMISES = "00000000-0000-7000-8000-00000000ab01";
const FACILITY_OF_IT = "00000000-0000-7000-8000-00000000ab02";
const DAY = "2025-06-01";

/** The premises as they are when they have walked these stages. */
export async function putPremises(sql: Records["sql"], ...stages: readonly string[]): Promise<void> {
  await sql`DELETE FROM site_proposal WHERE id = ${PREMISES}`;
  const contact = sealValue('{"name":"示例","phone":"0371-60000000"}', `site_proposal.contact_cipher.${PREMISES}`);
  await sql.begin(async (step) => {
    await step`
      INSERT INTO site_proposal (id, city_code, source, external_id, name, area_code, position_quality, contact_cipher)
      VALUES (${PREMISES}, ${TOWN.code}, '示例清单', '示例-1', '示例用房', ${DISTRICT}, 'unplaced', ${contact})`;
    for (const [before, stage] of stages.entries()) {
      const [kind, at, reason] = stage === "dropped" ? ["dropped", stages[before - 1]!, "示例"] : ["moved", stage, ""];
      await step`
        INSERT INTO site_proposal_step (id, proposal_id, number, kind, stage, on_day, reason, cause)
        VALUES (gen_random_uuid(), ${PREMISES}, ${before + 1}, ${kind}, ${at}, '2025-01-01', ${reason}, 'person')`;
    }
  });
}

/** What planners write of idle premises, which lie in one district and belong to no line. */
export function formsOfPremises({ sql }: Records): FilledIn[] {
  const params = { id: PREMISES };
  const at = async (...stages: readonly string[]) => {
    await putPremises(sql, ...stages);
    return { seen: String(stages.length), on: DAY, reason: "示例原因" };
  };
  const page = { route: "plan.siting.premises.$id", params };
  return [
    {
      ...{ route: "plan.siting.premises.new", says: "idle premises entered" },
      after: () => sql`DELETE FROM site_proposal WHERE name = '示例新用房'`,
      form: () => ({ name: "示例新用房", area: DISTRICT, stage: "survey" }),
    },
    {
      ...{ route: "plan.siting.premises.$id_.edit", params, says: "idle premises changed" },
      form: async () => (await at("survey"), { name: "示例改名用房", area: DISTRICT, version: "1" }),
    },
    {
      ...{ ...page, says: "moved to the next stage", intent: "move" },
      form: async () => ({ ...(await at("survey")), stage: "selection" }),
    },
    {
      ...{ ...page, says: "moved back a stage", intent: "back" },
      form: async () => ({ ...(await at("survey", "selection")), stage: "survey" }),
    },
    { ...{ ...page, says: "given up", intent: "drop" }, form: () => at("survey") },
    { ...{ ...page, says: "taken up again", intent: "resume" }, form: () => at("survey", "dropped") },
    {
      ...{ ...page, says: "the facility it became", intent: "link" },
      form: async () => {
        await at("survey", "selection", "negotiation", "approval", "building", "acceptance", "operating");
        await sql`
          INSERT INTO facility (id, city_code, name, kind_key, line, area_code, position_quality)
          VALUES (${FACILITY_OF_IT}, ${TOWN.code}, '示例成为的设施', 'community-centre', 'civil-affairs', ${DISTRICT}, 'unplaced') ON CONFLICT DO NOTHING`;
        return { facility: FACILITY_OF_IT };
      },
    },
    {
      ...{ route: "plan.siting.premises.$id_.contact", params, says: "whom to ask, opened for a reason" },
      form: async () => (await at("survey"), { reason: "make-contact", note: "" }),
    },
    {
      ...{ route: "plan.siting.premises.export", says: "the list with contacts, for a reason" },
      form: async () => (await at("survey"), { reason: "inspection", format: "csv" }),
    },
  ];
}
