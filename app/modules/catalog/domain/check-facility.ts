// Decides whether a draft may be saved. Every refusal names the field it is about and the facts that speak against it;
// the words are chosen on the screen. Warnings do not stop anyone.
import { isCalendarDay, type CalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { checkCapacity } from "./capacity";
import { positionDoubt, type Bounds, type PositionDoubt } from "./declared-position";
import { classKey, COORDINATE_SYSTEMS, type Facility } from "./facility";
import type { ClassDraft, FacilityDraft } from "./facility-draft";
import { lifeOf } from "./life-cycle";
import { checkHours, type HoursProblem } from "./opening-hours";
import { kindOfOthers, type OperatorKindOfOthers, type OperatorOnRecord } from "./operator-kind";

export type DraftProblem =
  | { readonly kind: "missing" }
  | { readonly kind: "phone-masked" }
  | { readonly kind: "phone-shape"; readonly given: string }
  | { readonly kind: "too-long"; readonly length: number; readonly most: number }
  | { readonly kind: "unknown-key"; readonly given: string }
  | { readonly kind: "area-unknown"; readonly given: string }
  | { readonly kind: "position-off-earth"; readonly x: number; readonly y: number }
  | { readonly kind: "said-twice"; readonly given: string }
  | { readonly kind: "not-a-count"; readonly given: number }
  | { readonly kind: "staffed-over-licensed"; readonly staffed: number; readonly licensed: number }
  | { readonly kind: "ages-run-backward"; readonly from: number; readonly to: number }
  | HoursProblem
  | OperatorKindOfOthers
  | PositionDoubt
  | { readonly kind: "expires-before-issued"; readonly issuedOn: CalendarDay; readonly expiresOn: CalendarDay }
  | { readonly kind: "day-unreadable"; readonly given: string }
  | { readonly kind: "outside-life"; readonly on: CalendarDay; readonly from: CalendarDay; readonly to: CalendarDay | null }
  | { readonly kind: "class-missing"; readonly serviceType: string };

/** `at` is the field's name on the form: `offerings[0].classes[1].staffed`. */
export interface DraftRefusal {
  readonly at: string;
  readonly problem: DraftProblem;
}

export interface DraftContext {
  readonly kindKeys: readonly string[];
  readonly serviceTypes: readonly string[];
  readonly lines: readonly string[];
  /** whether the gazetteer knows the draft's area code */
  readonly areaIsKnown: boolean;
  /** the operator of the draft's name, as it is on record */
  readonly operator: OperatorOnRecord | null;
  /** the editor has been told whose kind changes too, and wants it */
  readonly changesOperatorKind: boolean;
  /** the bounds of its city; null where a position needs no check, for it is the one on record or the city has none */
  readonly cityBounds: Bounds | null;
  /** the editor was told the position lies far outside, and means it */
  readonly isFarMeant: boolean;
  /** from when the draft's offerings hold, and the life they must lie in */
  readonly effectiveOn: CalendarDay;
  readonly life: Facility["life"];
}

const LONGEST = { name: 120, address: 200, note: 2000 } as const;

export function checkDraft(draft: FacilityDraft, context: DraftContext): Verdict<FacilityDraft, readonly DraftRefusal[]> {
  const refusals = [
    ...checkFace(draft, context),
    ...checkDay(draft, context),
    ...repeated(
      draft.offerings,
      (offering) => offering.serviceType,
      (at) => `offerings[${at}].serviceType`,
    ),
    ...draft.offerings.flatMap((offering, at) =>
      checkOffering(offering.classes, offering.serviceType, `offerings[${at}]`, context),
    ),
    ...draft.documents.flatMap((document, at) => checkDocument(document, `documents[${at}]`)),
    ...draft.contacts.flatMap(({ phone }, at) =>
      phone.trim() === "" ? [refusal(`contacts[${at}].phone`, { kind: "missing" })] : [],
    ),
    ...draft.hours.flatMap((hours, at) => {
      const wrong = checkHours(hours);
      return wrong ? [refusal(`hours[${at}].${wrong.field}`, wrong.problem)] : [];
    }),
  ];
  return refusals.length === 0 ? granted(draft) : refused(refusals);
}

const refusal = (at: string, problem: DraftProblem): DraftRefusal => ({ at, problem });

function checkFace(draft: FacilityDraft, context: DraftContext): DraftRefusal[] {
  const found: DraftRefusal[] = [];
  if (draft.name.trim() === "") found.push(refusal("name", { kind: "missing" }));
  for (const field of ["name", "address", "note"] as const) {
    const length = draft[field].length;
    if (length > LONGEST[field]) found.push(refusal(field, { kind: "too-long", length, most: LONGEST[field] }));
  }
  if (!context.kindKeys.includes(draft.kindKey)) found.push(refusal("kindKey", { kind: "unknown-key", given: draft.kindKey }));
  if (!context.lines.includes(draft.line)) found.push(refusal("line", { kind: "unknown-key", given: draft.line }));
  if (draft.areaCode !== null && !context.areaIsKnown)
    found.push(refusal("area", { kind: "area-unknown", given: draft.areaCode }));
  const ofOthers = context.changesOperatorKind ? null : kindOfOthers(draft.operator, context.operator);
  if (ofOthers) found.push(refusal("operatorKind", ofOthers));
  const { position } = draft;
  if (position && !(Math.abs(position.lon) <= 180 && Math.abs(position.lat) <= 90))
    found.push(
      refusal("x", { kind: "position-off-earth", x: position.raw?.x ?? position.lon, y: position.raw?.y ?? position.lat }),
    );
  else {
    const doubt = positionDoubt(position, context.cityBounds, context.isFarMeant);
    if (doubt) found.push(refusal("x", doubt));
  }
  if (position?.raw && !COORDINATE_SYSTEMS.includes(position.raw.system))
    found.push(refusal("system", { kind: "unknown-key", given: position.raw.system }));
  return found;
}

function checkDay(draft: FacilityDraft, { effectiveOn, life }: DraftContext): DraftRefusal[] {
  if (!isCalendarDay(effectiveOn)) return [refusal("effectiveOn", { kind: "day-unreadable", given: effectiveOn })];
  const { from, to } = lifeOf(life);
  const isOutside = effectiveOn < from || (to !== null && effectiveOn >= to);
  return isOutside && draft.offerings.length > 0
    ? [refusal("effectiveOn", { kind: "outside-life", on: effectiveOn, from, to })]
    : [];
}

function checkOffering(classes: readonly ClassDraft[], serviceType: string, at: string, context: DraftContext): DraftRefusal[] {
  const found: DraftRefusal[] = [];
  if (!context.serviceTypes.includes(serviceType))
    found.push(refusal(`${at}.serviceType`, { kind: "unknown-key", given: serviceType }));
  found.push(...repeated(classes, classKey, (row) => `${at}.classes[${row}].kind`));
  classes.forEach((ofClass, row) => found.push(...checkClass(ofClass, `${at}.classes[${row}]`)));
  return found;
}

/** More would be a school, and fewer than one nobody at all. */
const MOST_PER_CARER = 100;

function checkClass({ ageFromMonths, ageToMonths, peoplePerCarer, capacity, prices }: ClassDraft, at: string): DraftRefusal[] {
  const found: DraftRefusal[] = [];
  if (ageFromMonths !== null && ageToMonths !== null && ageFromMonths >= ageToMonths)
    found.push(refusal(`${at}.ageToMonths`, { kind: "ages-run-backward", from: ageFromMonths, to: ageToMonths }));
  if (
    typeof peoplePerCarer === "number" &&
    !(Number.isInteger(peoplePerCarer) && peoplePerCarer >= 1 && peoplePerCarer <= MOST_PER_CARER)
  )
    found.push(refusal(`${at}.peoplePerCarer`, { kind: "not-a-count", given: peoplePerCarer }));
  const checked = capacity ? checkCapacity(capacity) : null;
  if (checked && !checked.ok) {
    if (checked.refusal.kind === "not-a-count")
      found.push(refusal(`${at}.${checked.refusal.figure}`, { kind: "not-a-count", given: checked.refusal.given }));
    else found.push(refusal(`${at}.staffed`, checked.refusal));
  }
  prices.forEach((price, row) => {
    if (!Number.isInteger(price.amountFen) || price.amountFen < 0)
      found.push(refusal(`${at}.prices[${row}].yuan`, { kind: "not-a-count", given: price.amountFen / 100 }));
  });
  found.push(
    ...repeated(
      prices,
      (price) => `${price.tier}|${price.unit}`,
      (row) => `${at}.prices[${row}].tier`,
    ),
  );
  return found;
}

function checkDocument({ issuedOn, expiresOn }: FacilityDraft["documents"][number], at: string): DraftRefusal[] {
  for (const [field, day] of [
    ["issuedOn", issuedOn],
    ["expiresOn", expiresOn],
  ] as const)
    if (day !== null && !isCalendarDay(day)) return [refusal(`${at}.${field}`, { kind: "day-unreadable", given: day })];
  if (issuedOn !== null && expiresOn !== null && expiresOn < issuedOn)
    return [refusal(`${at}.expiresOn`, { kind: "expires-before-issued", issuedOn, expiresOn })];
  return [];
}

function repeated<T>(rows: readonly T[], keyOf: (row: T) => string, at: (row: number) => string): DraftRefusal[] {
  const seen = new Set<string>();
  return rows.flatMap((row, index) => {
    const key = keyOf(row);
    if (seen.has(key)) return [refusal(at(index), { kind: "said-twice", given: key.split("|")[0] ?? key })];
    seen.add(key);
    return [];
  });
}
