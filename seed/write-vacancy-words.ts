import { addDays, addMonths, format, parseISO, subDays } from "date-fns";
import type postgres from "postgres";
import type { CalendarDay } from "~/shared/calendar-day";
import type { CityRecords } from "./city-records";
import { demoKeys } from "./demo-keys";
import { randomStream } from "./random-stream";
import { writeRows } from "./write-city";

/** What operators are asked about in the demo. */
const SPOKEN_OF: readonly string[] = ["nursery", "toddler-class", "day-care", "meals"];
const OF_CHILDREN: readonly string[] = ["nursery", "toddler-class"];
/** A word of the demo is fresh as long as a city's standard says. */
const FRESH_DAYS = 30;
const HOUR = "T10:00:00+08:00";

/** Of a hundred places so many never spoke, are stale, are going stale; the others confirmed within a fortnight. */
const NEVER = 12;
const STALE = 15;
const AGEING = 23;

/**
 * What the made operators said of their places up to the day the city is made: of differing age, and of some nothing. Every
 * figure is made up, as everything of the demo is.
 */
export async function writeVacancyWords(
  transaction: postgres.TransactionSql,
  records: Pick<CityRecords, "offering" | "offeringClass" | "capacity">,
  today: CalendarDay,
): Promise<number> {
  const [key, chance] = [demoKeys("vacancy-words"), randomStream("vacancy-words")];
  const services = new Map(
    records.offering.filter(({ serviceType }) => SPOKEN_OF.includes(serviceType)).map((row) => [row.id, row]),
  );
  const staffed = new Map(records.capacity.filter(({ validTo }) => validTo === null).map((row) => [row.classId, row.staffed]));
  const spoken = new Map<string, number | null>();
  const [statements, rosters, births]: [object[], object[], object[]] = [[], [], []];
  for (const { id: classId, offeringId, ageFromMonths, ageToMonths } of records.offeringClass) {
    const [offering, places] = [services.get(offeringId), staffed.get(classId)];
    if (!offering || places === undefined || places === null) continue;
    const { facilityId, serviceType } = offering;
    if (!spoken.has(facilityId)) spoken.set(facilityId, daysAgo(chance));
    const days = spoken.get(facilityId)!;
    if (days === null) continue;
    const taken = Math.max(0, Math.min(places, Math.round(places * (0.62 + 0.45 * chance.next()))));
    const at = subDays(parseISO(`${today}${HOUR}`), days);
    statements.push({
      ...{
        id: key(),
        classId,
        startMonth: format(subDays(parseISO(today), days), "yyyy-MM"),
        taken: chance.percent(3) ? null : taken,
      },
      ...{
        held: chance.percent(20) ? 1 : 0,
        confirmedAt: at.toISOString(),
        expiresAt: addDays(at, FRESH_DAYS).toISOString(),
        how: "link",
      },
    });
    if (
      !OF_CHILDREN.includes(serviceType) ||
      ageFromMonths === null ||
      ageToMonths === null ||
      taken === 0 ||
      !chance.percent(40)
    )
      continue;
    const rosterId = key();
    rosters.push({ id: rosterId, classId, saidAt: at.toISOString() });
    const byMonth = new Map<string, number>();
    for (let child = 0; child < taken; child++) {
      const month = format(addMonths(parseISO(today), -chance.whole(ageFromMonths, ageToMonths - 1)), "yyyy-MM");
      byMonth.set(month, (byMonth.get(month) ?? 0) + 1);
    }
    for (const [birthMonth, children] of byMonth) births.push({ rosterId, birthMonth, children });
  }
  await writeRows(transaction, "vacancy_statement", statements);
  await writeRows(transaction, "class_roster", rosters);
  await writeRows(transaction, "class_roster_month", births);
  return statements.length + rosters.length + births.length;
}

/** How long ago a place spoke; null = it never did. */
function daysAgo(chance: ReturnType<typeof randomStream>): number | null {
  const draw = chance.whole(0, 99);
  if (draw < NEVER) return null;
  if (draw < NEVER + STALE) return chance.whole(31, 75);
  return draw < NEVER + STALE + AGEING ? chance.whole(15, 28) : chance.whole(0, 13);
}
