import { v7 as newId } from "uuid";
import { runPlan } from "~/modules/visits/use-cases/run-plan.server";
import { askPlan, planAgain, mondayOf } from "~/modules/visits/use-cases/plan-steps.server";
import { daysFrom } from "~/modules/visits/use-cases/due-basis.server";
import { today } from "~/platform/clock.server";
import { sealValue } from "~/platform/sealed-value.server";
import type { TestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { CHIEF, EAST, madeElder, makeVisitingTown, warden, type MadeElder } from "./visiting-town";

/** A made town whose visits are planned; outside China's calendar, so that no holiday falls into a test, and where today is far from over. */
export const ZONE = new Date().getUTCHours() < 11 || new Date().getUTCHours() >= 15 ? "Asia/Tokyo" : "America/Sao_Paulo";
export const CITY = { ...TOWN, timeZone: ZONE };
export const MONDAY = daysFrom(mondayOf(today(ZONE)), 7);
export const dayAt = (days: number) => daysFrom(MONDAY, days);

/** A street of doors one hundred metres apart, from west to east. */
export const door = (metres: number) => ({ lon: 113.6 + metres / 91_600, lat: 34.7 });
const text = ({ lon, lat }: { lon: number; lat: number }) => `${lon.toFixed(6)},${lat.toFixed(6)}`;

export async function makePlanningTown(records: TestDatabase): Promise<void> {
  await makeVisitingTown(records);
  await records.sql`UPDATE city SET time_zone = ${ZONE} WHERE code = ${TOWN.code}`;
  await everybodyOnDuty(records, TOWN.code);
  // What is owed is put on record by hand here, so that a plan does not work it out anew.
  await records.sql`INSERT INTO due_run (city_code, for_day) VALUES (${TOWN.code}, ${today(ZONE)})`;
}

/** Somebody is on duty in an area round the clock: without, no plan is published. */
export async function everybodyOnDuty({ sql }: TestDatabase, areaCode: string): Promise<void> {
  await sql`
    INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
    VALUES (${newId()}, ${CHIEF.personId}, 'supervisor', 'civil-affairs', ${areaCode}, '2024-01-01') ON CONFLICT DO NOTHING`;
  await sql`
    INSERT INTO duty_shift (id, city_code, area_code, valid_from, weekdays, begins, ends, person_id)
    VALUES (${newId()}, ${TOWN.code}, ${areaCode}, '2024-01-01', '{1,2,3,4,5,6,7}', 0, 1440, ${CHIEF.personId})`;
}

export interface MadeCaregiver {
  readonly area?: string;
  readonly at?: number;
  readonly skills?: readonly string[];
  readonly sex?: string;
  readonly mostVisits?: number;
  readonly ends?: number;
  readonly weekdays?: readonly number[];
}

let count = 0;
export async function madeCaregiver({ sql }: TestDatabase, said: MadeCaregiver = {}): Promise<string> {
  const id = newId();
  const {
    area = EAST,
    at = 0,
    skills = [],
    sex = "female",
    mostVisits = 10,
    ends = 1020,
    weekdays = [1, 2, 3, 4, 5, 6, 7],
  } = said;
  count++;
  await sql`INSERT INTO person (id, name, area_code, line) VALUES (${id}, ${`示例探访员${count}`}, ${area}, 'civil-affairs')`;
  await sql`
    INSERT INTO caregiver (person_id, city_code, area_code, sex, skills, transport, start_cipher, most_visits, most_minutes, valid_from)
    VALUES (${id}, ${TOWN.code}, ${area}, ${sex}, ${[...skills]}, 'foot', ${sealValue(text(door(at)), `caregiver.start_cipher.${id}`)}, ${mostVisits}, 480, '2024-01-01')`;
  for (const weekday of weekdays)
    await sql`INSERT INTO caregiver_hours (person_id, weekday, begins, ends) VALUES (${id}, ${weekday}, 540, ${ends})`;
  return id;
}

export interface MadeDue extends MadeElder {
  readonly at?: number;
  readonly opens?: number;
  readonly closes?: number;
  readonly minutes?: number;
  readonly isPhoneEnough?: boolean;
  readonly needsTwo?: boolean;
  readonly skills?: readonly string[];
}

/** An elder at a door who is owed one visit in the coming week; their id. */
export async function madeDue(records: TestDatabase, said: MadeDue = {}): Promise<string> {
  const {
    at = 100,
    opens = 0,
    closes = 4,
    minutes = 30,
    isPhoneEnough = false,
    needsTwo = false,
    skills = [],
    area = EAST,
  } = said;
  const id = await madeElder(records, { responsible: null, ...said });
  const { sql } = records;
  await sql`UPDATE resident SET needs_two = ${needsTwo}, visitor_skills = ${[...skills]} WHERE id = ${id}`;
  const sealed = newId();
  await sql`INSERT INTO resident_sensitive (id, resident_id, kind, cipher) VALUES (${sealed}, ${id}, 'home-position', ${sealValue(text(door(at)), `resident_sensitive.cipher.${sealed}`)})`;
  await sql`
    INSERT INTO due_visit (id, city_code, resident_id, line, area_code, opens_on, closes_on, target_on, cause, minutes, is_phone_enough)
    VALUES (${newId()}, ${TOWN.code}, ${id}, 'civil-affairs', ${area}, ${dayAt(opens)}, ${dayAt(closes)}, ${dayAt(opens)}, 'rule', ${minutes}, ${isPhoneEnough})`;
  return id;
}

/** Asks for the week's plan of the street and does the job at once. */
export async function plannedWeek(over: Partial<Parameters<typeof askPlan>[2]> = {}, actor = warden): Promise<string> {
  const wish = { areaCode: "990101", week: MONDAY, personIds: [], isPooled: false, seconds: "1", ...over };
  return done(await askPlan(actor, CITY, wish));
}

/** The same with the pins of a draft. */
export const plannedAgain = async (draft: string): Promise<string> => done(await planAgain(warden, CITY, draft));

async function done(asked: Awaited<ReturnType<typeof askPlan>>): Promise<string> {
  if (!asked.ok) throw new Error(asked.refusal.kind);
  await runPlan(asked.value, TOWN.code);
  return asked.value;
}

export interface MadeVisit {
  readonly id: string;
  readonly residentId: string;
  readonly personId: string;
  readonly day: string;
  readonly time: string;
  readonly ends: string;
  readonly isPinned: boolean;
  readonly isPublished: boolean;
  readonly channel: string;
  readonly pairId: string | null;
}

export const visitsOf = async ({ sql }: TestDatabase, planId: string): Promise<MadeVisit[]> => [
  ...(await sql<MadeVisit[]>`
    SELECT id, resident_id AS "residentId", person_id AS "personId", to_char(begins_at AT TIME ZONE ${ZONE}, 'YYYY-MM-DD') AS day,
      to_char(begins_at AT TIME ZONE ${ZONE}, 'HH24:MI') AS time, to_char(ends_at AT TIME ZONE ${ZONE}, 'HH24:MI') AS ends,
      is_pinned AS "isPinned", is_published AS "isPublished", channel, pair_id AS "pairId"
    FROM planned_visit WHERE plan_id = ${planId} ORDER BY begins_at, id`),
];
