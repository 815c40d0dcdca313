import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { COMMANDS } from "~/cli/qh";
import { actorOf, type Actor } from "~/modules/accounts/domain/actor";
import { ROLES, type Role } from "~/modules/accounts/domain/role";
import { beginSession } from "~/modules/accounts/use-cases/begin-session.server";
import { savePersonValue } from "~/modules/accounts/use-cases/person-sensitive.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { registerFacility } from "~/modules/catalog/use-cases/register-facility.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { closeThreads } from "~/platform/threads.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeArrival, requestWith } from "../factories/made-arrival";
import { withTestDatabase } from "../factories/test-database";
import { madeActor } from "../factories/made-actor";
import { draft, makeTown, planner, registration, TOWN } from "../modules/catalog/factories/catalog-city";
import { ENDPOINTS, KNOWN_PATHS, mountedPaths, servedEndpoints } from "./express-endpoints";
import { COMMAND_ENTRIES, type CommandEntry } from "./terminal-commands";

/**
 * Every door of the house is tried by every kind of person, of this area and of another, and what happened stands in
 * docs/authorisation.md. A route without a row, or a row that is no longer true, fails.
 * Written anew by `QUARTERHOUR_WRITE_MATRIX=1 npx vitest run tests/authorisation`.
 */
const records = withTestDatabase();
const DOCUMENT = "docs/authorisation.md";
const DISTRICT = "990101";

interface Route {
  readonly loader?: (args: LoaderFunctionArgs) => unknown;
  readonly action?: (args: ActionFunctionArgs) => unknown;
}
const routes = import.meta.glob<Route>("../../app/routes/*.{ts,tsx}");

const PHONE = "13877770001";
let facilityWithContact = "";

/** What stands in an address where a route leaves a gap: things of the district that are on record. */
const FACILITY = "00000000-0000-7000-8000-00000000fac1";
const PERSON = "00000000-0000-7000-8000-0000000000e1";
const BATCH = "00000000-0000-7000-8000-00000000ba7c";
const gaps: Readonly<Record<string, string>> = {
  ...{ "plan.facilities.$id": FACILITY, "govern.people.$id": PERSON, "plan.import.$batch": BATCH },
  ...{ "plan.import.template.$subject": "facilities", "plan.types.kinds.$key": "community-centre", "plan.types.$key": "meals" },
  ...{ "photos.$name": "00000000-0000-7000-8000-000000000001.webp" },
};

interface Visitor {
  readonly name: string;
  readonly personId: string | null;
}
const idOf = (n: number) => `00000000-0000-7000-8000-0000000a${String(n).padStart(4, "0")}`;
const own = ROLES.map((role, n): Visitor & { role: Role; area: string } => ({
  ...{ name: role, personId: idOf(n), role, area: TOWN.code },
}));
const elsewhere = (["supervisor", "planner", "overseer", "administrator"] as const).map((role, n) => ({
  ...{ name: `${role} of another city`, personId: idOf(100 + n), role, area: "9902" },
}));
const visitors: readonly Visitor[] = [{ name: "visitor", personId: null }, ...own, ...elsewhere];

beforeAll(async () => {
  await makeTown(records);
  const { sql } = records;
  await sql`INSERT INTO city (code, name_zh, name_en, time_zone, bounds) VALUES ('9902', '邻市', 'Next', 'Asia/Shanghai', '{}')`;
  for (const { personId, role, area, name } of [...own, ...elsewhere]) {
    await sql`INSERT INTO person (id, name, area_code) VALUES (${personId}, ${name}, ${area})`;
    await sql`INSERT INTO role_grant (id, person_id, role, area_code, valid_from) VALUES (gen_random_uuid(), ${personId}, ${role}, ${area}, '2024-01-01')`;
  }
  await sql`INSERT INTO person (id, name, area_code, line) VALUES (${PERSON}, '示例人员', ${DISTRICT}, 'civil-affairs')`;
  await sql`
    INSERT INTO facility (id, city_code, name, kind_key, line, area_code, position_quality)
    VALUES (${FACILITY}, ${TOWN.code}, '示例设施', 'community-centre', 'civil-affairs', ${DISTRICT}, 'unplaced')`;
  await sql`INSERT INTO facility_state (id, facility_id, state, valid_from) VALUES (gen_random_uuid(), ${FACILITY}, 'operating', '2024-01-01')`;
  await sql`
    INSERT INTO import_batch (id, city_code, subject, file_name, stored_name, status)
    VALUES (${BATCH}, ${TOWN.code}, 'facilities', 'made.csv', 'made', 'previewed')`;
  const chief = madeActor({ role: "administrator", areaCode: TOWN.code });
  expect(await savePersonValue(chief, PERSON, "phone", PHONE)).toMatchObject({ ok: true });
  const contacts = [{ role: "院长", phone: PHONE, isPublic: false }];
  const kept = await registerFacility(planner, TOWN.code, registration({ draft: draft({ contacts }) }));
  if (!kept.ok) throw new Error(JSON.stringify(kept.refusal));
  facilityWithContact = kept.value.id;
});
afterAll(async () => {
  await closeThreads();
  await closeBulkWork();
});

