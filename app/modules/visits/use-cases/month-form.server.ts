import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { takeOut, type TakenOut } from "~/modules/accounts/use-cases/take-out.server";
import type { City } from "~/modules/places/domain/city";
import { now } from "~/platform/clock.server";
import { neutraliseFormula } from "~/platform/spreadsheet-writer.server";
import { inThread } from "~/platform/threads.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { namesOfPeople } from "../data/due-list.server";
import { forgetForm, keepForm, nearestForm, sayMapping, type FormRecord } from "../data/month-forms.server";
import {
  filledForm,
  FORM_WORDS,
  problemOfForm,
  suggested,
  type FilledForm,
  type FormMapping,
  type FormProblem,
  type FormSheet,
  type FormUnit,
  type FormWord,
} from "../domain/month-form";
import type { FormFilling, FormLook } from "./form-workbook.server";
import { monthInView, type MonthInView, type MonthPlace } from "./month-in-view.server";

export const MOST_FORM_BYTES = 2 * 1024 * 1024;
/** A file made to be slow is given up. */
const LOOK_WITHIN_MS = 15_000;
const NOT_PERMITTED = { kind: "not-permitted" } as const;
export type FormRefusal =
  | {
      readonly kind:
        "not-permitted" | "no-form" | "not-said" | "form-carries-programs" | "form-unreadable" | "no-watermark-place";
    }
  | FormProblem;

export interface FormInView {
  readonly form: Omit<FormRecord, "workbook"> & { readonly saidByName: string };
  readonly sheets: readonly FormSheet[];
  readonly mapping: FormMapping;
  /** what would be filled now; null while nobody said which cell is which */
  readonly filled: FilledForm | null;
}

/** What is called how, by whoever knows the areas' names. */
export interface FormNames {
  readonly unit: (areaCode: string) => readonly string[];
  readonly words: Readonly<Record<Exclude<FormWord, "filler" | "reviewer" | "watermark">, string>>;
}

const lookAt = (bytes: Uint8Array): Promise<FormLook> =>
  inThread<Uint8Array, FormLook>("look-at-form", bytes, AbortSignal.timeout(LOOK_WITHIN_MS)).catch((error: unknown) => {
    if (error instanceof Error && error.name === "AbortError") return { ok: false, kind: "form-unreadable" };
    throw error;
  });

const formOf = (actor: Actor, city: City, { line, areaCode }: MonthPlace): Promise<FormRecord | null> =>
  inUnitOfWork(actor, (uow) => nearestForm(uow, { cityCode: city.code, line, areaCode }));

/** Takes a superior's form in, with what its words suggest; nothing is filled before somebody has said that it is so. */
export async function bringForm(
  actor: Actor,
  city: City,
  place: MonthPlace,
  file: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> },
): Promise<Verdict<string, FormRefusal>> {
  const { areaCode, line } = place;
  if (!mayIn(actor, "report:visits", areaCode, line)) return refused(NOT_PERMITTED);
  const look = await lookAt(file.bytes);
  if (!look.ok) return refused({ kind: look.kind });
  const guesses = look.sheets.map(suggested);
  const best = guesses.reduce((most, each) => (Object.keys(each.cells).length > Object.keys(most.cells).length ? each : most));
  return inUnitOfWork(actor, async (uow) => {
    const id = await keepForm(uow, { cityCode: city.code, line, areaCode }, file.name, file.bytes, best, now());
    await recordAudit(uow, {
      ...{ action: "map:month-form", subject: { kind: "month-form", id }, areaCode, line, result: "done" },
      facts: { step: "brought" },
    });
    return granted(id);
  });
}

/** Says which cell holds what, once: a cell that cannot be filled is refused by its address. */
export async function sayForm(
  actor: Actor,
  city: City,
  place: MonthPlace,
  said: Omit<FormMapping, "isSaid">,
): Promise<Verdict<string, FormRefusal>> {
  if (!mayIn(actor, "report:visits", place.areaCode, place.line)) return refused(NOT_PERMITTED);
  const form = await formOf(actor, city, place);
  if (!form) return refused({ kind: "no-form" });
  if (!mayIn(actor, "report:visits", form.areaCode, place.line)) return refused(NOT_PERMITTED);
  const look = await lookAt(form.workbook);
  if (!look.ok) return refused({ kind: look.kind });
  const mapping = { ...said, isSaid: true };
  const problem = problemOfForm(
    look.sheets.find(({ name }) => name === said.sheet),
    mapping,
  );
  if (problem) return refused(problem);
  if (!look.hasProperties && !said.cells.watermark) return refused({ kind: "no-watermark-place" });
  return inUnitOfWork(actor, async (uow) => {
    await sayMapping(uow, form.id, mapping, now());
    await recordAudit(uow, {
      ...{ action: "map:month-form", subject: { kind: "month-form", id: form.id }, areaCode: form.areaCode, line: place.line },
      ...{ result: "done", facts: { step: "said", cells: Object.keys(said.cells).length } },
    });
    return granted(form.id);
  });
}

