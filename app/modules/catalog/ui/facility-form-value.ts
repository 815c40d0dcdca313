import type { CalendarDay } from "~/shared/calendar-day";
import { declaredPosition } from "../domain/declared-position";
import { ACCESS_FACTS, WEEK_DAYS, type Hours } from "../domain/facility";
import type { ClassDraft, FacilityDraft } from "../domain/facility-draft";
import { MIDNIGHT } from "../domain/opening-hours";
import type { FacilityFormValue } from "./facility-form-schema";

/** What the form said, as a draft. Figures of 0 and 0 are no coordinates, as in an import. `areaCode` is the code its area field was understood as. */
export function draftFromForm(said: FacilityFormValue, areaCode: string | null): FacilityDraft {
  const isNowhere = said.x === 0 && said.y === 0;
  const position =
    said.x === undefined || said.y === undefined || isNowhere
      ? null
      : declaredPosition(said.x, said.y, said.system, said.quality);
  return {
    ...{ name: said.name, kindKey: said.kindKey, line: said.line, address: said.address, areaCode, position, note: said.note },
    operator: said.operatorName === "" ? null : { name: said.operatorName, kind: said.operatorKind },
    offerings: said.offerings.map(({ serviceType, classes }) => ({ serviceType, classes: classes.map(classFromForm) })),
    documents: said.documents.map(({ issuedOn, expiresOn, ...document }) => ({
      ...document,
      issuedOn: issuedOn ?? null,
      expiresOn: expiresOn ?? null,
    })),
    contacts: said.contacts,
    hours: said.hours
      .map(({ days, ...slot }) => ({ ...slot, byDay: WEEK_DAYS.filter((day) => days.includes(day)).join(",") }))
      .map(endsAtMidnight),
    access: {
      stepFree: known(said.stepFree),
      lift: known(said.lift),
      pramParking: known(said.pramParking),
      accessibleToilet: known(said.accessibleToilet),
    },
  };
}

const known = (said: "yes" | "no" | undefined): boolean | null => (said === undefined ? null : said === "yes");

/** A clock's 00:00 at the end of a day is that day's 24:00. */
const endsAtMidnight = (slot: Hours): Hours => (slot.closesAt === "00:00" ? { ...slot, closesAt: MIDNIGHT } : slot);

const classFromForm = (said: FacilityFormValue["offerings"][number]["classes"][number]): ClassDraft => ({
  kind: said.kind,
  carePattern: said.carePattern ?? null,
  ageFromMonths: said.ageFromMonths ?? null,
  ageToMonths: said.ageToMonths ?? null,
  isInclusive: said.isInclusive,
  peoplePerCarer: said.peoplePerCarer ?? null,
  capacity:
    said.licensed === undefined ? null : { licensed: said.licensed, staffed: said.staffed ?? null, taken: said.taken ?? null },
  prices: said.prices.map(({ tier, yuan, unit }) => ({ tier, unit, amountFen: Math.round(yuan * 100) })),
});

/** What a form opens with, every field as the text a browser shows. */
export interface FacilityFormStart {
  readonly version: number | null;
  readonly draft: FacilityDraft | null;
  readonly areaText: string;
  readonly effectiveOn: CalendarDay;
  readonly stateFrom: CalendarDay;
  readonly successorOf: string | null;
}

const yesNoOf = (value: boolean | null | undefined): string => (value === true ? "yes" : value === false ? "no" : "");

export function formFromDraft({ version, draft, areaText, effectiveOn, stateFrom, successorOf }: FacilityFormStart) {
  const text = (value: number | null | undefined) => (value === null || value === undefined ? "" : String(value));
  const { position } = draft ?? { position: null };
  const shown = position && (position.raw ?? { x: position.lon, y: position.lat, system: "WGS-84" });
  return {
    ...{ version: text(version), effectiveOn, stateFrom, state: "operating", successorOf: successorOf ?? "", area: areaText },
    ...{
      name: draft?.name ?? "",
      kindKey: draft?.kindKey ?? "",
      line: draft?.line ?? "",
      address: draft?.address ?? "",
      note: draft?.note ?? "",
    },
    ...Object.fromEntries(ACCESS_FACTS.map((fact) => [fact, yesNoOf(draft?.access?.[fact])])),
    ...{ operatorName: draft?.operator?.name ?? "", operatorKind: draft?.operator?.kind ?? "private" },
    ...{ x: text(shown?.x), y: text(shown?.y), system: shown?.system ?? "WGS-84", quality: position?.quality ?? "exact" },
    offerings: (draft?.offerings ?? []).map(({ serviceType, classes }) => ({
      serviceType,
      classes: classes.map((ofClass) => ({
        ...{ kind: ofClass.kind, carePattern: ofClass.carePattern ?? "", isInclusive: ofClass.isInclusive ? "on" : "" },
        peoplePerCarer: text(ofClass.peoplePerCarer),
        ...{ ageFromMonths: text(ofClass.ageFromMonths), ageToMonths: text(ofClass.ageToMonths) },
        ...{
          licensed: text(ofClass.capacity?.licensed),
          staffed: text(ofClass.capacity?.staffed),
          taken: text(ofClass.capacity?.taken),
        },
        prices: ofClass.prices.map(({ tier, amountFen, unit }) => ({ tier, unit, yuan: String(amountFen / 100) })),
      })),
    })),
    documents: (draft?.documents ?? []).map((document) => ({
      ...document,
      issuedOn: document.issuedOn ?? "",
      expiresOn: document.expiresOn ?? "",
    })),
    contacts: (draft?.contacts ?? []).map((contact) => ({ ...contact, isPublic: contact.isPublic ? "on" : "" })),
    hours: (draft?.hours ?? []).map(({ byDay, ...slot }) => ({
      ...slot,
      days: byDay.split(","),
      closesAt: slot.closesAt === MIDNIGHT ? "00:00" : slot.closesAt,
    })),
  };
}
