import { granted, refused, type Verdict } from "~/shared/verdict";
import { isRole, ROLES, type Role } from "./role";

export interface PersonWish {
  readonly login: string;
  readonly name: string;
  readonly role: string;
  readonly cityCode: string | null;
}

export type NewPersonRefusal =
  | { readonly kind: "login-missing" }
  | { readonly kind: "role-unknown"; readonly role: string; readonly known: readonly Role[] }
  | { readonly kind: "city-unknown"; readonly code: string }
  | { readonly kind: "login-taken"; readonly login: string };

/** Whether this account may be made; logins are compared without regard to case. */
export function newPerson(
  wish: PersonWish,
  cityCodes: readonly string[],
): Verdict<PersonWish & { readonly role: Role }, NewPersonRefusal> {
  const login = wish.login.trim().toLowerCase();
  const { role, cityCode } = wish;
  if (!login) return refused({ kind: "login-missing" });
  if (!isRole(role)) return refused({ kind: "role-unknown", role, known: ROLES });
  if (cityCode !== null && !cityCodes.includes(cityCode)) return refused({ kind: "city-unknown", code: cityCode });
  return granted({ login, name: wish.name.trim() || login, role, cityCode });
}
