import { createPublicKey, randomBytes, verify, type JsonWebKey } from "node:crypto";

/** A public key as a phone's WebCrypto exports it: ECDSA on P-256. Null where it is anything else. */
export function publicKeyFrom(text: string): { kty: "EC"; crv: "P-256"; x: string; y: string } | null {
  try {
    const { kty, crv, x, y } = JSON.parse(text) as JsonWebKey;
    if (kty !== "EC" || crv !== "P-256" || typeof x !== "string" || typeof y !== "string") return null;
    createPublicKey({ key: { kty, crv, x, y }, format: "jwk" });
    return { kty, crv, x, y };
  } catch {
    return null;
  }
}

/** Whether the phone that holds the private half signed this text; WebCrypto writes r and s one after the other. */
export function isSignedBy(publicKey: unknown, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: publicKey as JsonWebKey, format: "jwk" });
    return verify("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
  } catch {
    return false;
  }
}

export const newNonce = (): string => randomBytes(32).toString("base64url");
