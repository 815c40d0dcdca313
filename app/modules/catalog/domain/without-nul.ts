// The one letter no record can hold. It is taken out of whatever an address or a form says, before anything is asked with it.

export const withoutNul = (text: string): string => text.replaceAll("\u0000", "");

/** The same names and values, in their order; files stay as they are. */
export function saidWithoutNul<T extends URLSearchParams | FormData>(said: T, empty: T): T {
  for (const [name, value] of said)
    if (typeof value === "string") empty.append(withoutNul(name), withoutNul(value));
    else (empty as FormData).append(withoutNul(name), value);
  return empty;
}
