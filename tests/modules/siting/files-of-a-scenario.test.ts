import { read, utils } from "@e965/xlsx";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { parse } from "csv-parse/sync";
import ExcelJS from "exceljs";
import type { FeatureCollection, Point } from "geojson";
import sharp from "sharp";
import { v7 as newId } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { beginSession } from "~/modules/accounts/use-cases/begin-session.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { closeThreads } from "~/platform/threads.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { ZipParts } from "~/platform/zip-parts.server";
import { loader } from "~/routes/plan.siting.$id_.export";
import { madeArrival, requestWith } from "../../factories/made-arrival";
import { madeResult, madeSite } from "../../factories/siting-result";
import { withTestDatabase } from "../../factories/test-database";
import { madeCity } from "../coverage/use-cases/made-city";

/** Every kind of file of `/plan/siting/:id/export`, read again by a program that did not write it. */
const records = withTestDatabase();
const { sql } = records;
const [SCENARIO, RUN, OLDER, EMPTY, IMPOSSIBLE] = [newId(), newId(), newId(), newId(), newId()];
const PEOPLE = {
  planner: { id: newId(), role: "planner", areaCode: "", name: "示例规划员" },
  overseer: { id: newId(), role: "overseer", areaCode: "9901", name: "示例统筹员" },
  east: { id: newId(), role: "planner", areaCode: "990102", name: "示例东区规划员" },
  elsewhere: { id: newId(), role: "planner", areaCode: "9902", name: "示例外市规划员" },
  caregiver: { id: newId(), role: "caregiver", areaCode: "9901", name: "示例探访员" },
} as const;
type Who = keyof typeof PEOPLE | "nobody";

/** A name with all a file name and a cell must not take as they are. */
const NAME = '=甲/乙\'方案"一"';
const MARK = { zh: "演示数据，位置为虚构，不得用于决策", en: "Demo data: positions are made up, not for decisions" };
const result = madeResult(3, {
  city: { code: "9901", nameZh: "试验市", nameEn: "Trial", isDemo: true },
  chosen: [madeSite(0), madeSite(1, { name: '=HYPERLINK("http://x.invalid"),示例"用房"', nameEn: null }), madeSite(2)],
});

beforeAll(async () => {
  await madeCity(sql);
  await sql`INSERT INTO city (code, name_zh, name_en, time_zone, bounds) VALUES ('9902', '另一市', 'Other', 'Asia/Shanghai', '{}')`;
  for (const { id, role, areaCode, name } of Object.values(PEOPLE)) {
    await sql`INSERT INTO person (id, name) VALUES (${id}, ${name})`;
    await sql`
      INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
      VALUES (${newId()}, ${id}, ${role}, '', ${areaCode}, '2024-01-01')`;
  }
  for (const [id, name] of [
    [SCENARIO, NAME],
    [EMPTY, "示例空方案"],
    [IMPOSSIBLE, "示例无解方案"],
  ] as const)
    await sql`
      INSERT INTO siting_scenario (id, city_code, area_code, name, base_on, question)
      VALUES (${id}, '9901', '9901', ${name}, '2025-12-31', ${sql.json(result.question as never)})`;
  const run = (id: string, scenario: string, state: string, answer: object, minutes: number) => sql`
    INSERT INTO siting_run (id, scenario_id, question, state, asked_at, finished_at, result)
    VALUES (${id}, ${scenario}, ${sql.json(result.question as never)}, ${state}, now() - make_interval(mins => ${minutes}), now(), ${sql.json(answer as never)})`;
  await run(OLDER, SCENARIO, "done", { ...result, chosen: result.chosen.slice(0, 1) }, 60);
  await run(RUN, SCENARIO, "done", result, 10);
  await run(newId(), IMPOSSIBLE, "impossible", { kind: "impossible" }, 10);
});
afterAll(closeThreads);

