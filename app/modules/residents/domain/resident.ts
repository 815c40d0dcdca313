import type { CalendarDay } from "~/shared/calendar-day";
import type { Line } from "~/shared/line";

/** proposed = found in the field and not yet decided; left = no longer looked after here, and why is known. */
export const RESIDENT_STATES = ["proposed", "registered", "declined", "left"] as const;
export type ResidentState = (typeof RESIDENT_STATES)[number];

export const LEFT_REASONS = ["deceased", "moved", "institution", "no-longer-in-need", "same-person"] as const;
export type LeftReason = (typeof LEFT_REASONS)[number];

export const SEXES = ["female", "male", "unknown"] as const;
export type Sex = (typeof SEXES)[number];

/** Spoken at the door: Putonghua is taken for granted and not listed. */
export const RESIDENT_LANGUAGES = ["henan", "cantonese", "wu", "min", "hakka", "uyghur", "tibetan", "mongolian", "sign"] as const;
/** Languages beside Putonghua, which everybody is taken to understand unless their file says that they do not. */
export const NO_PUTONGHUA = "no-putonghua";
export const RESIDENT_SPEECH = [...RESIDENT_LANGUAGES, NO_PUTONGHUA] as const;

export const VISITOR_SKILLS = ["nursing", "psychology", "sign-language", "rehabilitation", "legal"] as const;

export const POSITION_QUALITIES = ["exact", "approximate", "made", "unplaced"] as const;
export type PositionQuality = (typeof POSITION_QUALITIES)[number];

/** Values that are sealed for their own row; only the first two can be looked up, and only whole. */
export const SEALED_FIELDS = ["identity-number", "phone", "address", "home-position", "health", "access-note"] as const;
export type SealedField = (typeof SEALED_FIELDS)[number];
export const isSealedField = (text: string): text is SealedField => (SEALED_FIELDS as readonly string[]).includes(text);
export const LOOKED_UP = ["identity-number", "phone"] as const satisfies readonly SealedField[];
export type LookedUpField = (typeof LOOKED_UP)[number];
export const isLookedUp = (text: string): text is LookedUpField => (LOOKED_UP as readonly string[]).includes(text);

export const CONTACT_RELATIONS = ["child", "spouse", "sibling", "relative", "neighbour", "guardian", "other"] as const;
export const CONSENT_SCOPES = ["register", "visits", "health", "photos", "position", "family"] as const;
export const CONSENT_GIVERS = ["resident", "guardian"] as const;
export const CONSENT_WAYS = ["paper", "spoken", "screen"] as const;
export const ABSENCE_KINDS = ["hospital", "away"] as const;
export const CHANGE_KINDS = ["home-from-hospital", "fall", "bereaved", "carer-lost", "moved-home", "other"] as const;

/** What stands in the register in clear: enough to plan and to find, nothing that opens a door. */
export interface ResidentCard {
  readonly name: string;
  readonly sex: Sex;
  readonly bornOn: CalendarDay | null;
  readonly line: Line;
  readonly areaCode: string;
  readonly cell: string | null;
  readonly languages: readonly string[];
  /** minutes of the day between which a visit is welcome; both or none */
  readonly visitFrom: number | null;
  readonly visitUntil: number | null;
  readonly needsTwo: boolean;
  readonly visitorSex: "female" | "male" | null;
  readonly visitorSkills: readonly string[];
}

export const ageOn = (bornOn: CalendarDay, day: CalendarDay): number =>
  Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (day.slice(5) < bornOn.slice(5) ? 1 : 0);
