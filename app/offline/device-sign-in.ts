import { forgetDevice, keepDevice, newDeviceKeys, signedBy, type HeldDevice } from "./device-key";

/** What the server says of a try; null = signed in. */
export type FieldAnswer = { readonly kind: string; readonly left?: number; readonly seconds?: number } | null;

async function posted<T>(path: string, fields: Readonly<Record<string, string>>): Promise<T> {
  const response = await fetch(path, { method: "POST", body: new URLSearchParams(fields) });
  return (await response.json()) as T;
}

const UNHEARD: FieldAnswer = { kind: "no-connection" };

/** Proves that this phone is the bound one, by signing what the server asks, and sends the PIN with it. */
export async function signInWith(device: HeldDevice, pin: string): Promise<FieldAnswer> {
  try {
    const { deviceId } = device;
    const { challenge } = await posted<{ challenge: { id: string; nonce: string } | null }>("/sign-in/field/challenge", {
      device: deviceId,
    });
    if (!challenge) return await forgotten(deviceId);
    const signature = await signedBy(device, challenge.nonce);
    const { refusal } = await posted<{ refusal: FieldAnswer }>("/sign-in/field/session", {
      ...{ device: deviceId, challenge: challenge.id, signature, pin },
    });
    return refusal?.kind === "unbound" || refusal?.kind === "not-bound" ? await forgotten(deviceId, refusal) : refusal;
  } catch {
    return UNHEARD;
  }
}

/** A key the server no longer knows is of no use here either. */
async function forgotten(deviceId: string, refusal: FieldAnswer = { kind: "not-bound" }): Promise<FieldAnswer> {
  await forgetDevice(deviceId);
  return refusal;
}

/** Binds this phone: its key is kept once the server has taken the code. */
export async function bindWith(fields: { phone: string; code: string; pin: string }): Promise<FieldAnswer> {
  try {
    const { keys, publicKey } = await newDeviceKeys();
    const answer = await posted<{ refusal: FieldAnswer; deviceId?: string }>("/sign-in/field/binding", { ...fields, publicKey });
    if (!answer.deviceId) return answer.refusal;
    await keepDevice({ deviceId: answer.deviceId, tail: fields.phone.replace(/\D/g, "").slice(-4), keys });
    return null;
  } catch {
    return UNHEARD;
  }
}
