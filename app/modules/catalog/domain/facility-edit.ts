// An operator's edit of its facts, field by field: what was there when it was made, and what is to be. Deciding sets it against what
// is there now: a field nobody else touched is simply published, one that somebody else changed meanwhile is asked about, and
// nothing either of them wrote is lost. Names, place, life and licences are not an operator's to change.
import type { CalendarDay } from "~/shared/calendar-day";
import type { DraftRefusal } from "./check-facility";
import { classKey, type Contact, type Facility, type Hours, type Price } from "./facility";
import { draftOf, type ClassDraft, type FacilityDraft } from "./facility-draft";

export interface PublicPhone {
  readonly role: string;
  readonly phone: string;
}

/** `note`, `hours`, `phones`, `staffed:<class>`, `prices:<class>`, `caption:<photo>` */
export type FactKey = string;
export type FactValue = string | number | null | readonly Hours[] | readonly PublicPhone[] | readonly Price[];
export type Facts = ReadonlyMap<FactKey, FactValue>;

export interface FactChange {
  readonly key: FactKey;
  readonly before: FactValue;
  readonly after: FactValue;
}

/** Numbers an operator writes anew that are none; what stands on record already is not its to put right. */
export function phonesRefused(changes: readonly FactChange[], isPhone: (typed: string) => boolean): DraftRefusal[] {
  const change = changes.find(({ key }) => key === "phones");
  const [before, after] = [change?.before ?? [], change?.after ?? []] as (readonly PublicPhone[])[];
  return after!.flatMap(({ phone }, at) =>
    before!.some((known) => known.phone === phone) || isPhone(phone)
      ? []
      : [{ at: `contacts[${at}].phone`, problem: { kind: "phone-shape", given: phone } }],
  );
}

/**
 * What speaks against a draft, by the fields an operator knows: a class by its key (`staffed:<class>`, `prices:<class>[0].yuan`),
 * not by its place in the draft.
 */
export function atFacts(refusals: readonly DraftRefusal[], facility: Facility, day: CalendarDay): DraftRefusal[] {
  const ids = new Map(classesOn(facility, day).map(({ id, serviceType, said }) => [`${serviceType}|${classKey(said)}`, id]));
  const keys = draftOf(facility, day).offerings.flatMap(({ serviceType, classes }, offering) =>
    classes.flatMap((said, row) => {
      const id = ids.get(`${serviceType}|${classKey(said)}`);
      const at = `offerings[${offering}].classes[${row}].`;
      return id ? ([[`${at}staffed`, `staffed:${id}`] as const, [`${at}prices[`, `prices:${id}[`] as const] as const) : [];
    }),
  );
  return refusals.map((refusal) => {
    const [key, fact] = keys.find(([start]) => refusal.at.startsWith(start)) ?? ["", ""];
    return { ...refusal, at: fact + refusal.at.slice(key.length) };
  });
}

interface Captioned {
  readonly id: string;
  readonly caption: string;
}

/** What an operator may say of its place, as it is on a day. */
export function factsOf(facility: Facility, photos: readonly Captioned[], day: CalendarDay): Facts {
  const { note, hours, contacts } = facility;
  const facts = new Map<FactKey, FactValue>([
    ["note", note],
    ["hours", hours],
    ["phones", contacts.filter(({ isPublic }) => isPublic).map(({ role, phone }) => ({ role, phone }))],
  ]);
  for (const { id, said } of classesOn(facility, day)) {
    if (said.capacity) facts.set(`staffed:${id}`, said.capacity.staffed);
    facts.set(`prices:${id}`, said.prices);
  }
  for (const { id, caption } of photos) facts.set(`caption:${id}`, caption);
  return facts;
}

