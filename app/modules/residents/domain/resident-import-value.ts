// What an import writes of a person, and what would be different: only what is new or changed, so that the same list twice
// changes nothing.
import type { CalendarDay } from "~/shared/calendar-day";
import type { IsolationCategory } from "./isolation-category";
import type { ResidentCard, SealedField } from "./resident";
import type { SaidContact, SaidResident } from "./resident-import-row";

export interface Face {
  readonly card: ResidentCard;
  readonly externalId: string | null;
  readonly responsibleId: string | null;
  readonly deputyId: string | null;
  readonly positionQuality: string;
}

export interface Additions {
  readonly sealed: Partial<Record<SealedField, string>>;
  readonly categories: readonly { readonly category: IsolationCategory; readonly from: CalendarDay }[];
  readonly assessment: SaidResident["assessment"];
  readonly contacts: readonly (SaidContact & { readonly rank: number })[];
  readonly consents: SaidResident["consents"];
}

/** A file as far as an import compares it. */
export interface ComparedFile extends Face {
  readonly sealed: Partial<Record<SealedField, string>>;
  readonly categories: readonly {
    readonly category: IsolationCategory;
    readonly from: CalendarDay;
    readonly to: CalendarDay | null;
  }[];
  readonly assessments: readonly { readonly grade: number; readonly assessedOn: CalendarDay; readonly expiresOn: CalendarDay }[];
  readonly contacts: readonly { readonly name: string; readonly phone: string; readonly rank: number }[];
  readonly consents: readonly {
    readonly scope: string;
    readonly givenOn: CalendarDay;
    readonly withdrawnOn: CalendarDay | null;
  }[];
}

const MOST_CONTACTS = 20;
const NEW_FACE: Omit<ResidentCard, "name" | "areaCode"> = {
  ...{ sex: "unknown", bornOn: null, line: "civil-affairs", cell: null, languages: [], visitFrom: null, visitUntil: null },
  ...{ needsTwo: false, visitorSex: null, visitorSkills: [] },
};

const NOTHING_YET = { sealed: {}, categories: [], assessments: [], contacts: [], consents: [] } as const;

export interface WhoVisits {
  readonly responsibleId?: string;
  readonly deputyId?: string;
}

/** The file after the row: `before` null is somebody new. */
export function faceAfter(
  said: SaidResident,
  areaCode: string,
  externalId: string | null,
  visitors: WhoVisits,
  before: ComparedFile | null,
): Face {
  const responsibleId = visitors.responsibleId ?? before?.responsibleId ?? null;
  const deputyId = visitors.deputyId ?? before?.deputyId ?? null;
  return {
    card: { ...NEW_FACE, ...before?.card, ...said.card, name: said.name, areaCode },
    externalId: before?.externalId ?? externalId,
    responsibleId,
    deputyId: deputyId === responsibleId ? null : deputyId,
    positionQuality: said.sealed["home-position"] === undefined ? (before?.positionQuality ?? "unplaced") : "exact",
  };
}

export function additions(said: SaidResident, before: ComparedFile | null): Additions {
  const known: Omit<ComparedFile, keyof Face> = before ?? NOTHING_YET;
  const sealed = Object.entries(said.sealed).filter(([kind, value]) => known.sealed[kind as SealedField] !== value);
  const { assessment } = said;
  const last = Math.max(0, ...known.contacts.map(({ rank }) => rank));
  const isAssessed = known.assessments.some(
    (one) =>
      one.assessedOn === assessment?.assessedOn && one.grade === assessment.grade && one.expiresOn === assessment.expiresOn,
  );
  return {
    sealed: Object.fromEntries(sealed),
    categories: said.categories.flatMap(({ category, from }) => {
      const held = known.categories.filter((one) => one.category === category);
      if (held.some(({ to }) => to === null)) return [];
      // What held before keeps its days.
      const begins = held.reduce((day, { to }) => (to !== null && to > day ? to : day), from);
      return [{ category, from: begins }];
    }),
    assessment: isAssessed ? null : assessment,
    contacts: said.contacts
      .filter(({ phone }) => !known.contacts.some((one) => one.phone === phone))
      .slice(0, MOST_CONTACTS - last)
      .map((contact, at) => ({ ...contact, rank: last + at + 1 })),
    consents: said.consents.filter(
      ({ scope, givenOn }) =>
        !known.consents.some((one) => one.scope === scope && (one.withdrawnOn === null || one.withdrawnOn > givenOn)),
    ),
  };
}

const isEmpty = ({ sealed, categories, assessment, contacts, consents }: Additions): boolean =>
  Object.keys(sealed).length + categories.length + contacts.length + consents.length === 0 && assessment === null;

const faceText = ({ card, ...face }: Face): string =>
  JSON.stringify([face.externalId, face.responsibleId, face.deputyId, face.positionQuality, Object.entries(card).sort()]);

export const isUnchanged = (before: Face, after: Face, added: Additions): boolean =>
  isEmpty(added) && faceText(before) === faceText(after);
