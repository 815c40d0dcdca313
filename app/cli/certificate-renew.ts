import { parseArgs } from "node:util";
import { chainOf, daysLeft, namesOf, WARN_DAYS } from "~/platform/certificate/check-certificate.server";
import { hasFile, keep, readKept } from "~/platform/certificate/kept-certificate.server";
import { makeServerCertificate } from "~/platform/certificate/make-certificate.server";
import { now } from "~/platform/clock.server";
import { certificateFolder } from "~/platform/environment.server";
import type { Command } from "./command";
import { REFUSED } from "./terminal-actor";
import { written } from "./written";

export const certificateRenewCommand: Command = {
  name: "certificate renew",
  summary: "到期前续签自有证书，可每天运行 · renews the own certificate before it ends; may run every day",
  usage: "qh certificate renew [--now]",
  needsDatabase: false,
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { now: { type: "boolean" } } });
    const server = hasFile("certificate") ? chainOf(readKept("certificate"))?.[0] : undefined;
    const authority = hasFile("authority") ? chainOf(readKept("authority"))?.[0] : undefined;
    if (!server || !authority || !server.verify(authority.publicKey))
      return refuse(
        `没有自有机构签发的证书 · There is no certificate of an own authority in ${certificateFolder()}: make one with qh certificate make, or renew yours where it came from and set it with qh certificate use.`,
      );
    const left = daysLeft(server, now());
    if (left >= WARN_DAYS && !values.now) {
      await written(`还有 ${left} 天，无需续签 · ${left} days left: nothing to do before ${WARN_DAYS}\n`);
      return 0;
    }
    if (daysLeft(authority, now()) < WARN_DAYS)
      return refuse(
        "自有机构即将到期 · The authority itself is about to end: make another with qh certificate make … --new-authority, which every device must then trust.",
      );
    if (!hasFile("authorityKey"))
      return refuse(
        `缺少机构私钥 · The authority's key is not in ${certificateFolder()}: put the copy you kept back, then run this again.`,
      );
    const names = namesOf(server);
    const made = await makeServerCertificate(
      { certificate: readKept("authority"), key: readKept("authorityKey") },
      ...([names, now()] as const),
    );
    keep("key", made.key);
    keep("certificate", made.certificate);
    await written(
      `已续签 · renewed: ${names.join(", ")}，有效至 valid until ${chainOf(made.certificate)?.[0]?.validTo}\n` +
        "  运行中的网页服务一分钟内换用 · a running web process takes it up within a minute\n",
    );
    return 0;
  },
};

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return REFUSED;
}
