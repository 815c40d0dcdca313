import "reflect-metadata";
import { createPrivateKey, randomBytes, webcrypto } from "node:crypto";
import { isIP } from "node:net";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** A certificate and its private key, as PEM. */
export interface MadePair {
  readonly certificate: string;
  readonly key: string;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" } as const;
const SIGNING = { name: "ECDSA", hash: "SHA-256" } as const;
const DAY_MS = 86_400_000;
/** Clocks of phones are not all right. */
const VALID_SINCE_MS = DAY_MS;
const AUTHORITY_DAYS = 3_650;
/** Apple refuses more than 825 days, also from an own authority; a year is renewed in good time. */
const SERVER_DAYS = 397;

const { subtle } = webcrypto;
/** Positive and as long as browsers want it. */
const serialNumber = (): string => `01${randomBytes(15).toString("hex")}`;
/** Letters that mean something in a distinguished name stay out of it. */
const plain = (text: string): string => text.replace(/[^\p{L}\p{N} .:_-]/gu, "");

/** An authority of the installation's own, which devices are told to trust once. */
export async function makeAuthority(name: string, at: Date): Promise<MadePair> {
  const keys = await subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(),
      name: `CN=${plain(name)}, O=Quarterhour`,
      ...validity(at, AUTHORITY_DAYS),
      keys,
      signingAlgorithm: SIGNING,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto as Crypto),
      ],
    },
    webcrypto as Crypto,
  );
  return { certificate: `${certificate.toString("pem")}\n`, key: await pemOf(keys.privateKey) };
}

/** A server's certificate for these names and addresses, signed by the authority. */
export async function makeServerCertificate(authority: MadePair, names: readonly string[], at: Date): Promise<MadePair> {
  const keys = await subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const issuer = new X509Certificate(authority.certificate);
  const der = createPrivateKey(authority.key).export({ type: "pkcs8", format: "der" });
  const signingKey = await subtle.importKey("pkcs8", new Uint8Array(der), ALGORITHM, false, ["sign"]);
  const certificate = await X509CertificateGenerator.create(
    {
      serialNumber: serialNumber(),
      subject: `CN=${plain(names[0] ?? "")}`,
      issuer: issuer.subject,
      ...validity(at, SERVER_DAYS, issuer.notAfter),
      publicKey: keys.publicKey,
      signingKey,
      signingAlgorithm: SIGNING,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension(
          names.map((value) => ({ type: isIP(value) ? ("ip" as const) : ("dns" as const), value })),
        ),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto as Crypto),
        await AuthorityKeyIdentifierExtension.create(issuer.publicKey, false, webcrypto as Crypto),
      ],
    },
    webcrypto as Crypto,
  );
  return { certificate: `${certificate.toString("pem")}\n${authority.certificate}`, key: await pemOf(keys.privateKey) };
}

function validity(at: Date, days: number, noLongerThan?: Date): { notBefore: Date; notAfter: Date } {
  const end = new Date(at.getTime() + days * DAY_MS);
  return {
    notBefore: new Date(at.getTime() - VALID_SINCE_MS),
    notAfter: noLongerThan && noLongerThan < end ? noLongerThan : end,
  };
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await subtle.exportKey("pkcs8", key)).toString("base64");
  return `-----BEGIN PRIVATE KEY-----\n${der.match(/.{1,64}/g)?.join("\n")}\n-----END PRIVATE KEY-----\n`;
}
