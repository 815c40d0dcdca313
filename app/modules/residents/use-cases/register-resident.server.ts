import { v7 as newId } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { normalised } from "~/modules/accounts/domain/sensitive-field";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork, rollBack, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addAssessment, holdCategories } from "../data/resident-parts.server";
import { insertResident } from "../data/resident-record.server";
import { saveResidentField } from "../data/resident-sealed.server";
import { ISOLATION_CATEGORIES, type IsolationCategory } from "../domain/isolation-category";
import { residentDraft, type TypedResident } from "../domain/resident-draft";
import { homePosition } from "../domain/home-position";
import type { ResidentCard } from "../domain/resident";
import { auditResident } from "./audit-resident.server";
import { dueFollows } from "./due-follows.server";
import { resembledFiles, type ResembledFile } from "./resembled-files.server";
import { refreshRisk } from "./resident-risk.server";

/** A whole form: what stands in clear, what is sealed, and what the first visit says. */
export interface TypedFile extends TypedResident {
  readonly identityNumber: string;
  readonly phone: string;
  readonly address: string;
  /** longitude and latitude, WGS-84, as somebody copied them from a map */
  readonly position: string;
  readonly health: string;
  readonly accessNote: string;
  readonly categories: readonly string[];
  /** "" = not assessed */
  readonly grade: string;
  readonly assessedOn: string;
  /** whoever typed it looked at the files it resembles, and says it is somebody else */
  readonly isOther: boolean;
}

export interface FieldFault {
  readonly field: keyof TypedFile;
  readonly fault: string;
}

export type RegisterRefusal =
  | { readonly kind: "faults"; readonly faults: readonly FieldFault[] }
  | { readonly kind: "beyond-own" }
  | { readonly kind: "number-taken" }
  | { readonly kind: "resembles"; readonly files: readonly ResembledFile[] };

export interface RegisteredFile {
  readonly id: string;
  readonly registerNumber: string;
}

interface ReadFile {
  readonly card: ResidentCard;
  readonly identityNumber: string;
  readonly phone: string;
  readonly position: string;
  readonly categories: readonly IsolationCategory[];
}

/** Enters somebody into the register. */
export const registerResident = (actor: Actor, city: City, typed: TypedFile): Promise<Verdict<RegisteredFile, RegisterRefusal>> =>
  enter(actor, city, typed, "registered");

/** «发现新对象»: somebody found in the field, whom the street decides about. */
export const proposeResident = (actor: Actor, city: City, typed: TypedFile): Promise<Verdict<RegisteredFile, RegisterRefusal>> =>
  enter(actor, city, typed, "proposed");

async function enter(
  actor: Actor,
  city: City,
  typed: TypedFile,
  state: "registered" | "proposed",
): Promise<Verdict<RegisteredFile, RegisterRefusal>> {
  const day = today(city.timeZone);
  const read = readFile(typed, city.code, day);
  if (!read.ok) return refused({ kind: "faults", faults: read.refusal });
  const { card, categories } = read.value;
  const permission = state === "registered" ? "write:residents" : "propose:residents";
  if (!mayIn(actor, permission, card.areaCode, card.line)) return refused({ kind: "beyond-own" });
  return inUnitOfWork<Verdict<RegisteredFile, RegisterRefusal>>(actor, async (uow) => {
    const [files = []] = typed.isOther ? [] : await resembledFiles(uow, city.code, [card]);
    if (files.length > 0) return refused({ kind: "resembles", files });
    const id = newId();
    const positionQuality = read.value.position === "" ? "unplaced" : "exact";
    const registerNumber = await insertResident(uow, {
      id,
      cityCode: city.code,
      card,
      state,
      at: now(),
      today: day,
      positionQuality,
    });
    await holdCategories(uow, id, categories, day);
    if (typed.grade !== "" && typed.assessedOn !== "")
      await addAssessment(uow, id, {
        grade: Number(typed.grade),
        assessedOn: typed.assessedOn,
        expiresOn: yearLater(typed.assessedOn),
      });
    if (!(await seal(uow, id, typed, read.value))) rollBack(refused({ kind: "number-taken" }));
    if (state === "registered") {
      await refreshRisk(uow, id, day);
      await dueFollows(uow, city.code);
    }
    await auditResident(uow, state === "registered" ? "write:resident" : "propose:resident", { id, ...card }, { what: "entry" });
    return granted({ id, registerNumber });
  });
}

async function seal(uow: UnitOfWork, id: string, typed: TypedFile, read: ReadFile): Promise<boolean> {
  const values = {
    ...{ "identity-number": read.identityNumber, phone: read.phone, "home-position": read.position },
    ...{ address: typed.address.trim(), health: typed.health.trim(), "access-note": typed.accessNote.trim() },
  } as const;
  for (const [kind, value] of Object.entries(values))
    if (value !== "" && !(await saveResidentField(uow, id, kind as keyof typeof values, value))) return false;
  return true;
}

/** An assessment of ability is made anew each year unless its paper says otherwise. */
const yearLater = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4).replace("02-29", "02-28")}`;

const LONGEST = 500;

function readFile(typed: TypedFile, cityCode: string, day: string): Verdict<ReadFile, readonly FieldFault[]> {
  const faults: FieldFault[] = [];
  const value = (field: "identityNumber" | "phone", kind: "identity-number" | "phone"): string => {
    if (typed[field].trim() === "") return "";
    const read = normalised(kind, typed[field]);
    if (!read.ok) faults.push({ field, fault: read.refusal });
    return read.ok ? read.value : "";
  };
  const [identityNumber, phone] = [value("identityNumber", "identity-number"), value("phone", "phone")];
  const draft = residentDraft(typed, identityNumber, day);
  if (!draft.ok) faults.push(...draft.refusal);
  if (typed.areaCode !== "" && !typed.areaCode.startsWith(cityCode)) faults.push({ field: "areaCode", fault: "area-elsewhere" });
  const position = homePosition(typed.position);
  if (!position.ok) faults.push({ field: "position", fault: position.refusal });
  for (const field of ["address", "health", "accessNote"] as const)
    if ([...typed[field]].length > LONGEST) faults.push({ field, fault: "text-long" });
  const categories = typed.categories.filter((one): one is IsolationCategory =>
    (ISOLATION_CATEGORIES as readonly string[]).includes(one),
  );
  if (categories.length !== typed.categories.length) faults.push({ field: "categories", fault: "category-unknown" });
  if (!/^[0-4]?$/.test(typed.grade)) faults.push({ field: "grade", fault: "grade-unknown" });
  if (typed.grade !== "" && !/^\d{4}-\d{2}-\d{2}$/.test(typed.assessedOn))
    faults.push({ field: "assessedOn", fault: "assessed-missing" });
  else if (typed.grade !== "" && typed.assessedOn > day) faults.push({ field: "assessedOn", fault: "assessed-in-future" });
  if (faults.length > 0 || !draft.ok || !position.ok) return refused(faults);
  return granted({ card: draft.value, identityNumber, phone, position: position.value, categories });
}