async function asked(
  query: string,
  { id = SCENARIO, who = "planner", language = "zh" }: { id?: string; who?: Who; language?: string } = {},
) {
  const url = `http://quarterhour.invalid/plan/siting/${id}/export?${query.includes("city=") ? "" : "city=9901&"}${query}`;
  const headers =
    who === "nobody"
      ? new Headers()
      : (
          await requestWith(
            await inUnitOfWork(systemActor("test"), (uow) =>
              beginSession(uow, { personId: PEOPLE[who].id, kind: "desk", stage: "open" }, madeArrival()),
            ),
          )
        ).headers;
  headers.set("Accept-Language", language);
  const args = { request: new Request(url, { headers }), params: { id }, context: {} };
  const outcome: unknown = await loader(args as unknown as LoaderFunctionArgs).catch((thrown: unknown) => thrown);
  if (!(outcome instanceof Response)) throw outcome;
  return outcome;
}
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());
/** The line that says who took it out, with the number the audit gave the file last taken. */
async function watermark({ isPage = false } = {}): Promise<RegExp> {
  const [event] = await sql`
    SELECT id, subject_id AS subject, facts FROM audit_event WHERE action = 'export:siting' ORDER BY at DESC, id DESC LIMIT 1`;
  expect(event).toMatchObject({ subject: SCENARIO });
  return new RegExp(
    `(水印　导出人：示例规划员|示例规划员).*${isPage ? `(?<!-)${String(event!["id"]).slice(-12)}` : String(event!["id"])}`,
    "s",
  );
}

test("CSV: a line a place, reserve included, each with date, method, source, certainty and mark; no formula runs", async () => {
  const answer = await asked("as=csv");
  expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await bytesOf(answer));
  expect(text.startsWith("\uFEFF")).toBe(true);
  // As strict as a reader can be: every line has a cell for each heading, and every line below them is a place.
  const [headings = [], ...rows] = parse(text, { bom: true }) as string[][];
  const [mark = "", ...others] = rows.map((row) => row[headings.indexOf("水印 watermark")]);
  expect(mark).toMatch(await watermark());
  expect(others.join("")).toBe("");
  expect(mark).toContain(MARK.zh);
  expect(mark).toContain(`来源：选址方案「${NAME}」，数据截至 2025-12-31`);
  const column = (name: string) => rows.map((row) => row[headings.indexOf(name)]);
  expect(column("类别")).toEqual(["建议新建", "建议新建", "建议新建", "备选", "备选", "备选"]);
  expect(column("序号")).toEqual(["1", "2", "3", "A", "B", "C"]);
  expect(column("地点")[1]).toBe('\'=HYPERLINK("http://x.invalid"),示例"用房"');
  expect(column("编号").slice(0, 3)).toEqual(result.chosen.map(({ id }) => id));
  expect(column("新增覆盖（人）")).toEqual(["1860", "1823", "1786", "640", "590", "540"]);
  expect(column("建设投入（元）").slice(0, 3), "unknown is empty, and said").toEqual(["3200000", "3650000", ""]);
  expect(column("投入说明").slice(0, 3)).toEqual(["按方案给定的造价", "已知", "未知"]);
  for (const [name, value] of [
    ["数据日期", "2025-12-31"],
    ["计算日期", "2026-01-05"],
    ["方法", "按圆形近似 × 1.3"],
    ["人口来源", "2025, 第七次人口普查分年龄推算"],
    ["可靠程度", "已证明最优"],
    ["说明", MARK.zh],
    ["人群", "75岁以上"],
    ["范围", "步行15分钟"],
  ] as const)
    expect(column(name), name).toEqual(rows.map(() => value));
  expect(rows.flat().filter((cell) => /^[=+@＝＋－＠\t]/.test(cell))).toEqual([]);
});

test("GeoJSON: points as RFC 7946 has them, longitude first, with the same columns", async () => {
  const answer = await asked("as=geojson", { language: "en" });
  expect(answer.headers.get("Content-Type")).toBe("application/geo+json");
  const file = (await answer.json()) as FeatureCollection<Point, Record<string, unknown>> & Record<string, unknown>;
  expect(file).toMatchObject({ type: "FeatureCollection", dataAsOf: "2025-12-31", computedAt: result.computedAt });
  expect(file["demo"]).toBe(`${MARK.zh} / ${MARK.en}`);
  expect(file["watermark"]).toMatch(await watermark());
  expect(file["name"]).toContain(NAME);
  expect(file).not.toHaveProperty("crs");
  const places = [...result.chosen, ...result.reserve];
  expect(file.features.map(({ geometry }) => geometry)).toEqual(
    places.map(({ lon, lat }) => ({ type: "Point", coordinates: [lon, lat] })),
  );
  for (const { properties, geometry } of file.features) {
    const [lon = 0, lat = 0] = geometry.coordinates;
    expect([Math.trunc(lon), Math.trunc(lat)]).toEqual([113, 34]);
    expect(properties).toMatchObject({
      ...{ longitude: Math.round(lon * 1e6) / 1e6, latitude: Math.round(lat * 1e6) / 1e6 },
      ...{
        "data as of": "2025-12-31",
        "computed on": "2026-01-05",
        note: MARK.en,
        "population source": "2025, 2020 census by age",
      },
    });
  }
  expect(file.features[2]!.properties["to build, yuan"], "unknown is null, never 0").toBeNull();
});

