import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { certificateFolder } from "../environment.server";

const NAMES = {
  certificate: "certificate.pem",
  key: "key.pem",
  authority: "authority.pem",
  authorityKey: "authority-key.pem",
} as const;
export type CertificateFile = keyof typeof NAMES;

export const certificateFile = (which: CertificateFile): string => join(certificateFolder(), NAMES[which]);

export const hasFile = (which: CertificateFile): boolean => existsSync(certificateFile(which));

export const readKept = (which: CertificateFile): string => readFileSync(certificateFile(which), "utf8");

const OWNER_ALONE = 0o600;
const EVERYBODY = 0o644;

/** Whole or not at all; keys readable by their owner alone. */
export function keep(which: CertificateFile, pem: string): void {
  mkdirSync(certificateFolder(), { recursive: true, mode: 0o700 });
  const file = certificateFile(which);
  const mode = which === "key" || which === "authorityKey" ? OWNER_ALONE : EVERYBODY;
  writeFileSync(`${file}.new`, pem, { mode });
  chmodSync(`${file}.new`, mode);
  renameSync(`${file}.new`, file);
}
