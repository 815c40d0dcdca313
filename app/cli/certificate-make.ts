import { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { hasFile, keep, readKept } from "~/platform/certificate/kept-certificate.server";
import { makeAuthority, makeServerCertificate } from "~/platform/certificate/make-certificate.server";
import { now } from "~/platform/clock.server";
import { certificateFolder } from "~/platform/environment.server";
import { handOutWords } from "./certificate-words";
import type { Command } from "./command";
import { REFUSED } from "./terminal-actor";
import { written } from "./written";

const HAND_OUT = "quarterhour-authority.crt";
/** A host name of letters, digits and hyphens, perhaps with a star in front. */
const HOST_NAME = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

export const certificateMakeCommand: Command = {
  name: "certificate make",
  summary: "用自有机构签发 HTTPS 证书 · makes an own authority and a certificate for HTTPS",
  usage: "qh certificate make --name HOST [--name …] [--address IP …] [--new-authority]",
  needsDatabase: false,
  async run(args, machine) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...{ name: { type: "string", multiple: true }, address: { type: "string", multiple: true } },
        "new-authority": { type: "boolean" },
      },
    });
    const hosts = values.name ?? [];
    const addresses = values.address ?? [];
    const wrong = hosts.find((name) => !HOST_NAME.test(name) || isIP(name)) ?? addresses.find((address) => !isIP(address));
    if (hosts.length + addresses.length === 0) return refuse(`用法 usage: ${certificateMakeCommand.usage}`);
    if (wrong !== undefined)
      return refuse(
        `${wrong} 不是主机名或地址 · ${wrong} is no host name (--name care.example) or address (--address 10.0.0.5): correct it.`,
      );
    const { problems } = machine.settings();
    if (problems.length > 0) return refuse(problems.map(({ sentence }) => sentence).join("\n"));
    const isNew = values["new-authority"] === true || !hasFile("authority");
    if (!isNew && !hasFile("authorityKey"))
      return refuse(
        `缺少机构私钥 · The authority's key is not in ${certificateFolder()}: put the copy you kept back for this command, or make another authority (--new-authority; every device must then trust that one).`,
      );
    const names = [...hosts, ...addresses];
    await makeAll(names, isNew);
    await written(inWords(names, isNew));
    return 0;
  },
};

async function makeAll(names: readonly string[], isNew: boolean): Promise<void> {
  const at = now();
  const authority = isNew
    ? await makeAuthority(`Quarterhour ${names[0]} ${at.toISOString().slice(0, 10)}`, at)
    : { certificate: readKept("authority"), key: readKept("authorityKey") };
  if (isNew) {
    keep("authorityKey", authority.key);
    keep("authority", authority.certificate);
  }
  const made = await makeServerCertificate(authority, names, at);
  keep("key", made.key);
  keep("certificate", made.certificate);
  const folder = join(certificateFolder(), "hand-out");
  const { raw, fingerprint256 } = new X509Certificate(authority.certificate);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, HAND_OUT), raw);
  writeFileSync(join(folder, "安装说明-install.txt"), handOutWords(HAND_OUT, fingerprint256, `https://${names[0]}`));
}

function inWords(names: readonly string[], isNew: boolean): string {
  const { validTo } = new X509Certificate(readKept("certificate"));
  const authority = new X509Certificate(readKept("authority"));
  return [
    `已签发 · made: ${names.join(", ")}，有效至 valid until ${validTo}`,
    `  ${certificateFolder()}：下次启动起使用 HTTPS · from the next start on HTTPS is served with it`,
    `  设置 set QUARTERHOUR_ORIGIN=https://${names[0]}（端口不是 443 时加 :端口 · with the port where it is not 443）`,
    isNew
      ? `  每台设备须信任新机构一次 · every device must trust the new authority once: ${join(certificateFolder(), "hand-out")}`
      : "  机构未变，设备无需再装 · the authority is the same: devices need nothing new",
    `  机构指纹 its fingerprint ${authority.fingerprint256}`,
    `  请将 authority-key.pem 移到别处保管，续签时放回 · move authority-key.pem to a safe place and put it back to renew: whoever has it can pass for any site on these devices`,
    "  到期前 before the end: qh certificate renew",
    "",
  ].join("\n");
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return REFUSED;
}
