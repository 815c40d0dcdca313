import { randomUUID } from "node:crypto";
import { loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import type postgres from "postgres";
import { actorOf, type Actor } from "~/modules/accounts/domain/actor";
import { startCity } from "~/modules/catalog/use-cases/start-city.server";
import { chooseColumns } from "~/modules/imports/use-cases/choose-columns.server";
import { confirmImport } from "~/modules/imports/use-cases/confirm-import.server";
import { inspectImport } from "~/modules/imports/use-cases/inspect-import.server";
import { previewImport } from "~/modules/imports/use-cases/preview-import.server";
import { startImport } from "~/modules/imports/use-cases/start-import.server";
import { watchImport } from "~/modules/imports/use-cases/watch-import.server";
import { writeImport } from "~/modules/imports/use-cases/write-import.server";
import { importSubjects, subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import type { City } from "~/modules/places/domain/city";
import { adoptStandardRules, rulesOf, simulateRules } from "~/modules/visits/use-cases/change-rules.server";
import { campaignInView } from "~/modules/visits/use-cases/campaign-in-view.server";
import { daysFrom } from "~/modules/visits/use-cases/due-basis.server";
import { dueInView } from "~/modules/visits/use-cases/due-in-view.server";
import { ledgerInView } from "~/modules/visits/use-cases/ledger-in-view.server";
import { mineInView } from "~/modules/visits/use-cases/mine-in-view.server";
import { monthInView } from "~/modules/visits/use-cases/month-in-view.server";
import { unvisitedInView } from "~/modules/visits/use-cases/month-lists.server";
import { workOutDue, workOutResident } from "~/modules/visits/use-cases/work-out-due.server";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { onRecord } from "../tests/modules/imports/running-import";
import { madeIdentityNumber } from "../tests/factories/made-residents";
import { caregiverId, communityCode, makeAreas, makeRegister, residentId } from "./made-register";
import type { BenchRow } from "./reach";
import { askedAgain, held, ms, withRecords } from "./records-of-a-bench";

/** The care register of a city of 60,000 and a month of its visits, asked by the app's own role, policies in the way. */
const RESIDENTS = Number(process.env.BENCH_RESIDENTS ?? 60_000);
const CAREGIVERS = Math.max(1, Math.round(RESIDENTS / 24));
const IMPORTED = Number(process.env.BENCH_RESIDENTS_IMPORTED ?? RESIDENTS);
const ZONE = "Asia/Shanghai";
const CITY: City = {
  ...{ code: "4199", nameZh: "测速市", nameEn: "Bench", timeZone: ZONE, isDemo: false, bounds: [113, 34, 114, 35] },
  ...{ revision: 1, stamp: "4199-1" },
};
const LINE = "civil-affairs" as const;
const somebody = (personId: string, name: string, role: "supervisor" | "caregiver", areaCode: string): Actor =>
  actorOf({ personId, name }, [{ role, line: LINE, areaCode }])!;
const chief = somebody("0190a000-0000-7000-8000-000000000011", "示例市级", "supervisor", "4199");
const district = somebody("0190a000-0000-7000-8000-000000000012", "示例区级", "supervisor", "419903");
const importer = somebody("0190a000-0000-7000-8000-000000000013", "示例导入", "supervisor", "4198");
const visitor = somebody(caregiverId(7), "示例网格员7", "caregiver", communityCode("4199", 3).slice(0, 9));
/** Who starts a city: an administrator of the installation. */
const founder = actorOf({ personId: "0190a000-0000-7000-8000-000000000001", name: "示例规划员" }, [
  { role: "planner", line: "", areaCode: "" },
])!;

const rows: BenchRow[] = [];
/** Rows are printed when all is measured; what is measured so far is told on the side. */
const say = (what: string, figure: string, bar = ""): void => {
  rows.push({ what, figure, bar });
  process.stderr.write(`${what}: ${figure}\n`);
};

export const registerRows = (): Promise<BenchRow[]> =>
  withRecords(async (owner) => {
    const [before] = loadavg();
    await seeded(owner);
    await workedOut(owner);
    await asked(owner);
    if (IMPORTED > 0) await broughtIn(owner);
    say("load before and after", `${before?.toFixed(1)}, ${loadavg()[0]?.toFixed(1)}`);
    return rows;
  });

async function seeded(owner: postgres.Sql): Promise<void> {
  for (const actor of [founder, chief, district, importer]) await onRecord(actor);
  for (const code of ["4199", "4198"]) {
    const started = await startCity(founder, { code, nameZh: `测速市${code}`, nameEn: `Bench ${code}`, timeZone: ZONE });
    if (!started.ok) throw new Error(`city ${code} was not started: ${started.refusal.kind}`);
  }
  const day = today(ZONE);
  const began = performance.now();
  await makeRegister(owner, { cityCode: "4199", residents: RESIDENTS, caregivers: CAREGIVERS, month: lastMonth(day), day });
  const [counted] = await owner<{ visits: number }[]>`SELECT count(*)::int AS visits FROM visit_event`;
  say(
    `${RESIDENTS.toLocaleString("en")} residents, ${CAREGIVERS.toLocaleString("en")} caregivers, ${counted!.visits.toLocaleString("en")} visits of a month made`,
    ms(performance.now() - began),
  );
}

const lastMonth = (day: string): string => `${daysFrom(`${day.slice(0, 7)}-01`, -1).slice(0, 7)}-01`;

async function workedOut(owner: postgres.Sql): Promise<void> {
  const adopted = await adoptStandardRules(chief, CITY);
  if (!adopted.ok) throw new Error(adopted.refusal.kind);
  const first = await held(() => workOutDue("4199"));
  const { visits } = first.value;
  say(`due windows of four weeks worked out for the city (${visits.toLocaleString("en")})`, ms(first.took), "a job");
  const second = await held(() => workOutDue("4199"));
  say("the same again, nothing changed", ms(second.took), "a job");
  await owner`ANALYZE due_visit`;
  await page("due windows of one resident, as when a visit is logged", () =>
    inUnitOfWork(chief, (uow) => workOutResident(uow, "4199", communityCode("4199", 3), residentId(160))),
  );
  const [rule] = await rulesOf(chief, CITY);
  const { id, from, to, replaces, adoptedBy, adoptedAt, ...said } = rule!;
  void [from, to, replaces, adoptedBy, adoptedAt];
  const simulated = await held(() => simulateRules(chief, CITY, { ends: id, begins: { ...said, times: 2 }, from: today(ZONE) }));
  if (!simulated.value.ok) throw new Error(simulated.value.refusal.kind);
  const { before, after } = simulated.value.value.preview.total;
  say(
    `a rule simulated for the city (${before.toLocaleString("en")} → ${after.toLocaleString("en")})`,
    `${ms(simulated.took)}, request thread held ${ms(simulated.block)}`,
    "≤ 50 ms held",
  );
}

const page = async (what: string, ask: () => Promise<unknown>, bar = ""): Promise<void> => say(what, await askedAgain(ask), bar);

async function asked(owner: postgres.Sql): Promise<void> {
  const all = { areaCode: "", personId: null, isOverdueOnly: false };
  const deep = (
    await owner<{ closesOn: string; id: string }[]>`
    SELECT closes_on::text AS "closesOn", id FROM due_visit ORDER BY closes_on, id OFFSET (SELECT count(*) * 9 / 10 FROM due_visit) LIMIT 1`
  )[0]!;
  const LIST = "p95 < 200 ms";
  await page("due list, first page, whole city", () => dueInView(chief, CITY, all, null), LIST);
  await page("due list, nine tenths down, whole city", () => dueInView(chief, CITY, all, { ...deep }), LIST);
  await page("due list, overdue only", () => dueInView(chief, CITY, { ...all, isOverdueOnly: true }, null), LIST);
  await page("due list, first page, a district's officer", () => dueInView(district, CITY, all, null), LIST);
  await page("due list, a street chosen", () => dueInView(chief, CITY, { ...all, areaCode: "419903004" }, null), LIST);
  await page("due list of one visitor", () => dueInView(visitor, CITY, all, null), LIST);
  await page("«mine» of one visitor", () => mineInView(visitor, CITY), LIST);
  const month = lastMonth(today(ZONE));
  for (const [what, areaCode] of [
    ["whole city", "4199"],
    ["a district, by street", "419903"],
    ["a street, by community", "419903004"],
    ["a community", "419903004005"],
  ] as const)
    await page(`the month, ${what}`, () => monthInView(chief, CITY, { line: LINE, areaCode, month }), "< 1 s");
  await page("who was not seen, first page, whole city", () =>
    unvisitedInView(chief, CITY, { line: LINE, areaCode: "4199", month }, null, null),
  );
  await page("who was not seen, a street", () =>
    unvisitedInView(chief, CITY, { line: LINE, areaCode: "419903004", month }, null, null),
  );
  const ledger = {
    areaCode: "",
    from: month,
    to: daysFrom(month, 30),
    outcome: null,
    residentId: null,
    isLateOnly: false,
    category: null,
  };
  await page("the ledger, first page, whole city", () => ledgerInView(chief, CITY, ledger, null));
  const campaign = randomUUID();
  await owner`
    INSERT INTO campaign (id, city_code, area_code, name, least_age, categories, opens_at, closes_at)
    VALUES (${campaign}, '4199', '4199', '示例排查', 80, ARRAY['living-alone'], ${month}::date + interval '10 days', ${month}::date + interval '11 days')`;
  await page("whom a city's campaign reached", () => campaignInView(chief, CITY, campaign, ["tried", "notTried"], null));
}

const HEAD =
  "编号,姓名,出生日期,身份证号,联系电话,区划代码,网格,住址,经度,纬度,特殊困难类别,类别起始日期,紧急联系人,与联系人关系,紧急联系人电话,知情同意日期";

function list(count: number): Uint8Array {
  const lines = [HEAD];
  for (let n = 0; n < count; n++) {
    const year = 1930 + (n % 25);
    const born = `${year}-${String(((n * 7) % 12) + 1).padStart(2, "0")}-${String(((n * 11) % 28) + 1).padStart(2, "0")}`;
    lines.push(
      [
        ...[
          `B${n}`,
          `示例老人${n}`,
          born,
          madeIdentityNumber(born, Math.floor(n / 25) % 1000),
          `0371${String(n).padStart(8, "0")}`,
        ],
        ...[communityCode("4198", n % 1_200), `G${String((n % 8) + 1).padStart(2, "0")}`, `示例路${n}号`],
        ...[(113 + ((n * 37) % 9000) / 10_000).toFixed(6), (34.1 + ((n * 53) % 8000) / 10_000).toFixed(6)],
        ...[
          n % 5 === 0 ? "独居、失能" : "独居",
          "2025-03-01",
          `示例亲友${n}`,
          "子女",
          `0371${String(n + 30_000_000).padStart(8, "0")}`,
          "2025-03-02",
        ],
      ].join(","),
    );
  }
  return new TextEncoder().encode(lines.join("\n"));
}

/** A list of as many residents through the real machinery: read, checked, sealed, laid out; then written whole. */
async function broughtIn(owner: postgres.Sql): Promise<void> {
  await makeAreas(owner, "4198");
  const file = list(IMPORTED);
  const wish = {
    cityCode: "4198",
    subject: "residents",
    source: "示例名单",
    fileName: "bench.csv",
    coordinateSystem: "WGS-84",
  } as const;
  const started = await startImport(importer, wish, file);
  if (!started.ok) throw new Error(`not started: ${started.refusal.kind}`);
  const id = started.value;
  await inspectImport(importSubjects, id);
  const looked = (await watchImport(importer, id))!;
  await chooseColumns(importer, subjectOf("residents"), looked, {
    ...{ sheet: looked.sheet ?? "", heading: null, mapping: looked.mapping, coordinateSystem: "WGS-84", asOf: null },
  });
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 100);
  const start = process.memoryUsage().rss;
  const preview = await held(() => previewImport(importSubjects, id));
  const counts = (await watchImport(importer, id))!.counts;
  const confirmed = await confirmImport(importer, id, { leaveOutRefused: true });
  if (!confirmed.ok) throw new Error(`not confirmed: ${JSON.stringify(confirmed.refusal)} ${JSON.stringify(counts)}`);
  const write = await held(() => writeImport(importSubjects, id));
  clearInterval(watch);
  const done = (await watchImport(importer, id))!;
  const [onFile] = await owner<{ n: number }[]>`SELECT count(*)::int AS n FROM resident WHERE city_code = '4198'`;
  if (done.status !== "done" || onFile!.n === 0)
    throw new Error(`not written: ${done.status} ${JSON.stringify(done.failure)} ${JSON.stringify(done.counts)}`);
  const what = `${onFile!.n.toLocaleString("en")} of ${IMPORTED.toLocaleString("en")} residents (${(file.length / 1e6).toFixed(1)} MB CSV)`;
  say(`${what}: read, checked, sealed, laid out`, `${ms(preview.took)}, job's thread held ${ms(preview.block)}`, "");
  say(`${what}: written in one transaction`, `${ms(write.took)}, job's thread held ${ms(write.block)}`, "");
  say(
    "file to last commit; memory at most, above the start",
    `${ms(preview.took + write.took)}; ${((most - start) / 1e6).toFixed(0)} MB`,
    "",
  );
}
