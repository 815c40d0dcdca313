import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { COMMANDS } from "~/cli/qh";
import type { Role } from "~/modules/accounts/domain/role";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { endLiveAnswers } from "~/platform/live-changes.server";
import { closeThreads } from "~/platform/threads.server";
import { withTestDatabase } from "../factories/test-database";
import { TOWN } from "../modules/catalog/factories/catalog-city";
import { answered, type Attempt, cookieOf, type Door, type Outcome, tried } from "./asked-at-doors";
import { ENDPOINTS, KNOWN_PATHS, mountedPaths, servedEndpoints } from "./express-endpoints";
import type { FilledIn } from "./filled-in";
import { CALENDAR_LINK, CAREGIVER, formsOfCaregivers, putCaregiver } from "./forms-of-caregivers";
import { CHECKED_VISIT, formsOfChecks, putCheckedVisit } from "./forms-of-checks";
import { formsOfAccounts } from "./forms-of-accounts";
import { alertToken, answeredToken, formsOfContact, putContact } from "./forms-of-contact";
import { formsOfFamilies, putRequest, REQUEST } from "./forms-of-families";
import { formsOfGovern } from "./forms-of-govern";
import { formsOfMonth } from "./forms-of-month";
import { EDIT, formsOfOperators } from "./forms-of-operators";
import { formsOfOrders, ORDER, putOrder } from "./forms-of-orders";
import { formsOfPlan } from "./forms-of-plan";
import { formsOfPremises, PREMISES, putPremises } from "./forms-of-premises";
import { ALARM, formsOfDuty, putAlarm } from "./forms-of-duty";
import { formsOfRefused, putRefused, REFUSED } from "./forms-of-refused";
import { formsOfSiting, putScenario, SCENARIO } from "./forms-of-siting";
import { formsOfVisitPlans, putPlan, VISIT_PLAN } from "./forms-of-visit-plans";
import { CAMPAIGN, formsOfVisits, putCampaign } from "./forms-of-visits";
import { comparedList, RESIDENT } from "./residents-on-record";
import { COMMAND_ENTRIES, type CommandEntry } from "./terminal-commands";
import { FACILITY, makeTownOfDoors, PERSON, type Town } from "./town-on-record";
import { actorFor, PEOPLE, type Visitor, VISITORS } from "./visitors";
import { type Row, type Tables, writtenMatrix } from "./written-matrix";

/**
 * Every door of the house is tried by every kind of person, of this district and line and of others, and what happened stands
 * in docs/authorisation.md. A page or a form without a row, or a row that is no longer true, fails; so does a door that breaks.
 * Written anew by `QUARTERHOUR_WRITE_MATRIX=1 npx vitest run tests/authorisation`.
 */
const records = withTestDatabase();
const DOCUMENT = "docs/authorisation.md";

