import { spokenName } from "~/platform/spoken-name.server";
import type { CityRecords } from "./city-records";
import { demoKeys } from "./demo-keys";
import { CITY_CODE } from "./demo-places";
import type { MadeClass, MadeFacility, MadeOffering } from "./made-facility";
import { FACILITY_KINDS } from "~/modules/catalog/data/standard-facility-kinds";

const SOURCE = "demo";

export type FacilityRecords = Pick<
  CityRecords,
  | "operator"
  | "facility"
  | "facilityState"
  | "offering"
  | "offeringClass"
  | "capacity"
  | "price"
  | "document"
  | "contact"
  | "openingHours"
>;

/** Turns made facilities into rows; a phone number is plainly invented, 0371-0000 and the facility's number. */
export function facilityRows(facilities: readonly MadeFacility[], cityCode = CITY_CODE): FacilityRecords {
  const key = demoKeys(cityCode === CITY_CODE ? "facility" : `facility/${cityCode}`);
  const rows: FacilityRecords = {
    operator: [],
    facility: [],
    facilityState: [],
    offering: [],
    offeringClass: [],
    capacity: [],
    price: [],
    document: [],
    contact: [],
    openingHours: [],
  };
  const ids = new Map(facilities.map(({ externalId }) => [externalId, key()]));
  if (ids.size !== facilities.length) throw new Error(`${facilities.length} facilities share ${ids.size} external ids.`);
  const operators = operatorRows(facilities, key, rows, cityCode);
  facilities.forEach((facility, i) => {
    const id = ids.get(facility.externalId)!;
    const followed = facility.successorOf === undefined ? null : ids.get(facility.successorOf);
    if (followed === undefined) throw new Error(`${facility.externalId} follows ${facility.successorOf}, which is not there.`);
    rows.facility.push({
      id,
      cityCode,
      externalSource: SOURCE,
      externalId: facility.externalId,
      name: facility.name,
      ...spokenName(facility.name),
      kindKey: facility.kindKey,
      line: lineOf(facility.kindKey),
      operatorId: operators.get(facility.operator.name)!,
      address: facility.address,
      areaCode: facility.areaCode,
      lon: facility.at?.lon ?? null,
      lat: facility.at?.lat ?? null,
      positionQuality: facility.at ? "approximate" : "unplaced",
      rawX: facility.at?.lon ?? null,
      rawY: facility.at?.lat ?? null,
      rawSystem: facility.at ? "WGS-84" : null,
      note: facility.note ?? "",
      successorOfId: followed,
    });
    for (const { state, from, to, reason = "" } of facility.states)
      rows.facilityState.push({ id: key(), facilityId: id, state, validFrom: from, validTo: to, reason });
    for (const offering of facility.offerings) pushOffering(rows, key, id, offering);
    for (const document of facility.documents) rows.document.push({ id: key(), facilityId: id, ...document });
    for (const hours of facility.hours) rows.openingHours.push({ id: key(), facilityId: id, ...hours, note: "" });
    const phone = `0371-0000${String(i + 1).padStart(4, "0")}`;
    rows.contact.push({ id: key(), facilityId: id, role: facility.contactRole, phone, isPublic: true });
  });
  return rows;
}

function operatorRows(
  facilities: readonly MadeFacility[],
  key: () => string,
  rows: FacilityRecords,
  cityCode: string,
): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { operator } of facilities) {
    if (ids.has(operator.name)) continue;
    const id = key();
    ids.set(operator.name, id);
    rows.operator.push({ id, cityCode, ...operator });
  }
  return ids;
}

function pushOffering(rows: FacilityRecords, key: () => string, facilityId: string, offering: MadeOffering): void {
  const id = key();
  rows.offering.push({ id, facilityId, serviceType: offering.serviceType, validFrom: offering.from, validTo: offering.to });
  for (const made of offering.classes) pushClass(rows, key, id, made);
}

function pushClass(rows: FacilityRecords, key: () => string, offeringId: string, made: MadeClass): void {
  const id = key();
  rows.offeringClass.push({
    id,
    offeringId,
    kind: made.kind,
    carePattern: made.carePattern ?? null,
    ageFromMonths: made.ageMonths?.[0] ?? null,
    ageToMonths: made.ageMonths?.[1] ?? null,
    isInclusive: made.isInclusive ?? false,
  });
  for (const { from, to, licensed, staffed, taken } of made.capacities)
    rows.capacity.push({ id: key(), classId: id, validFrom: from, validTo: to, licensed, staffed, taken });
  for (const { tier, amountFen, unit, from } of made.prices)
    rows.price.push({ id: key(), classId: id, tier, amountFen, unit, validFrom: from, validTo: null });
}

function lineOf(kindKey: string): string {
  const kind = FACILITY_KINDS.find(({ key }) => key === kindKey);
  if (!kind) throw new Error(`No facility kind «${kindKey}».`);
  return kind.line;
}
