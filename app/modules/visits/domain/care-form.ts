// 探访记录表 on a phone: which parts an outcome asks for, what of a half-filled form is said at last, and what stands in the way.
// A form is kept as it was filled, also what the present outcome does not ask for: changing one's mind back brings it back.
import { TZDate } from "@date-fns/tz";
import { format } from "date-fns";
import type { CalendarDay } from "~/shared/calendar-day";
import { DANGER_SIGNS, type DangerSign } from "./danger-signs";
import {
  CIRCUMSTANCES,
  CONDITIONS,
  FINDING_KINDS,
  HOME_PARTS,
  LOOKED,
  LOOKED_AT,
  MOST_TEXT,
  problemOf,
  VISIT_CHANNELS,
  VISIT_OUTCOMES,
  VISIT_PURPOSES,
  type FindingKind,
  type Looked,
  type LookedAt,
  type VisitChannel,
  type VisitOutcome,
  type VisitProblem,
  type VisitPurpose,
  type VisitSaid,
} from "./visit-log";

/** In the order of the printed 探访记录表; outcome and times come before them, the note after. */
export const CARE_SECTIONS = ["channel", "purpose", "condition", "home", "circumstances", "needs", "findings", "photos"] as const;
export type CareSection = (typeof CARE_SECTIONS)[number];

export const PARTS_OF = { condition: CONDITIONS, home: HOME_PARTS, circumstances: CIRCUMSTANCES } as const;
export type LookedSection = keyof typeof PARTS_OF;
const isLookedSection = (section: CareSection): section is LookedSection => section in PARTS_OF;

/** One form as it lies on the phone. */
export interface CareFields {
  /** ISO 8601; "" = to be filled in by hand */
  readonly beganAt: string;
  /** typed: then it is the city's time, not the phone's */
  readonly isBeganByHand: boolean;
  /** typed; null = when it is saved */
  readonly endedAt: string | null;
  /** ISO 8601, of the first tap on «save»: saved again after a lost answer, it says the same; null = nobody tapped yet */
  readonly capturedAt: string | null;
  readonly outcome: VisitOutcome | null;
  /** null = as it was planned, see `channelOf` */
  readonly channel: VisitChannel | null;
  readonly purpose: VisitPurpose;
  readonly looked: Readonly<Partial<Record<LookedAt, Looked>>>;
  readonly needs: string;
  readonly findings: readonly FindingKind[];
  readonly dangers: readonly DangerSign[];
  readonly note: string;
  /** 补录 by hand, from memory or from paper */
  readonly isLate: boolean;
  readonly isFromPaper: boolean;
  readonly doorCode: string | null;
  /** ISO 8601: nobody answered, and the bell is rung once more then */
  readonly ringAgainAt: string | null;
}

export const newFields = (beganAt: string): CareFields => ({
  ...{ beganAt, isBeganByHand: false, endedAt: null, capturedAt: null },
  ...{ outcome: null, channel: null, purpose: "check", looked: {}, needs: "", findings: [], dangers: [] },
  ...{ note: "", isLate: false, isFromPaper: false, doorCode: null, ringAgainAt: null },
});

/** A form as it was kept: what this version does not know is left out, what it misses is empty. */
export function fieldsFrom(kept: Readonly<Record<string, unknown>>): CareFields {
  const text = (value: unknown): string => (typeof value === "string" ? value : "");
  const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);
  const one = <T extends string>(known: readonly T[], value: unknown): T | null => known.find((each) => each === value) ?? null;
  const several = <T extends string>(known: readonly T[], value: unknown): T[] =>
    Array.isArray(value) ? known.filter((each) => value.includes(each)) : [];
  const looked = (typeof kept["looked"] === "object" && kept["looked"] !== null ? kept["looked"] : {}) as Record<string, unknown>;
  return {
    ...{ beganAt: text(kept["beganAt"]), endedAt: textOrNull(kept["endedAt"]), capturedAt: textOrNull(kept["capturedAt"]) },
    ...{ outcome: one(VISIT_OUTCOMES, kept["outcome"]), channel: one(VISIT_CHANNELS, kept["channel"]) },
    purpose: one(VISIT_PURPOSES, kept["purpose"]) ?? "check",
    looked: Object.fromEntries(
      LOOKED_AT.flatMap((part) => {
        const value = one(LOOKED, looked[part]);
        return value ? [[part, value]] : [];
      }),
    ),
    ...{ needs: text(kept["needs"]), note: text(kept["note"]) },
    ...{ findings: several(FINDING_KINDS, kept["findings"]), dangers: several(DANGER_SIGNS, kept["dangers"]) },
    isBeganByHand: kept["isBeganByHand"] === true,
    ...{ isLate: kept["isLate"] === true, isFromPaper: kept["isFromPaper"] === true },
    ...{ doorCode: textOrNull(kept["doorCode"]), ringAgainAt: textOrNull(kept["ringAgainAt"]) },
  };
}

