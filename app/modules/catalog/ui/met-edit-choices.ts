import type { Choice } from "../domain/meet-other-edit";

/** A choice's field is named by this and the part it is about. */
export const CHOICE = "keep:";

/** Of what both editors changed, which is to hold, as the form says. */
export const choicesFrom = (form: FormData): ReadonlyMap<string, Choice> =>
  new Map(
    [...form].flatMap(([name, value]) =>
      name.startsWith(CHOICE) && (value === "theirs" || value === "yours") ? [[name.slice(CHOICE.length), value] as const] : [],
    ),
  );
