import type { Role } from "./role";
import type { SessionStage } from "./session";

/** Roles whose work is done at a desk and reaches many people's data: a password alone does not open it. */
const DESK_ROLES: readonly string[] = ["planner", "supervisor", "overseer", "operator", "administrator"] satisfies Role[];

export const RECOVERY_CODES = 10;

interface FirstSteps {
  readonly roles: readonly string[];
  readonly hasSecondFactor: boolean;
  /** demo mode asks nobody to set codes up, but takes them from whoever did */
  readonly isDemo: boolean;
  /** the organisation's own sign-in says that it asked for a second factor itself */
  readonly isProvenElsewhere?: boolean;
}

/** What a right password opens. */
export function stageAfterPassword({ roles, hasSecondFactor, isDemo, isProvenElsewhere = false }: FirstSteps): SessionStage {
  if (isProvenElsewhere) return "open";
  if (hasSecondFactor) return "code-due";
  return !isDemo && roles.some((role) => DESK_ROLES.includes(role)) ? "enrolment-due" : "open";
}

/** Six digits, whatever stands between them; null for anything else. */
export function typedCode(text: string): string | null {
  const digits = text.normalize("NFKC").replace(/[\s-]/g, "");
  return /^\d{6}$/.test(digits) ? digits : null;
}
