import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { read, utils } from "@e965/xlsx";
import { v7 as newId } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { beginSession } from "~/modules/accounts/use-cases/begin-session.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { closeThreads } from "~/platform/threads.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { loader as auditDoor } from "~/routes/govern.audit_.export";
import { action as auditFile } from "~/routes/govern.audit_.export_.download";
import { loader as personDoor } from "~/routes/govern.people.$id_.file";
import { action as personFileOf } from "~/routes/govern.people.$id_.file_.download";
import { loader as facilityFile } from "~/routes/plan.facilities.export";
import { action as rowsFile, loader as maskedRows } from "~/routes/plan.import.$batch.problems";
import { loader as rowsDoor } from "~/routes/plan.import.$batch.problems_.numbers";
import { loader as premisesDoor } from "~/routes/plan.siting.premises.contacts";
import { action as premisesFile } from "~/routes/plan.siting.premises.export";
import { loader as namesDoor } from "~/routes/visits.month_.names";
import { action as namesFile } from "~/routes/visits.month_.names_.file";
import { inProduction } from "../../factories/in-production";
import { madeArrival, requestWith } from "../../factories/made-arrival";
import { withTestDatabase } from "../../factories/test-database";
import { csv } from "../imports/office-files";
import { emptyCity, PLANNER, previewed } from "../imports/running-import";

const records = withTestDatabase();
const [CHIEF, LI, FACILITY, WARDEN] = [newId(), newId(), newId(), newId()];
let batch = "";
/** the day a session's proof is too old to take anything out */
const forgetProof = () => records.sql`UPDATE session SET proven_at = now() - interval '11 minutes'`;

beforeAll(async () => {
  await emptyCity("4199", "示例市");
  await records.sql`
    INSERT INTO person (id, name, line) VALUES (${CHIEF}, '示例管理员', ''), (${LI}, '李某', 'health'), (${WARDEN}, '示例督导员', 'civil-affairs')`;
  await records.sql`
    INSERT INTO role_grant (id, person_id, role, valid_from) VALUES (gen_random_uuid(), ${CHIEF}, 'administrator', '2024-01-01')`;
  await records.sql`
    INSERT INTO role_grant (id, person_id, role, area_code, line, valid_from) VALUES (gen_random_uuid(), ${WARDEN}, 'supervisor', '4199', 'civil-affairs', '2024-01-01')`;
  await records.sql`UPDATE person SET name = '=示例规划员' WHERE id = ${PLANNER.personId}`;
  await records.sql`
    INSERT INTO facility (id, city_code, name, kind_key, line, position_quality)
    VALUES (${FACILITY}, '4199', '=1+1中心', 'community-centre', 'civil-affairs', 'unplaced')`;
  await records.sql`INSERT INTO facility_state (id, facility_id, state, valid_from) VALUES (gen_random_uuid(), ${FACILITY}, 'operating', '2024-01-01')`;
  const rows = ["编号,名称,设施类型,联系电话", "Q1,=cmd中心,没有这种,13955557001", "Q2,乙中心,社区日间照料中心,13955557002"];
  const looked = await previewed(csv(rows), { city: "4199", source: "导出" });
  expect(looked.counts).toMatchObject({ refuse: 1 });
  batch = looked.id;
});
afterAll(() => closeThreads());

type Door = (args: LoaderFunctionArgs & ActionFunctionArgs) => unknown;

/** What a signed-in person is answered; `form` = posted. */
async function ask(door: unknown, who: string, path: string, params: Record<string, string>, form?: Record<string, string>) {
  const begun = await inUnitOfWork(systemActor("test"), (uow) =>
    beginSession(uow, { personId: who, kind: "desk", stage: "open" }, madeArrival()),
  );
  return answered(door, begun, path, params, form);
}
async function answered(
  door: unknown,
  begun: { token: string; madeAt: Date },
  path: string,
  params: Record<string, string>,
  form?: Record<string, string>,
): Promise<Response | null> {
  const { headers } = await requestWith(begun);
  headers.set("Accept-Language", "zh-CN");
  const url = `http://quarterhour.invalid${path}${path.includes("?") ? "&" : "?"}city=4199`;
  const request = new Request(url, { headers, ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}) });
  const outcome = await Promise.resolve()
    .then(() => (door as Door)({ request, params, context: {} } as never))
    .catch((thrown: unknown) => thrown);
  if (outcome instanceof Error) throw outcome;
  return outcome instanceof Response ? outcome : null;
}
async function textOf(file: Response, format: string): Promise<string> {
  if (format !== "xlsx") return file.text();
  const book = read(new Uint8Array(await file.arrayBuffer()), { type: "array" });
  return utils.sheet_to_csv(book.Sheets[book.SheetNames[0]!]!);
}
const leadsTo = (answer: Response | null): string => answer?.headers.get("Location") ?? "";

