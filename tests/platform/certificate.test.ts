import { X509Certificate } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeEach, expect, test } from "vitest";
import { certificateMakeCommand } from "~/cli/certificate-make";
import { certificateRenewCommand } from "~/cli/certificate-renew";
import { certificateUseCommand } from "~/cli/certificate-use";
import type { Machine } from "~/cli/command";
import { certificateFaults } from "~/platform/certificate/check-certificate.server";
import { makeAuthority, makeServerCertificate } from "~/platform/certificate/make-certificate.server";
import { lookAtMachine } from "~/platform/look-at-machine.server";
import { webServer } from "~/platform/web-server.server";

const folder = mkdtempSync(join(tmpdir(), "quarterhour-certificate-"));
const before = process.env.QUARTERHOUR_DATA;
const machine = { settings: () => ({ problems: [], unknown: [] }) } as unknown as Machine;
const kept = (name: string) => join(process.env.QUARTERHOUR_DATA ?? "", "certificates", name);
const DAY_MS = 86_400_000;
let round = 0;

beforeEach(() => {
  process.env.QUARTERHOUR_DATA = join(folder, `data-${round++}`);
});
afterAll(() => {
  if (before === undefined) delete process.env.QUARTERHOUR_DATA;
  else process.env.QUARTERHOUR_DATA = before;
  rmSync(folder, { recursive: true });
});

const make = (...args: string[]) => certificateMakeCommand.run(args, machine);
const certificateFinding = () => lookAtMachine().find(({ about }) => about === "certificate");

/** What a device says that trusts this authority and typed this name. */
const asked = (port: number, name: string, ca: string) =>
  new Promise<X509Certificate | undefined>((answer, failed) =>
    get({ host: "127.0.0.1", port, servername: name, ca, agent: false }, (response) => {
      const seen = (response.socket as TLSSocket).getPeerX509Certificate();
      response.resume().on("end", () => answer(seen));
    }).on("error", failed),
  );

test("one command makes HTTPS that a device trusts once it trusts the authority, and a renewed certificate is taken up", async () => {
  expect(await make("--name", "care.example", "--address", "10.0.0.5")).toBe(0);
  for (const name of ["key.pem", "authority-key.pem"]) expect(statSync(kept(name)).mode & 0o777, name).toBe(0o600);
  const server = webServer((_request, response) => response.end("sealed"), 20);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  const authority = readFileSync(kept("authority.pem"), "utf8");
  const first = await asked(port, "care.example", authority);
  expect(first?.checkIP("10.0.0.5")).toBe("10.0.0.5");
  await expect(asked(port, "other.example", authority)).rejects.toThrow(/altnames|Hostname/i);
  await expect(asked(port, "care.example", "")).rejects.toThrow();
  expect(await certificateRenewCommand.run(["--now"], machine)).toBe(0);
  await expect.poll(async () => (await asked(port, "care.example", authority))?.serialNumber).not.toBe(first?.serialNumber);
  server.close();
});

test("the authority is handed out with its fingerprint and words for Windows, Android and iPhone in both languages", async () => {
  await make("--name", "care.example");
  const handed = new X509Certificate(readFileSync(kept(join("hand-out", "quarterhour-authority.crt"))));
  expect([handed.ca, handed.fingerprint256]).toEqual([
    true,
    new X509Certificate(readFileSync(kept("authority.pem"))).fingerprint256,
  ]);
  const words = readFileSync(kept(join("hand-out", "安装说明-install.txt")), "utf8");
  for (const part of [
    handed.fingerprint256,
    "Trusted Root",
    "受信任的根证书",
    "CA certificate",
    "CA 证书",
    "Certificate Trust",
    "证书信任设置",
  ])
    expect(words).toContain(part);
});

test("a second certificate keeps the authority; without its key nothing is made; a wrong name is refused", async () => {
  await make("--name", "care.example");
  const authority = readFileSync(kept("authority.pem"), "utf8");
  expect(await make("--name", "other.example")).toBe(0);
  expect(readFileSync(kept("authority.pem"), "utf8")).toBe(authority);
  rmSync(kept("authority-key.pem"));
  expect(await make("--name", "third.example")).toBe(2);
  expect(await certificateRenewCommand.run(["--now"], machine)).toBe(2);
  expect(await make("--name", "third.example", "--new-authority")).toBe(0);
  for (const wrong of [["--name", "10.0.0.5"], ["--address", "care"], ["--name", "a b"], []])
    expect(await make(...wrong)).toBe(2);
});

