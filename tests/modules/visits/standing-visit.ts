import { openValue } from "~/platform/sealed-value.server";
import type { TestDatabase } from "../../factories/test-database";
import type { MadeVisit } from "./planning-town";

/*
 * Whether a visit can stand in somebody's day, worked out from the records by hand and from scratch: every order of the day's visits that
 * keeps the others in theirs, everything as early as it can be. It shares nothing with the planner.
 */
interface Asked {
  readonly metres: number;
  readonly minutes: number;
  readonly opens: number;
  readonly last: number;
  readonly from: string;
  readonly to: string;
}

const METRES_PER_DEGREE = 91_600;
/** Straight × 1.31 at 4 km/h, whole minutes, and one for the stairs. */
const way = (a: number, b: number): number => {
  const metres = Math.round(Math.abs(a - b) * 1.31);
  return metres === 0 ? 0 : 1 + Math.ceil((metres * 60) / 4_000);
};

export async function canStand(
  { sql }: TestDatabase,
  visits: readonly MadeVisit[],
  moved: MadeVisit,
  personId: string,
  day: string,
): Promise<boolean> {
  const rows = await sql<(Asked & { id: string })[]>`
    SELECT p.id, p.minutes, GREATEST(r.visit_from, 480) AS opens, r.visit_until - p.minutes AS last, p.due_opens_on::text AS "from", p.due_closes_on::text AS "to", 0 AS metres
    FROM planned_visit p JOIN resident r ON r.id = p.resident_id WHERE p.plan_id = (SELECT plan_id FROM planned_visit WHERE id = ${moved.id})`;
  const homes = await sql<{ id: string; sealed: string; cipher: string }[]>`
    SELECT p.id, s.id AS sealed, s.cipher FROM planned_visit p JOIN resident_sensitive s ON s.resident_id = p.resident_id AND s.kind = 'home-position'`;
  const east = (text: string) => (Number(text.split(",")[0]) - 113.6) * METRES_PER_DEGREE;
  const at = new Map(homes.map(({ id, sealed, cipher }) => [id, east(openValue(cipher, `resident_sensitive.cipher.${sealed}`))]));
  const asked = new Map(rows.map((row) => [row.id, { ...row, metres: at.get(row.id)! }]));
  const [caregiver] = await sql<{ cipher: string; most: number; cap: number; begins: number; ends: number }[]>`
    SELECT c.start_cipher AS cipher, c.most_minutes AS most, c.most_visits AS cap, h.begins, h.ends FROM caregiver c JOIN caregiver_hours h ON h.person_id = c.person_id
    WHERE c.person_id = ${personId} AND h.weekday = extract(isodow FROM ${day}::date)`;
  const mine = asked.get(moved.id)!;
  if (!caregiver || day < mine.from || day > mine.to) return false;
  const home = east(openValue(caregiver.cipher, `caregiver.start_cipher.${personId}`));
  const others = visits
    .filter((visit) => visit.personId === personId && visit.day === day && visit.id !== moved.id)
    .map(({ id }) => asked.get(id)!);
  if (others.length + 1 > caregiver.cap) return false;
  return Array.from({ length: others.length + 1 }, (_, after) => others.toSpliced(after, 0, mine)).some((route) => {
    let [time, here, work] = [caregiver.begins, home, 0];
    for (const { metres, minutes, opens, last } of route) {
      work += way(here, metres) + minutes;
      time = Math.max(time + way(here, metres), opens);
      if (time > last) return false;
      [time, here] = [time + minutes, metres];
    }
    return time + way(here, home) <= caregiver.ends && work + way(here, home) <= caregiver.most;
  });
}
