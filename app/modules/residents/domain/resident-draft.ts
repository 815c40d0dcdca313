// Whether what somebody typed can stand in the register. Every fault is told at once, each with its field, so that nobody
// sends a form five times. The day of birth follows from the identity number where there is one.
import { isCalendarDay, type CalendarDay } from "~/shared/calendar-day";
import { LINES, type Line } from "~/shared/line";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { identityFacts } from "./identity-facts";
import { RESIDENT_SPEECH, SEXES, VISITOR_SKILLS, type ResidentCard, type Sex } from "./resident";

export const LONGEST_NAME = 60;
export const OLDEST_BIRTH = "1890-01-02";

/** As typed: text fields as they stand, lists as they were ticked. */
export interface TypedResident {
  readonly name: string;
  readonly sex: string;
  readonly bornOn: string;
  readonly line: string;
  readonly areaCode: string;
  readonly cell: string;
  readonly languages: readonly string[];
  readonly visitFrom: string;
  readonly visitUntil: string;
  readonly needsTwo: boolean;
  readonly visitorSex: string;
  readonly visitorSkills: readonly string[];
}

export const DRAFT_FAULTS = [
  "name-missing",
  "name-long",
  "sex-unknown",
  "born-unreadable",
  "born-beyond",
  "born-not-of-number",
  "sex-not-of-number",
  "number-no-day",
  "line-unknown",
  "area-unknown",
  "cell-shape",
  "language-unknown",
  "hours-unreadable",
  "hours-half",
  "hours-order",
  "visitor-sex-unknown",
  "skill-unknown",
] as const;

export interface DraftFault {
  readonly field: keyof TypedResident | "identityNumber";
  readonly fault: (typeof DRAFT_FAULTS)[number];
}

const among = <T extends string>(known: readonly T[], text: string): text is T => (known as readonly string[]).includes(text);

/** @param identityNumber normalised and checked, "" where none is known */
export function residentDraft(
  typed: TypedResident,
  identityNumber: string,
  today: CalendarDay,
): Verdict<ResidentCard, readonly DraftFault[]> {
  const faults: DraftFault[] = [];
  const fault = (field: DraftFault["field"], kind: DraftFault["fault"]) => void faults.push({ field, fault: kind });

  const name = typed.name.normalize("NFC").trim().replace(/\s+/g, " ");
  if (name === "") fault("name", "name-missing");
  else if ([...name].length > LONGEST_NAME) fault("name", "name-long");

  const facts = identityNumber === "" ? null : identityFacts(identityNumber);
  if (identityNumber !== "" && !facts) fault("identityNumber", "number-no-day");

  const said = typed.bornOn.trim();
  const bornOn = said === "" ? (facts?.bornOn ?? null) : said;
  if (said !== "" && !isCalendarDay(said)) fault("bornOn", "born-unreadable");
  else if (bornOn !== null && (bornOn < OLDEST_BIRTH || bornOn > today)) fault("bornOn", "born-beyond");
  else if (facts && bornOn !== facts.bornOn) fault("bornOn", "born-not-of-number");

  const sex: string = (typed.sex === "unknown" || typed.sex === "") && facts ? facts.sex : typed.sex || "unknown";
  if (!among(SEXES, sex)) fault("sex", "sex-unknown");
  else if (facts && sex !== facts.sex) fault("sex", "sex-not-of-number");

  const line = typed.line || "civil-affairs";
  if (!among(LINES, line)) fault("line", "line-unknown");
  if (!/^(\d{9}|\d{12})$/.test(typed.areaCode)) fault("areaCode", "area-unknown");
  const cell = typed.cell.trim();
  if (cell !== "" && !/^[A-Za-z0-9-]{1,32}$/.test(cell)) fault("cell", "cell-shape");
  if (!typed.languages.every((one) => among(RESIDENT_SPEECH, one))) fault("languages", "language-unknown");
  if (!typed.visitorSkills.every((one) => among(VISITOR_SKILLS, one))) fault("visitorSkills", "skill-unknown");
  if (!["", "female", "male"].includes(typed.visitorSex)) fault("visitorSex", "visitor-sex-unknown");

  const [visitFrom, visitUntil] = [minuteOf(typed.visitFrom), minuteOf(typed.visitUntil)];
  if (Number.isNaN(visitFrom)) fault("visitFrom", "hours-unreadable");
  if (Number.isNaN(visitUntil)) fault("visitUntil", "hours-unreadable");
  if ((visitFrom === null) !== (visitUntil === null)) fault(visitFrom === null ? "visitFrom" : "visitUntil", "hours-half");
  else if (visitFrom !== null && visitUntil !== null && visitUntil <= visitFrom) fault("visitUntil", "hours-order");

  if (faults.length > 0) return refused(faults);
  return granted({
    ...{ name, sex: sex as Sex, bornOn, line: line as Line, areaCode: typed.areaCode, cell: cell || null },
    ...{ languages: [...new Set(typed.languages)], visitorSkills: [...new Set(typed.visitorSkills)] },
    ...{ visitFrom, visitUntil, needsTwo: typed.needsTwo },
    visitorSex: typed.visitorSex === "" ? null : (typed.visitorSex as "female" | "male"),
  });
}

/** `08:30` → 510; null where nothing is said, NaN where it is no time. `24:00` ends a day. */
function minuteOf(text: string): number | null {
  const said = text.trim();
  if (said === "") return null;
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(said) ?? [];
  const all = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && all <= 1440 ? all : Number.NaN;
}

/** 510 → `08:30`. */
export const clockText = (minute: number | null): string =>
  minute === null ? "" : `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
