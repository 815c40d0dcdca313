// Turns what one row of a file says into the facility it means: a new one, or the known one with what the row says holding
// from the file's day. What a row does not say stays as it was; an empty cell never erases.
import type { Issue } from "~/modules/imports/domain/issue";
import type { Placed } from "~/modules/imports/domain/placing";
import type { FieldValue, ReadRow } from "~/modules/imports/domain/row-reading";
import { DEMO_MARK } from "~/modules/places/domain/city";
import { distanceBetween } from "~/shared/geo-point";
import type { CalendarDay } from "~/shared/calendar-day";
import { offeringsSaid, type Say } from "./facility-import-offerings";
import {
  isWeekDays,
  type AccessFact,
  type Facility,
  type FacilityAccess,
  type FacilityDocument,
  type FacilityFace,
  type Operator,
  type OperatorKind,
  type Position,
} from "./facility";
import { applyDraft, draftOf, endOffering } from "./facility-draft";
import { beginLife, changeState, isFacilityState, lifeOf, stateOn, type FacilityState, type StatePeriod } from "./life-cycle";

export interface RowContext {
  readonly cityCode: string;
  /** The file's figures hold from this day. */
  readonly asOf: CalendarDay;
  readonly source: string;
  readonly externalId: string;
  readonly newId: () => string;
  readonly lineOfKind: (kindKey: string) => string;
  readonly operatorKind: (name: string) => OperatorKind | undefined;
}

export const saidText = (row: ReadRow, key: string): string | undefined => {
  const value: FieldValue | undefined = row.values[key];
  return typeof value === "string" ? value : undefined;
};

/** The facility after the row. Issues of severity error mean it must not be written. */
export function facilityAfter(
  row: ReadRow,
  placed: Placed,
  known: Facility | null,
  context: RowContext,
): { after: Facility; issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const say: Say = (severity, code, field, facts) =>
    issues.push({ severity, code, column: field, field, value: String(row.values[field] ?? ""), ...(facts ? { facts } : {}) });
  const after = known ? changed(row, placed, known, context, say) : begun(row, placed, context, say);
  return { after, issues };
}

function begun(row: ReadRow, placed: Placed, context: RowContext, say: Say): Facility {
  const said = saidText(row, "since");
  const state = stateSaid(row) ?? "operating";
  const from = said ?? saidText(row, "stateFrom") ?? context.asOf;
  if (said === undefined) say("note", "since-assumed", "since", { day: from });
  const empty: Facility = {
    ...{
      id: context.newId(),
      cityCode: context.cityCode,
      externalSource: context.source,
      externalId: context.externalId,
      successorOfId: null,
      version: 1,
    },
    ...face(row, placed, null, context, say),
    life: lifeBegun(row, state, from, context.asOf, say),
    offerings: [],
  };
  const draft = { ...draftOf(empty, from), offerings: offeringsSaid(row, empty, [], say) };
  const after = applyDraft(empty, draft, from);
  const { to } = lifeOf(after.life);
  return to === null ? after : { ...after, offerings: after.offerings.flatMap((offering) => endOffering(offering, to)) };
}

function lifeBegun(row: ReadRow, state: FacilityState, from: CalendarDay, asOf: CalendarDay, say: Say): StatePeriod[] {
  const since = saidText(row, "stateFrom");
  if ((state !== "closed" && state !== "suspended") || (state === "suspended" && since === undefined))
    return beginLife(state, from, state === "suspended" ? "import" : "");
  const on = since ?? asOf;
  if (on <= from) {
    say("error", "period-runs-backwards", "stateFrom", { from, to: on });
    return beginLife("operating", from);
  }
  return [
    { state: "operating", from, to: on, reason: "" },
    { state, from: on, to: null, reason: "import" },
  ];
}

