import { createHash, randomBytes } from "node:crypto";

/** 256 bits of chance; the database keeps only their hash. */
export const newSessionToken = (): string => randomBytes(32).toString("base64url");

export const sessionTokenHash = (token: string): string => createHash("sha256").update(token).digest("hex");