/** How it was done where nobody says: as planned; whoever was only spoken to on a call was called. */
export const channelOf = ({ channel }: Pick<CareFields, "channel">, planned: "home" | "phone" | null): VisitChannel =>
  channel ?? planned ?? "home";

/** What an outcome asks for; nobody is asked about a kitchen they did not enter. */
export function sectionsOf(outcome: VisitOutcome | null, channel: VisitChannel, purpose: VisitPurpose): readonly CareSection[] {
  const asked = new Set<CareSection>();
  const ask = (...sections: readonly CareSection[]) => sections.forEach((section) => asked.add(section));
  if (outcome === null) return [];
  ask("channel", "findings");
  if (channel === "home") ask("photos");
  if (outcome === "seen" || outcome === "spoken-to" || outcome === "other") {
    ask("purpose", "needs");
    if (purpose === "check" && outcome !== "other") {
      ask("condition", "circumstances");
      if (channel === "home") ask("home");
    }
  } else if (outcome === "refused") ask("purpose");
  return CARE_SECTIONS.filter((section) => asked.has(section));
}

/** Every part of a section that nothing was said of in one tap; what was said stays as it was said. */
export const allFine = (fields: CareFields, section: LookedSection): CareFields => ({
  ...fields,
  looked: {
    ...fields.looked,
    ...Object.fromEntries(PARTS_OF[section].map((part) => [part, fields.looked[part] ?? "fine"])),
  },
});

/** A danger that was chosen is a finding; with the last of its signs the finding goes. */
export function withDanger(fields: CareFields, sign: DangerSign, isThere: boolean): CareFields {
  const dangers = DANGER_SIGNS.filter((each) => (each === sign ? isThere : fields.dangers.includes(each)));
  const findings = FINDING_KINDS.filter((kind) => (kind === "danger" ? dangers.length > 0 : fields.findings.includes(kind)));
  return { ...fields, dangers, findings };
}

export interface FormStands {
  readonly clientId: string;
  readonly residentId: string;
  readonly plannedVisitId: string | null;
  readonly plannedChannel: "home" | "phone" | null;
  readonly timeZone: string;
  /** milliseconds since 1970, by the phone's clock */
  readonly now: number;
  /** milliseconds by which the city's clock is ahead of the phone's, as far as the phone knows */
  readonly clockOffset: number;
  /** the words of a danger, in the language of whoever filled it in: they lead the note */
  readonly dangerWords: (sign: DangerSign) => string;
}

const dayOf = (instant: number, timeZone: string): CalendarDay => format(new TZDate(instant, timeZone), "yyyy-MM-dd");

/** When it began by the city's clock. */
export const beganInCity = (
  { beganAt, isBeganByHand }: Pick<CareFields, "beganAt" | "isBeganByHand">,
  clockOffset: number,
): string => {
  const began = Date.parse(beganAt);
  return isBeganByHand || !Number.isFinite(began) ? beganAt : new Date(began + clockOffset).toISOString();
};

/** Whole minutes, a begun one counted; NaN where a time is missing or the end is before the beginning. A late entry ends when it says. */
export function minutesOf({ beganAt, endedAt, isLate }: Pick<CareFields, "beganAt" | "endedAt" | "isLate">, now: number): number {
  if (isLate && endedAt === null) return NaN;
  const taken = (endedAt === null ? now : Date.parse(endedAt)) - Date.parse(beganAt);
  return taken < 0 ? NaN : Math.ceil(taken / 60_000);
}

/** 补录: said so, or begun on another day than today. */
export const isLateEntry = (
  { isLate, beganAt }: Pick<CareFields, "isLate" | "beganAt">,
  now: number,
  timeZone: string,
): boolean => {
  const began = Date.parse(beganAt);
  return isLate || (Number.isFinite(began) && dayOf(began, timeZone) < dayOf(now, timeZone));
};

/** When the form was saved first, or now. */
export const savedAt = ({ capturedAt }: Pick<CareFields, "capturedAt">, now: number): number =>
  (capturedAt !== null && Date.parse(capturedAt)) || now;

