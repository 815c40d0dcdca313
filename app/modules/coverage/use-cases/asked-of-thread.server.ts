import type { StreetsAsked } from "~/modules/places/use-cases/opened-streets.server";

/** What a worker thread is handed: columns, which streets to open, and the memory in which it says how far it is. */
export interface AskedOfThread<Input> {
  readonly input: Input;
  readonly streets: StreetsAsked | null;
  readonly progress?: SharedArrayBuffer;
}
