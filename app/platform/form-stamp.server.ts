import { v7 as newId, validate as isUuid } from "uuid";
import { blindIndexOf } from "./sealed-value.server";

/** Forms that come back sooner than anybody types are sent by programs; those of yesterday are made anew. */
const SOONEST_MS = 3_000;
const LATEST_MS = 24 * 3_600_000;

/** What goes with a form: which one it is and when it was made, so that nobody is asked for a cookie or a puzzle. */
export const formStamp = (purpose: string): string => stampOf(purpose, newId());

const stampOf = (purpose: string, id: string): string => `${id}.${blindIndexOf(purpose, id)}`;

/** The form a stamp belongs to; null = it is none of ours. */
function formOf(purpose: string, stamp: string): { readonly id: string; readonly madeAt: number } | null {
  const [id = ""] = stamp.split(".");
  if (!isUuid(id) || stamp !== stampOf(purpose, id)) return null;
  return { id, madeAt: parseInt(id.replaceAll("-", "").slice(0, 12), 16) };
}

export interface StampedForm {
  readonly stamp: string;
  /** a field no person sees; whoever fills it in fills in everything */
  readonly trap: string;
}

/** The hidden field, a form that came back too soon or too late: it is sent once more with this stamp, and nothing is lost. */
export interface OnceMore {
  readonly kind: "once-more";
  readonly stamp: string;
}

/** Which form came back, by its id: the same form sent twice is one. */
export function stampedForm(purpose: string, { stamp, trap }: StampedForm, at: Date): { kind: "form"; id: string } | OnceMore {
  const form = formOf(purpose, stamp);
  if (!form || at.getTime() - form.madeAt > LATEST_MS || trap !== "") return { kind: "once-more", stamp: formStamp(purpose) };
  if (at.getTime() - form.madeAt < SOONEST_MS) return { kind: "once-more", stamp };
  return { kind: "form", id: form.id };
}
