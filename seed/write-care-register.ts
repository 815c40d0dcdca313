import { v7 as newId } from "uuid";
import type postgres from "postgres";
import { STANDARD_RISK_RULES } from "~/modules/residents/data/standard-risk-rules";
import { contactPlaceOf, residentIndexOf, sealedPlaceOf } from "~/modules/residents/data/resident-sealed.server";
import { isLookedUp, type SealedField } from "~/modules/residents/domain/resident";
import { riskOn } from "~/modules/residents/domain/risk-rule";
import { blindIndexOf, sealValue } from "~/platform/sealed-value.server";
import { spokenName } from "~/platform/spoken-name.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { CareRegister, MadeResident } from "./care-register";
import type { MadeCaregiver } from "./made-caregivers";
import { madePhone, madeRoster, shiftRow, type MadeShift } from "./made-roster";
import { madeVisits, type VisitedLife } from "./made-visits";
import { spacedVisits } from "./spaced-visits";
import { writeRows } from "./write-city";
import { writeStandardRules, writeVisits } from "./write-visits";

/** The demo's last day, as of which levels of risk are worked out; the nightly job goes on from there. */
const AS_OF = "2025-12-31";
const SINCE = "2024-01-01";
/** Two weeks before: what is worth a look lies there. */
const lately = (until: CalendarDay): CalendarDay =>
  new Date(Date.parse(`${until}T00:00:00Z`) - 12 * 86_400_000).toISOString().slice(0, 10);

/**
 * Writes the made register of a city within the transaction that writes the city; numbers and homes are sealed on the way.
 * @param until the day before which visits were logged; null = nobody has visited yet, and no rules are adopted
 */
export async function writeCareRegister(
  transaction: postgres.TransactionSql,
  cityCode: string,
  register: CareRegister,
  until: CalendarDay | null,
): Promise<number> {
  let written = 0;
  const write = async (table: string, rows: readonly object[]) => {
    await writeRows(transaction, table, rows);
    await transaction.unsafe(`ANALYZE "${table}"`);
    written += rows.length;
  };
  const { caregivers, residents } = register;
  await write(
    "person",
    caregivers.map(({ id, name, areaCode }) => ({
      id,
      name,
      line: "civil-affairs",
      areaCode,
      state: "active",
      isDemo: true,
      createdAt: `${SINCE}T00:00:00Z`,
    })),
  );
  await write(
    "role_grant",
    caregivers.map(({ id, areaCode }) => ({
      id: newId(),
      personId: id,
      role: "caregiver",
      line: "civil-affairs",
      areaCode,
      validFrom: SINCE,
      grantedAt: `${SINCE}T00:00:00Z`,
    })),
  );
  await write(
    "caregiver",
    caregivers.map(({ id, areaCode, sex, languages, skills, transport, home }) => ({
      ...{ personId: id, cityCode, line: "civil-affairs", areaCode, sex, languages, skills, transport, validFrom: SINCE },
      ...{ mostVisits: 10, mostMinutes: 420, startCipher: sealValue(pointText(home), caregiverStartPlace(id)) },
    })),
  );
  await write(
    "caregiver_hours",
    caregivers.flatMap(({ id }) =>
      [1, 2, 3, 4, 5].map((weekday) => ({
        personId: id,
        weekday,
        begins: 510,
        ends: 1050,
        breakFrom: 720,
        breakUntil: 780,
        breakMinutes: 60,
      })),
    ),
  );
  const roster = madeRoster(caregivers);
  await write("role_grant", districtGrants(roster, caregivers));
  await write(
    "duty_shift",
    roster.map((shift) => shiftRow(shift, cityCode, SINCE)),
  );
  await write("person_sensitive", dutyPhoneRows(roster));
  await write("duty_phone", officePhoneRows(roster, cityCode));
  await write(
    "resident",
    residents.map((one) => residentRow(one, cityCode)),
  );
  await write("resident_sensitive", residents.flatMap(sealedRows));
  await write(
    "resident_category",
    residents.flatMap(({ id, categories }) =>
      categories.map(({ category, from }) => ({ id: newId(), residentId: id, category, validFrom: from })),
    ),
  );
  await write(
    "resident_assessment",
    residents.flatMap(({ id, assessment }) =>
      assessment ? [{ id: newId(), residentId: id, standard: "GB/T 42195-2022", ...assessment }] : [],
    ),
  );
  await write(
    "resident_contact",
    residents.flatMap(({ id: residentId, contact }) => {
      if (!contact) return [];
      const id = newId();
      return [
        {
          id,
          residentId,
          name: contact.name,
          relation: contact.relation,
          phoneCipher: sealValue(contact.phone, contactPlaceOf(id)),
          rank: 1,
        },
      ];
    }),
  );
  await write(
    "resident_consent",
    residents.flatMap(({ id, registeredOn }) =>
      registeredOn
        ? [{ id: newId(), residentId: id, scope: "visits", givenOn: registeredOn, givenBy: "resident", how: "paper" }]
        : [],
    ),
  );
  await write(
    "resident_stay",
    residents.flatMap(({ id, registeredOn, leftOn, leftReason }) =>
      leftOn && registeredOn ? [{ id: newId(), residentId: id, validFrom: registeredOn, validTo: leftOn, leftReason }] : [],
    ),
  );
  await transaction`SELECT setval('resident_number', greatest(${residents.length}, (SELECT last_value FROM resident_number)))`;
  if (until === null) return written;
  written += await writeStandardRules(transaction, cityCode, SINCE);
  return (
    written +
    (await writeVisits(transaction, cityCode, spacedVisits(madeVisits(residents.flatMap(visitedLife), until), lately(until))))
  );
}

