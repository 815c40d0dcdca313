// What a row of a list says of a person: everything that would stand in the file, and everything that is to be said of the row.
// An empty cell says nothing and takes nothing away.
import { dateOf } from "~/modules/imports/domain/cell-date";
import { yesNoOf } from "~/modules/imports/domain/cell-words";
import { type CoordinateSystem, toWgs84 } from "~/modules/imports/domain/coordinate-system";
import type { Issue, IssueCode } from "~/modules/imports/domain/issue";
import { type ReadRow, textIn } from "~/modules/imports/domain/row-reading";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Verdict } from "~/shared/verdict";
import { identityFacts } from "./identity-facts";
import { ISOLATION_CATEGORIES, type IsolationCategory } from "./isolation-category";
import { CONTACTS } from "./resident-import-schema";
import type { ResidentCard, SealedField } from "./resident";
import { LONGEST_NAME, OLDEST_BIRTH } from "./resident-draft";

export interface SaidContact {
  readonly name: string;
  readonly relation: string;
  readonly phone: string;
}

export interface SaidResident {
  readonly name: string;
  /** only what the row says */
  readonly card: Partial<Pick<ResidentCard, "sex" | "bornOn" | "cell" | "languages" | "needsTwo">>;
  readonly sealed: Partial<Record<SealedField, string>>;
  readonly categories: readonly { readonly category: IsolationCategory; readonly from: CalendarDay }[];
  readonly assessment: { readonly grade: number; readonly assessedOn: CalendarDay; readonly expiresOn: CalendarDay } | null;
  readonly contacts: readonly SaidContact[];
  readonly consents: readonly { readonly scope: string; readonly givenOn: CalendarDay; readonly givenBy: string }[];
}

/** How a number is checked and spelled; told by whoever seals it. */
export type Spelling = (kind: "identity-number" | "phone", typed: string) => Verdict<string, string>;

export function residentSaid(
  row: ReadRow,
  today: CalendarDay,
  system: CoordinateSystem,
  spell: Spelling,
): { readonly said: SaidResident; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const say = (code: IssueCode, field: string, value: string | null = null, severity: Issue["severity"] = "error") =>
    void issues.push({ severity, code, column: field, field, value });
  const text = (field: string) => (textIn(row, field) ?? "").normalize("NFC").trim();
  const number = (field: string, kind: "identity-number" | "phone") => {
    const typed = text(field);
    if (typed === "") return "";
    const read = spell(kind, typed);
    if (!read.ok) say(read.refusal as IssueCode, field, typed);
    return read.ok ? read.value : "";
  };

  const name = text("name").replace(/\s+/g, " ");
  if ([...name].length > LONGEST_NAME) say("name-long", "name");

  const identity = number("identityNumber", "identity-number");
  const facts = identity === "" ? null : identityFacts(identity);
  if (identity !== "" && !facts) say("number-no-day", "identityNumber");
  const typedBirth = textIn(row, "bornOn");
  const bornOn = typedBirth ?? facts?.bornOn;
  if (bornOn !== undefined && (bornOn < OLDEST_BIRTH || bornOn > today)) say("born-beyond", "bornOn", bornOn);
  // A list that knows only the month of birth does not contradict the number.
  const isRough = row.issues.some(
    ({ field, code }) => field === "bornOn" && (code === "day-assumed" || code === "month-assumed"),
  );
  if (facts && typedBirth !== undefined && !isRough && typedBirth !== facts.bornOn)
    say("born-not-of-number", "bornOn", typedBirth);
  const typedSex = textIn(row, "sex");
  if (facts && typedSex !== undefined && typedSex !== facts.sex) say("sex-not-of-number", "sex", typedSex);
  const sex = (typedSex ?? facts?.sex) as ResidentCard["sex"] | undefined;

  const cell = text("cell");
  if (cell !== "" && !/^[A-Za-z0-9-]{1,32}$/.test(cell)) say("cell-shape", "cell", cell);
  const languages = listIn(row, "languages").filter((one) => one !== "putonghua");
  const born = facts && isRough ? facts.bornOn : bornOn;
  return {
    issues,
    said: {
      name,
      card: {
        ...(sex ? { sex } : {}),
        ...(born === undefined ? {} : { bornOn: born }),
        ...(cell === "" ? {} : { cell }),
        ...(languages.length > 0 ? { languages } : {}),
        ...(typeof row.values["needsTwo"] === "boolean" ? { needsTwo: row.values["needsTwo"] } : {}),
      },
      sealed: {
        ...worded({ "identity-number": identity, phone: number("phone", "phone"), address: text("address") }),
        ...worded({ "home-position": positionSaid(row, system, say), health: text("health"), "access-note": text("accessNote") }),
      },
      categories: categoriesSaid(row, today, say),
      assessment: assessmentSaid(row, today, say),
      contacts: contactsSaid(row, text, number, say),
      consents: consentsSaid(row, today, say),
    },
  };
}

