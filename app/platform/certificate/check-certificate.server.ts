import { createPrivateKey, X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { rootCertificates } from "node:tls";

/** One thing about a certificate that people should know: one sentence, Chinese then English. */
export interface CertificateFault {
  /** broken: browsers or the server refuse it · warning: it works, but not for long or not everywhere */
  readonly weight: "broken" | "warning";
  readonly sentence: string;
}

export interface CheckAsked {
  /** the server's certificate first, then those that lead from it to an authority */
  readonly certificate: string;
  readonly key: string;
  /** host names and addresses people will type */
  readonly names: readonly string[];
  readonly at: Date;
  /** an authority beside the public ones */
  readonly authority?: string | undefined;
}

const DAY_MS = 86_400_000;
export const WARN_DAYS = 30;
const LEAST_RSA_BITS = 2_048;
const SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

const broken = (sentence: string): CertificateFault => ({ weight: "broken", sentence });
const warning = (sentence: string): CertificateFault => ({ weight: "warning", sentence });

/** Everything that would keep browsers or the server from using it, in the order in which it is best mended. */
export function certificateFaults(asked: CheckAsked): CertificateFault[] {
  const chain = chainOf(asked.certificate);
  const server = chain?.[0];
  if (!chain || !server)
    return [broken("证书无法读取 · the certificate cannot be read: it should be PEM (-----BEGIN CERTIFICATE-----).")];
  return [
    ...ofTheKey(server, asked.key),
    ...ofTheDates(chain, asked.at),
    ...ofTheNames(server, asked.names),
    ...ofTheChain(chain, asked),
  ];
}

/** The certificates of a PEM file in their order; undefined where one of them is none. */
export function chainOf(pem: string): X509Certificate[] | undefined {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g);
  try {
    return blocks?.map((block) => new X509Certificate(block));
  } catch {
    return undefined;
  }
}

export const daysLeft = (certificate: X509Certificate, at: Date): number =>
  Math.floor((Date.parse(certificate.validTo) - at.getTime()) / DAY_MS);

/** Host names and addresses a certificate is for. */
export const namesOf = ({ subjectAltName }: X509Certificate): string[] =>
  (subjectAltName ?? "").split(", ").flatMap((one) => /^(?:DNS|IP Address):(.+)$/.exec(one)?.[1] ?? []);

function ofTheKey(server: X509Certificate, pem: string): CertificateFault[] {
  let key;
  try {
    key = createPrivateKey(pem);
  } catch {
    return [
      broken(
        "私钥无法读取 · the private key cannot be read: it should be PEM without a password (openssl pkey -in KEY -out key.pem).",
      ),
    ];
  }
  const { modulusLength } = server.publicKey.asymmetricKeyDetails ?? {};
  return [
    ...(server.checkPrivateKey(key)
      ? []
      : [broken("私钥与证书不匹配 · the private key belongs to another certificate: take the one its request was made with.")]),
    ...(modulusLength !== undefined && modulusLength < LEAST_RSA_BITS
      ? [broken(`密钥过短 · its RSA key has ${modulusLength} bits, and browsers want ${LEAST_RSA_BITS}: have a new one made.`)]
      : []),
  ];
}

function ofTheDates(chain: readonly X509Certificate[], at: Date): CertificateFault[] {
  return chain.flatMap((one) => {
    const name = one.subject.split("\n").at(-1) ?? "";
    const left = daysLeft(one, at);
    if (Date.parse(one.validFrom) > at.getTime())
      return [broken(`证书尚未生效 · ${name} is valid only from ${one.validFrom}: set the clock of this machine, or wait.`)];
    if (Date.parse(one.validTo) < at.getTime()) return [broken(`证书已过期 · ${name} ended on ${one.validTo}: renew it.`)];
    return left < WARN_DAYS
      ? [warning(`证书 ${left} 天后到期 · ${name} ends in ${left} days (${one.validTo}): renew it now.`)]
      : [];
  });
}

function ofTheNames(server: X509Certificate, names: readonly string[]): CertificateFault[] {
  const there = namesOf(server);
  const missing = names.filter((name) => (isIP(name) ? !server.checkIP(name) : !server.checkHost(name, { subject: "never" })));
  return [
    ...missing.map((name) =>
      broken(`证书不含 ${name} · the certificate is not for ${name} (it is for ${there.join(", ") || "no name at all"}).`),
    ),
    ...(server.keyUsage && !server.keyUsage.includes(SERVER_AUTH)
      ? [broken("不是服务器证书 · it was not made for servers (extended key usage serverAuth is missing).")]
      : []),
  ];
}

function ofTheChain(chain: readonly X509Certificate[], { authority }: CheckAsked): CertificateFault[] {
  for (const [i, one] of chain.slice(0, -1).entries())
    if (!isIssuedBy(one, chain[i + 1]!))
      return [
        broken(
          `证书链不连贯 · certificate ${i + 1} of the file is not signed by the next one: put the server's first and each issuer after it.`,
        ),
      ];
  const top = chain.at(-1)!;
  const own = authority === undefined ? [] : (chainOf(authority) ?? []);
  if (own.some((one) => one.fingerprint256 === top.fingerprint256 || isIssuedBy(top, one))) return [];
  const isPublic = rootCertificates.some((pem) => {
    const root = new X509Certificate(pem);
    return root.fingerprint256 === top.fingerprint256 || (top.checkIssued(root) && isIssuedBy(top, root));
  });
  if (isPublic) return [];
  return [
    warning(
      isIssuedBy(top, top)
        ? "由自有机构签发，设备须先信任该机构 · it comes from an authority of its own: devices must be told to trust that first."
        : "缺少上级证书或为非公共机构 · its issuer is no public authority and not in the file: add the certificates in between, or tell devices to trust the issuer.",
    ),
  ];
}

const isIssuedBy = (one: X509Certificate, issuer: X509Certificate): boolean =>
  one.checkIssued(issuer) && issuer.ca && one.verify(issuer.publicKey);
