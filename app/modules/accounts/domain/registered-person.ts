import { granted, refused, type Verdict } from "~/shared/verdict";
import { isAreaCodeOrAll } from "./area-code";
import { isLineOrAll, type LineOrAll } from "./line";

export const PERSON_STATES = ["active", "suspended", "left"] as const;
export type PersonState = (typeof PERSON_STATES)[number];

export const LONGEST_NAME = 60;

export interface RegisterWish {
  readonly name: string;
  readonly line: string;
  /** where they belong: 4, 6, 9 or 12 digits; "" = the whole installation */
  readonly areaCode: string;
}

export type PersonRefusal =
  | { readonly kind: "name-missing" }
  | { readonly kind: "name-long"; readonly most: number }
  | { readonly kind: "line-unknown" }
  | { readonly kind: "area-unknown" }
  | { readonly kind: "beyond-own" };

/** Which of a person's fields a correction changes, by the names the audit knows them by. */
export function correctedFields(before: RegisterWish, after: RegisterWish): readonly string[] {
  const fields = { name: before.name !== after.name, line: before.line !== after.line, area: before.areaCode !== after.areaCode };
  return Object.entries(fields).flatMap(([field, isChanged]) => (isChanged ? [field] : []));
}

export function registeredPerson(wish: RegisterWish): Verdict<RegisterWish & { readonly line: LineOrAll }, PersonRefusal> {
  const name = wish.name.trim().replace(/\s+/g, " ");
  const { line, areaCode } = wish;
  if (!name) return refused({ kind: "name-missing" });
  if ([...name].length > LONGEST_NAME) return refused({ kind: "name-long", most: LONGEST_NAME });
  if (!isLineOrAll(line)) return refused({ kind: "line-unknown" });
  if (!isAreaCodeOrAll(areaCode)) return refused({ kind: "area-unknown" });
  return granted({ name, line, areaCode });
}
