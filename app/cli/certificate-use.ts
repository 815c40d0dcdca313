import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { certificateFaults, chainOf, namesOf } from "~/platform/certificate/check-certificate.server";
import { keep } from "~/platform/certificate/kept-certificate.server";
import { now } from "~/platform/clock.server";
import { certificateFolder, publicOrigin } from "~/platform/environment.server";
import type { Command } from "./command";
import { REFUSED } from "./terminal-actor";
import { typedPath } from "./typed-path";
import { written } from "./written";

export const certificateUseCommand: Command = {
  name: "certificate use",
  summary: "核对并启用已有证书 · checks a given certificate and puts it to use",
  usage: "qh certificate use CERTIFICATE-FILE KEY-FILE [--name HOST …] [--authority FILE]",
  needsDatabase: false,
  async run(args) {
    const { values, positionals } = parseArgs({
      ...{ args: [...args], allowPositionals: true },
      options: { name: { type: "string", multiple: true }, authority: { type: "string" } },
    });
    if (positionals.length !== 2) return refuse(`用法 usage: ${certificateUseCommand.usage}`);
    const [certificate, key, authority] = [...positionals, values.authority].map((file) => file && readIfThere(typedPath(file)));
    if (!certificate || !key || (values.authority && !authority))
      return refuse("文件无法读取 · One of the files cannot be read: correct its name, or run this as a user who may.");
    const origin = publicOrigin();
    const names = values.name ?? (origin ? [new URL(origin).hostname.replace(/^\[|\]$/g, "")] : []);
    const faults = certificateFaults({ certificate, key, names, at: now(), authority });
    const told = faults.map(({ weight, sentence }) => `${weight === "broken" ? "✖" : "!"} ${sentence}\n`).join("");
    if (faults.some(({ weight }) => weight === "broken"))
      return refuse(`${told}未启用，原证书不变 · Not put to use; what was there stays.`);
    const server = chainOf(certificate)?.[0];
    keep("key", key);
    keep("certificate", certificate);
    await written(
      `${told}✓ 已启用 · in use: ${server ? namesOf(server).join(", ") : ""}，有效至 valid until ${server?.validTo}\n` +
        `  ${certificateFolder()}：下次启动起使用，运行中的 HTTPS 一分钟内换用 · from the next start on; a running HTTPS server takes it up within a minute\n` +
        (names.length === 0
          ? "  ! 未核对主机名，请设置 QUARTERHOUR_ORIGIN · no name was compared: set QUARTERHOUR_ORIGIN, or say --name\n"
          : ""),
    );
    return 0;
  },
};

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return REFUSED;
}
