import { Secret, TOTP } from "otpauth";
import { renderSVG } from "uqr";

/** Time-based one-time codes (RFC 6238) as every authenticator app reads them: SHA-1, six digits, thirty seconds. */
const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;
/** Codes of the thirty seconds before and after are taken too: clocks differ, and fingers are slow. */
const DRIFT_STEPS = 1;

/** 160 bits of chance, in the letters people can type. */
export const newCodeSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

const codesOf = (secret: string, label = ""): TOTP =>
  new TOTP({ secret: Secret.fromBase32(secret), issuer: "Quarterhour", label, digits: 6, period: PERIOD_SECONDS });

/** Which thirty seconds since 1970 a code belongs to; null where it is none of the present ones. */
export function stepOfCode(secret: string, code: string, at: Date): number | null {
  const delta = codesOf(secret).validate({ token: code, timestamp: at.getTime(), window: DRIFT_STEPS });
  return delta === null ? null : Math.floor(at.getTime() / 1000 / PERIOD_SECONDS) + delta;
}

/** What an authenticator app reads from the screen, as a picture. */
export function codePicture(secret: string, label: string): string {
  const svg = renderSVG(codesOf(secret, label).toString(), { border: 2 });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}