const EXPORTS = () =>
  [
    ["the audit", auditDoor, auditFile, CHIEF, "/govern/audit/export", {}, "csv"],
    ["a person", personDoor, personFileOf, CHIEF, `/govern/people/${LI}/file`, { id: LI }, "json"],
    ["import rows", rowsDoor, rowsFile, PLANNER.personId, `/plan/import/${batch}/problems/numbers`, { batch }, "csv"],
    ["contacts of premises", premisesDoor, premisesFile, PLANNER.personId, "/plan/siting/premises/contacts?city=4199", {}, "csv"],
    ["elders' names", namesDoor, namesFile, WARDEN, "/visits/month/names?list=unvisited", {}, "xlsx"],
  ] as const;

test("personal data leave only after a fresh proof, and a posted file leads back to the page that posts it", async () => {
  for (const [what, door, file, who, path, params, format] of EXPORTS()) {
    const begun = await inUnitOfWork(systemActor("test"), (uow) =>
      beginSession(uow, { personId: who, kind: "desk", stage: "open" }, madeArrival()),
    );
    expect(await answered(door, begun, path, params), `${what}: just proven`).toBeNull();
    await forgetProof();
    for (const answer of [
      await answered(door, begun, path, params),
      await answered(file, begun, path, params, { reason: "inspection", format }),
    ])
      expect(decodeURIComponent(leadsTo(answer)), what).toContain(`/account/confirm?to=${path}`);
  }
});

test("in production whoever has set up no codes is led to where that is done", async () => {
  await inProduction(records.ownerUrl, async () => {
    for (const [what, door, , who, path, params] of EXPORTS()) {
      const to = decodeURIComponent(leadsTo(await ask(door, who, path, params)));
      expect(to.indexOf(`/account/second-factor?to=${path}`), what).toBe(0);
    }
    const own = await ask(personDoor, LI, `/govern/people/${LI}/file`, { id: LI });
    expect(leadsTo(own), "nobody is granted anything, so nothing opens").not.toContain("for=export");
    await records.sql`INSERT INTO role_grant (id, person_id, role, line, valid_from) VALUES (gen_random_uuid(), ${LI}, 'family', '', '2024-01-01')`;
    expect(await ask(personDoor, LI, `/govern/people/${LI}/file`, { id: LI }), "one's own data need no codes").toBeNull();
  });
});

test("each asks for a reason of the list, and the file says who, when, under which number and why", async () => {
  for (const [what, , file, who, path, params, format] of EXPORTS()) {
    for (const reason of ["", "curiosity"])
      expect(leadsTo(await ask(file, who, path, params, { reason, format })), what).toContain("refused=reason-missing");
    const text = await textOf((await ask(file, who, path, params, { reason: "inspection", format }))!, format);
    const [event] = await records.sql`SELECT id, why FROM audit_event WHERE action LIKE 'export:%' ORDER BY at DESC LIMIT 1`;
    expect(event?.["why"], what).toBe("inspection");
    expect(text, what).toMatch(/水印　导出人：=?示例(规划员|管理员|督导员)；时间：20\d\d-.*；审计编号：.*；事由：检查或审计/);
    expect(text, what).toContain(String(event?.["id"]));
  }
  const page = await ask(personFileOf, CHIEF, "/x", { id: LI }, { reason: "subject-request", format: "html" });
  expect(await page!.text()).toMatch(/水印　导出人：示例管理员.*事由：本人要求查询/);
});