type Outcome = "open" | "led on" | "sign in" | "refused" | "not there";

interface Attempt {
  readonly door: Route["loader"];
  readonly path: string;
  readonly params: Record<string, string>;
  readonly method: string;
  readonly form?: Record<string, string>;
}

/** What a door did: a page and a form's own refusal are open; everything else is a way of staying shut. */
async function tried({ door, path, params, method, form = {} }: Attempt, { personId }: Visitor): Promise<Outcome> {
  const url = `${path}${path.includes("?") ? "&" : "?"}city=${TOWN.code}`;
  const body = method === "POST" ? { method, body: new URLSearchParams(form) } : {};
  const bare = new Request(`http://quarterhour.invalid${url}`, body);
  const request = personId === null ? bare : await signedIn(bare, personId);
  const outcome = await Promise.resolve()
    .then(() => door!({ request, params, context: {} } as LoaderFunctionArgs))
    .catch((thrown: unknown) => thrown);
  if (!(outcome instanceof Response)) return Object.keys(form).length > 0 ? saidOf(outcome) : "open";
  const to = outcome.headers.get("Location") ?? "";
  const isRedirect = outcome.status >= 300 && outcome.status < 400;
  if (isRedirect && to.startsWith("/sign-in")) return "sign in";
  // What a form leads to is its answer; a page that leads on shows nothing itself.
  if (isRedirect && method === "GET") return "led on";
  return outcome.status === 403 ? "refused" : outcome.status === 404 ? "not there" : "open";
}

/** Readers do not meet each other; writers come one after another. */
async function triedByAll(attempt: Attempt): Promise<Outcome[]> {
  if (attempt.method === "GET") return Promise.all(visitors.map((visitor) => tried(attempt, visitor)));
  const outcomes: Outcome[] = [];
  for (const visitor of visitors) outcomes.push(await tried(attempt, visitor));
  return outcomes;
}

/** Of a form that was filled in rightly its own answer counts: the value itself, or the reason why not. */
function saidOf(outcome: unknown): Outcome {
  const { data } = outcome as { data?: { value?: string | null; refusal?: { kind?: string } | null } };
  if (data?.value === PHONE) return "open";
  if (data?.refusal?.kind === "not-permitted") return "refused";
  if (data?.refusal?.kind === "not-there") return "not there";
  throw new Error(`a form that was filled in rightly answered ${JSON.stringify(outcome)}`);
}

/** Doors that an empty form does not try: a value of somebody, asked for as one does it. */
const FILLED_IN = (): Record<string, Omit<Attempt, "door"> & { readonly route: string; readonly says: string }> => {
  const person = {
    route: "govern.people.$id_.sensitive",
    path: `/govern/people/${PERSON}/sensitive?field=phone`,
    params: { id: PERSON },
  };
  const contact = {
    ...{ route: "plan.facilities.$id_.contact", params: { id: facilityWithContact } },
    path: `/plan/facilities/${facilityWithContact}/contact?nth=0&version=1`,
  };
  const reason = { reason: "verify-identity", note: "" };
  return {
    a: { ...person, says: "GET govern.people.$id_.sensitive, of a phone on record", method: "GET" },
    b: {
      ...person,
      says: "POST govern.people.$id_.sensitive, opening it with a reason",
      method: "POST",
      form: { intent: "open", ...reason },
    },
    c: {
      ...person,
      says: "POST govern.people.$id_.sensitive, replacing it",
      method: "POST",
      form: { intent: "save", value: PHONE },
    },
    d: { ...contact, says: "GET plan.facilities.$id_.contact, of a number on record", method: "GET" },
    e: { ...contact, says: "POST plan.facilities.$id_.contact, opening it with a reason", method: "POST", form: reason },
  };
};

