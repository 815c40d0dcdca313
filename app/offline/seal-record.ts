import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";
import {
  aadOf,
  SEALING_INFO,
  type CarePhotoWords,
  type RecordKind,
  type SealedRecord,
  type SealingKey,
} from "~/modules/visits/domain/care-record";
import { base64urlOf, bytesOf } from "./base64url";

const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const text = new TextEncoder();

/** Readable by the server alone from here on: nothing on the phone opens it again. */
export async function sealRecord(
  { kind, id }: { readonly kind: RecordKind; readonly id: string },
  plain: Uint8Array<ArrayBuffer>,
  to: SealingKey,
): Promise<SealedRecord> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(bytesOf(to.publicKey).buffer);
  const sealed = await suite.seal(
    { recipientPublicKey, info: text.encode(SEALING_INFO).buffer },
    plain.buffer,
    text.encode(aadOf({ kind, id })).buffer,
  );
  return { kind, id, keyId: to.id, enc: base64urlOf(sealed.enc), text: base64urlOf(sealed.ct) };
}

export const plainWords = (words: object): Uint8Array<ArrayBuffer> => text.encode(JSON.stringify(words));

/** Words, a zero byte, the picture. */
export async function plainPhoto(words: CarePhotoWords, picture: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const [said, drawn] = [plainWords(words), new Uint8Array(await picture.arrayBuffer())];
  const both = new Uint8Array(said.length + 1 + drawn.length);
  both.set(said);
  both.set(drawn, said.length + 1);
  return both;
}
