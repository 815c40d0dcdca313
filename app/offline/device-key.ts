/*
 * The phone's own key: made here, kept in IndexedDB, and never to be taken out (WebCrypto, not extractable). Each binding has
 * one, so colleagues can share a phone. What is kept of a number is its end, for its owner to recognise.
 */
export interface HeldDevice {
  readonly deviceId: string;
  /** the last four digits of the owner's number */
  readonly tail: string;
  readonly keys: CryptoKeyPair;
}

const DATABASE = "quarterhour-devices";
const STORE = "device";
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" } as const;

/** Over plain HTTP browsers give neither keys nor signatures. */
export const canHoldKeys = (): boolean => window.isSecureContext && "subtle" in crypto && "indexedDB" in window;

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser's store did not answer"));
  });
}

async function opened(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "deviceId" });
  return (await answered(request)).transaction(STORE, mode).objectStore(STORE);
}

export const heldDevices = async (): Promise<HeldDevice[]> => answered((await opened("readonly")).getAll());

export async function keepDevice(device: HeldDevice): Promise<void> {
  await answered((await opened("readwrite")).put(device));
  // Browsers throw stores away when the phone is full, unless asked not to.
  await navigator.storage?.persist?.().catch(() => false);
}

export async function forgetDevice(deviceId: string): Promise<void> {
  await answered((await opened("readwrite")).delete(deviceId));
}

/** A new key pair, and its public half as the server keeps it. */
export async function newDeviceKeys(): Promise<{ readonly keys: CryptoKeyPair; readonly publicKey: string }> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, false, ["sign", "verify"]);
  return { keys, publicKey: JSON.stringify(await crypto.subtle.exportKey("jwk", keys.publicKey)) };
}

/** r and s one after the other, base64url. */
export async function signedBy({ keys }: HeldDevice, nonce: string): Promise<string> {
  const bytes = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, keys.privateKey, new TextEncoder().encode(nonce));
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
