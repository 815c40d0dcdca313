import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import type { CalendarDay } from "~/shared/calendar-day";
import { careRegister } from "./care-register";
import { demoCity } from "./demo-city";
import { CITY_CODE, demoPlaces } from "./demo-places";
import { readSources } from "./read-sources";
import { writeCareRegister } from "./write-care-register";
import { writeCity } from "./write-city";
import { writeDemoCaregiver } from "./write-demo-caregiver";
import { writeVacancyWords } from "./write-vacancy-words";

export type SeedProgress =
  | { readonly step: "reading" }
  | { readonly step: "making" }
  | { readonly step: "writing"; readonly table: string; readonly done: number; readonly total: number }
  | { readonly step: "done"; readonly rows: number };

export interface SeedDemoCity {
  readonly databaseUrl: string;
  readonly onProgress?: (progress: SeedProgress) => void;
  /** Where areas.csv, outlines.geojson and census-2020.csv lie; found by itself in a checkout and in a build. */
  readonly folder?: string;
  /** files of the care register; as many as were visited in the reference city unless told otherwise, 0 = none */
  readonly residents?: number;
  readonly caregivers?: number;
  /** the day before which the demo's visits were logged; nobody has visited yet unless told otherwise */
  readonly visitsUntil?: CalendarDay | null;
  /** the day the demo is made for, in demo mode alone: one of the made grid workers is its caregiver, whose password is public, and operators spoke of their places up to then */
  readonly signsInOn?: CalendarDay | null;
}

/** Writes the demo city, whole or not at all. Throws when a city with its code is there already: nothing is mixed or overwritten. */
export async function seedDemoCity({
  databaseUrl,
  onProgress = () => undefined,
  folder = sourceFolder(),
  residents,
  caregivers,
  visitsUntil = null,
  signsInOn = null,
}: SeedDemoCity): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    await refuseSecond(sql);
    onProgress({ step: "reading" });
    const sources = readSources(folder);
    onProgress({ step: "making" });
    const places = demoPlaces(sources);
    const records = demoCity(sources, places);
    const register = careRegister(places.communities, { residents, caregivers });
    const total = Object.values(records).reduce((sum, rows) => sum + rows.length, 0);
    let rows = total;
    await sql.begin(async (transaction) => {
      await refuseSecond(transaction);
      await writeCity(transaction, records, (written) => onProgress({ step: "writing", ...written, total }));
      onProgress({ step: "writing", table: "resident", done: total, total });
      rows += await writeCareRegister(transaction, CITY_CODE, register, visitsUntil);
      if (signsInOn) rows += await writeDemoCaregiver(transaction, CITY_CODE, register, signsInOn);
      if (signsInOn) rows += await writeVacancyWords(transaction, records, signsInOn);
    });
    onProgress({ step: "done", rows });
  } finally {
    await sql.end();
  }
}

async function refuseSecond(sql: postgres.Sql | postgres.TransactionSql): Promise<void> {
  const [there] = await sql<{ isDemo: boolean }[]>`SELECT is_demo AS "isDemo" FROM city WHERE code = ${CITY_CODE}`;
  if (there)
    throw new Error(
      `City ${CITY_CODE} is there already (${there.isDemo ? "the demo city" : "not a demo"}): nothing was written.`,
    );
}

/** The nearest `seed/zhengzhou` at or above this file, or above the working folder. */
function sourceFolder(): string {
  for (const start of [dirname(fileURLToPath(import.meta.url)), process.cwd()])
    for (let folder = start; ; folder = dirname(folder)) {
      const candidate = join(folder, "seed", "zhengzhou");
      if (existsSync(join(candidate, "areas.csv"))) return candidate;
      if (folder === dirname(folder)) break;
    }
  throw new Error("No folder seed/zhengzhou with areas.csv at or above the program or the working folder.");
}
