import type { Role } from "./role";

/** Permissions are named verb:noun and checked in use cases, so that no route can forget them. */
export type Permission = "read:coverage" | "read:catalog" | "write:catalog" | "read:imports" | "write:imports" | "write:cities";

const EVERYONE: readonly Permission[] = ["read:coverage", "read:catalog"];

const GRANTED: Record<Role, readonly Permission[]> = {
  planner: [...EVERYONE, "write:catalog", "read:imports", "write:imports", "write:cities"],
  supervisor: EVERYONE,
  caregiver: EVERYONE,
  operator: EVERYONE,
  overseer: [...EVERYONE, "read:imports"],
  family: EVERYONE,
};

export const may = (role: Role, permission: Permission): boolean => GRANTED[role].includes(permission);