test("without the door numbers are masked, whatever the address says", async () => {
  const path = `/plan/import/${batch}/problems?rows=all&format=csv&reason=correct-record`;
  const masked = await (await ask(maskedRows, PLANNER.personId, path, { batch }))!.text();
  expect(masked).not.toContain("13955557001");
  expect(masked.split("\r\n")[1]).toMatch(/,"?水印　导出人/);
  const form = { reason: "correct-record", format: "csv" };
  const open = await ask(rowsFile, PLANNER.personId, `/plan/import/${batch}/problems?rows=all`, { batch }, form);
  expect(await open!.text()).toContain("13955557001");
});

test("tables of every kind say who took them out below their headings, and run no formula", async () => {
  const facilities = (format: string) =>
    ask(facilityFile, PLANNER.personId, `/plan/facilities/export?date=2025-06-30&format=${format}`, {});
  const lines = (await (await facilities("csv"))!.text()).split("\r\n");
  expect(lines[1]).toMatch(/,"?水印　导出人：=示例规划员；.*审计编号：[0-9a-f-]{36}；来源：示例市设施目录，截至 2025-06-30/);
  const book = read(new Uint8Array(await (await facilities("xlsx"))!.arrayBuffer()), { type: "array" });
  const [, mark, row] = utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0]!]!, { header: 1 });
  expect([mark?.[0], row?.[0]]).toEqual([expect.stringMatching(/^水印　导出人/), "'=1+1中心"]);
  const geojson = (await (await facilities("geojson"))!.json()) as { watermark: string };
  expect(geojson.watermark).toMatch(/^水印　导出人/);

  const rows = await ask(maskedRows, PLANNER.personId, `/plan/import/${batch}/problems?rows=all&format=csv`, { batch });
  const audit = await ask(auditFile, CHIEF, "/govern/audit/export", {}, { reason: "inspection" });
  for (const text of [lines.join("\r\n"), await rows!.text(), await audit!.text()]) {
    expect(text).toMatch(/'=(1\+1|cmd|示例规划员)/);
    expect(text).not.toMatch(/(^|,|\r\n)"?=/);
  }
});

/** Every route that answers a file, and what is in it. A new one is looked at first: whose data, which door, which watermark. */
const FILES: Readonly<Record<string, "personal" | "records" | "figures" | "own words" | "picture">> = {
  "govern.audit_.export_.download.ts": "personal",
  "govern.people.$id_.file_.download.ts": "personal",
  "plan.import.$batch.problems.ts": "personal",
  "plan.facilities.export.ts": "records",
  "plan.siting.$id_.export.ts": "records",
  // Names and phones stand in it for a reason alone.
  "plan.siting.premises.export.ts": "personal",
  "plan.coverage.export.ts": "figures",
  "plan.coverage.access_.export.ts": "figures",
  "plan.import.template.$subject.ts": "own words",
  "photos.$name.ts": "picture",
  "visits.month_.export.ts": "records",
  "visits.month_.names_.file.ts": "personal",
  "visits.residents.$id_.file_.download.ts": "personal",
  "visits.month_.form_.file.ts": "records",
  "visits.log_.$id_.evidence.ts": "personal",
  // What was repaired, to whoever acts on that order.
  "visits.orders.$id_.photos_.$photo.ts": "picture",
  // Published facts of places, to anybody.
  "api.v1.facilities[.]csv.ts": "figures",
  // One appointment of whoever holds its secret link: a place and an hour, no name.
  "my.tour_.calendar.ts": "figures",
  // Hours and communities of one caregiver, by a secret link.
  "calendar.$link.ts": "figures",
};

test("no other route answers a file; those with personal data ask for a proof; tables have one writer", () => {
  const folder = join(process.cwd(), "app/routes");
  const routes = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);
  const answering = routes.filter(([, text]) => /Content-Disposition|text\/csv|spreadsheetml/.test(text)).map(([name]) => name);
  expect(answering.sort()).toEqual(Object.keys(FILES).sort());
  for (const [name, text] of routes) {
    if (FILES[name] === "personal") expect(text, name).toMatch(/require(Export|PersonFile)Proof\(/);
    if (FILES[name] === "personal" || FILES[name] === "records") expect(text, name).toContain("watermarkWords(");
  }
  const sources = readdirSync(join(process.cwd(), "app"), { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.tsx?$/.test(file) && !/generated|^cli/.test(file),
  );
  const writers = sources.filter((file) => /\\uFEFF\$\{|import\("exceljs"\)/.test(readFileSync(join("app", file), "utf8")));
  expect(writers.sort()).toEqual(["platform/spreadsheet-writer.server.ts", "platform/template-workbook.server.ts"]);
});
