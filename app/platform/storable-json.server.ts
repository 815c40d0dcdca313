/** NUL and half surrogate pairs: legal in JavaScript's strings and in JSON, refused by PostgreSQL. An escaped backslash before is text. */
const UNSTORABLE = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi;

/** The value as JSON that PostgreSQL takes. */
export function storableJson(value: object): string {
  const text = JSON.stringify(value);
  return text.includes("\\u") ? text.replace(UNSTORABLE, "$1") : text;
}

export const storable = <T extends object>(value: T): T => JSON.parse(storableJson(value)) as T;
