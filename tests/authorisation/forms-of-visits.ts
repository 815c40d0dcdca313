import { today } from "~/platform/clock.server";
import { TOWN } from "../modules/catalog/factories/catalog-city";
import type { FilledIn, Records } from "./filled-in";
import { shownBy } from "~/modules/visits/use-cases/answer-rule-form.server";
import { mergeResidents } from "~/modules/residents/use-cases/merge-residents.server";
import { cityKeeper, OTHER_FILE, RESIDENT, residentAsItWas, STREET, VISITS_THERE } from "./residents-on-record";
import { CHIEF, DISTRICT, LINE } from "./town-on-record";

const DAY = today();
const RULE = "00000000-0000-7000-8000-0000000be011";
const MODE = "00000000-0000-7000-8000-0000000be012";
export const CAMPAIGN = "00000000-0000-7000-8000-0000000be013";

/** A change of rules as it comes back from the page that simulated it. */
function asShown(said: Readonly<Record<string, string>>): Record<string, string> {
  const form = new FormData();
  for (const [name, value] of Object.entries(said)) form.set(name, value);
  return { ...said, shown: shownBy(form, TOWN) ?? "" };
}

/** A campaign of the district, called just now. */
export async function putCampaign(sql: Records["sql"]): Promise<void> {
  await sql`DELETE FROM campaign`;
  await sql`
    INSERT INTO campaign (id, city_code, area_code, name, opens_at, closes_at) VALUES (${CAMPAIGN}, ${TOWN.code}, ${DISTRICT}, '示例', now(), now() + interval '1 day')`;
}

