import { granted, refused, type Verdict } from "~/shared/verdict";
import { chosenLogin, type LoginProblem } from "./login";
import { isRole, ROLES, type Role } from "./role";

export interface PersonWish {
  readonly login: string;
  readonly name: string;
  readonly role: string;
  readonly cityCode: string | null;
}

export type NewPersonRefusal =
  | LoginProblem
  | { readonly kind: "role-unknown"; readonly role: string; readonly known: readonly Role[] }
  | { readonly kind: "city-unknown"; readonly code: string };

/** Whether this account may be made; logins are compared without regard to case. */
export function newPerson(
  wish: PersonWish,
  cityCodes: readonly string[],
): Verdict<PersonWish & { readonly role: Role }, NewPersonRefusal> {
  const chosen = chosenLogin(wish.login);
  if (!chosen.ok) return chosen;
  const login = chosen.value;
  const { role, cityCode } = wish;
  if (!isRole(role)) return refused({ kind: "role-unknown", role, known: ROLES });
  if (cityCode !== null && !cityCodes.includes(cityCode)) return refused({ kind: "city-unknown", code: cityCode });
  return granted({ login, name: wish.name.trim() || login, role, cityCode });
}
