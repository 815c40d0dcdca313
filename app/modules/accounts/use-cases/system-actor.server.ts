import { wholeScope, type Scope } from "../domain/scope";

/** Nobody in particular: sees what is public and changes nothing that is guarded. */
export const NOBODY = { personId: null, role: "nobody", cityCode: null } as const;

interface SystemActor {
  readonly personId: string | null;
  readonly role: string;
  readonly cityCode: string | null;
  readonly scope: Scope;
}

/**
 * Work nobody asks for by hand (`purpose` names it), or that goes on after somebody asked: it acts within one area, or
 * everywhere, and its name stands where a role would.
 */
export const systemActor = (
  purpose: string,
  { areaCode = "", personId = null }: { readonly areaCode?: string; readonly personId?: string | null } = {},
): SystemActor => ({
  personId,
  role: `system:${purpose}`,
  cityCode: areaCode.slice(0, 4) || null,
  scope: wholeScope(areaCode),
});