async function signedIn(bare: Request, personId: string): Promise<Request> {
  const begun = await inUnitOfWork(systemActor("test"), (uow) =>
    beginSession(uow, { personId, kind: "desk", stage: "open" }, madeArrival("203.0.113.7")),
  );
  const headers = new Headers(bare.headers);
  headers.set("Cookie", (await requestWith(begun, "/")).headers.get("Cookie") ?? "");
  return new Request(bare, { headers });
}

/** `plan.facilities.$id_.edit` → the value of its gap, by the longest name that begins it. */
function gapOf(file: string): string {
  const [, value] = Object.entries(gaps)
    .filter(([start]) => file.startsWith(start))
    .sort(([a], [b]) => b.length - a.length)[0] ?? ["", "x"];
  return value;
}

function paramsOf(file: string): Record<string, string> {
  if (file.startsWith("plan.streets.")) return { city: TOWN.code, network: "none", tile: "0-0" };
  return Object.fromEntries([...file.matchAll(/\$(\w*?)(?=_?\.|_?$)/g)].map(([, name]) => [name || "*", gapOf(file)]));
}

const nameOf = (path: string): string => path.replace(/^.*\/routes\//, "").replace(/\.tsx?$/, "");
const addressOf = (file: string): string =>
  `/${file
    .split(".")
    .map((part) => part.replace(/^_index$/, "").replace(/_$/, ""))
    .filter(Boolean)
    .map((part) => (part.startsWith("$") ? gapOf(file) : part))
    .join("/")}`;

interface Row {
  readonly door: string;
  readonly outcomes: readonly Outcome[];
}

async function matrix(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const path of Object.keys(routes).sort()) {
    const file = nameOf(path);
    const route = await routes[path]!();
    for (const [method, door] of [
      ["GET", route.loader],
      ["POST", route.action],
    ] as const) {
      if (!door) continue;
      const attempt = { door: door as Route["loader"], path: addressOf(file), params: paramsOf(file), method };
      const outcomes = await triedByAll(attempt);
      rows.push({ door: `${method} ${file}`, outcomes });
    }
  }
  return rows;
}

async function filledIn(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { route: file, says, ...attempt } of Object.values(FILLED_IN())) {
    const path = Object.keys(routes).find((one) => nameOf(one) === file);
    const { loader, action } = await routes[path!]!();
    const door = (attempt.method === "POST" ? action : loader) as Route["loader"];
    rows.push({ door: says, outcomes: await triedByAll({ ...attempt, door }) });
  }
  return rows;
}

/** Endpoints of the server itself, asked over HTTP with each visitor's own cookie. */
async function endpoints(): Promise<Row[]> {
  const { address, close } = await servedEndpoints();
  const rows: Row[] = [];
  for (const [door, { address: path, headers = {} }] of Object.entries(ENDPOINTS)) {
    const outcomes: Outcome[] = [];
    for (const { personId } of visitors) {
      const asked = new Request(`http://quarterhour.invalid${path}`);
      const cookie = personId === null ? null : (await signedIn(asked, personId)).headers.get("Cookie");
      const { status } = await fetch(`${address}${path}`, { headers: { ...headers, ...(cookie ? { Cookie: cookie } : {}) } });
      outcomes.push(status === 404 ? "not there" : status === 403 ? "refused" : "open");
    }
    rows.push({ door, outcomes });
  }
  close();
  return rows;
}

/** What the terminal's commands do, tried by people who are not the terminal. */
async function commands(): Promise<(Row & { readonly entry: CommandEntry })[]> {
  const rows: (Row & { readonly entry: CommandEntry })[] = [];
  for (const [name, entry] of Object.entries(COMMAND_ENTRIES)) {
    const outcomes: Outcome[] = [];
    for (const actor of entry.tried ? actors() : []) {
      const verdict = await entry.tried!(actor, { city: TOWN.code, person: PERSON });
      const refusal = verdict.ok
        ? ""
        : typeof verdict.refusal === "string"
          ? verdict.refusal
          : (verdict.refusal as { kind: string }).kind;
      outcomes.push(refusal === "not-permitted" ? "refused" : refusal === "not-there" ? "not there" : "open");
    }
    rows.push({ door: `qh ${name}`, entry, outcomes });
  }
  return rows;
}

