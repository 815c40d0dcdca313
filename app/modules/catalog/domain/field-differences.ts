// Finds what differs between two states of a record, field by field: for the history of a facility and for two editors
// who met. Lists are compared by what their rows are about (a service type, a document's kind and number), not by place.

/** `offerings/meals/classes/meal-seat|||/capacity/staffed`, with the value on either side; undefined = not there. */
export interface FieldDifference {
  readonly path: readonly string[];
  readonly before: FieldValue;
  readonly after: FieldValue;
}

export type FieldValue = string | number | boolean | null | undefined;

/** Fields that say how a record is stored, not what is true of the place. */
const SILENT = new Set(["id", "version", "cityCode", "createdAt", "updatedAt", "importBatchId", "pinyin", "initials"]);

export function fieldDifferences(before: unknown, after: unknown): FieldDifference[] {
  const left = leaves(before);
  const right = leaves(after);
  const paths = new Map([...left, ...right].map(([key, leaf]) => [key, leaf.path]));
  return [...paths].flatMap(([key, path]) => {
    const was = left.get(key)?.value;
    const is = right.get(key)?.value;
    return was === is || (isEmpty(was) && isEmpty(is)) ? [] : [{ path, before: was, after: is }];
  });
}

const isEmpty = (value: FieldValue): boolean => value === undefined || value === null || value === "";

interface Leaf {
  readonly path: readonly string[];
  readonly value: FieldValue;
}

function leaves(value: unknown): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  const visit = (node: unknown, path: readonly string[]): void => {
    if (Array.isArray(node)) {
      const seen = new Map<string, number>();
      for (const row of node) {
        const name = rowName(row);
        const nth = (seen.get(name) ?? 0) + 1;
        seen.set(name, nth);
        visit(row, [...path, nth === 1 ? name : `${name} #${nth}`]);
      }
    } else if (isPlain(node)) {
      for (const [key, inner] of Object.entries(node)) if (!SILENT.has(key)) visit(inner, [...path, key]);
    } else if (isLeaf(node)) found.set(path.join("/"), { path, value: node });
  };
  visit(value, []);
  return found;
}

const NAMING = [
  "serviceType",
  "kind",
  "carePattern",
  "ageFromMonths",
  "tier",
  "unit",
  "number",
  "phone",
  "byDay",
  "state",
  "from",
] as const;

/** What a row is about, from the fields that name it. */
function rowName(row: unknown): string {
  if (!isPlain(row)) return String(row);
  const inner = isPlain(row["value"]) ? { ...row["value"], from: row["from"] } : row;
  const named = NAMING.flatMap((field) => {
    const value = (inner as Record<string, unknown>)[field];
    return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
  });
  return named.join(" ") || "row";
}

const isPlain = (node: unknown): node is Record<string, unknown> =>
  typeof node === "object" && node !== null && !Array.isArray(node);
const isLeaf = (node: unknown): node is FieldValue =>
  node === null || ["string", "number", "boolean", "undefined"].includes(typeof node);
