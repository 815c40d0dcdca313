/** What lies under somebody's PIN: AES-GCM under their data key, each text bound to its place so that none passes for another. */
export interface Enciphered {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly text: ArrayBuffer;
}

const IV_BYTES = 12;
const words = new TextEncoder();

export async function enciphered(key: CryptoKey, place: string, value: unknown): Promise<Enciphered> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const algorithm = { name: "AES-GCM", iv, additionalData: words.encode(place) };
  return { iv, text: await crypto.subtle.encrypt(algorithm, key, words.encode(JSON.stringify(value))) };
}

/** Throws where key, place or text are not those of the sealing. */
export async function deciphered(key: CryptoKey, place: string, { iv, text }: Enciphered): Promise<unknown> {
  const algorithm = { name: "AES-GCM", iv, additionalData: words.encode(place) };
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, text)));
}

/** SHA-256, hex. */
export async function digestOf(text: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof text === "string" ? words.encode(text) : text;
  return Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
