/** What stands in the form: what was typed, else the question's own. */
export interface Values {
  text(name: string): string;
  all(name: string): readonly string[];
  /** what is wrong with a field, in words; false = nothing */
  wrong(name: string): string | false;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

/** Choices of a field, and what was given where it is none of them: it stays chosen until somebody chooses another. */
export const withGiven = (options: readonly Option[], given: string, label: (given: string) => string): Option[] => [
  ...options,
  ...(given === "" || options.some(({ value }) => value === given) ? [] : [{ value: given, label: label(given) }]),
];

export function valuesOf(
  fields: readonly (readonly [string, string])[],
  wrong: readonly { readonly field: string; readonly words: string }[],
): Values {
  return {
    text: (name) => fields.find(([key]) => key === name)?.[1] ?? "",
    all: (name) => fields.filter(([key]) => key === name).map(([, value]) => value),
    wrong: (name) =>
      wrong
        .filter(({ field }) => field === name)
        .map(({ words }) => words)
        .join(" ") || false,
  };
}
