import type { Actor } from "./actor";
import type { Role } from "./role";

/**
 * Permissions are named verb:noun and checked in use cases, so that no route can forget them. Coverage asks for none: its
 * figures are sums over areas, they name no person, and everyone may read them.
 */
export type Permission =
  "read:catalog" | "write:catalog" | "read:private-contacts" | "read:imports" | "write:imports" | "write:cities";

const EVERYONE: readonly Permission[] = ["read:catalog"];

const GRANTED: Record<Role, readonly Permission[]> = {
  planner: [...EVERYONE, "write:catalog", "read:private-contacts", "read:imports", "write:imports", "write:cities"],
  supervisor: [...EVERYONE, "read:private-contacts"],
  caregiver: EVERYONE,
  operator: EVERYONE,
  overseer: [...EVERYONE, "read:private-contacts", "read:imports"],
  family: EVERYONE,
};

export const may = (role: Role, permission: Permission): boolean => GRANTED[role].includes(permission);

/** Whether someone may do this in that city: a person bound to one city acts there only. */
export const mayIn = ({ role, cityCode }: Pick<Actor, "role" | "cityCode">, permission: Permission, city: string): boolean =>
  may(role, permission) && (cityCode === null || cityCode === city);
