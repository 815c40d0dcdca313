import type { Grant } from "./grant";
import { ROLES, type Role } from "./role";
import { scopeOf, type Scope } from "./scope";

/** The person on whose behalf a use case runs. */
export interface Actor {
  readonly personId: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  /** the first of their roles: by what they enter and are addressed */
  readonly role: Role;
  /** the city all their grants lie in; null = more than one, or every city of the installation */
  readonly cityCode: string | null;
  readonly scope: Scope;
}

/** Null where nothing is granted today: such a person signs in and stands before closed doors. */
export function actorOf(person: { readonly personId: string; readonly name: string }, grants: readonly Grant[]): Actor | null {
  const role = ROLES.find((known) => grants.some((grant) => grant.role === known));
  if (!role) return null;
  const cities = new Set(grants.map(({ areaCode }) => areaCode.slice(0, 4)));
  const [city] = cities;
  return { ...person, grants, role, cityCode: cities.size === 1 && city ? city : null, scope: scopeOf(grants) };
}