export async function dropForm(actor: Actor, city: City, place: MonthPlace): Promise<Verdict<string, FormRefusal>> {
  if (!mayIn(actor, "report:visits", place.areaCode, place.line)) return refused(NOT_PERMITTED);
  const form = await formOf(actor, city, place);
  if (!form) return refused({ kind: "no-form" });
  if (!mayIn(actor, "report:visits", form.areaCode, place.line)) return refused(NOT_PERMITTED);
  return inUnitOfWork(actor, async (uow) => {
    await forgetForm(uow, form.id);
    await recordAudit(uow, {
      ...{ action: "map:month-form", subject: { kind: "month-form", id: form.id }, areaCode: form.areaCode, line: place.line },
      ...{ result: "done", facts: { step: "dropped" } },
    });
    return granted(form.id);
  });
}

/** The form as it is and as it would be filled; null where there is none. */
export async function formInView(
  actor: Actor,
  city: City,
  place: MonthPlace,
  names: (codes: readonly string[]) => Promise<FormNames>,
): Promise<Verdict<FormInView | null, FormRefusal>> {
  const month = await monthInView(actor, city, place);
  if (!month.ok) return month;
  const form = await formOf(actor, city, place);
  if (!form) return granted(null);
  const look = await lookAt(form.workbook);
  if (!look.ok) return refused({ kind: look.kind });
  const { mapping, workbook: _workbook, ...record } = form;
  const people = await inUnitOfWork(actor, (uow) => namesOfPeople(uow, form.saidBy ? [form.saidBy] : []));
  const filled = mapping.isSaid ? await fillingOf(actor, place, month.value, mapping, look.sheets, names, "") : null;
  const saidByName = (form.saidBy && people[form.saidBy]) || "";
  return granted({ form: { ...record, mapping, saidByName }, sheets: look.sheets, mapping, filled });
}

/** «Fill in»: the same workbook with the month's figures, on record before it leaves. */
export async function fillMonthForm(
  actor: Actor,
  city: City,
  place: MonthPlace,
  names: (codes: readonly string[]) => Promise<FormNames>,
  watermark: (taken: TakenOut, filled: FilledForm, basis: string) => string,
): Promise<Verdict<Uint8Array<ArrayBuffer>, FormRefusal>> {
  const month = await monthInView(actor, city, place);
  if (!month.ok) return month;
  const form = await formOf(actor, city, place);
  if (!form) return refused({ kind: "no-form" });
  if (!form.mapping.isSaid) return refused({ kind: "not-said" });
  const look = await lookAt(form.workbook);
  if (!look.ok) return refused({ kind: look.kind });
  const { areaCode, line } = place;
  const taken = await takeOut(actor, {
    ...{ action: "export:visits", subject: { kind: "month-form", id: form.id }, areaCode, line },
    facts: { month: place.month },
  });
  const before = await fillingOf(actor, place, month.value, form.mapping, look.sheets, names, "");
  const mark = watermark(taken, before, month.value.basis);
  const { values } = await fillingOf(actor, place, month.value, form.mapping, look.sheets, names, mark);
  const bytes = await inThread<FormFilling, Uint8Array>(
    "fill-form",
    { bytes: form.workbook, sheet: form.mapping.sheet, values, description: mark },
    AbortSignal.timeout(LOOK_WITHIN_MS),
  );
  return granted(new Uint8Array(bytes));
}

async function fillingOf(
  actor: Actor,
  { areaCode }: MonthPlace,
  { figures, report }: MonthInView,
  mapping: FormMapping,
  sheets: readonly FormSheet[],
  names: (codes: readonly string[]) => Promise<FormNames>,
  watermark: string,
): Promise<FilledForm> {
  const sheet = sheets.find(({ name }) => name === mapping.sheet)!;
  const below = figures.areas.filter((each) => each.areaCode !== areaCode);
  const { unit, words } = await names([areaCode, ...below.map((each) => each.areaCode)]);
  const ids = [report?.filledBy, report?.reviewedBy].filter((id) => typeof id === "string");
  const people = await inUnitOfWork(actor, (uow) => namesOfPeople(uow, ids));
  const name = (id: string | null | undefined, otherwise: string): string => (id ? (people[id] ?? "") : otherwise);
  const said: Record<FormWord, string> = {
    ...{ ...words, watermark },
    ...{ filler: name(report?.filledBy, actor.name), reviewer: name(report?.reviewedBy, "") },
  };
  for (const word of FORM_WORDS) said[word] = String(neutraliseFormula(said[word]) ?? "");
  const units = below.map((each): FormUnit => ({ names: unit(each.areaCode), figures: each.total }));
  return filledForm(sheet, mapping, figures.total, units, said);
}