test("a certificate that cannot work is told by what is wrong with it", async () => {
  const at = new Date("2026-11-22T00:00:00Z");
  const authority = await makeAuthority("Test", at);
  const { certificate, key } = await makeServerCertificate(authority, ["care.example", "10.0.0.5", "*.care.example"], at);
  const stranger = await makeServerCertificate(await makeAuthority("Stranger", at), ["care.example"], at);
  const told = (change: Partial<Parameters<typeof certificateFaults>[0]>) =>
    certificateFaults({ certificate, key, names: [], at, authority: authority.certificate, ...change }).map(
      ({ weight, sentence }) => `${weight}: ${sentence}`,
    );
  expect(told({ names: ["care.example", "10.0.0.5", "desk.care.example"] })).toEqual([]);
  expect(told({ authority: undefined }).join()).toContain("warning: 由自有机构签发");
  expect(told({ key: stranger.key }).join()).toContain("broken: 私钥与证书不匹配");
  expect(told({ key: "none" }).join()).toContain("private key cannot be read");
  expect(told({ certificate: "none" }).join()).toContain("certificate cannot be read");
  expect(told({ names: ["other.example", "10.0.0.6"] })).toHaveLength(2);
  expect(told({ at: new Date(at.getTime() + 398 * DAY_MS) }).join()).toContain("broken: 证书已过期");
  expect(told({ at: new Date(at.getTime() - 3 * DAY_MS) }).join()).toContain("尚未生效");
  expect(told({ at: new Date(at.getTime() + 380 * DAY_MS) }).join()).toContain("warning: 证书 17 天后到期");
  const foreignChain = certificate.split(/(?=-----BEGIN)/)[0] + stranger.certificate.split(/(?=-----BEGIN)/)[1]!;
  expect(told({ certificate: foreignChain }).join()).toContain("broken: 证书链不连贯");
  expect(told({ certificate: authority.certificate, key: authority.key, names: ["care.example"] }).join()).toContain(
    "not for care.example",
  );
});

test("a given certificate is put to use only when it fits, and what was there stays", async () => {
  const at = new Date();
  const authority = await makeAuthority("Given", at);
  const given = await makeServerCertificate(authority, ["care.example"], at);
  const files = { certificate: join(folder, "given.pem"), key: join(folder, "given-key.pem") };
  writeFileSync(files.certificate, given.certificate);
  writeFileSync(files.key, given.key);
  const use = (...args: string[]) => certificateUseCommand.run(args, machine);
  expect(await use(files.certificate, files.key, "--name", "other.example")).toBe(2);
  expect(existsSync(kept("certificate.pem"))).toBe(false);
  expect(await use(files.certificate, files.key, "--name", "care.example")).toBe(0);
  expect([statSync(kept("key.pem")).mode & 0o777, readFileSync(kept("certificate.pem"), "utf8")]).toEqual([
    0o600,
    given.certificate,
  ]);
  expect(await use(files.certificate, join(folder, "none.pem"))).toBe(2);
});

test("qh doctor warns thirty days before the end, and names a key that others may read", async () => {
  await make("--name", "care.example");
  expect(certificateFinding()).toMatchObject({ state: "good" });
  const made = new Date(Date.now() - 370 * DAY_MS);
  const authority = await makeAuthority("Old", made);
  const old = await makeServerCertificate(authority, ["care.example"], made);
  writeFileSync(kept("authority.pem"), authority.certificate);
  writeFileSync(kept("authority-key.pem"), authority.key);
  writeFileSync(kept("certificate.pem"), old.certificate);
  writeFileSync(kept("key.pem"), old.key);
  expect(certificateFinding()?.state).toBe("warning");
  expect(certificateFinding()?.sentence).toMatch(/ends in 2[67] days/);
  expect(await certificateRenewCommand.run([], machine)).toBe(0);
  expect(certificateFinding()).toMatchObject({ state: "good" });
  chmodSync(kept("key.pem"), 0o644);
  expect(certificateFinding()).toMatchObject({ state: "broken" });
});