test("workbook: places with numbers as numbers, a sheet of how, the watermark at the head and at the foot of a print", async () => {
  const bytes = await bytesOf(await asked("as=xlsx"));
  const mark = await watermark();
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer);
  const [sites, about] = workbook.worksheets;
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(["建议新建", "口径说明"]);
  expect(String(sites!.getCell("A2").value)).toMatch(mark);
  expect(sites!.headerFooter.oddFooter).toContain("示例规划员");
  const rows = utils.sheet_to_json<Record<string, unknown>>(read(bytes).Sheets["建议新建"]!).slice(1);
  expect(rows.map((row) => row["新增覆盖（人）"])).toEqual([1860, 1823, 1786, 640, 590, 540]);
  expect(rows[1]!["地点"]).toMatch(/^'=HYPERLINK/);
  const formulas: string[] = [];
  for (const sheet of workbook.worksheets)
    sheet.eachRow((row) => row.eachCell((cell) => void (cell.type === ExcelJS.ValueType.Formula && formulas.push(cell.address))));
  expect(formulas).toEqual([]);
  const told = new Map(about!.getRows(2, about!.rowCount)?.map((row) => [row.getCell(1).text, row.getCell(2).text]));
  expect(told.get("方案"), "no formula either").toBe(`'${NAME}`);
  expect(told.get("结论")).toMatch(/^建议新建3处助餐服务点，75岁以上步行15分钟覆盖率由61\.2%升至63\.0%，新增覆盖5,469人/);
  expect([told.get("说明"), told.get("数据日期"), told.get("计算日期")]).toEqual([MARK.zh, "2025-12-31", "2026-01-05"]);
  for (const must of ["方法", "人口来源", "可靠程度", "口径", "怎么选的", "数据", "覆盖不到的"])
    expect(told.get(must), must).toBeTruthy();
});

test("PDF: the page with dates, method, source, mark and who took it out", async () => {
  const answer = await asked("as=pdf");
  expect(answer.headers.get("Content-Type")).toBe("application/pdf");
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(await bytesOf(answer));
  expect(document.getPageCount()).toBe(1);
  const said = document.getPage(0).getText().replace(/\s+/g, "");
  document.destroy();
  library.destroy();
  expect(said).toMatch(await watermark({ isPage: true }));
  expect(said.split(MARK.zh), "said once").toHaveLength(2);
  expect(said).toMatch(/时间：20\d\d-\d\d-\d\d\d\d:\d\d；/);
  for (const must of [
    "建议新建3处助餐服务点",
    MARK.zh,
    "数据截至2025-12-31",
    "计算于2026-01-05",
    "按圆形近似",
    "第七次人口普查",
    "已证明最优",
  ])
    expect(said, must).toContain(must);
});

test("Word: the same words, its rows, the picture with what it shows", async () => {
  const parts = new ZipParts(await bytesOf(await asked("as=docx", { language: "en" })), 10_000_000);
  const mark = await watermark({ isPage: true });
  const wordsOf = (part: string) =>
    [...parts.text(part).matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, words]) => words).join("");
  const said = wordsOf("word/document.xml");
  for (const must of [
    "Build 3 new places",
    "2020 census by age",
    "Proved best",
    "data as of 2025-12-31",
    "An approximation by circles",
  ])
    expect(said, must).toContain(must);
  expect(said).not.toContain("第七次人口普查");
  const feet = parts.names
    .filter((name) => /word\/footer\d\.xml/.test(name))
    .map(wordsOf)
    .join("");
  expect(feet).toMatch(mark);
  expect(feet).toContain("computed on 2026-01-05");
  expect(
    parts.names
      .filter((name) => /word\/header\d\.xml/.test(name))
      .map(wordsOf)
      .join(""),
  ).toContain(MARK.en);
  expect(parts.text("word/document.xml")).toContain('descr="Map: 3 proposed new places');
});