function changed(row: ReadRow, placed: Placed, known: Facility, context: RowContext, say: Say): Facility {
  const life = lifeOf(known.life);
  const day = context.asOf < life.from ? life.from : context.asOf;
  const isOver = life.to !== null && day >= life.to;
  const draft = draftOf(known, day);
  if (isOver) say("warning", "already-closed", "state", { day: life.to ?? "" });
  const offerings = isOver ? draft.offerings : offeringsSaid(row, known, draft.offerings, say);
  const since = saidText(row, "since");
  if (since !== undefined && since !== life.from) say("note", "since-kept", "since", { kept: life.from });
  const after = applyDraft(known, { ...draft, ...face(row, placed, known, context, say), offerings }, day);
  return isOver ? after : withState(row, after, day, say);
}

function withState(row: ReadRow, facility: Facility, day: CalendarDay, say: Say): Facility {
  const state = stateSaid(row);
  if (!state || state === stateOn(facility.life, day)) return facility;
  const on = saidText(row, "stateFrom") ?? day;
  const step = changeState(facility.life, { to: state, on, reason: "import" });
  if (!step.ok) {
    say("error", step.refusal.kind === "before-current-state" ? "state-before-life" : "state-step", "state", { to: state, on });
    return facility;
  }
  const offerings = state === "closed" ? facility.offerings.flatMap((offering) => endOffering(offering, on)) : facility.offerings;
  return { ...facility, life: step.value, offerings };
}

function stateSaid(row: ReadRow): FacilityState | undefined {
  const text = saidText(row, "state");
  return text !== undefined && isFacilityState(text) ? text : undefined;
}

function face(row: ReadRow, placed: Placed, known: Facility | null, context: RowContext, say: Say): FacilityFace {
  const kindKey = saidText(row, "kind") ?? known?.kindKey ?? "";
  return {
    name: saidText(row, "name") ?? known?.name ?? "",
    kindKey,
    line: known && known.kindKey === kindKey ? known.line : context.lineOfKind(kindKey),
    operator: operatorSaid(row, known, context, say),
    address: saidText(row, "address") ?? known?.address ?? "",
    areaCode: areaSaid(placed, known),
    position: positionSaid(placed, known?.position ?? null),
    note: noteSaid(row) ?? known?.note ?? "",
    documents: documentsSaid(row, known?.documents ?? []),
    contacts: contactsSaid(row, known),
    hours: hoursSaid(row, known, say),
    access: accessSaid(row, known),
  };
}

/** What the file leaves out stays as it is known. */
function accessSaid(row: ReadRow, known: Facility | null): FacilityAccess {
  const said = (fact: AccessFact) => {
    const value = row.values[fact];
    return typeof value === "boolean" ? value : (known?.access?.[fact] ?? null);
  };
  return {
    stepFree: said("stepFree"),
    lift: said("lift"),
    pramParking: said("pramParking"),
    accessibleToilet: said("accessibleToilet"),
  };
}

/** The demo mark of a file we exported is no note about the place. */
function noteSaid(row: ReadRow): string | undefined {
  const note = saidText(row, "note");
  return note?.includes(DEMO_MARK.zh) ? undefined : note;
}

/** What kind an operator is holds for all its facilities: one row of a file does not change it. */
function operatorSaid(row: ReadRow, known: Facility | null, context: RowContext, say: Say): Operator | null {
  const name = saidText(row, "operatorName") ?? known?.operator?.name;
  const kind = saidText(row, "operatorKind") as OperatorKind | undefined;
  if (name === undefined) return null;
  const kindKnown = context.operatorKind(name) ?? (known?.operator?.name === name ? known.operator.kind : undefined);
  if (kind !== undefined && kindKnown !== undefined && kind !== kindKnown)
    say("warning", "operator-kind-kept", "operatorKind", { name });
  return { name, kind: kindKnown ?? kind ?? "private" };
}

/** An area the file names has the word; one the position merely lies in fills a gap or goes deeper. */
function areaSaid(placed: Placed, known: Facility | null): string | null {
  if (!known?.areaCode) return placed.areaCode;
  if (placed.areaCode === null || known.areaCode.startsWith(placed.areaCode)) return known.areaCode;
  return placed.isAreaStated || placed.areaCode.startsWith(known.areaCode) ? placed.areaCode : known.areaCode;
}