const actors = (): Actor[] =>
  [...own, ...elsewhere].map(({ personId, name, role, area }) =>
    actorOf({ personId: personId!, name }, [{ role, line: "", areaCode: area }])!,
  );

const SIGNS: Readonly<Record<Outcome, string>> = { open: "●", "led on": "↪", "sign in": "→", refused: "✕", "not there": "○" };

interface Tables {
  readonly pages: readonly Row[];
  readonly values: readonly Row[];
  readonly server: readonly Row[];
  readonly terminal: readonly (Row & { readonly entry: CommandEntry })[];
}

function written({ pages, values, server, terminal }: Tables): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const names = visitors.map(({ name }) => name);
  const table = (heads: readonly string[], rows: readonly (readonly string[])[]) => [
    line(heads),
    line(heads.map(() => "---")),
    ...rows.map(line),
  ];
  const signs = ({ outcomes }: Row) => outcomes.map((outcome) => SIGNS[outcome]);
  const doors = (rows: readonly Row[]) =>
    table(
      ["Door", ...names],
      rows.map((row) => [`\`${row.door}\``, ...signs(row)]),
    );
  return [
    "# Who may open which door",
    "",
    "Written by `tests/authorisation/every-door.test.ts`, which tries every route and form by every kind of person and fails when this",
    "page is no longer true. Columns without a remark hold a grant for the city the record lies in; records lie in one of its districts.",
    "",
    "● opens (a form may still refuse what was typed) · ↪ leads on to another page · → is led to the sign-in page · ✕ is told that a permission is missing · ○ is told that there is nothing",
    "",
    ...doors(pages),
    "",
    "## Values that are masked",
    "",
    "The same doors with somebody's number behind them and a reason given: ● is told the number, or may replace it.",
    "",
    ...doors(values),
    "",
    "## Doors of the server that are no pages",
    "",
    "They ask for no session. `/metrics` asks for its token, or for nothing on the machine itself; the map file and the tiles are there where they are configured.",
    "",
    ...doors(server),
    "",
    "## Commands of the terminal",
    "",
    "`npm run qh` is for whoever may log in to the machine; a command acts as the installation's system administrator (`terminal`), as a named purpose, or touches no",
    "record (`nobody`). Where people reach the same deed from pages, it is tried by them too: ● ✕ ○ as above, a dash where there is no such deed.",
    "",
    ...table(
      ["Command", "acts as", "needs", ...names.slice(1)],
      terminal.map((row) => [
        ...[`\`${row.door}\``, `\`${row.entry.actsAs}\``, row.entry.needs],
        ...(row.entry.tried ? signs(row) : names.slice(1).map(() => "–")),
      ]),
    ),
    "",
  ].join("\n");
}

/** Doors that a visitor without an account may open: they hold sums over areas, published records, or the way in. */
const PUBLIC =
  /^(GET|POST) (_index|\$|api\.|about\.|plan\._index|plan\.coverage\.(access|access_\.\w+|barriers|circles|export|methods|minutes|outlines|places|progress|standards)|plan\.what-if\.|plan\.streets\.|preferences|sign-in|sign-out|account\.invitation|govern\._index)/;

test("every door lets in whom the page says, and nobody else", { timeout: 240_000 }, async () => {
  const tables = { pages: await matrix(), values: await filledIn(), server: await endpoints(), terminal: await commands() };
  const all = [...tables.pages, ...tables.values];
  const open = (who: string) => all.filter(({ outcomes }) => outcomes[visitors.findIndex(({ name }) => name === who)] === "open");
  expect(
    open("visitor")
      .map(({ door }) => door)
      .filter((door) => !PUBLIC.test(door)),
    "open to everyone",
  ).toEqual([]);
  for (const { name } of elsewhere)
    expect(
      open(name)
        .map(({ door }) => door)
        .filter((door) => /\.\$(id|batch)/.test(door)),
      `records of this city are open to a ${name}`,
    ).toEqual([]);
  for (const { door, outcomes, entry } of tables.terminal)
    expect(
      entry.tried ? outcomes.slice(own.length).filter((outcome) => outcome === "open") : [],
      `${door} from another city`,
    ).toEqual([]);
  if (process.env.QUARTERHOUR_WRITE_MATRIX) writeFileSync(DOCUMENT, written(tables));
  expect(readFileSync(DOCUMENT, "utf8")).toBe(written(tables));
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