/** What is done to residents and their visits: they live in one street of the district and belong to one line. */
export function formsOfVisits({ sql }: Records, comparison: string): FilledIn[] {
  const fresh = () => residentAsItWas(sql);
  const file = { route: "visits.residents.$id", params: { id: RESIDENT } };
  const door = { route: "visits.residents.$id_.door", params: { id: RESIDENT } };
  const hung = () =>
    sql`INSERT INTO resident_door (id, resident_id, code_hash, code_cipher) VALUES (gen_random_uuid(), ${RESIDENT}, ${"a".repeat(64)}, ${`sealed.k1.${"x".repeat(40)}`})`;
  const part = async (table: string) =>
    String((await sql`SELECT id FROM ${sql(table)} WHERE resident_id = ${RESIDENT}`)[0]?.["id"]);
  const put =
    (first: () => Promise<unknown>, fields: Record<string, string> = {}) =>
    async () => (await fresh(), await first(), fields);
  const is = (fields: Record<string, string>) => put(() => Promise.resolve(), fields);
  const state = (text: string) => sql`UPDATE resident SET state = ${text}, registered_on = NULL WHERE id = ${RESIDENT}`;
  const gone = () =>
    sql`UPDATE resident SET state = 'left', left_on = '2025-01-02', left_reason = 'moved' WHERE id = ${RESIDENT}`;
  const withPart = (table: string, insert: () => Promise<unknown>) => async () => (
    await fresh(),
    await insert(),
    { part: await part(table) }
  );
  const version = async () => String((await sql`SELECT version FROM resident WHERE id = ${RESIDENT}`)[0]!["version"]);
  const sensitive = { route: "visits.residents.$id_.sensitive", params: { id: RESIDENT }, query: "field=phone" };
  const noRules = () => sql`DELETE FROM visit_rule`;
  const rule = async () => {
    await noRules();
    await sql`
      INSERT INTO visit_rule (id, city_code, area_code, times, per, minutes, source, valid_from)
      VALUES (${RULE}, ${TOWN.code}, ${DISTRICT}, 1, 'month', 20, '示例', '2024-01-01')`;
  };
  const ruleForm = { area: DISTRICT, times: "2", per: "month", minutes: "20", source: "示例", mark: "?", from: DAY };
  const ending = { ends: RULE, seen: RULE.slice(-6), from: DAY };
  const month = { route: "visits.month", query: `area=${DISTRICT}&month=2025-01` };
  const report = async (stands: string | null) => {
    await sql`DELETE FROM month_report`;
    if (stands)
      await sql`
        INSERT INTO month_report (id, city_code, line, area_code, month, state, basis, filled_by, submitted_at)
        VALUES (gen_random_uuid(), ${TOWN.code}, ${LINE}, ${DISTRICT}, '2025-01-01', ${stands}, 'x', ${CHIEF}, now())`;
  };
  const typed = { name: "示例新人", sex: "unknown", bornOn: "1941-02-03", area: STREET, categories: "living-alone" };
  const steps: readonly (readonly [string, string, () => Promise<Record<string, string>>])[] = [
    ["approve", "a proposal approved", put(() => state("proposed"))],
    ["decline", "a proposal declined", put(() => state("proposed"))],
    ["leave", "somebody left", is({ reason: "moved", on: "2025-01-02" })],
    ["return", "somebody is back", put(gone, { on: "2025-02-02" })],
    ["correct-exit", "an exit corrected", put(gone, { mistake: "wrong-person" })],
    ["assign", "a visitor assigned", is({ responsible: VISITS_THERE, deputy: "" })],
    ["merge", "two files made one", is({ number: "D2" })],
    [
      "undo-merge",
      "a merge taken back",
      async () => {
        await fresh();
        const merged = await mergeResidents(cityKeeper, TOWN, RESIDENT, OTHER_FILE);
        if (!merged.ok) throw new Error(merged.refusal.kind);
        return { part: merged.value };
      },
    ],
    ["assess", "an assessment noted", is({ grade: "2", assessedOn: "2025-01-02", expiresOn: "2026-01-02" })],
    ["override", "a word on the risk", is({ risk: "high", reason: "示例：近期需要关注" })],
    ["end-override", "a word on the risk ended", is({})],
    ["add-contact", "a contact added", is({ name: "示例联系人", relation: "child", phone: "13900000008" })],
    [
      "remove-contact",
      "a contact removed",
      withPart(
        "resident_contact",
        () => sql`
        INSERT INTO resident_contact (id, resident_id, name, relation, phone_cipher)
        SELECT gen_random_uuid(), ${RESIDENT}, '示例', 'child', cipher FROM resident_sensitive WHERE resident_id = ${RESIDENT}`,
      ),
    ],
    ["give-consent", "a consent noted", is({ scope: "visits", givenBy: "resident", how: "paper", on: "2025-01-02" })],
    [
      "withdraw-consent",
      "a consent withdrawn",
      withPart(
        "resident_consent",
        () => sql`
        INSERT INTO resident_consent (id, resident_id, scope, given_on, given_by, how) VALUES (gen_random_uuid(), ${RESIDENT}, 'visits', '2025-01-01', 'resident', 'paper')`,
      ),
    ],
    ["add-absence", "an absence noted", is({ kind: "hospital", from: "2025-01-02" })],
    [
      "end-absence",
      "an absence ended",
      withPart(
        "resident_absence",
        () => sql`
        INSERT INTO resident_absence (id, resident_id, kind, valid_from) VALUES (gen_random_uuid(), ${RESIDENT}, 'away', '2025-01-01')`,
      ),
    ],
    ["note-change", "a major change noted", is({ kind: "fall", on: "2025-01-02" })],
    ["key-care", "put on the key-care list", is({ on: "yes" })],
    ["wish", "a wish about a caregiver", is({ person: VISITS_THERE, wish: "never" })],
    ["end-wish", "such a wish ended", is({ part: VISITS_THERE })],
  ];
  return [
    ...steps.map(([intent, says, form]): FilledIn => ({ ...file, says, intent, form })),
    { ...door, says: "a code for a door made", intent: "make-door", form: is({}) },
    { ...door, says: "the code of a door ended", intent: "end-door", form: put(hung) },
    {
      ...{ route: "care_.sync", says: "what a phone saved, handed in", isOwn: true },
      form: () => ({ json: JSON.stringify({ sentAt: new Date().toISOString(), records: [] }) }),
    },
    {
      ...{ route: "visits.residents.$id_.edit", params: { id: RESIDENT }, says: "a file corrected" },
      form: async () => (await fresh(), { ...typed, bornOn: "1940-05-06", version: await version() }),
    },
    {
      ...{ ...sensitive, says: "a phone opened", intent: "open" },
      form: async () => (await fresh(), await sql`DELETE FROM sensitive_opening`, { reason: "make-contact", note: "" }),
    },
    {
      ...{
        route: "visits.residents.$id_.file_.download",
        params: { id: RESIDENT },
        says: "a resident's whole file taken out for a reason",
      },
      form: async () => (await fresh(), await sql`DELETE FROM sensitive_opening`, { format: "json", reason: "subject-request" }),
    },
    { ...{ ...sensitive, says: "a phone corrected", intent: "save" }, form: is({ value: "13900000007" }) },
    { ...{ ...sensitive, says: "a phone removed", intent: "remove" }, form: is({}) },
    {
      ...{ route: "visits.residents._index", says: "a number looked up" },
      form: async () => (await fresh(), await sql`DELETE FROM sign_in_throttle`, { field: "phone", value: "13877770001" }),
    },
    {
      ...{ route: "visits.residents._index", says: "a list of a street assigned", intent: "assign" },
      form: is({ list: `area=${STREET}`, seen: "2", responsible: VISITS_THERE, deputy: "" }),
    },
    { ...{ route: "visits.residents._index", says: "somebody looked for by name", intent: "search" }, form: is({ words: "测" }) },
    { ...{ route: "visits.residents.new", says: "somebody entered or proposed" }, form: is(typed) },
    {
      ...{ route: "visits.residents.waiting", says: "a proposal approved from the list", intent: "approve" },
      form: put(() => state("proposed"), { resident: RESIDENT }),
    },
    {
      ...{ route: "visits.residents.waiting", says: "a proposal declined from the list", intent: "decline" },
      form: put(() => state("proposed"), { resident: RESIDENT }),
    },
    {
      ...{ route: "visits.residents.risk-rules", says: "a rule of risk adopted", intent: "adopt" },
      form: async () => (
        await sql`DELETE FROM resident_risk_rule`,
        { risk: "high", leastAge: "95", leastGrade: "", source: "示例", mark: "?", from: DAY }
      ),
    },
    {
      ...{ route: "visits.residents.risk-rules", says: "a rule of risk ended", intent: "end" },
      form: async () => (await sql`DELETE FROM resident_risk_rule`, { key: "alone", from: DAY }),
    },
    ...(["adopt", "set-aside"] as const).map((intent): FilledIn => ({
      ...{ route: "visits.compare.$batch", params: { batch: comparison }, says: `a line of a list: ${intent}`, intent },
      form: async () => {
        await fresh();
        await sql`UPDATE staging.import_row SET decision = 'ask', is_chosen = false WHERE batch_id = ${comparison} AND row_number = 2`;
        return { row: "2" };
      },
    })),
    { ...{ route: "visits.log_.new", says: "whom to log a visit of, by name" }, form: is({ q: "测" }) },
    {
      ...{ route: "visits.log_.new", says: "a visit logged" },
      form: put(() => Promise.resolve(), {
        ...{ clientId: crypto.randomUUID(), resident: RESIDENT, capturedAt: new Date().toISOString(), beganAt: `${DAY}T00:01` },
        ...{ minutes: "20", outcome: "seen", channel: "home", purpose: "check", needs: "", note: "" },
      }),
    },
    {
      ...{ route: "visits.rules", says: "the standard rules simulated", intent: "standard" },
      form: async () => (await noRules(), {}),
    },
    {
      ...{ route: "visits.rules", says: "the standard rules adopted", intent: "adopt-standard" },
      form: async () => (await noRules(), { shown: JSON.stringify([today(TOWN.timeZone), "standard"]) }),
    },
    {
      ...{ route: "visits.rules", says: "a rule simulated", intent: "simulate" },
      form: async () => (await noRules(), { ...ruleForm, seen: "" }),
    },
    {
      ...{ route: "visits.rules", says: "a rule adopted", intent: "adopt" },
      form: async () => (await noRules(), asShown({ ...ruleForm, seen: "", intent: "adopt" })),
    },
    {
      ...{ route: "visits.rules", says: "the end of a rule simulated", intent: "simulate-end" },
      form: async () => (await rule(), ending),
    },
    {
      ...{ route: "visits.rules", says: "a rule ended", intent: "adopt-end" },
      form: async () => (await rule(), asShown({ ...ending, intent: "adopt-end" })),
    },
    {
      ...{ route: "visits.modes", says: "a mode switched on", intent: "set" },
      form: async () => (
        await sql`DELETE FROM mode`,
        { kind: "emergency", cause: "flood", area: DISTRICT, firstDay: DAY, lastDay: DAY }
      ),
    },
    {
      ...{ route: "visits.modes", says: "a mode switched off", intent: "end" },
      form: async () => {
        await sql`DELETE FROM mode`;
        await sql`
          INSERT INTO mode (id, city_code, area_code, kind, cause, valid_from, valid_to) VALUES (${MODE}, ${TOWN.code}, ${DISTRICT}, 'emergency', 'flood', ${DAY}::date - 2, ${DAY}::date + 9)`;
        return { id: MODE };
      },
    },
    {
      ...{ route: "visits.modes", says: "a campaign called", intent: "call" },
      form: () => ({
        name: "示例排查",
        area: DISTRICT,
        leastAge: "80",
        minutes: "10",
        until: new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16),
      }),
    },
    {
      ...{ route: "visits.modes", says: "a campaign ended", intent: "stop" },
      form: async () => {
        await putCampaign(sql);
        return { id: CAMPAIGN };
      },
    },
    { ...{ ...month, says: "those who visit reminded", intent: "remind" }, form: is({}) },
    { ...{ ...month, says: "a month handed in", intent: "submit" }, form: async () => (await report(null), { despite: "9" }) },
    {
      ...{ ...month, says: "a month given back", intent: "return" },
      form: async () => (await report("submitted"), { why: "示例：缺一社区" }),
    },
    { ...{ ...month, says: "a month locked", intent: "lock" }, form: async () => (await report("submitted"), { sure: "yes" }) },
  ];
}
