import type { Typed } from "../domain/premises/premises-typed";

/** Everything typed into a form, as typed. */
export const typedIn = (form: FormData): Typed =>
  Object.fromEntries([...form].map(([name, value]) => [name, typeof value === "string" ? value : ""]));
