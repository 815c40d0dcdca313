import { granted, refused, type Verdict } from "~/shared/verdict";

export interface NewCity {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly timeZone: string;
}

export type NewCityRefusal =
  | { readonly kind: "name-missing" }
  | { readonly kind: "code-not-four-digits"; readonly code: string }
  | { readonly kind: "zone-unknown"; readonly timeZone: string }
  | { readonly kind: "code-taken"; readonly code: string };

/**
 * Whether a city may be started. The first four digits of the statistical area code (GB/T 2260) name a city: every area
 * below carries them as its prefix. One name is enough; the other language borrows it.
 */
export function newCity(wish: NewCity, taken: readonly string[], zones: readonly string[]): Verdict<NewCity, NewCityRefusal> {
  const code = wish.code.trim();
  const nameZh = wish.nameZh.trim() || wish.nameEn.trim();
  const nameEn = wish.nameEn.trim() || wish.nameZh.trim();
  if (!nameZh) return refused({ kind: "name-missing" });
  if (!/^\d{4}$/.test(code)) return refused({ kind: "code-not-four-digits", code });
  if (!zones.includes(wish.timeZone)) return refused({ kind: "zone-unknown", timeZone: wish.timeZone });
  if (taken.includes(code)) return refused({ kind: "code-taken", code });
  return granted({ code, nameZh, nameEn, timeZone: wish.timeZone });
}