function visitedLife(one: MadeResident): VisitedLife[] {
  const { id, areaCode, responsibleId, registeredOn, state } = one;
  return state === "registered" && registeredOn ? [{ id, areaCode, responsibleId, registeredOn, risk: riskOf(one).risk }] : [];
}

function riskOf({ bornOn, categories, assessment }: MadeResident) {
  const grades = assessment ? [{ grade: assessment.grade, from: assessment.assessedOn, to: assessment.expiresOn }] : [];
  const dated = categories.map(({ category, from }) => ({ category, from, to: null }));
  return riskOn({ bornOn, categories: dated, grades, overrides: [] }, STANDARD_RISK_RULES, AS_OF);
}

/** Whoever stands on the duty of a whole district is given the right that covers it. */
const districtGrants = (roster: readonly MadeShift[], caregivers: readonly MadeCaregiver[]): object[] => {
  const own = new Map(caregivers.map(({ id, areaCode }) => [id, areaCode]));
  const wider = roster.flatMap(({ areaCode, personId, deputyId }) =>
    [personId, deputyId ?? personId].flatMap((id) => (areaCode.startsWith(own.get(id) ?? "") ? [] : [`${id} ${areaCode}`])),
  );
  return [...new Set(wider)].map((one) => {
    const [personId, areaCode] = one.split(" ");
    return {
      ...{ id: newId(), personId, role: "caregiver", line: "civil-affairs", areaCode },
      ...{ validFrom: SINCE, grantedAt: `${SINCE}T00:00:00Z` },
    };
  });
};

/** Whoever is on duty can be rung. */
const dutyPhoneRows = (roster: readonly MadeShift[]): object[] =>
  [...new Set(roster.flatMap(({ personId, deputyId }) => (deputyId ? [personId, deputyId] : [personId])))].map(
    (personId, turn) => {
      const id = newId();
      const phone = madePhone(turn);
      const cipher = sealValue(phone, `person_sensitive.cipher.${id}`);
      return {
        id,
        personId,
        kind: "phone",
        cipher,
        blindIndex: blindIndexOf("person.phone", phone),
        changedAt: `${SINCE}T00:00:00Z`,
      };
    },
  );

/** An office's number for each roster; none of the made ones can be dialled. */
const officePhoneRows = (roster: readonly MadeShift[], cityCode: string): object[] =>
  [...new Set(roster.map(({ areaCode }) => areaCode))].map((areaCode, turn) => ({
    ...{ areaCode, cityCode, phone: `0371-0000${String(turn).padStart(4, "0")}`, saidAt: `${SINCE}T00:00:00Z` },
  }));

/** Where a caregiver's way begins is sealed for the caregiver's row. */
const caregiverStartPlace = (personId: string): string => `caregiver.start_cipher.${personId}`;
const pointText = ({ lon, lat }: { readonly lon: number; readonly lat: number }): string => `${lon.toFixed(6)},${lat.toFixed(6)}`;

function residentRow(one: MadeResident, cityCode: string): object {
  const { bornOn, state, registeredOn } = one;
  const found = riskOf(one);
  const at = `${registeredOn ?? AS_OF}T01:00:00Z`;
  return {
    ...{
      id: one.id,
      cityCode,
      line: "civil-affairs",
      areaCode: one.areaCode,
      cell: one.cell,
      registerNumber: one.registerNumber,
    },
    ...{ name: one.name, ...spokenName(one.name), sex: one.sex, bornOn, languages: one.languages, state, registeredOn },
    ...{ leftOn: one.leftOn, leftReason: one.leftReason, keyCareSince: one.keyCareSince, positionQuality: "made", isDemo: true },
    ...{
      responsibleId: state === "registered" ? one.responsibleId : null,
      deputyId: state === "registered" ? one.deputyId : null,
    },
    ...{
      proposedBy: state === "proposed" ? one.responsibleId : null,
      proposedAt: at,
      decidedAt: state === "proposed" ? null : at,
    },
    ...{ risk: found.risk, riskRules: found.rules, isRiskOverridden: false, riskOn: AS_OF, needsTwo: false, visitorSkills: [] },
    ...{ version: 1, createdAt: at, updatedAt: at },
  };
}

function sealedRows({ id: residentId, identityNumber, phone, address, home, health, accessNote }: MadeResident): object[] {
  const values: [SealedField, string | null][] = [
    ["identity-number", identityNumber],
    ["phone", phone],
    ["address", address],
    ["home-position", pointText(home)],
    ["health", health],
    ["access-note", accessNote],
  ];
  return values.flatMap(([kind, value]) => {
    if (value === null) return [];
    const id = newId();
    const blindIndex = isLookedUp(kind) ? residentIndexOf(kind, value) : null;
    return [{ id, residentId, kind, cipher: sealValue(value, sealedPlaceOf(id)), blindIndex, changedAt: `${AS_OF}T00:00:00Z` }];
  });
}
