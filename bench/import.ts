import { readdirSync, readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { utils, write } from "@e965/xlsx";
import type postgres from "postgres";
import { importSubjects, subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { startCity } from "~/modules/catalog/use-cases/start-city.server";
import { chooseColumns } from "~/modules/imports/use-cases/choose-columns.server";
import { confirmImport, requestUndo } from "~/modules/imports/use-cases/confirm-import.server";
import { inspectImport } from "~/modules/imports/use-cases/inspect-import.server";
import { previewImport } from "~/modules/imports/use-cases/preview-import.server";
import { startImport } from "~/modules/imports/use-cases/start-import.server";
import { watchImport } from "~/modules/imports/use-cases/watch-import.server";
import { undoImport, writeImport } from "~/modules/imports/use-cases/write-import.server";
import { seededRandom } from "~/shared/seeded-random";
import { madeActor } from "../tests/factories/made-actor";
import { onRecord } from "../tests/modules/imports/running-import";
import type { BenchRow } from "./reach";
import { withRecords } from "./records-of-a-bench";

/** One workbook of many facilities, from the uploaded file to the last commit and back, against a PostgreSQL of its own. */
const ROWS = Number(process.env.BENCH_IMPORT_ROWS ?? 100_000);
const PLANNER = madeActor({ personId: "0190a000-0000-7000-8000-000000000001", name: "bench" });

const SURNAMES = [..."安康福寿乐和祥瑞仁爱怡晚晴夕阳金色颐养长青松柏鹤龄幸福阳光温馨家园"];

function workbook(rows: number): Uint8Array {
  const random = seededRandom(1);
  const pick = () => SURNAMES[Math.floor(random() * SURNAMES.length)] ?? "安";
  const table: (string | number)[][] = [
    [
      "编号",
      "名称",
      "设施类型",
      "成立日期",
      "服务项目",
      "核定床位",
      "可入住",
      "在住",
      "地址",
      "经度",
      "纬度",
      "联系电话",
      "许可证编号",
      "许可证有效期至",
    ],
  ];
  for (let at = 1; at <= rows; at++) {
    const beds = 20 + Math.floor(random() * 200);
    const [lon, lat] = [113 + random() * 1.2, 34.3 + random() * 0.7];
    table.push([
      `B-${at}`,
      `${pick()}${pick()}${pick()}${pick()}养老服务中心`,
      "社区日间照料中心",
      "2020.6",
      "日间照料、助餐",
      beds,
      beds - 5,
      Math.floor(beds / 2),
      `某路${at}号`,
      lon,
      lat,
      `0371-${60_000_000 + at}`,
      `XK${at}`,
      "2027年6月",
    ]);
  }
  const sheet = utils.aoa_to_sheet(table, { dense: true });
  return new Uint8Array(
    write(
      { SheetNames: ["台账"], Sheets: { 台账: sheet } },
      { type: "array", bookType: "xlsx", compression: true },
    ) as ArrayBuffer,
  );
}

export const importRows = (): Promise<BenchRow[]> =>
  withRecords((owner, { postmaster }) => measured(postmaster, () => facilitiesOnRecord(owner)));

/** Counted by the owner of the tables, past everything the import says of itself. */
async function facilitiesOnRecord(owner: postgres.Sql): Promise<number> {
  const [row] = await owner<{ n: number }[]>`SELECT count(*)::int AS n FROM facility WHERE city_code = '4199'`;
  return row?.n ?? 0;
}

const TICKS_A_SECOND = 100;

/** Seconds of processor that we and PostgreSQL have used so far: what a busy machine adds to the clock is not in it. */
function processor(postmaster: number): { ours: number; database: number } {
  const { user, system } = process.cpuUsage();
  let ticks = 0;
  if (process.platform === "linux")
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      const [, state] = /\) (.*)/.exec(textOf(`/proc/${pid}/stat`)) ?? [];
      const fields = state?.split(" ") ?? [];
      // Of a process: state, parent, …; the 14th and 15th of the whole line are its times, the next two of children that ended.
      if (Number(pid) === postmaster) ticks += [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
      else if (Number(fields[1]) === postmaster) ticks += Number(fields[11]) + Number(fields[12]);
    }
  return { ours: (user + system) / 1e6, database: ticks / TICKS_A_SECOND };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

async function measured(postmaster: number, onRecordNow: () => Promise<number>) {
  const [loadBefore] = loadavg();
  await onRecord(PLANNER);
  await startCity(PLANNER, { code: "4199", nameZh: "测速市", nameEn: "Bench", timeZone: "Asia/Shanghai" });
  const file = workbook(ROWS);
  const seconds: Record<string, number> = {};
  const used: Record<string, { ours: number; database: number }> = {};
  const timed = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    const [from, before] = [performance.now(), processor(postmaster)];
    const value = await work();
    seconds[step] = (performance.now() - from) / 1000;
    const after = processor(postmaster);
    used[step] = { ours: after.ours - before.ours, database: after.database - before.database };
    return value;
  };
  const preview = async (prefix: string) => {
    const started = await startImport(
      PLANNER,
      { cityCode: "4199", subject: "facilities", source: "bench", fileName: "bench.xlsx", coordinateSystem: "WGS-84" },
      file,
    );
    if (!started.ok) throw new Error("the import was not started");
    const id = started.value;
    await timed(`${prefix}inspect`, () => inspectImport(importSubjects, id));
    const batch = (await watchImport(PLANNER, id))!;
    await chooseColumns(PLANNER, subjectOf("facilities"), batch, {
      sheet: batch.sheet ?? "",
      heading: null,
      mapping: batch.mapping ?? {},
      coordinateSystem: "WGS-84",
      asOf: "2025-12-31",
    });
    await timed(`${prefix}preview`, () => previewImport(importSubjects, id));
    return id;
  };
  const id = await preview("");
  const confirmed = await confirmImport(PLANNER, id, { leaveOutRefused: true });
  if (!confirmed.ok)
    throw new Error(`not confirmed: ${JSON.stringify(confirmed.refusal)} ${JSON.stringify(await watchImport(PLANNER, id))}`);
  await timed("write", () => writeImport(importSubjects, id));
  const done = await watchImport(PLANNER, id);
  if (done?.status !== "done") throw new Error(`not written: ${JSON.stringify(done?.failure)}`);
  if (done.counts.written !== ROWS) throw new Error(`not all written: ${JSON.stringify(done.counts)}`);
  if ((await onRecordNow()) !== ROWS) throw new Error(`on record after the write: ${await onRecordNow()}`);
  const secondId = await preview("again ");
  const second = await watchImport(PLANNER, secondId);
  if (second?.counts.same !== ROWS - (done.counts.refuse ?? 0))
    throw new Error(`the same file again: ${JSON.stringify(second?.counts)}`);
  const asked = await requestUndo(PLANNER, id, { exceptEdited: false });
  if (!asked.ok) throw new Error(`undo not begun: ${JSON.stringify(asked.refusal)}`);
  await timed("undo", () => undoImport(importSubjects, id));
  const undone = await watchImport(PLANNER, id);
  if (undone?.status !== "undone" || undone.counts.undone !== ROWS)
    throw new Error(`not all undone: ${undone?.status} ${JSON.stringify(undone?.failure)} ${JSON.stringify(undone?.counts)}`);
  if ((await onRecordNow()) !== 0) throw new Error(`on record after the undo: ${await onRecordNow()}`);
  const sum = (steps: readonly string[], of: (step: string) => number | undefined) =>
    steps.reduce((all, step) => all + (of(step) ?? 0), 0).toFixed(1);
  const figure = (steps: readonly string[]) =>
    `${sum(steps, (step) => seconds[step])} s (processor: ours ${sum(steps, (step) => used[step]?.ours)} s, PostgreSQL ${sum(steps, (step) => used[step]?.database)} s)`;
  const rows = `${ROWS.toLocaleString("en")} rows (${(file.length / 1e6).toFixed(1)} MB XLSX)`;
  return [
    { what: `${rows}: first look`, figure: figure(["inspect"]), bar: "" },
    { what: `${rows}: read, checked, staged`, figure: figure(["preview"]), bar: "" },
    { what: `${rows}: written in one transaction`, figure: figure(["write"]), bar: "" },
    { what: `${rows}: file to last commit`, figure: figure(["inspect", "preview", "write"]), bar: "< 60 s" },
    { what: `${rows}: the same file again, 0 changes`, figure: figure(["again inspect", "again preview"]), bar: "" },
    { what: `${rows}: undone, none of them on record any more`, figure: figure(["undo"]), bar: "" },
    { what: "load before and after", figure: `${loadBefore?.toFixed(1)}, ${loadavg()[0]?.toFixed(1)}`, bar: "" },
  ];
}
