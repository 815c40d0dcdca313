import { performance } from "node:perf_hooks";
import { readFigures, readPage } from "~/modules/catalog/data/facility-list.server";
import { findBySearch } from "~/modules/catalog/data/facility-search.server";
import { readCounts } from "~/modules/catalog/data/count-data.server";
import { queryFromAddress, type PageTurn } from "~/modules/catalog/domain/facility-filter";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { CITY, fillWithFacilities } from "./made-catalog";
import type { BenchRow } from "./reach";
import { withRecords } from "./records-of-a-bench";

const FACILITIES = 100_000;
const ROUNDS = 25;
const DAY = "2025-12-31";
const reader = { personId: null, role: "planner", cityCode: CITY };

/** The list of facilities at 100,000 rows on real PostgreSQL: a page, a search, a page far in; 95th percentile, milliseconds. */
export const catalogRows = (): Promise<BenchRow[]> =>
  withRecords(async (owner) => {
    await fillWithFacilities(owner, FACILITIES);
    return measured();
  });

async function measured(): Promise<BenchRow[]> {
  const deep = await placeInTheMiddle();
  const rows: BenchRow[] = [];
  for (const [what, address, page] of [
    ["first page", "", undefined],
    ["first page by area", "sort=area", undefined],
    ["page in the middle, by key", "", deep],
    ["last page", "page=last", undefined],
    ["search, common word", "q=日间照料", undefined],
    ["search, rare name", "q=金桥3号社区", undefined],
    ["search, area and word", "q=金水区 养老院", undefined],
    ["filter, rare type", "type=nursery", undefined],
  ] as const) {
    rows.push({
      what: `list of ${FACILITIES}: ${what}`,
      figure: `p95 ${await p95(() => readList(address, page))} ms`,
      bar: "< 100 ms",
    });
  }
  const query = queryFromAddress(new URLSearchParams(), DAY);
  rows.push({
    what: "both figures of the list, counted anew (then kept until the city changes)",
    figure: `p95 ${await p95(() => inUnitOfWork(reader, (uow) => readFigures(uow, CITY, query, null)))} ms`,
    bar: "",
  });
  rows.push({
    what: "counts of a day, anew",
    figure: `p95 ${await p95(() => inUnitOfWork(reader, (uow) => readCounts(uow, CITY, DAY)))} ms`,
    bar: "",
  });
  return rows;
}

const readList = (address: string, page: PageTurn | undefined) =>
  inUnitOfWork(reader, async (uow) => {
    const query = queryFromAddress(new URLSearchParams(address), DAY);
    const found = await findBySearch(uow, CITY, query.filter.search);
    return readPage(uow, CITY, page ? { ...query, page } : query, found);
  });

async function placeInTheMiddle(): Promise<PageTurn> {
  const first = await readList("", undefined);
  const key = "8000";
  return { turn: "after", key, id: first.rows[0]?.id ?? "" };
}

async function p95(work: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return (times[Math.floor(ROUNDS * 0.95)] ?? 0).toFixed(0);
}