/** The classes of a day with the keys they are known by. */
function classesOn(
  facility: Facility,
  day: CalendarDay,
): { readonly id: string; readonly serviceType: string; readonly said: ClassDraft }[] {
  return draftOf(facility, day).offerings.flatMap(({ serviceType, classes }) =>
    classes.flatMap((said) => {
      const id = facility.offerings
        .filter((offering) => offering.serviceType === serviceType)
        .flatMap((offering) => offering.classes)
        .find((row) => row.id !== null && classKey(row) === classKey(said))?.id;
      return id ? [{ id, serviceType, said }] : [];
    }),
  );
}

/** Alike in what they say: the order in which a record or a form holds the parts of a row is no change. */
const isSame = (a: FactValue | undefined, b: FactValue | undefined): boolean => spelled(a) === spelled(b);
const spelled = (value: FactValue | undefined): string =>
  JSON.stringify(value ?? null, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort()) : part,
  );

/** What somebody wants otherwise; fields the place does not have are left out. */
export const changesBetween = (base: Facts, wanted: Facts): FactChange[] =>
  [...base].flatMap(([key, before]) => {
    const after = wanted.get(key);
    return after === undefined || isSame(before, after) ? [] : [{ key, before, after }];
  });

/** clear: nobody else touched it · same: it is so already · contested: changed meanwhile to something else · gone: not there any more */
export interface MetChange extends FactChange {
  readonly now: FactValue | undefined;
  readonly state: "clear" | "same" | "contested" | "gone";
}

export const metWith = (changes: readonly FactChange[], current: Facts): MetChange[] =>
  changes.map((change) => {
    const now = current.get(change.key);
    const state =
      now === undefined ? "gone" : isSame(now, change.after) ? "same" : isSame(now, change.before) ? "clear" : "contested";
    return { ...change, now, state };
  });

export type EditChoice = "operator" | "record";

/** What is published: what is clear, and of what is contested what was chosen; null = something was not chosen yet. */
export function toPublish(met: readonly MetChange[], choices: ReadonlyMap<FactKey, EditChoice>): FactChange[] | null {
  if (met.some(({ key, state }) => state === "contested" && !choices.has(key))) return null;
  return met.filter(({ key, state }) => state === "clear" || (state === "contested" && choices.get(key) === "operator"));
}

/** The form's draft of the whole place once these changes hold; captions are not part of it. */
export function draftWith(facility: Facility, changes: readonly FactChange[], day: CalendarDay): FacilityDraft {
  const draft = draftOf(facility, day);
  const said = new Map(changes.map(({ key, after }) => [key, after]));
  const at = new Map(
    classesOn(facility, day).map(({ id, serviceType, said: ofClass }) => [`${serviceType}|${classKey(ofClass)}`, id]),
  );
  const phones = said.get("phones") as readonly PublicPhone[] | undefined;
  const hidden = draft.contacts.filter(({ isPublic }) => !isPublic);
  const contacts: readonly Contact[] = phones
    ? [...phones.map((phone) => ({ ...phone, isPublic: true })), ...hidden]
    : draft.contacts;
  return {
    ...draft,
    note: said.has("note") ? (said.get("note") as string) : draft.note,
    hours: (said.get("hours") as readonly Hours[] | undefined) ?? draft.hours,
    contacts,
    offerings: draft.offerings.map(({ serviceType, classes }) => ({
      serviceType,
      classes: classes.map((ofClass) => {
        const id = at.get(`${serviceType}|${classKey(ofClass)}`) ?? "";
        const { capacity } = ofClass;
        const staffed = said.has(`staffed:${id}`) ? (said.get(`staffed:${id}`) as number | null) : undefined;
        const prices = said.get(`prices:${id}`) as readonly Price[] | undefined;
        return {
          ...ofClass,
          capacity: capacity && staffed !== undefined ? { ...capacity, staffed } : capacity,
          prices: prices ?? ofClass.prices,
        };
      }),
    })),
  };
}

export const captionsIn = (changes: readonly FactChange[]): Captioned[] =>
  changes.flatMap(({ key, after }) =>
    key.startsWith("caption:") ? [{ id: key.slice("caption:".length), caption: String(after ?? "") }] : [],
  );
