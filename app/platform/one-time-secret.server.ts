import { createHash, randomBytes, randomInt } from "node:crypto";
import { renderSVG } from "uqr";

/** 256 bits of chance for a link. */
export const newLinkSecret = (): string => randomBytes(32).toString("base64url");

/** Whatever else stands in its place is not looked for. */
export const isLinkSecret = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);

/** The secret in what was pasted: the whole link, or what stands behind its «#». */
export const secretPasted = (text: string): string => text.trim().replace(/^.*#/, "").slice(0, 100);

/** A link as a picture that a phone reads from the screen. */
export const linkPicture = (link: string): string =>
  `data:image/svg+xml;base64,${Buffer.from(renderSVG(link, { border: 2 })).toString("base64")}`;

/** Eight digits, to be read aloud and typed; good for minutes and few tries. */
export const newDigits = (): string => String(randomInt(0, 100_000_000)).padStart(8, "0");

/** Without letters and digits that look alike; 24 of them are 118 bits. */
const LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

/** `k3m9-…`: six groups of four. */
export function newRecoveryCode(): string {
  const letter = () => LETTERS[randomInt(0, LETTERS.length)];
  return Array.from({ length: 6 }, () => Array.from({ length: 4 }, letter).join("")).join("-");
}

/** As it was meant, however it was typed. */
export const recoveryCodeAsMeant = (typed: string): string => typed.toLowerCase().replace(/[^a-z0-9]/g, "");

/** Enough for what nobody can try through (112 bits and more, ASVS 5 6.5.2), or what is good for minutes and few tries. */
export const secretHash = (secret: string): string => createHash("sha256").update(secret).digest("hex");