interface Route {
  readonly loader?: Door;
  readonly action?: Door;
}
const files = import.meta.glob<Route>("../../app/routes/*.{ts,tsx}");
const nameOf = (path: string): string => path.replace(/^.*\/routes\//, "").replace(/\.tsx?$/, "");
const routes = new Map<string, Route>();
/** Routes that take no post, and say so. */
const NO_FORM = [
  ...["$", "api.$", "api.v1.access", "api.v1.counts", "api.v1.coverage", "api.v1._index", "api.v1.openapi[.]json", "embed.find"],
  ...["services", "service_at_locations", "locations", "organizations"].flatMap((noun) => [
    `api.v1.${noun}._index`,
    `api.v1.${noun}.$id`,
  ]),
  ...["csv", "geojson", "json"].map((ending) => `api.v1.facilities[.]${ending}`),
];

let town: Town;
let comparison = "";
/** What is done to people and what is done to places do not meet: they are tried side by side. Sessions end by what is done to oneself. */
let forms: Readonly<Record<"own" | "people" | "places", readonly FilledIn[]>> = { own: [], people: [], places: [] };

beforeAll(async () => {
  town = await makeTownOfDoors(records);
  await putRefused(records.sql);
  comparison = await comparedList();
  await putPlan(records.sql);
  await putScenario(records.sql);
  await putPremises(records.sql, "survey");
  await putCampaign(records.sql);
  await putRequest(records.sql);
  await putContact(records.sql);
  await putOrder(records.sql);
  await putAlarm(records.sql);
  await putCheckedVisit(records.sql);
  await putCaregiver(records);
  for (const path of Object.keys(files).sort()) routes.set(nameOf(path), await files[path]!());
  const known = { sql: records.sql, town };
  forms = {
    own: formsOfAccounts(known),
    people: formsOfGovern(known),
    places: [
      ...formsOfPlan(known),
      ...formsOfVisits(known, comparison),
      ...formsOfVisitPlans(known),
      ...formsOfCaregivers(known),
      ...formsOfMonth(known),
      ...formsOfOrders(known),
      ...formsOfDuty(known),
      ...formsOfChecks(known),
      ...formsOfRefused(known),
      ...formsOfFamilies(known),
      ...formsOfOperators(known),
      ...formsOfContact(known),
      ...formsOfPremises(known),
      ...formsOfSiting(known),
    ],
  };
}, 120_000);
afterAll(async () => {
  await closeThreads();
  await closeBulkWork();
  await endLiveAnswers();
});

/** `plan.facilities.$id_.edit` → the value of its gap, by the longest name that begins it. */
function gapOf(file: string): string {
  const gaps: Readonly<Record<string, string>> = {
    ...{
      "plan.facilities.$id": FACILITY,
      "govern.people.$id": PERSON,
      "plan.import.$batch": town.batch,
      "plan.siting.premises.$id": PREMISES,
    },
    ...{
      "visits.residents.$id": RESIDENT,
      "visits.compare.$batch": comparison,
      "visits.plan.$id": VISIT_PLAN,
      "plan.siting.$id": SCENARIO,
      "plan.edits.$id": EDIT,
      "my.alerts_.stop.$token": alertToken(),
      "my.answers.$token": answeredToken(),
      "find.$id": FACILITY,
    },
    ...{ "visits.modes_.$id": CAMPAIGN, "visits.requests.$id": REQUEST, "visits.orders.$id": ORDER, "visits.watch_.$id": ALARM },
    ...{
      "visits.log_.$id": CHECKED_VISIT,
      "visits.refused.$id": REFUSED,
      "visits.caregivers.$id": CAREGIVER,
      "calendar.$link": CALENDAR_LINK,
    },
    ...{ "plan.import.template.$subject": "facilities", "plan.types.kinds.$key": "community-centre", "plan.types.$key": "meals" },
    ...{ "photos.$name": "00000000-0000-7000-8000-000000000001.webp" },
  };
  const [, value] = Object.entries(gaps)
    .filter(([start]) => file.startsWith(start))
    .sort(([a], [b]) => b.length - a.length)[0] ?? ["", "x"];
  return value;
}

function paramsOf(file: string): Record<string, string> {
  if (file.startsWith("plan.streets.")) return { city: TOWN.code, network: "none", tile: "0-0" };
  return Object.fromEntries([...file.matchAll(/\$(\w*?)(?=_?\.|_?$)/g)].map(([, name]) => [name || "*", gapOf(file)]));
}

const addressOf = (file: string, gap = gapOf(file)): string =>
  `/${file
    .split(".")
    .map((part) => part.replace(/^_index$/, "").replace(/_$/, ""))
    .filter(Boolean)
    .map((part) => (part.startsWith("$") ? gap : part))
    .join("/")}`;

/** What became of it, by all; a door that breaks is told by its name, and the others are tried all the same. */
const broken: string[] = [];
const triedBy = (attempt: Attempt, what: string, by: Visitor): Promise<Outcome> =>
  tried(attempt, by).catch((error: unknown) => {
    broken.push(`${what}, by ${by.name}: ${error instanceof Error ? error.message : String(error)}`);
    return "open";
  });

/** Whoever may only read changes nothing that is not their own: they come all at once, with one form between them. */
const ONLY_READS: readonly (Role | null)[] = [null, "caregiver", "operator", "family"];

/** Readers do not meet each other; writers come one after another, each to records put there anew. */
async function triedByAll(attempt: Attempt, what: string): Promise<Outcome[]> {
  if (attempt.form === null) return Promise.all(VISITORS.map((by) => triedBy(attempt, what, by)));
  const outcomes = new Map<Visitor, Outcome>();
  const together = attempt.isOwn || attempt.session ? [] : VISITORS.filter(({ role }) => ONLY_READS.includes(role));
  const fields = together.length > 0 ? await attempt.form(together[0]!) : {};
  const { after, ...left } = attempt;
  const shared = { ...left, form: () => fields };
  await Promise.all(together.map(async (by) => outcomes.set(by, await triedBy(shared, what, by))));
  if (together.length > 0) await after?.(together[0]!);
  for (const by of attempt.session ? ANYWHERE : VISITORS)
    if (!outcomes.has(by)) outcomes.set(by, await triedBy(attempt, what, by));
  const sameRole = ({ role }: Visitor) => ANYWHERE.find((one) => one.role === role && one.stand === "own")!;
  return VISITORS.map((by) => outcomes.get(by) ?? outcomes.get(sameRole(by))!);
}

async function pages(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [file, { loader: door }] of routes) {
    if (!door) continue;
    const attempt = { door, path: addressOf(file), params: paramsOf(file), form: null };
    rows.push({ door: `\`${file}\``, outcomes: await triedByAll(attempt, file) });
  }
  const asked = (file: string, query: string, params: Record<string, string>): Attempt => ({
    ...{ door: routes.get(file)!.loader!, params, form: null },
    path: `${addressOf(file, Object.values(params)[0])}?${query}`,
  });
  const numbers = {
    "`govern.people.$id_.sensitive`, of a phone on record": asked("govern.people.$id_.sensitive", "field=phone", { id: PERSON }),
    "`plan.facilities.$id_.contact`, of a number on record": asked("plan.facilities.$id_.contact", "nth=0&version=1", {
      id: town.contact,
    }),
  };
  for (const [door, attempt] of Object.entries(numbers)) rows.push({ door, outcomes: await triedByAll(attempt, door) });
  return rows;
}

