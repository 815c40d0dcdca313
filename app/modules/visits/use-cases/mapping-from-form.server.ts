import { FORM_KINDS, FORM_PARTS, type FormMapping } from "../domain/month-form";

/** Which cell holds what, as somebody typed it: «b5» is B5, a part left empty is not in the form. */
export function mappingFromForm(form: FormData): Omit<FormMapping, "isSaid"> {
  const typed = (name: string): string =>
    String(form.get(name) ?? "")
      .normalize("NFKC")
      .replace(/[\s$]/g, "")
      .toUpperCase()
      .slice(0, 12);
  return {
    kind: FORM_KINDS.find((known) => known === form.get("kind")) ?? "unit",
    sheet: String(form.get("sheet") ?? "").slice(0, 64),
    cells: Object.fromEntries(FORM_PARTS.flatMap((part) => (typed(`cell.${part}`) ? [[part, typed(`cell.${part}`)]] : []))),
    firstName: typed("firstName"),
  };
}
