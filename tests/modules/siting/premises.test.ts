import { read, utils } from "@e965/xlsx";
import fc from "fast-check";
import { v7 as newId } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { watermarkWords } from "~/modules/accounts/ui/watermark-words";
import { importTemplate } from "~/modules/imports/use-cases/import-template.server";
import { subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import { lowestFloor } from "~/modules/siting/domain/premises/premises";
import { addressOfPremises, premisesQuery } from "~/modules/siting/domain/premises/premises-filter";
import { STAGES, stepTaken, type Standing, type StepWish } from "~/modules/siting/domain/premises/premises-stage";
import { premisesRead, type Typed } from "~/modules/siting/domain/premises/premises-typed";
import { candidatesFromPremises, premisesLeftOut } from "~/modules/siting/use-cases/candidates-from-premises.server";
import { exportPremises, type ExportFormat } from "~/modules/siting/use-cases/export-premises.server";
import { listPremises } from "~/modules/siting/use-cases/list-premises.server";
import { linkPremises, movePremises } from "~/modules/siting/use-cases/move-premises.server";
import { openPremisesContact } from "~/modules/siting/use-cases/open-premises-contact.server";
import { readPremises } from "~/modules/siting/use-cases/read-premises.server";
import { editPremises, registerPremises } from "~/modules/siting/use-cases/save-premises.server";
import { today } from "~/platform/clock.server";
import { closeThreads } from "~/platform/threads.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { strings as zh } from "~/ui/languages/zh";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { csv, workbook } from "../imports/office-files";
import { emptyCity, onRecord, PLANNER, previewed, written } from "../imports/running-import";

const records = withTestDatabase();
const { sql } = records;
const CITY = "4199";
const made = (n: number, over: Parameters<typeof madeActor>[0]) =>
  madeActor({ personId: `00000000-0000-7000-8000-0000000f100${n}`, ...over });
const eastern = made(1, { areaCode: "419901" });
const western = made(2, { areaCode: "419902" });
const supervisor = made(3, { areaCode: "419901", role: "supervisor", line: "civil-affairs" });
const operator = made(4, { areaCode: CITY, role: "operator" });
const city = async () => (await cityByCode(CITY))!;
const FULL: Typed = {
  ...{
    name: "示例路甲用房",
    area: "419901001001",
    address: "示例路1号",
    x: "113.701",
    y: "34.801",
    system: "WGS-84",
    quality: "exact",
  },
  ...{
    areaM2: "260",
    floor: "1层",
    lift: "yes",
    ownership: "街道办",
    lease: "2030-12-31",
    fire: "passed",
    rent: "6万",
    build: "80万",
    yearly: "300000",
  },
  ...{ places: "24", contactName: "示例甲某", phone: "13800000001", note: "示例", stage: "selection" },
};

beforeAll(async () => {
  await emptyCity(CITY, "示例市");
  await Promise.all([eastern, western, supervisor, operator].map(onRecord));
  const areas = csv([
    "区划代码,名称,经度,纬度",
    ...["419901,示例东区,,", "419902,示例西区,,", "419901001,示例路街道,113.7,34.8", "419902001,示例巷街道,113.6,34.7"],
    ...["419901001001,示例一社区,113.70,34.80", "419902001001,示例二社区,113.60,34.70"],
  ]);
  await written((await previewed(areas, { city: CITY, subject: "areas" })).id);
});
afterAll(() => closeThreads());

const registered = async (typed: Typed, actor = PLANNER): Promise<string> => {
  const saved = await registerPremises(actor, await city(), typed);
  if (!saved.ok) throw new Error(JSON.stringify(saved.refusal));
  return saved.value.id;
};
const moved = async (id: string, wish: Partial<StepWish>, actor = PLANNER) => {
  const { standing } = (await readPremises(actor, id))!;
  return movePremises(actor, await city(), id, standing.number, {
    kind: "moved",
    stage: standing.stage,
    on: today("Asia/Shanghai"),
    reason: "",
    ...wish,
  });
};

test("what is typed is kept as amounts, a day and a place; without coordinates the community's middle, called approximate", async () => {
  const id = await registered(FULL);
  const { premises, contact, standing } = (await readPremises(PLANNER, id))!;
  expect(premises).toMatchObject({
    ...{ areaCode: "419901001001", areaM2: 260, rentFen: 6_000_000, buildFen: 80_000_000, yearlyFen: 30_000_000, places: 24 },
    ...{ leaseUntil: "2030-12-31", position: { lon: 113.701, lat: 34.801, quality: "exact" } },
  });
  expect(contact).toEqual({ name: "示**", phone: "138****0001" });
  expect(standing).toMatchObject({ stage: "selection", number: 1 });
  const other = await registered({ name: "示例无坐标用房", area: "示例二社区" });
  expect((await readPremises(PLANNER, other))!.premises.position).toEqual({
    lon: 113.6,
    lat: 34.7,
    quality: "approximate",
    raw: null,
  });
});

test.each([
  [{ phone: "123" }, { phone: { kind: "not-a-phone" } }],
  [{ rent: "1.2亿x" }, { rent: { kind: "not-money" } }],
  [{ build: "很多" }, { build: { kind: "not-money" } }],
  [{ build: "30-40万" }, { build: { kind: "not-money" } }],
  [{ rent: "3-4万元/年" }, { rent: { kind: "not-money" } }],
  [{ yearly: "3万5" }, { yearly: { kind: "not-money" } }],
  [{ phone: "138****0001" }, { phone: { kind: "not-a-phone" } }],
  [{ phone: "*" }, { phone: { kind: "not-a-phone" } }],
])("%j is pointed out beside its field", async (wrong, problems) => {
  expect(await registerPremises(PLANNER, await city(), { ...FULL, ...wrong })).toEqual({
    ok: false,
    refusal: { kind: "fields", problems },
  });
});

test("money is read as offices write it, and what is not agreed yet is unknown", () => {
  const read = (typed: Typed) => premisesRead({ ...FULL, ...typed });
  expect(read({ rent: "1.2亿", build: "约80万", yearly: "30万元/年", phone: "12345" })).toMatchObject({
    facts: { rentFen: 12_000_000_000, buildFen: 80_000_000, yearlyFen: 30_000_000 },
    problems: {},
  });
  expect(read({ rent: "面议" })).toMatchObject({ facts: { rentFen: null }, problems: {} });
});

test("a form is refused field by field, and writes nothing", async () => {
  const before = (await sql`SELECT FROM site_proposal`).length;
  const saved = await registerPremises(PLANNER, await city(), {
    name: " ",
    area: "没有这里",
    x: "34.8",
    areaM2: "很大",
    places: "2.5",
    phone: "1".repeat(61),
  });
  expect(saved).toEqual({
    ok: false,
    refusal: {
      kind: "fields",
      problems: {
        ...{ name: { kind: "missing" }, area: { kind: "area-unknown" }, y: { kind: "half-a-position" } },
        ...{ areaM2: { kind: "not-a-number" }, places: { kind: "not-whole" }, phone: { kind: "too-long", most: 60 } },
      },
    },
  });
  expect((await sql`SELECT FROM site_proposal`).length).toBe(before);
});

test("masks that come back unread keep the number; two editors do not overwrite each other", async () => {
  const id = await registered({ ...FULL, name: "示例遮码用房" });
  const edit = async (typed: Typed) => editPremises(PLANNER, await city(), id, { ...FULL, name: "示例遮码用房", ...typed });
  expect(await edit({ version: "1", contactName: "示**", phone: "138****0001", areaM2: "300" })).toMatchObject({ ok: true });
  // A mask is no number: only the one that was shown stands for the one on record.
  for (const phone of ["12*", "139****0001", "*"])
    expect(await edit({ version: "2", phone })).toEqual({
      ok: false,
      refusal: { kind: "fields", problems: { phone: { kind: "not-a-phone" } } },
    });
  const opened = await openPremisesContact(PLANNER, id, { reason: "make-contact", noteId: "" });
  expect(opened).toEqual({ ok: true, value: "示例甲某 13800000001" });
  expect(await edit({ version: "1", areaM2: "400" })).toMatchObject({ refusal: { kind: "changed-meanwhile" } });
  expect(await edit({ version: "2", contactName: "", phone: "" })).toMatchObject({ ok: true });
  expect((await readPremises(PLANNER, id))!.contact).toBeNull();
});

test("a district's planner keeps that district; a supervisor there reads and may open a contact; others see nothing", async () => {
  const id = await registered({ ...FULL, name: "示例东区用房" }, eastern);
  expect(await registerPremises(western, await city(), { ...FULL })).toMatchObject({ refusal: { kind: "beyond-own" } });
  expect(await editPremises(eastern, await city(), id, { ...FULL, version: "1", area: "示例二社区" })).toMatchObject({
    refusal: { kind: "beyond-own" },
  });
  expect(await readPremises(western, id)).toBeNull();
  expect(await readPremises(operator, id)).toBeNull();
  expect(await listPremises(operator, await city(), premisesQuery(new URLSearchParams()))).toBeNull();
  expect(await readPremises(supervisor, id)).toMatchObject({ mayKeep: false });
  expect(await moved(id, { stage: "negotiation" }, supervisor)).toMatchObject({ refusal: { kind: "beyond-own" } });
  expect(await openPremisesContact(supervisor, id, { reason: "make-contact", noteId: "" })).toMatchObject({ ok: true });
  expect(await openPremisesContact(western, id, { reason: "make-contact", noteId: "" })).toMatchObject({
    refusal: { kind: "not-there" },
  });
});

test("the whole way, a facility at its end, and the audit names the deeds but nobody's number", async () => {
  const id = await registered({ ...FULL, name: "示例全程用房", stage: "survey" });
  const facility = newId();
  await sql`INSERT INTO facility (id, city_code, name, kind_key, line, position_quality) VALUES (${facility}, ${CITY}, '示例设施', 'community-centre', 'civil-affairs', 'unplaced')`;
  expect(await linkPremises(PLANNER, id, facility)).toMatchObject({ refusal: { kind: "not-operating" } });
  expect(await moved(id, { stage: "approval" })).toMatchObject({ refusal: { kind: "not-that-step" } });
  expect(await moved(id, { kind: "dropped" })).toMatchObject({ refusal: { kind: "reason-missing" } });
  expect(await moved(id, { stage: "selection", on: "2999-01-01" })).toMatchObject({ refusal: { kind: "day-to-come" } });
  for (const stage of STAGES.slice(1))
    expect(await moved(id, { stage, on: today("Asia/Shanghai") })).toEqual({ ok: true, value: null });
  expect(await moved(id, { stage: "survey", on: "2020-01-01", reason: "示例" })).toMatchObject({
    refusal: { kind: "before-last-step" },
  });
  expect(await linkPremises(PLANNER, id, `http://x/plan/facilities/${facility}?city=4199`)).toEqual({ ok: true, value: null });
  expect((await readPremises(PLANNER, id))!.facility).toEqual({ id: facility, name: "示例设施" });
  const seen = (await readPremises(PLANNER, id))!.standing.number - 1;
  const wish = { kind: "dropped", stage: "operating", on: today("Asia/Shanghai"), reason: "示例" } as const;
  expect(await movePremises(PLANNER, await city(), id, seen, wish)).toMatchObject({ refusal: { kind: "changed-meanwhile" } });
  const events = await sql<{ action: string }[]>`SELECT action FROM audit_event WHERE subject_id = ${id} ORDER BY at`;
  expect([...new Set(events.map(({ action }) => action))]).toEqual(["write:premises", "move:premises", "link:premises"]);
  expect(JSON.stringify(await sql`SELECT facts FROM audit_event`)).not.toContain("13800000001");
});

const exported = async (format: ExportFormat, language: "zh" | "en", reason = "", address = "") => {
  const t = translator(language, language === "zh" ? zh : en).getFixedT(language, "accounts");
  const words = { language, sheet: "清单", watermark: (taken: Parameters<typeof watermarkWords>[0]) => watermarkWords(taken, t) };
  const file = await exportPremises(PLANNER, await city(), premisesQuery(new URLSearchParams(address)), format, words, reason);
  if (!file.ok) throw new Error(file.refusal.kind);
  return file.value instanceof Uint8Array ? file.value : new Uint8Array(await new Response(file.value).arrayBuffer());
};

test.each([
  ["xlsx", "zh"],
  ["csv", "zh"],
  ["geojson", "zh"],
  ["xlsx", "en"],
  ["csv", "en"],
] as const)("an export as %s in %s, brought in again, changes nothing", async (format, language) => {
  const file = await exported(format, language);
  expect(new TextDecoder().decode(file)).not.toContain("13800000001");
  const batch = await previewed(file, { city: CITY, subject: "premises", source: "导出" });
  expect(batch.failure).toBeNull();
  const unlike =
    await sql`SELECT label, decision, issues FROM staging.import_row WHERE batch_id = ${batch.id} AND decision <> 'same'`;
  expect([...unlike]).toEqual([]);
  expect(batch.counts.total).toBeGreaterThan(3);
});

test("contacts stand in a file for a reason alone, and those are counted as opened", async () => {
  const file = await exported("xlsx", "zh", "inspection", "q=示例路甲");
  const text = utils.sheet_to_csv(read(file, { type: "array" }).Sheets["清单"]!);
  expect(text).toContain("示例甲某,13800000001");
  const [opening] =
    await sql`SELECT how_many AS "howMany", field, reason FROM sensitive_opening WHERE field = 'premises-contact' AND reason = 'inspection' LIMIT 1`;
  expect(opening).toMatchObject({ howMany: 1, reason: "inspection" });
});

test("the template's example is left out, and a filled line is read by its headings", async () => {
  const book = read(await importTemplate(subjectOf("premises"), CITY), { type: "array" });
  const [heading = [], example = []] = utils.sheet_to_json<string[]>(book.Sheets["导入 import"] ?? {}, { header: 1 });
  const fill = (title: string) =>
    /^名称/.test(title)
      ? "示例模板用房"
      : /^年租金/.test(title)
        ? 36000
        : /^电梯/.test(title)
          ? "无"
          : /^社区/.test(title)
            ? "示例一社区"
            : "";
  const filled = workbook({ "导入 import": { grid: [heading, example, heading.map(fill)] } });
  const batch = await previewed(filled, { city: CITY, subject: "premises", source: "模板" });
  expect(batch.leftOut.map(({ as }) => as)).toEqual(["example"]);
  expect(batch.counts).toMatchObject({ total: 1, create: 1, warnings: 0 });
});

test("siting is given what is placed, not dropped and not yet operating; of the stages and the area it asks for", async () => {
  const dropped = await registered({ ...FULL, name: "示例放弃用房" });
  await moved(dropped, { kind: "dropped", reason: "示例原因", on: today("Asia/Shanghai") });
  await registered({ name: "示例无处用房" });
  const found = (more = {}, actor = PLANNER) => inUnitOfWork(actor, (uow) => candidatesFromPremises(uow, CITY, more));
  const all = await found();
  expect(all.map(({ name }) => name).sort()).toEqual(["示例东区用房", "示例无坐标用房", "示例路甲用房", "示例遮码用房"]);
  expect(all.find(({ name }) => name === "示例路甲用房")).toMatchObject({
    ...{
      lon: 113.701,
      lat: 34.801,
      areaCode: "419901001001",
      areaM2: 260,
      floor: 1,
      hasLift: true,
      places: 24,
      stage: "selection",
    },
    ...{ buildCostFen: 80_000_000, yearlyCostFen: 30_000_000, rentFen: 6_000_000 },
  });
  expect((await found({ stages: ["survey"] })).map(({ name }) => name)).toEqual(["示例无坐标用房"]);
  expect((await found({ area: "419902" })).map(({ name }) => name)).toEqual(["示例无坐标用房"]);
  expect((await found({}, western)).map(({ name }) => name)).toEqual(["示例无坐标用房"]);
  expect(await found({}, operator)).toEqual([]);
});

test("siting is given premises as they stood on its day, whatever was done since", async () => {
  const id = await registered({ ...FULL, name: "示例往日用房", stage: "survey" });
  await sql`ALTER TABLE site_proposal_step DISABLE TRIGGER USER`;
  await sql`UPDATE site_proposal_step SET on_day = '2026-03-01' WHERE proposal_id = ${id}`;
  await sql`ALTER TABLE site_proposal_step ENABLE TRIGGER USER`;
  expect(await moved(id, { stage: "selection", on: "2026-05-01" })).toMatchObject({ ok: true });
  expect(await moved(id, { kind: "dropped", reason: "示例原因", on: "2026-07-01" })).toMatchObject({ ok: true });
  const stageOn = async (on: string) =>
    (await inUnitOfWork(PLANNER, (uow) => candidatesFromPremises(uow, CITY, { on }))).find((one) => one.id === id)?.stage;
  expect(await Promise.all(["2026-02-28", "2026-03-01", "2026-06-30", "2026-07-01"].map(stageOn))).toEqual([
    ...[undefined, "survey", "selection", undefined],
  ]);
  await sql`DELETE FROM site_proposal WHERE id = ${id}`;
});

test("the list is filtered, sorted and counted by stage under its filter", async () => {
  const listed = async (address: string) =>
    (await listPremises(PLANNER, await city(), premisesQuery(new URLSearchParams(address))))!;
  expect((await listed("area=419902")).rows.map(({ name }) => name)).toEqual(["示例无坐标用房"]);
  expect((await listed("stage=dropped")).rows.map(({ name }) => name)).toEqual(["示例放弃用房"]);
  expect(
    (await listed("q=slqc")).rows.map(({ name }) => name),
    "by initials",
  ).toEqual(["示例全程用房"]);
  expect((await listed("lift=yes&fire=passed&least=280&most=320")).rows).toHaveLength(0);
  expect((await listed("q=%25")).rows).toHaveLength(0);
  const { figures, rows } = await listed("sort=size&order=down");
  expect(figures.stages).toMatchObject({ operating: 1, dropped: 1, selection: 3 });
  expect(figures.found).toBe(rows.length);
  const sizes = rows.map(({ areaM2 }) => areaM2);
  expect(sizes).toEqual([...sizes].sort((a, b) => (b ?? -1) - (a ?? -1)));
});

test("what cannot pass for fire and what nobody placed are told by number, at the stages and in the area asked about", async () => {
  const leftOut = (more = {}) => inUnitOfWork(PLANNER, (uow) => premisesLeftOut(uow, CITY, more));
  const before = await leftOut();
  const id = await registered({ ...FULL, name: "示例消防用房", fire: "no" });
  await registered({ name: "示例又一无处用房" });
  expect(await leftOut()).toEqual({ unplaced: before.unplaced + 1, unfit: before.unfit + 1 });
  expect(await leftOut({ area: "419902" })).toMatchObject({ unfit: 0 });
  await moved(id, { kind: "dropped", reason: "示例原因", on: today("Asia/Shanghai") });
  expect((await leftOut()).unfit).toBe(before.unfit);
});

test("an address says a filter and reads back as the same", () => {
  const text = fc.string({ maxLength: 20 }).map((said) => said.trim());
  const some = <T>(...values: T[]) => fc.constantFrom(null, ...values);
  const query = fc.record({
    filter: fc.record({
      ...{
        search: text,
        area: some("419901", "419901001001"),
        stage: some(...STAGES, "dropped" as const),
        lift: some("yes" as const, "unknown" as const),
      },
      ...{ fire: some("passed" as const, "no" as const), least: some(80, 120.5), most: some(1000) },
    }),
    ...{
      sort: fc.constantFrom("name" as const, "area" as const, "rent" as const),
      isDescending: fc.boolean(),
      page: fc.integer({ min: 1, max: 99 }),
    },
  });
  fc.assert(
    fc.property(query, (asked) => {
      expect(premisesQuery(addressOfPremises(asked))).toEqual(asked);
    }),
  );
});

test("whatever is wished, a way never leaves out a stage, never runs back in time, and ends only with a reason", () => {
  const wish = fc.record({
    kind: fc.constantFrom("moved" as const, "dropped" as const, "resumed" as const),
    stage: fc.constantFrom(...STAGES),
    day: fc.integer({ min: 1, max: 28 }),
    reason: fc.constantFrom("", "示例"),
  });
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 40 }), (wishes) => {
      let at: Standing = { number: 1, kind: "moved", stage: "survey", on: "2025-01-01", reason: "" };
      for (const { day, ...one } of wishes) {
        const step = stepTaken(at, { ...one, on: `2025-01-${String(day).padStart(2, "0")}` }, "person", "2025-01-20");
        if (!step.ok) continue;
        const { value } = step;
        const ahead = STAGES.indexOf(value.stage) - STAGES.indexOf(at.stage);
        expect(value.number).toBe(at.number + 1);
        expect(value.on >= at.on && value.on <= "2025-01-20").toBe(true);
        expect(ahead).toBeLessThanOrEqual(1);
        if (ahead !== 1 && value.kind !== "resumed") expect(value.reason).not.toBe("");
        if (at.kind === "dropped") expect(value.kind).toBe("resumed");
        at = value;
      }
    }),
  );
});

test.each([
  ["1层", 1],
  ["1-3层", 1],
  ["二楼", 2],
  ["十二层", 12],
  ["二十一层", 21],
  ["一二层", 1],
  ["B1", -1],
  ["负一层", -1],
  ["地下2层", -2],
  ["3/6", 3],
  ["临街", 1],
  ["整栋", null],
  ["", null],
])("«%s» begins at floor %s", (words, floor) => expect(lowestFloor(words)).toBe(floor));
