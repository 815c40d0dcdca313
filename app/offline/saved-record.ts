import type { CarePhotoWords, CarePosition, CareVisit, SealedRecord, SealingKey } from "~/modules/visits/domain/care-record";
import type { PhotosOfVisit } from "./care-phone";
import { plainPhoto, plainWords, sealRecord } from "./seal-record";
import { digestOf } from "./vault-cipher";

/** What is saved on a phone, before it is sealed. */
export type Saved =
  | { readonly kind: "visit"; readonly id: string; readonly visit: Omit<CareVisit, "ticket"> }
  | { readonly kind: "photo"; readonly id: string; readonly words: Omit<CarePhotoWords, "ticket">; readonly picture: Blob }
  | { readonly kind: "position"; readonly id: string; readonly position: Omit<CarePosition, "ticket"> };

export const NO_PHOTOS: PhotosOfVisit = { send: [], drop: [] };

/** @param clockOffset the server's clock less the phone's, in milliseconds */
export const sealedNow = async (saved: Saved, ticket: string, to: SealingKey, clockOffset: number): Promise<SealedRecord> =>
  sealRecord(saved, await plainOfSaved(saved, ticket, Math.round(clockOffset / 1000)), to);

/** The same words have the same digest, whenever they are sealed. */
export const digestOfSaved = async (saved: Saved): Promise<string> => digestOf(await plainOfSaved(saved, "", 0));

async function plainOfSaved(saved: Saved, ticket: string, offsetSeconds: number): Promise<Uint8Array<ArrayBuffer>> {
  switch (saved.kind) {
    case "visit": {
      const { said } = saved.visit;
      return plainWords({ ticket, ...saved.visit, said: { ...said, offsetSeconds: said.offsetSeconds ?? offsetSeconds } });
    }
    case "photo":
      return plainPhoto({ ticket, ...saved.words }, saved.picture);
    case "position":
      return plainWords({ ticket, ...saved.position });
  }
}
