// What an account may be called. Names are typed at strange keyboards and read out over the phone: letters, digits and a few
// signs, and no two that look alike.
import { granted, refused, type Verdict } from "~/shared/verdict";

export const LOGIN_LENGTH = { least: 2, most: 100 } as const;

export type LoginProblem =
  | { readonly kind: "login-missing" }
  | { readonly kind: "login-signs" }
  | { readonly kind: "login-short"; readonly least: number }
  | { readonly kind: "login-long"; readonly most: number };

/** The one spelling of a name to sign in with: narrow letters, none of them capital. */
export function chosenLogin(typed: string): Verdict<string, LoginProblem> {
  const login = typed.normalize("NFKC").trim().toLowerCase();
  const { least, most } = LOGIN_LENGTH;
  if (!login) return refused({ kind: "login-missing" });
  if (login.length > most) return refused({ kind: "login-long", most });
  if (!/^[a-z0-9][a-z0-9._@+-]*$/.test(login)) return refused({ kind: "login-signs" });
  return login.length < least ? refused({ kind: "login-short", least }) : granted(login);
}

/** Signs that are read for one another, each beside the one it is taken for. */
export const TAKEN_FOR = { signs: "01", as: "ol" } as const;

/** Two logins of one look are one to whoever reads them from paper: `wang01` and `wangol`. */
export const lookOf = (login: string): string =>
  [...login].map((sign) => TAKEN_FOR.as[TAKEN_FOR.signs.indexOf(sign)] ?? sign).join("");
