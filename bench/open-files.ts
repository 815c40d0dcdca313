import { performance } from "node:perf_hooks";
import { actorOf } from "~/modules/accounts/domain/actor";
import { startCity } from "~/modules/catalog/use-cases/start-city.server";
import { openCsv, openGeoJson } from "~/modules/catalog/use-cases/bulk-open-data.server";
import type { OpenReader } from "~/modules/catalog/use-cases/open-data-context.server";
import type { OpenQuestion } from "~/modules/catalog/domain/open-data-question";
import { readOpenPage } from "~/modules/catalog/use-cases/read-open-data.server";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import { onRecord } from "../tests/modules/imports/running-import";
import { fillWithOffers } from "./made-finder";
import type { BenchRow } from "./reach";
import { askedAgain, ms, withRecords } from "./records-of-a-bench";

/** Whole cities taken as files, and the last pages of their lists: seconds, and the memory it takes to write them. */
const FACILITIES = Number(process.env.BENCH_FACILITIES ?? 400_000);
const CODE = "4198";
const founder = actorOf({ personId: "0190a000-0000-7000-8000-000000000001", name: "示例规划员" }, [
  { role: "planner", line: "", areaCode: "" },
])!;
const plain = (key: string): string => key;

const QUESTION: OpenQuestion = {
  ...{ city: CODE, page: 1, perPage: 50, detail: "listed", search: "", modifiedAfter: null, area: null, serviceType: null },
  ...{ status: null, organization: null, near: null, startMonth: new Date().toISOString().slice(0, 7), months: 1 },
};

const rows: BenchRow[] = [];
const say = (what: string, figure: string, bar = ""): void => {
  rows.push({ what, figure, bar });
  process.stderr.write(`${what}: ${figure}\n`);
};

export const openFileRows = (): Promise<BenchRow[]> =>
  withRecords(
    async (owner) => {
      await onRecord(founder);
      const started = await startCity(founder, { code: CODE, nameZh: "测速市", nameEn: "Bench", timeZone: "Asia/Shanghai" });
      if (!started.ok) throw new Error(started.refusal.kind);
      await fillWithOffers(owner, CODE, FACILITIES);
      const city = (await cityByCode(CODE))!;
      const words = {
        className: ({ kind }: { kind: string }) => kind,
        unit: plain,
        perUnit: plain,
        operatorKind: plain,
        access: plain,
      };
      const reader: OpenReader = { words, origin: "https://quarterhour.invalid", now: new Date() };
      for (const [what, made] of [
        ["CSV", openCsv],
        ["GeoJSON", openGeoJson],
      ] as const) {
        const base = process.memoryUsage().rss;
        const began = performance.now();
        let [bytes, most] = [0, base];
        const taken = (await made(city, QUESTION, reader)).getReader();
        for (let piece = await taken.read(); !piece.done; piece = await taken.read()) {
          bytes += piece.value.length;
          most = Math.max(most, process.memoryUsage().rss);
        }
        const [size, above, from] = [bytes, most - base, base].map((one) => `${(one / 1e6).toFixed(0)} MB`);
        say(`${FACILITIES} facilities as ${what}: time, size`, `${ms(performance.now() - began)}, ${size}`);
        say(`${what}: memory of the process beyond the ${from} it held before`, above!, "bounded");
      }
      for (const nouns of ["services", "locations"] as const)
        for (const [which, page] of [
          ["first", 1],
          ["middle", Math.floor(FACILITIES / 100)],
          ["last", Math.floor(FACILITIES / 50)],
        ] as const)
          say(
            `/api/v1/${nouns}, 50 a page, the ${which} page`,
            await askedAgain(() => readOpenPage(city, nouns, { ...QUESTION, page }, null, { ...reader, now: new Date() }), 10),
          );
      return rows;
    },
    { mode: "demo" },
  );