const attemptOf = ({ route, params, query, intent, form, ...rest }: FilledIn): Attempt => {
  const gap = params && Object.values(params)[0];
  return {
    ...{ ...rest, door: routes.get(route)!.action!, params: params ?? paramsOf(route) },
    path: `${addressOf(route, gap)}${query ? `?${query}` : ""}`,
    form: async (by) => ({ ...(intent ? { intent } : {}), ...(await form(by)) }),
  };
};

/** Forms about one's own account have no place: of each role one tries them, with those who are nowhere and everywhere. */
const ANYWHERE = VISITORS.filter(({ stand }) => stand === null || stand === "own" || stand === "everywhere");

async function deeds(of: readonly FilledIn[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const one of of) {
    const door = `\`${one.route}\`: ${one.says}`;
    rows.push({ door, outcomes: await triedByAll(attemptOf(one), door) });
  }
  return rows;
}

/** Endpoints of the server itself, asked over HTTP with each visitor's own cookie. */
async function endpoints(): Promise<Row[]> {
  const { address, close } = await servedEndpoints();
  const rows: Row[] = [];
  for (const [door, { address: path, headers = {} }] of Object.entries(ENDPOINTS)) {
    const ask = async ({ personId }: Visitor): Promise<Outcome> => {
      const cookie: Record<string, string> = personId === null ? {} : { Cookie: await cookieOf(personId) };
      const { status } = await fetch(`${address}${path}`, { headers: { ...headers, ...cookie } });
      return status === 404 ? "not there" : status === 403 ? "refused" : "open";
    };
    rows.push({ door: `\`${door}\``, outcomes: await Promise.all(VISITORS.map(ask)) });
  }
  close();
  return rows;
}