type Say = (code: IssueCode, field: string, value?: string | null, severity?: Issue["severity"]) => void;

const worded = (values: Partial<Record<SealedField, string>>): Partial<Record<SealedField, string>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));

function listIn(row: ReadRow, field: string): readonly string[] {
  const value = row.values[field];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

function positionSaid(row: ReadRow, system: CoordinateSystem, say: Say): string {
  const [lon, lat] = [row.values["lon"], row.values["lat"]];
  if (typeof lon !== "number" && typeof lat !== "number") return "";
  if (typeof lon !== "number" || typeof lat !== "number") {
    say("half-a-position", typeof lon === "number" ? "lat" : "lon", null, "warning");
    return "";
  }
  const isSwapped = Math.abs(lat) > 90 || (Math.abs(lon) <= 54 && lat > 73);
  if (isSwapped || Math.abs(lat) > 90 || Math.abs(lon) > 180) {
    say("looks-swapped", "lon");
    return "";
  }
  if (Math.abs(lon) < 1e-6 && Math.abs(lat) < 1e-6) {
    say("zero-position", "lon", null, "warning");
    return "";
  }
  const at = toWgs84(lon, lat, system);
  return `${at.lon.toFixed(6)},${at.lat.toFixed(6)}`;
}

function categoriesSaid(row: ReadRow, today: CalendarDay, say: Say): SaidResident["categories"] {
  const since = textIn(row, "categoriesFrom") ?? today;
  if (since > today) say("day-to-come", "categoriesFrom", since);
  const found = new Map<IsolationCategory, CalendarDay>();
  for (const one of listIn(row, "categories")) found.set(one as IsolationCategory, since);
  for (const category of ISOLATION_CATEGORIES) {
    const field = `category.${category}`;
    const typed = textIn(row, field);
    if (typed === undefined) continue;
    const [word, day] = [yesNoOf(typed).value, dateOf(typed).value];
    if (word === true) found.set(category, found.get(category) ?? since);
    else if (word === null && day !== null && day <= today) found.set(category, day);
    else if (word === null) say(day === null ? "category-unread" : "day-to-come", field, typed);
  }
  return [...found].map(([category, from]) => ({ category, from }));
}

/** An assessment of ability is made anew each year unless its paper says otherwise. */
const yearLater = (day: CalendarDay): CalendarDay => `${Number(day.slice(0, 4)) + 1}${day.slice(4).replace("02-29", "02-28")}`;

function assessmentSaid(row: ReadRow, today: CalendarDay, say: Say): SaidResident["assessment"] {
  const [grade, assessedOn] = [textIn(row, "grade"), textIn(row, "assessedOn")];
  if (grade === undefined) return null;
  if (assessedOn === undefined) {
    say("grade-without-day", "grade", null);
    return null;
  }
  if (assessedOn > today) say("day-to-come", "assessedOn", assessedOn);
  const expiresOn = textIn(row, "expiresOn") ?? yearLater(assessedOn);
  if (expiresOn <= assessedOn) say("expires-before", "expiresOn", expiresOn);
  return { grade: Number(grade), assessedOn, expiresOn };
}

function contactsSaid(
  row: ReadRow,
  text: (field: string) => string,
  number: (field: string, kind: "phone") => string,
  say: Say,
): SaidContact[] {
  return Array.from({ length: CONTACTS }, (_, at) => `contact${at + 1}`).flatMap((of): SaidContact[] => {
    const [name, phone] = [text(`${of}Name`), number(`${of}Phone`, "phone")];
    if (name === "" && text(`${of}Phone`) === "") return [];
    if (name === "" || text(`${of}Phone`) === "") {
      say("contact-half", name === "" ? `${of}Name` : `${of}Phone`, null, "warning");
      return [];
    }
    return phone === "" ? [] : [{ name, phone, relation: textIn(row, `${of}Relation`) ?? "other" }];
  });
}

function consentsSaid(row: ReadRow, today: CalendarDay, say: Say): SaidResident["consents"] {
  const [givenOn, scopes] = [textIn(row, "consentOn"), listIn(row, "consentTo")];
  if (givenOn === undefined) {
    if (scopes.length > 0) say("consent-without-day", "consentTo");
    return [];
  }
  if (givenOn > today) say("day-to-come", "consentOn", givenOn);
  const givenBy = textIn(row, "consentBy") ?? "resident";
  return (scopes.length > 0 ? scopes : ["register", "visits"]).map((scope) => ({ scope, givenOn, givenBy }));
}
