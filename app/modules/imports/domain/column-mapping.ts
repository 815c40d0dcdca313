import { comparable, halfWidth } from "./cell-text";
import { choiceNamed } from "./cell-words";
import { bilingualTitle, type Field, type RowSchema } from "./row-schema";

/** Where a field's value comes from: columns by their titles, joined in this order; else one value for every row. */
export interface FieldMapping {
  readonly columns: readonly string[];
  readonly constant?: string;
  /** What a word in the file means: «認可保育所» → `nursery-institution`; an empty key means «leave empty». */
  readonly values?: Readonly<Record<string, string>>;
}

/** How forms say that a word means nothing. */
export const LEAVE_EMPTY = "-";

export type ColumnMapping = Readonly<Record<string, FieldMapping>>;

/** A hundred titles are tried on a hundred fields, row after row: the names of a field are made comparable once. */
const namesOfField = new WeakMap<Field, readonly string[]>();

function comparableNames(field: Field): readonly string[] {
  const known = namesOfField.get(field);
  if (known) return known;
  const names = [field.key, field.zh, field.en, bilingualTitle(field), ...(field.synonyms ?? [])].map(comparable).filter(Boolean);
  namesOfField.set(field, names);
  return names;
}

const withoutUnits = (title: string): string => halfWidth(title).replace(/[([（【][^)\]）】]*[)\]）】]/g, "");

const SURE_ENOUGH = 0.45;

/** A title in the forms it is compared in. */
interface TitleForms {
  readonly whole: string;
  readonly bare: string;
  readonly turned: string | null;
  readonly last: string | null;
}

function formsOf(title: string): TitleForms {
  const parts = title.split("/");
  return {
    whole: comparable(title.replace(/ \(\d+\)$/, "")),
    bare: comparable(withoutUnits(title)),
    turned: parts.length > 1 ? comparable(parts.toReversed().join("")) : null,
    last: parts.length > 1 ? comparable(withoutUnits(parts.at(-1) ?? "")) : null,
  };
}

/** How sure we are that a title means a field: 1 exact, 0.7 its last part alone, down to 0 for no. */
function fitOf({ whole, bare, turned, last }: TitleForms, field: Field): number {
  if (whole === "") return 0;
  const names = comparableNames(field);
  if (names.includes(whole)) return 1;
  if (names.includes(bare)) return 0.95;
  if (turned !== null && names.includes(turned)) return 0.9;
  if (last !== null && names.includes(last)) return 0.7;
  // «坐标系» is not «坐标»: two numbers in one cell are recognised by their exact heading only.
  if (field.kind === "degree-pair") return 0;
  const longest = names.reduce(
    (most, name) => (name.length > most && isWordLike(name) && bare.includes(name) ? name.length : most),
    0,
  );
  return longest === 0 ? 0 : 0.3 + 0.3 * (longest / bare.length);
}

/** Short Latin names («x», «name») must match whole, else «filename» would be a name. */
const isWordLike = (name: string): boolean => (/^[\x20-\x7E]+$/.test(name) ? name.length >= 5 : name.length >= 2);

export function isKnownTitle(schema: RowSchema): (title: string) => boolean {
  const asked = new Map<string, boolean>();
  return (title) => {
    let answer = asked.get(title);
    if (answer === undefined) {
      const forms = formsOf(title);
      answer = schema.fields.some((field) => fitOf(forms, field) >= SURE_ENOUGH);
      asked.set(title, answer);
    }
    return answer;
  };
}

/** The best pairing of titles and fields, surest first; each column serves one field. Remembered choices win where their columns exist. */
export function suggestedMapping(titles: readonly string[], schema: RowSchema, remembered: ColumnMapping = {}): ColumnMapping {
  const mapping: Record<string, FieldMapping> = {};
  const taken = new Set<string>();
  const known = new Set(titles);
  for (const field of schema.fields) {
    const kept = remembered[field.key];
    if (!kept) continue;
    const columns = kept.columns.filter((column) => known.has(column));
    if (columns.length === 0 && kept.constant === undefined) continue;
    mapping[field.key] = { ...kept, columns };
    for (const column of columns) taken.add(column);
  }
  const pairs = titles
    .filter((title) => title !== "")
    .flatMap((title) => {
      const forms = formsOf(title);
      return schema.fields.map((field) => ({ title, field, fit: fitOf(forms, field) }));
    })
    .filter((pair) => pair.fit >= SURE_ENOUGH)
    .sort((a, b) => b.fit - a.fit);
  for (const { title, field } of pairs) {
    if (taken.has(title) || mapping[field.key]) continue;
    mapping[field.key] = { columns: [title] };
    taken.add(title);
  }
  return mapping;
}

/** Leaves out columns of closed lists none of whose values we know: such a column means something else. */
export function withoutStrangers(
  mapping: ColumnMapping,
  schema: RowSchema,
  samples: Readonly<Record<string, readonly string[]>>,
): ColumnMapping {
  const kept = Object.entries(mapping).filter(([key, { columns, constant, values }]) => {
    const field = schema.fields.find((one) => one.key === key);
    const seen = columns.flatMap((column) => samples[column] ?? []);
    if (field?.kind !== "choice" || constant !== undefined || values !== undefined || seen.length === 0) return true;
    return seen.some((text) => choiceNamed(text, field.choices ?? []) !== null);
  });
  return Object.fromEntries(kept);
}

/** Fields that must be said and are neither a column nor a constant. */
export const unmappedRequired = (schema: RowSchema, mapping: ColumnMapping): readonly Field[] =>
  schema.fields.filter((field) => field.required && !isMapped(mapping[field.key]));

export const isMapped = (mapping: FieldMapping | undefined): boolean =>
  mapping !== undefined && (mapping.columns.length > 0 || (mapping.constant ?? "") !== "");
