/** What stands in the form: what was typed, else the question's own. */
export interface Values {
  text(name: string): string;
  all(name: string): readonly string[];
  /** whether something is wrong with a field */
  isWrong(name: string): boolean;
}

export function valuesOf(fields: readonly (readonly [string, string])[], wrong: readonly string[]): Values {
  return {
    text: (name) => fields.find(([key]) => key === name)?.[1] ?? "",
    all: (name) => fields.filter(([key]) => key === name).map(([, value]) => value),
    isWrong: (name) => wrong.includes(name),
  };
}
