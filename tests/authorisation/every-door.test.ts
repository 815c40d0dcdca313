import { readFileSync, writeFileSync } from "node:fs";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROLES, type Role } from "~/modules/accounts/domain/role";
import { beginSession } from "~/modules/accounts/use-cases/begin-session.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { closeThreads } from "~/platform/threads.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeArrival, requestWith } from "../factories/made-arrival";
import { withTestDatabase } from "../factories/test-database";
import { makeTown, TOWN } from "../modules/catalog/factories/catalog-city";

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
});
afterAll(async () => {
  await closeThreads();
  await closeBulkWork();
});

type Outcome = "open" | "led on" | "sign in" | "refused" | "not there";

/** What a door did: a page and a form's own refusal are open; everything else is a way of staying shut. */
async function tried(door: Route["loader"], path: string, file: string, method: string, { personId }: Visitor): Promise<Outcome> {
  const url = `${path}${path.includes("?") ? "&" : "?"}city=${TOWN.code}`;
  const body = method === "POST" ? { method, body: new URLSearchParams() } : {};
  const bare = new Request(`http://quarterhour.invalid${url}`, body);
  const request = personId === null ? bare : await signedIn(bare, personId);
  const outcome = await Promise.resolve()
    .then(() => door!({ request, params: paramsOf(file), context: {} } as LoaderFunctionArgs))
    .catch((thrown: unknown) => thrown);
  if (!(outcome instanceof Response)) return "open";
  const to = outcome.headers.get("Location") ?? "";
  const isRedirect = outcome.status >= 300 && outcome.status < 400;
  if (isRedirect && to.startsWith("/sign-in")) return "sign in";
  // What a form leads to is its answer; a page that leads on shows nothing itself.
  if (isRedirect && method === "GET") return "led on";
  return outcome.status === 403 ? "refused" : outcome.status === 404 ? "not there" : "open";
}

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
      const outcomes: Outcome[] = [];
      for (const visitor of visitors) outcomes.push(await tried(door as Route["loader"], addressOf(file), file, method, visitor));
      rows.push({ door: `${method} ${file}`, outcomes });
    }
  }
  return rows;
}

const SIGNS: Readonly<Record<Outcome, string>> = { open: "●", "led on": "↪", "sign in": "→", refused: "✕", "not there": "○" };

function written(rows: readonly Row[]): string {
  const heads = ["Door", ...visitors.map(({ name }) => name)];
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    "# Who may open which door",
    "",
    "Written by `tests/authorisation/every-door.test.ts`, which tries every route and form by every kind of person and fails when this",
    "page is no longer true. Columns without a remark hold a grant for the city the record lies in; records lie in one of its districts.",
    "",
    "● opens (a form may still refuse what was typed) · ↪ leads on to another page · → is led to the sign-in page · ✕ is told that a permission is missing · ○ is told that there is nothing",
    "",
    line(heads),
    line(heads.map(() => "---")),
    ...rows.map(({ door, outcomes }) => line([`\`${door}\``, ...outcomes.map((outcome) => SIGNS[outcome])])),
    "",
    "Commands of the terminal (`npm run qh`) are for whoever may log in to the machine: they act as its system administrator.",
    "",
  ].join("\n");
}

/** Doors that a visitor without an account may open: they hold sums over areas, published records, or the way in. */
const PUBLIC =
  /^(GET|POST) (_index|\$|api\.|about\.|plan\._index|plan\.coverage\.(access|access_\.\w+|barriers|circles|export|methods|minutes|outlines|places|progress|standards)|plan\.what-if\.|plan\.streets\.|preferences|sign-in|sign-out|account\.invitation|govern\._index)/;

test("every door lets in whom the page says, and nobody else", { timeout: 240_000 }, async () => {
  const rows = await matrix();
  const open = (who: string) =>
    rows.filter(({ outcomes }) => outcomes[visitors.findIndex(({ name }) => name === who)] === "open");
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
  if (process.env.QUARTERHOUR_WRITE_MATRIX) writeFileSync(DOCUMENT, written(rows));
  expect(readFileSync(DOCUMENT, "utf8")).toBe(written(rows));
});
