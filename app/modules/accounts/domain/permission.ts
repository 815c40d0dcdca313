import type { GrantedRole } from "./role";

/**
 * Permissions are named verb:noun and checked in use cases, so that no route can forget them. Coverage asks for none: its
 * figures are sums over areas, they name no person, and everyone may read them.
 */
export const PERMISSIONS = [
  "read:catalog",
  "write:catalog",
  "read:private-contacts",
  "read:imports",
  "write:imports",
  "write:cities",
  "read:people",
  "write:people",
  "write:grants",
  "decide:approvals",
  "break:glass",
  "read:audit",
  "read:approvals",
  "open:sensitive",
  "write:retention",
  "write:session-limits",
  "bind:devices",
  "read:operations",
  "read:residents",
  "write:residents",
  "propose:residents",
  "read:visits",
  "write:visits",
  "plan:visits",
  "report:visits",
  "adopt:visit-rules",
  "set:modes",
  "keep:duty-roster",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const EVERYONE: readonly Permission[] = ["read:catalog"];

const GRANTED: Record<GrantedRole, readonly Permission[]> = {
  planner: [
    ...EVERYONE,
    "write:catalog",
    "read:private-contacts",
    "read:imports",
    "write:imports",
    "write:cities",
    "break:glass",
    "open:sensitive",
  ],
  supervisor: [
    ...EVERYONE,
    "read:private-contacts",
    "decide:approvals",
    "read:approvals",
    "break:glass",
    "open:sensitive",
    "bind:devices",
    "read:residents",
    "write:residents",
    "propose:residents",
    "read:visits",
    "write:visits",
    "plan:visits",
    "report:visits",
    "adopt:visit-rules",
    "set:modes",
    "keep:duty-roster",
  ],
  caregiver: [...EVERYONE, "propose:residents"],
  operator: EVERYONE,
  overseer: [...EVERYONE, "read:private-contacts", "read:imports", "read:people", "read:audit", "read:residents", "read:visits"],
  family: EVERYONE,
  administrator: [
    ...EVERYONE,
    "read:people",
    "write:people",
    "write:grants",
    "decide:approvals",
    "read:approvals",
    "read:audit",
    "open:sensitive",
    "write:retention",
    "write:session-limits",
    "bind:devices",
    "read:operations",
  ],
  emergency: [...EVERYONE, "read:private-contacts", "open:sensitive", "read:residents", "propose:residents", "read:visits"],
};

export const allows = (role: GrantedRole, permission: Permission): boolean => GRANTED[role].includes(permission);
