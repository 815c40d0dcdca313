import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withTestDatabase } from "../../../factories/test-database";
import { faults, serveApi, type ServedApi } from "../../../factories/served-api";
import { closeThreads } from "~/platform/threads.server";

/** The document is asked about the running server: every path, every parameter, every answer. */
withTestDatabase({ demoCity: true });

interface Parameter {
  readonly name: string;
  readonly in: "query" | "path";
  readonly required: boolean;
  readonly example?: string;
  readonly schema: { readonly type?: string; readonly enum?: readonly string[] };
}
interface Operation {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: object }> }>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Record<string, { readonly get: Operation }>;
  readonly components: { readonly schemas: Record<string, object> };
}

const CITY = "4101";
/** Files of a whole city are long: one is read whole, the others of a street. */
const STREET = "410105001";
let api: ServedApi;
let document: Document;
const ids: Record<string, string> = {};
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);

const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${api.address}/api/v1${path}`, { headers });
const json = async (path: string): Promise<Record<string, unknown>> =>
  (await (await ask(path)).json()) as Record<string, unknown>;

beforeAll(async () => {
  api = await serveApi();
  document = (await json("/openapi.json")) as unknown as Document;
  ajv.addSchema({ $id: "https://document.invalid/", components: document.components });
  for (const list of ["services", "service_at_locations", "locations", "organizations"]) {
    const { contents } = (await json(`/${list}?city=${CITY}&per_page=1`)) as unknown as { contents: { id: string }[] };
    ids[list] = contents[0]!.id;
  }
}, 180_000);
afterAll(async () => {
  await api.close();
  await closeThreads();
});

/** Problems of an answer with the schema the document gives for it. */
function problemsWith(schema: object, value: unknown): unknown[] {
  const whole = JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components/', '"https://document.invalid/#/components/'),
  ) as object;
  const fits = ajv.compile(whole);
  return fits(value) ? [] : (fits.errors ?? []).slice(0, 3);
}

const operations = (): [string, Operation][] => Object.entries(document.paths).map(([path, { get }]) => [path, get]);
const filled = (path: string): string => path.replace("{id}", ids[path.split("/")[1]!] ?? "");
/** Each question as the document says it has to be asked. */
const required = ({ parameters }: Operation): Record<string, string> => ({
  city: CITY,
  ...Object.fromEntries(
    parameters.filter((one) => one.in === "query" && one.required).map(({ name, example }) => [name, example ?? ""]),
  ),
});
/** What goes with a value, so that the question is whole. */
const BESIDE: Readonly<Record<string, Record<string, string>>> = {
  near: { service_type: "day-care" },
  walking_minutes: { service_type: "day-care", near: "113.6254,34.7466" },
  walker: { service_type: "day-care", near: "113.6254,34.7466" },
};
const GOOD: Readonly<Record<string, string>> = {
  ...{
    organization_id: "",
    area: "410105",
    modified_after: "2020-01-01",
    per_page: "2",
    minimal: "true",
    full: "true",
    group: "60plus",
  },
  ...{ walker: "pram", measure: "2sfca", method: "circle" },
};
const query = (said: Record<string, string>): string => `?${new URLSearchParams(said).toString()}`;

function known(operation: Operation, said: Record<string, string>): Record<string, string> {
  const names = operation.parameters.map(({ name }) => name);
  return Object.fromEntries(Object.entries(said).filter(([name]) => names.includes(name)));
}

async function checked(path: string, operation: Operation, said: Record<string, string>): Promise<unknown[]> {
  const answer = await ask(`${filled(path)}${query(known(operation, said))}`);
  const type = (answer.headers.get("Content-Type") ?? "").split(";")[0]!;
  const content = operation.responses[String(answer.status)]?.content?.[type];
  const text = await answer.text();
  if (answer.status !== 200 || !content)
    return [`${path} ${JSON.stringify(said)}: ${answer.status} ${type} ${text.slice(0, 300)}`];
  return problemsWith(content.schema, type.includes("json") ? JSON.parse(text) : text).map((problem) => ({
    path,
    said,
    problem,
  }));
}

test("the document is OpenAPI 3.1, and names every route of the API", async () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  const files = Object.keys(import.meta.glob("../../../../app/routes/api.v1.*.ts"));
  const routes = files.map((file) =>
    file
      .replace(/^.*\/api\.v1\.?/, "/")
      .replace(/\.ts$/, "")
      .replaceAll("[.]", "\0")
      .replaceAll(".", "/")
      .replaceAll("\0", ".")
      .replace(/\/?_index$/, "")
      .replace("$id", "{id}"),
  );
  const documented = Object.keys(document.paths).map((path) => (path === "/" ? "" : path));
  expect(
    routes
      .filter((path) => path !== "/openapi.json")
      .map((path) => (path === "/" ? "" : path))
      .sort(),
  ).toEqual(documented.sort());
  for (const schema of Object.values(document.components.schemas)) expect(() => ajv.validateSchema(schema, true)).not.toThrow();
});

test("every path answers as the document says, with each of its parameters", { timeout: 300_000 }, async () => {
  const wrong: unknown[] = [];
  for (const [path, operation] of operations()) {
    wrong.push(...(await checked(path, operation, required(operation))));
    for (const { name, in: place, example, schema } of operation.parameters) {
      if (place === "path") continue;
      const value = name === "organization_id" ? ids.organizations! : (GOOD[name] ?? schema.enum?.[0] ?? example ?? "");
      const said = {
        ...required(operation),
        ...(path.startsWith("/facilities.") ? { area: STREET } : {}),
        ...BESIDE[name],
        [name]: value,
      };
      wrong.push(...(await checked(path, operation, said)));
    }
  }
  expect(wrong).toEqual([]);
  expect(faults).toEqual([]);
});

test("every parameter refuses what it cannot be, in both languages, and what nobody knows", { timeout: 300_000 }, async () => {
  const problem = document.components.schemas.Problem!;
  const wrong: unknown[] = [];
  for (const [path, operation] of operations()) {
    const bad = operation.parameters.filter((one) => one.in === "query").map(({ name }) => ({ name, value: "\u0000 not this" }));
    for (const { name, value } of [...bad, { name: "no_such_parameter", value: "1" }]) {
      const answer = await ask(`${filled(path)}${query({ ...known(operation, required(operation)), [name]: value })}`);
      const body = (await answer.json()) as { problems?: { field: string; message: { zh: string; en: string } }[] };
      const named = body.problems?.find(({ field }) => field === name);
      const isSaid = named !== undefined && /[一-龥]/.test(named.message.zh) && /[a-z]/.test(named.message.en);
      const faults = [...problemsWith(problem, body), ...(isSaid ? [] : ["not named"])];
      if (![400, 404].includes(answer.status) || faults.length > 0)
        wrong.push({ path, name, status: answer.status, faults, body });
    }
  }
  expect(wrong).toEqual([]);
});

test("a record that is not there is 404, and a number that is no key too", async () => {
  for (const list of ["services", "service_at_locations", "locations", "organizations"])
    for (const id of ["00000000-0000-7000-8000-000000000000", "1", "%00", "x'; --"])
      expect((await ask(`/${list}/${id}`)).status).toBe(404);
});

test("the API is only read: a write is refused with what would do", async () => {
  const answer = await fetch(`${api.address}/api/v1/services`, { method: "POST" });
  expect([answer.status, answer.headers.get("Allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
});

test("a copy that is still true costs 304; any site may read; answers travel compressed", async () => {
  const first = await ask("/services?city=4101&per_page=5");
  const tag = first.headers.get("ETag")!;
  expect((await ask("/services?city=4101&per_page=5", { "If-None-Match": `"other", ${tag}` })).status).toBe(304);
  expect((await ask("/services?city=4101&per_page=6", { "If-None-Match": tag })).status).toBe(200);
  expect(first.headers.get("Access-Control-Allow-Origin")).toBe("*");
  expect(first.headers.get("Content-Encoding")).toBe("gzip");
  expect(first.headers.get("Link")).toContain('rel="next"');
});

test("every path gives a tag, and 304 to whoever holds what it stands for", async () => {
  const wrong: unknown[] = [];
  for (const [path, operation] of operations()) {
    const area: Record<string, string> = path.startsWith("/facilities.") ? { area: STREET } : {};
    const address = `${filled(path)}${query(known(operation, { ...required(operation), ...area }))}`;
    const first = await ask(address);
    await first.text();
    const again = await ask(address, { "If-None-Match": first.headers.get("ETag") ?? "" });
    if (again.status !== 304 || (await again.text()) !== "") wrong.push([path, first.headers.get("ETag"), again.status]);
  }
  expect(wrong).toEqual([]);
});

test("whoever asks too often is told when to come again, in both languages", async () => {
  process.env.QUARTERHOUR_LIMITS = "answers=3,exports=1";
  const limited = await serveApi({ isLimited: true });
  try {
    const statuses = [];
    for (let time = 0; time < 4; time++) statuses.push((await fetch(`${limited.address}/api/v1/`)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const file = () => fetch(`${limited.address}/api/v1/facilities.json?city=${CITY}`);
    const last = await file();
    expect(last.status).toBe(429);
    expect(Number(last.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(problemsWith(document.components.schemas.Problem!, await last.json())).toEqual([]);
  } finally {
    delete process.env.QUARTERHOUR_LIMITS;
    await limited.close();
  }
});
