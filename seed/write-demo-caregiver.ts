import { addMinutes, parseISO } from "date-fns";
import { v7 as newId } from "uuid";
import type postgres from "postgres";
import { DEMO_PASSWORD } from "~/modules/accounts/use-cases/demo-accounts.server";
import { hashPassword } from "~/platform/password.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { CareRegister, MadeResident } from "./care-register";
import { demoKeys } from "./demo-keys";
import { writeRows } from "./write-city";

/** The account of the demo that goes from door to door, and a district in the middle of the city. */
const LOGIN = "caregiver@demo";
const NAME = "示例探访员";
const DISTRICT = "410105";
const APPOINTMENTS = 6;
/** 9 o'clock by the demo city's clocks, then one visit every three quarters of an hour. */
const FIRST_AT = "T09:00:00+08:00";
const APART = 45;
const TAKES = 30;

/**
 * One of the made grid workers can be signed in as: the demo's caregiver, with the people that worker answers for and a published
 * plan of the day the city is made. An account of that name that is there already stays as it is, and nothing is written.
 */
export async function writeDemoCaregiver(
  transaction: postgres.TransactionSql,
  cityCode: string,
  { caregivers, residents }: CareRegister,
  today: CalendarDay,
): Promise<number> {
  const worker = caregivers.find(({ areaCode }) => areaCode.startsWith(DISTRICT));
  const there = await transaction`SELECT 1 FROM credential WHERE login = ${LOGIN}`;
  if (!worker || there.length > 0) return 0;
  const { id: personId, areaCode } = worker;
  await transaction`UPDATE person SET name = ${NAME}, area_code = '', line = '' WHERE id = ${personId}`;
  await transaction`UPDATE role_grant SET area_code = '', line = '' WHERE person_id = ${personId}`;
  await writeRows(transaction, "credential", [{ personId, login: LOGIN, passwordHash: await hashPassword(DEMO_PASSWORD) }]);
  const own = residents.filter(({ responsibleId, state }) => responsibleId === personId && state === "registered");
  const plan = planOf(cityCode, areaCode, personId, today);
  await writeRows(transaction, "visit_plan", [plan]);
  const visits = own.slice(0, APPOINTMENTS).map((resident, at) => visitOf(plan.id, personId, resident, at, today));
  await writeRows(transaction, "planned_visit", visits);
  const consents = own.flatMap(consentsOf);
  await writeRows(transaction, "resident_consent", consents);
  return visits.length + consents.length + 2;
}

const key = demoKeys("demo-caregiver");

const planOf = (cityCode: string, areaCode: string, personId: string, today: CalendarDay) => ({
  ...{ id: key(), cityCode, areaCode, firstOn: today, lastOn: today, state: "published", personIds: [personId] },
  ...{ askedBy: personId, finishedAt: `${today}T00:00:00Z`, publishedBy: personId, publishedAt: `${today}T00:00:00Z` },
});

function visitOf(planId: string, personId: string, resident: MadeResident, at: number, today: CalendarDay): object {
  const begins = addMinutes(parseISO(`${today}${FIRST_AT}`), at * APART);
  const due = { dueOpensOn: today, dueClosesOn: today, cause: "rule" };
  return {
    ...{ id: key(), planId, personId, residentId: resident.id, line: "civil-affairs", areaCode: resident.areaCode, ...due },
    ...{ beginsAt: begins.toISOString(), endsAt: addMinutes(begins, TAKES).toISOString(), minutes: TAKES, isPublished: true },
    channel: at === APPOINTMENTS - 1 ? "phone" : "home",
  };
}

/** Every second one agreed to photos, and all to a position beside a visit. */
const consentsOf = ({ id: residentId, registeredOn }: MadeResident, at: number): object[] =>
  registeredOn
    ? (["position", ...(at % 2 === 0 ? ["photos"] : [])] as const).map((scope) => ({
        ...{ id: newId(), residentId, scope, givenOn: registeredOn, givenBy: "resident", how: "paper" },
      }))
    : [];