/** What the form says, of what its outcome asks for and of nothing else. */
export function saidOf(fields: CareFields, stands: FormStands): VisitSaid {
  const { clientId, residentId, plannedVisitId, plannedChannel, dangerWords } = stands;
  const now = savedAt(fields, stands.now);
  const channel = channelOf(fields, plannedChannel);
  const asked = sectionsOf(fields.outcome, channel, fields.purpose);
  const parts = new Set<LookedAt>(asked.filter(isLookedSection).flatMap((section) => PARTS_OF[section]));
  const looked = Object.fromEntries(
    LOOKED_AT.flatMap((part) => (parts.has(part) && fields.looked[part] ? [[part, fields.looked[part]]] : [])),
  );
  const dangers = fields.findings.includes("danger") ? fields.dangers.map(dangerWords) : [];
  return {
    ...{ clientId, residentId, authorId: null, plannedVisitId, capturedAt: new Date(now).toISOString(), offsetSeconds: null },
    ...{ device: fields.isFromPaper ? "paper" : "phone", beganAt: fields.beganAt },
    minutes: minutesOf({ ...fields, beganAt: beganInCity(fields, stands.clockOffset) }, now + stands.clockOffset),
    // A form without an outcome is no visit: `problemsOf` says so before anything is saved.
    ...{ outcome: fields.outcome as VisitOutcome, channel, purpose: asked.includes("purpose") ? fields.purpose : "check" },
    body: {
      looked,
      needs: asked.includes("needs") ? fields.needs.trim() : "",
      note: [...dangers, fields.note.trim()].filter(Boolean).join("\n"),
    },
    findings: asked.includes("findings") ? fields.findings : [],
    ...(asked.includes("findings") && fields.findings.includes("danger") && { dangers: fields.dangers }),
  };
}

/** What only the form asks: a record that was saved before these were asked is taken as it is. */
export type FormProblem = VisitProblem | "no-condition" | "no-reason" | "no-deed";

/** Where on the form a problem is told. */
export const FIELD_OF: Readonly<
  Record<FormProblem, "outcome" | "channel" | "purpose" | "condition" | "needs" | "began" | "minutes" | "note">
> = {
  ...{ "no-condition": "condition", "no-reason": "note", "no-deed": "needs" },
  ...{ "no-id": "outcome", "no-outcome": "outcome", "no-channel": "channel", "no-purpose": "purpose", "no-time": "began" },
  ...{ "in-the-future": "began", "too-long-ago": "began", "no-minutes": "minutes", "seen-by-phone": "channel" },
  ...{ "seen-in-no-time": "minutes", "too-long-text": "note" },
};

/** Outcomes that say nothing without a word of why. */
export const asksReason = (outcome: VisitOutcome | null): boolean => outcome === "refused" || outcome === "other";

/** Questions left open that must not be: how they are, why somebody would not, and what was done where that was all. A danger goes out whatever is open; paper may have gaps. */
function openQuestionOf(fields: CareFields, asked: readonly CareSection[]): Exclude<FormProblem, VisitProblem> | null {
  if (fields.findings.includes("danger")) return null;
  if (asksReason(fields.outcome) && fields.note.trim() === "") return "no-reason";
  if (fields.purpose !== "check" && asked.includes("needs") && fields.needs.trim() === "") return "no-deed";
  const isOpen = asked.includes("condition") && CONDITIONS.some((part) => !fields.looked[part]);
  return isOpen && !fields.isFromPaper ? "no-condition" : null;
}

/** What stands in the way of saving, or null; what passes here passes at the server, which asks of older records less. */
export function problemOfForm(fields: CareFields, stands: FormStands): FormProblem | null {
  const { clockOffset, now, plannedChannel } = stands;
  const capturedAt = new Date(savedAt(fields, now) + clockOffset).toISOString();
  const said = { ...saidOf(fields, stands), capturedAt, beganAt: beganInCity(fields, clockOffset) };
  return (
    problemOf(said, now + clockOffset) ??
    openQuestionOf(fields, sectionsOf(fields.outcome, channelOf(fields, plannedChannel), fields.purpose))
  );
}

/** How much may still be written into the note: the words of a danger take their room. */
export const roomForNote = (fields: CareFields, dangerWords: (sign: DangerSign) => string): number =>
  Math.max(0, MOST_TEXT - fields.dangers.reduce((sum, sign) => sum + dangerWords(sign).length + 1, 0));

/** `yyyy-MM-ddTHH:mm` by the city's clock, as a field of a form shows it. */
export const wallClock = (instant: string, timeZone: string): string => {
  const at = Date.parse(instant);
  return Number.isFinite(at) ? format(new TZDate(at, timeZone), "yyyy-MM-dd'T'HH:mm") : "";
};

/** The instant a clock on the wall of the city shows; "" where that is no time. */
export function instantOf(wall: string, timeZone: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(wall);
  if (!found) return "";
  const [year, month, day, hour, minute] = found.slice(1).map(Number) as [number, number, number, number, number];
  return new Date(new TZDate(year, month - 1, day, hour, minute, timeZone).getTime()).toISOString();
}
