import type { Choice } from "./cell-words";

export type FieldKind =
  | "text"
  | "code"
  | "number"
  | "date"
  | "expiry"
  | "choice"
  | "choices"
  | "yes-no"
  | "time"
  | "hours"
  | "age-from"
  | "age-to"
  | "degrees"
  | "degree-pair";

/** One thing a row can say. Titles stand in data, not in screens: templates and exports print them in both languages. */
export interface Field {
  readonly key: string;
  readonly kind: FieldKind;
  readonly zh: string;
  readonly en: string;
  /** Fields of a group stand together on the screen and in the template. */
  readonly group: string;
  readonly required?: boolean;
  /** Other headings seen in real files. */
  readonly synonyms?: readonly string[];
  readonly choices?: readonly Choice[];
  readonly whole?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly maxLength?: number;
  /** May be put together from several columns, as an address is. */
  readonly joins?: boolean;
  /** What the template's example row shows. */
  readonly example?: string | number;
  /** May be somebody's own number: masked in what is kept of the file once it is written. */
  readonly isSensitive?: boolean;
  /** Left out of the template: an alternative way to say something. */
  readonly isHiddenInTemplate?: boolean;
}

/** What rows of one subject look like. The importer knows no more of its subject than this. */
export interface RowSchema {
  readonly fields: readonly Field[];
}

export const fieldOf = (schema: RowSchema, key: string): Field | undefined => schema.fields.find((field) => field.key === key);

/** How the heading of a field is printed: «名称 name», which is read back as an exact match. */
export const bilingualTitle = (field: Field): string => `${field.zh} ${field.en}`;
