/** What a decision returns: the value, or a refusal that carries the facts. The words are chosen where a person reads them. */
export type Verdict<T, R> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: R };

export const granted = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
export const refused = <R>(refusal: R): { ok: false; refusal: R } => ({ ok: false, refusal });