/** A file gives seven decimals at most: nearer than a metre is the same place, and its raw figures stay. */
function positionSaid(placed: Placed, known: Position | null): Position | null {
  if (placed.position === null || placed.quality === "unplaced") return known;
  if (known && placed.quality === "approximate") return known;
  if (known && known.quality === placed.quality && distanceBetween(known, placed.position) < 1) return known;
  return { ...placed.position, quality: placed.quality, raw: placed.raw };
}

const DOCUMENTS = ["licence", "filing", "fire", "food"] as const;

function documentsSaid(row: ReadRow, known: readonly FacilityDocument[]): readonly FacilityDocument[] {
  let documents = known;
  for (const kind of DOCUMENTS) {
    const [number, expiresOn] = [saidText(row, `${kind}Number`), saidText(row, `${kind}Expires`)];
    if (number === undefined && expiresOn === undefined) continue;
    const sameKind = documents.filter((document) => document.kind === kind);
    const meant =
      number === undefined
        ? sameKind.at(-1)
        : (sameKind.find((document) => document.number === number) ?? sameKind.find((document) => document.number === ""));
    const said = {
      kind,
      number: number ?? meant?.number ?? "",
      issuer: meant?.issuer ?? "",
      issuedOn: meant?.issuedOn ?? null,
      expiresOn: expiresOn ?? meant?.expiresOn ?? null,
    };
    documents = meant ? documents.map((document) => (document === meant ? said : document)) : [...documents, said];
  }
  return documents;
}

/** A number nobody declared public may be somebody's own: it is shown to staff only. */
function contactsSaid(row: ReadRow, known: Facility | null): Facility["contacts"] {
  const [phone, open, role] = [saidText(row, "phone"), saidText(row, "publicPhone"), saidText(row, "contactName")];
  const isPublic = row.values["phonePublic"];
  const own = { phone, role, isPublic: typeof isPublic === "boolean" ? isPublic : undefined };
  const before = known?.contacts ?? [];
  const contacts = open === undefined ? before : withPhone(before, { phone: open, role: undefined, isPublic: true });
  return own.phone === open ? contacts : withPhone(contacts, own, open);
}

interface PhoneSaid {
  readonly phone: string | undefined;
  readonly role: string | undefined;
  readonly isPublic: boolean | undefined;
}

/** The number takes the place of the first one, unless that is the one to be kept beside it. */
function withPhone(contacts: Facility["contacts"], { phone, role, isPublic }: PhoneSaid, kept?: string): Facility["contacts"] {
  // A file that we handed back may hold a masked number, which says nothing.
  if (phone === undefined || phone.includes("****")) return contacts;
  const same = contacts.find((contact) => contact.phone === phone);
  if (same) {
    const said = { ...same, role: role ?? same.role, isPublic: isPublic ?? same.isPublic };
    return contacts.map((contact) => (contact === same ? said : contact));
  }
  const replaced = contacts.find((contact) => contact.phone !== kept);
  const said = { role: role ?? "", phone, isPublic: isPublic ?? false };
  return replaced ? contacts.map((contact) => (contact === replaced ? said : contact)) : [...contacts, said];
}

const WEEK_DAYS = "MO,TU,WE,TH,FR";

function hoursSaid(row: ReadRow, known: Facility | null, say: Say): Facility["hours"] {
  const before = known?.hours ?? [];
  const pair = row.values["hours"];
  const both = typeof pair === "object" && "opensAt" in pair ? pair : null;
  const [opensAt, closesAt] = [saidText(row, "opensAt") ?? both?.opensAt, saidText(row, "closesAt") ?? both?.closesAt];
  if (opensAt === undefined || closesAt === undefined) return before;
  const days = saidText(row, "days")?.replace(/\s+/g, "").toUpperCase();
  const byDay = days !== undefined && isWeekDays(days) ? days : (before[0]?.byDay ?? WEEK_DAYS);
  if (days === undefined && before.length === 0) say("note", "days-assumed", "opensAt");
  const isSame = before.some((hours) => hours.opensAt === opensAt && hours.closesAt === closesAt && hours.byDay === byDay);
  return isSame ? before : [{ byDay, opensAt, closesAt, note: before[0]?.note ?? "" }, ...before.slice(1)];
}
