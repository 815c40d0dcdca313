/** Said on purpose where «nobody» must not be what a form holds by itself. */
export const TAKE_AWAY = "take-away";

// Whom a list names as responsible visitor and deputy: by account or, where only one caregiver is called so, by name. Somebody who
// does not visit where the resident lives is not taken.
export interface NamedVisitor {
  readonly id: string;
  readonly name: string;
  readonly login: string | null;
  readonly areaCode: string;
}

export interface VisitorsSaid {
  readonly responsibleId?: string;
  readonly deputyId?: string;
  readonly problems: readonly {
    readonly code: "visitor-unknown" | "visitor-ambiguous" | "visitor-elsewhere" | "same-two" | "deputy-alone";
    readonly field: "responsible" | "deputy";
  }[];
}

/** Whether somebody granted an area visits in another: it lies within theirs, or theirs lies within it and it is a street or less. */
const visitsIn = (areaCode: string, granted: string): boolean =>
  areaCode.startsWith(granted) || (areaCode.length >= 9 && granted.startsWith(areaCode));

export function visitorsSaid(
  responsible: string | undefined,
  deputy: string | undefined,
  areaCode: string,
  known: readonly NamedVisitor[],
  before: { readonly responsibleId: string | null; readonly deputyId: string | null } | null,
): VisitorsSaid {
  const problems: VisitorsSaid["problems"][number][] = [];
  const find = (typed: string | undefined, field: "responsible" | "deputy"): string | undefined => {
    const said = typed?.trim();
    if (!said) return undefined;
    const byLogin = known.filter(({ login }) => login?.toLowerCase() === said.toLowerCase());
    const named = byLogin.length > 0 ? byLogin : known.filter(({ name }) => name === said);
    const near = named.filter((one) => visitsIn(areaCode, one.areaCode));
    const ids = [...new Set(near.map(({ id }) => id))];
    if (ids.length === 1) return ids[0];
    problems.push({
      field,
      code: named.length === 0 ? "visitor-unknown" : ids.length > 1 ? "visitor-ambiguous" : "visitor-elsewhere",
    });
    return undefined;
  };
  const [responsibleId, deputyId] = [find(responsible, "responsible"), find(deputy, "deputy")];
  if (responsibleId !== undefined && responsibleId === deputyId) problems.push({ field: "deputy", code: "same-two" });
  const hasResponsible = (responsibleId ?? before?.responsibleId ?? null) !== null;
  if (deputyId !== undefined && !hasResponsible) problems.push({ field: "deputy", code: "deputy-alone" });
  return { ...(responsibleId ? { responsibleId } : {}), ...(deputyId && hasResponsible ? { deputyId } : {}), problems };
}