/** What the terminal's commands do, tried by people who are not the terminal. */
async function commands(): Promise<(Row & { readonly entry: CommandEntry })[]> {
  const rows: (Row & { readonly entry: CommandEntry })[] = [];
  for (const [name, entry] of Object.entries(COMMAND_ENTRIES)) {
    const outcomes: Outcome[] = [];
    for (const one of entry.tried ? PEOPLE : []) {
      const verdict = await entry.tried!(actorFor(one), { city: TOWN.code, person: PERSON });
      const told = verdict.ok ? "" : verdict.refusal;
      const refusal = typeof told === "string" ? told : (told as { kind: string }).kind;
      outcomes.push(refusal === "not-permitted" ? "refused" : refusal === "not-there" ? "not there" : "open");
    }
    rows.push({ door: `qh ${name}`, entry, outcomes });
  }
  return rows;
}

/** Pages and forms that a visitor without an account may open: sums over areas, published records, the way in, or an address that only takes (405). */
const PUBLIC =
  /^`(_index|\$|api\.|about\.|plan\._index|plan\.coverage\.(access|access_\.\w+|circles|export|methods|minutes|outlines|places|progress|standards)|plan\.what-if\.|preferences|sign-in|sign-out|account\.invitation|calendar\.|embed\.|find|operate\.|photos\.|robots|sitemap|my\.|care_\.sync`)/;
/** What somebody of another district, line or city does all the same: to themselves, in what is theirs, or with everybody told; and a sealed record is its author's, an operator's link its facility's, whoever carries it. What any family may ask of a place, anybody may. */
const OF_ONES_OWN =
  /^`(account\.|find|my\.|operate\.|preferences|sign-|govern\.approvals`: one's own|govern\.audit_\.export_|govern\.emergency|plan\.facilities\._index`: a view|visits\.residents\._index`: (a number|somebody looked for)|visits\.caregivers\._index`: a caregiver looked for|visits\.watch_\.mine`: an alarm that came|visits\.log_\.new`: whom to log|care_\.sync`: what a phone saved, handed in)/;

const opened = ({ outcomes }: Row, stand: string) =>
  VISITORS.flatMap(({ name, stand: at }, n) => (at === stand && outcomes[n] === "open" ? [name] : []));

test("every door lets in whom the page says, and nobody else", { timeout: 600_000 }, async () => {
  const seen = await pages();
  const own = await deeds(forms.own);
  const [people, places] = await Promise.all([deeds(forms.people), deeds(forms.places)]);
  const tables: Tables = {
    pages: seen,
    deeds: [...own, ...people, ...places],
    server: await endpoints(),
    terminal: await commands(),
  };
  expect(broken, "doors that broke, and forms that were not filled in rightly").toEqual([]);
  if (process.env.QUARTERHOUR_WRITE_MATRIX) writeFileSync(DOCUMENT, writtenMatrix(tables));
  for (const row of [...tables.pages, ...tables.deeds]) {
    if (row.outcomes[0] === "open") expect(row.door, "open to everyone").toMatch(PUBLIC);
    if (/\.\$(id|batch)/.test(row.door) && !PUBLIC.test(row.door)) expect(opened(row, "another city"), row.door).toEqual([]);
  }
  const undone = tables.deeds.filter(({ outcomes }) => !outcomes.includes("open")).map(({ door }) => door);
  expect(undone, "nobody could do it, so it shows nothing").toEqual([]);
  for (const row of tables.deeds) {
    const others = opened(row, "another city");
    if (!OF_ONES_OWN.test(row.door)) expect(others, row.door).toEqual([]);
  }
  for (const { door, outcomes, entry } of tables.terminal) {
    const far = outcomes.filter((outcome, n) => PEOPLE[n]!.stand === "another city" && outcome === "open");
    expect(entry.tried ? far : [], `${door} from another city`).toEqual([]);
  }
  expect(readFileSync(DOCUMENT, "utf8")).toBe(writtenMatrix(tables));
});