test("PNG: one A4 page at twice a screen's fineness", async () => {
  const answer = await asked("as=png");
  expect(answer.headers.get("Content-Type")).toBe("image/png");
  const { format, width, height, channels } = await sharp(await bytesOf(answer)).metadata();
  expect([format, width, height, channels]).toEqual(["png", 1586, 2242, 3]);
});

test("a file is named in the reader's letters, and in ASCII for whatever does not know those (RFC 6266)", async () => {
  const named = async (query: string, language = "zh") => {
    const disposition = (await asked(query, { language })).headers.get("Content-Disposition")!;
    expect(disposition).toMatch(/^[\x20-\x7e]+$/);
    const [, plain, coded] = /^attachment; filename="([\w.-]+)"; filename\*=UTF-8''([\w.%!#$&+^`|~-]+)$/.exec(disposition)!;
    return [plain, decodeURIComponent(coded!)];
  };
  for (const as of ["csv", "geojson", "xlsx"] as const)
    expect(await named(`as=${as}`)).toEqual([`siting-9901-2025-12-31.${as}`, `选址建议-=甲 乙'方案 一 -试验市-2025-12-31.${as}`]);
  expect((await named("as=csv", "en"))[1]).toBe("Siting =甲 乙'方案 一 Trial 2025-12-31.csv");
  expect((await asked("as=csv")).headers.get("Cache-Control")).toBe("no-store");
  expect((await asked("as=csv")).headers.get("X-Content-Type-Options")).toBe("nosniff");
});

test("an older answer by its number, the newest without", async () => {
  const lines = async (query: string) =>
    ((await (await asked(query)).json()) as FeatureCollection).features.filter(
      ({ properties }) => properties?.["类别"] === "建议新建",
    );
  expect(await lines(`as=geojson&run=${OLDER}`)).toHaveLength(1);
  expect(await lines("as=geojson")).toHaveLength(3);
});

test("who oversees takes it out too; nobody else: not signed in, of another role, another district, another city", async () => {
  expect((await asked("as=csv", { who: "overseer" })).status).toBe(200);
  const before = (await sql`SELECT FROM audit_event WHERE action = 'export:siting'`).length;
  const stranger = await asked("as=csv", { who: "nobody" });
  expect([stranger.status, stranger.headers.get("Location")]).toEqual([302, expect.stringMatching(/^\/sign-in/)]);
  expect((await asked("as=csv", { who: "caregiver" })).status).toBe(403);
  for (const who of ["east", "elsewhere"] as const) {
    const answer = await asked("as=csv", { who });
    expect([answer.status, await answer.json()], who).toEqual([404, { refusal: "not-there" }]);
  }
  expect((await asked("as=csv&city=9902", { who: "planner" })).status, "of another city").toBe(404);
  expect((await sql`SELECT FROM audit_event WHERE action = 'export:siting'`).length, "nothing left").toBe(before);
});

test("where there is no answer, a sentence says so and what to do; an unknown kind is told which there are", async () => {
  const sentence = async (id: string, more = "", language = "zh") => {
    const answer = await asked(`as=pdf${more}`, { id, language });
    expect([answer.status, answer.headers.get("Content-Type")]).toEqual([404, "text/plain; charset=utf-8"]);
    return (await answer.text()).trim();
  };
  expect(await sentence(EMPTY)).toBe("这个方案还没有结果，先求解再看一页纸。");
  expect(await sentence(EMPTY, "", "en")).toBe("This scenario has no answer yet: solve it first.");
  expect(await sentence(IMPOSSIBLE)).toMatch(/没有可行的选法.*放宽条件/);
  expect(await sentence(SCENARIO, `&run=${newId()}`)).toMatch(/这次测算的结果已经不在.*最近一次结果/);
  await sql`INSERT INTO siting_run (id, scenario_id, question) VALUES (${newId()}, ${EMPTY}, '{}')`;
  expect(await sentence(EMPTY)).toMatch(/正在测算/);
  for (const id of [newId(), "no-number"]) expect((await asked("as=pdf", { id })).status).toBe(404);
  const unknown = await asked("as=exe");
  expect([unknown.status, JSON.stringify(await unknown.json())]).toEqual([
    400,
    expect.stringContaining("pdf、docx、png、xlsx、csv、geojson"),
  ]);
});
