import { z } from "zod";
import type { DraftProblem, DraftRefusal } from "../domain/check-facility";
import { DOCUMENT_KINDS } from "../domain/document-clock";
import { CARE_PATTERNS, COORDINATE_SYSTEMS, OPERATOR_KINDS, PRICE_UNITS, WEEK_DAYS } from "../domain/facility";
import { FACILITY_STATES } from "../domain/life-cycle";

// Zod would try to compile its readers, which our content policy forbids and the browser reports.
z.config({ jitless: true });

/** Problems a reader finds before any record is asked; the rest are the domain's. */
export type FormProblem =
  | DraftProblem
  | { readonly kind: "not-a-number" }
  | { readonly kind: "choose-one" }
  | { readonly kind: "position-half" }
  | { readonly kind: "licensed-missing" };

/** A problem travels as text from the form's reader to the field that words it. */
export const problemText = (problem: FormProblem): string => JSON.stringify(problem);

export function problemFrom(text: string): FormProblem | null {
  try {
    return JSON.parse(text) as FormProblem;
  } catch {
    return null;
  }
}

const saying = (problem: FormProblem) => ({ error: () => problemText(problem) });
const optionalText = (most: number) =>
  z
    .string()
    .trim()
    .max(most, { error: (issue) => problemText({ kind: "too-long", length: String(issue.input).length, most }) })
    .default("");
const requiredText = (most: number) =>
  z
    .string(saying({ kind: "missing" }))
    .trim()
    .min(1, saying({ kind: "missing" }))
    .max(most, saying({ kind: "too-long", length: 0, most }));
const wholeNumber = z.number(saying({ kind: "not-a-number" })).optional();
const oneOf = <const T extends readonly [string, ...string[]]>(all: T) => z.enum(all, saying({ kind: "choose-one" }));
const tick = z.boolean().default(false);
/** Nothing chosen = nobody knows. */
const yesNo = z.enum(["yes", "no"]).optional();
const dayText = z.string().optional();

const price = z.object({ tier: optionalText(40), yuan: z.number(saying({ kind: "not-a-number" })), unit: oneOf(PRICE_UNITS) });

const ofClass = z
  .object({
    kind: requiredText(40),
    carePattern: z.enum(CARE_PATTERNS).optional(),
    ageFromMonths: wholeNumber,
    ageToMonths: wholeNumber,
    isInclusive: tick,
    peoplePerCarer: wholeNumber,
    licensed: wholeNumber,
    staffed: wholeNumber,
    taken: wholeNumber,
    prices: z.array(price).default([]),
  })
  .superRefine((said, context) => {
    if (said.licensed === undefined && (said.staffed !== undefined || said.taken !== undefined))
      context.addIssue({ code: "custom", path: ["licensed"], message: problemText({ kind: "licensed-missing" }) });
  });

/** One form for a facility: what it is, where, and what it offers from one day on. */
export const FacilityForm = z
  .object({
    version: z.number().int().optional(),
    seenVersion: z.number().int().optional(),
    name: requiredText(120),
    kindKey: requiredText(40),
    line: requiredText(40),
    operatorName: optionalText(120),
    operatorKind: z.enum(OPERATOR_KINDS).default("private"),
    changesOperatorKind: tick,
    address: optionalText(200),
    area: optionalText(120),
    system: z.enum(COORDINATE_SYSTEMS).default("WGS-84"),
    x: z.number(saying({ kind: "not-a-number" })).optional(),
    y: z.number(saying({ kind: "not-a-number" })).optional(),
    quality: z.enum(["exact", "approximate"]).default("exact"),
    isFarMeant: tick,
    note: optionalText(2000),
    stepFree: yesNo,
    lift: yesNo,
    pramParking: yesNo,
    accessibleToilet: yesNo,
    state: z.enum(FACILITY_STATES).default("operating"),
    stateFrom: dayText,
    effectiveOn: requiredText(10),
    successorOf: z.string().optional(),
    offerings: z.array(z.object({ serviceType: requiredText(40), classes: z.array(ofClass).default([]) })).default([]),
    documents: z
      .array(
        z.object({
          kind: oneOf(DOCUMENT_KINDS),
          number: optionalText(80),
          issuer: optionalText(80),
          issuedOn: dayText,
          expiresOn: dayText,
        }),
      )
      .default([]),
    contacts: z.array(z.object({ role: optionalText(40), phone: requiredText(40), isPublic: tick })).default([]),
    hours: z
      .array(
        z.object({
          days: z.array(z.enum(WEEK_DAYS)).default([]),
          opensAt: requiredText(5),
          closesAt: requiredText(5),
          note: optionalText(80),
        }),
      )
      .default([]),
  })
  .superRefine((said, context) => {
    if ((said.x === undefined) !== (said.y === undefined))
      context.addIssue({
        code: "custom",
        path: [said.x === undefined ? "x" : "y"],
        message: problemText({ kind: "position-half" }),
      });
  });

/** The domain's refusals, each under the name of its field. */
export const fieldErrorsFrom = (refusals: readonly DraftRefusal[]): Record<string, string[]> =>
  Object.fromEntries(refusals.map(({ at, problem }) => [at, [problemText(problem)]]));

export type FacilityFormValue = z.output<typeof FacilityForm>;