test("a new action, and a new deed of one, has a form that is filled in", () => {
  const all = Object.values(forms).flat();
  const actions = [...routes].flatMap(([file, { action }]) => (action && !NO_FORM.includes(file) ? [file] : []));
  const missing = actions.filter((file) => !all.some(({ route }) => route === file));
  expect(missing, "actions without a form").toEqual([]);
  const sources: Readonly<Record<string, string>> = {
    "govern.people.$id": "app/modules/accounts/use-cases/act-on-person.server.ts",
    "visits.residents.$id": "app/modules/residents/use-cases/change-resident.server.ts",
    "visits.caregivers.$id": "app/modules/visits/use-cases/act-on-caregiver.server.ts",
    "plan.import.$batch._index": "app/modules/imports/use-cases/act-on-batch.server.ts",
  };
  const intents = actions.flatMap((file) => {
    const route = [`app/routes/${file}.tsx`, `app/routes/${file}.ts`].find(existsSync)!;
    const source = [route, ...(sources[file] ? [sources[file]] : [])].map((path) => readFileSync(path, "utf8")).join("\n");
    const named = source.matchAll(
      /\b(?:intent(?:"\))? ===|said\("intent"\) ===|field\("intent"\) ===|form\.get\("intent"\) ===|case) "([\w-]+)"/g,
    );
    return [...new Set([...named].map(([, intent]) => `${file} ${intent}`))];
  });
  expect(intents.length, "deeds found in the sources").toBeGreaterThan(30);
  const filled = all.map(({ route, intent }) => `${route} ${intent}`);
  expect(
    intents.filter((one) => !filled.includes(one)),
    "deeds without a form",
  ).toEqual([]);
});

test("a form that holds nothing breaks no door", async () => {
  const who = VISITORS.filter(({ stand }) => stand === null || stand === "everywhere");
  const faults: string[] = [];
  for (const [file, { action: door }] of routes) {
    if (!door) continue;
    const attempt: Attempt = { door, path: addressOf(file), params: paramsOf(file), form: null, session: "open" };
    for (const by of who)
      await answered(attempt, {}, by).catch((error: Error) => faults.push(`${file}, by ${by.name}: ${error.message}`));
  }
  expect(faults).toEqual([]);
});

test("a new endpoint of the server has its row", () => expect(mountedPaths()).toEqual(KNOWN_PATHS));

test("a new command of the terminal has its row, and acts as the row says", () => {
  const entries = Object.keys(COMMAND_ENTRIES);
  expect(
    COMMANDS.map(({ name }) => name).filter((name) => !entries.includes(name)),
    "without a row",
  ).toEqual([]);
  for (const [name, { actsAs }] of Object.entries(COMMAND_ENTRIES)) {
    const file = `app/cli/${name.replaceAll(" ", "-")}.ts`;
    expect(existsSync(file), `${file} of the row ${name}`).toBe(true);
    const source = withImports(file);
    expect(/\bTERMINAL\b/.test(source), `${name} acts as the terminal`).toBe(actsAs === "terminal");
    if (actsAs.startsWith("system:")) expect(source, name).toContain(`systemActor("${actsAs.slice(7)}"`);
  }
});

/** A command's source with what it hands over to: beside it, and the use cases it names. */
function withImports(file: string): string {
  const own = readFileSync(file, "utf8");
  const named = [...own.matchAll(/from "(\.\/hand-over[\w-]+|~\/modules\/accounts\/use-cases\/[\w.-]+)"/g)].map(
    ([, path = ""]) => (path.startsWith("./") ? `app/cli/${path.slice(2)}.ts` : `app/${path.slice(2)}.ts`),
  );
  return [own, ...named.map((path) => readFileSync(path, "utf8"))].join("\n");
}
