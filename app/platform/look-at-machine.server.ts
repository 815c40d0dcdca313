import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { restoreJournalFile } from "./backup/restore-journal.server";
import { broken, good, warning, type Finding } from "./finding.server";
import {
  certificateFolder,
  dataFolder,
  isDemo,
  keysSaid,
  listensToOthers,
  publicOrigin,
  tlsFiles,
  trustedProxies,
} from "./environment.server";
import { certificateFaults, chainOf, daysLeft, namesOf } from "./certificate/check-certificate.server";
import { now } from "./clock.server";
import { keyRing, keyRingFile, requireKeyRing } from "./key-ring.server";

const OLDEST_NODE = [20, 19] as const;
const LEAST_FREE_BYTES = 300e6;
const COMFORTABLE_BYTES = 2e9;
const OTHERS_MAY_READ = 0o077;

/** Everything that can be said without a database. */
export const lookAtMachine = (): Finding[] =>
  [nodeVersion(), writableData(), freeSpace(), restoring(), keys(), https(), certificate(), proxies()].filter(
    (one) => one !== null,
  );

export function nodeVersion(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNew = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return isNew
    ? good("node", `Node ${version}`)
    : broken("node", `Node ${version} 过旧 · Node ${version} is too old: install ${OLDEST_NODE.join(".")} or newer.`);
}

function writableData(): Finding {
  const folder = dataFolder();
  if (!existsSync(folder))
    return warning("data-folder", `数据文件夹尚未建立 · ${folder} is not there yet: the first start makes it.`);
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return good("data-folder", folder);
  } catch {
    return broken(
      "data-folder",
      `数据文件夹无法写入 · ${folder} cannot be written by this user: make it writable (chown), or set QUARTERHOUR_DATA to a folder that is.`,
    );
  }
}

function freeSpace(): Finding | null {
  const folder = dataFolder();
  if (!existsSync(folder)) return null;
  const { bavail, bsize } = statfsSync(folder);
  return spaceFinding(bavail * bsize, folder);
}

export function spaceFinding(free: number, folder: string): Finding {
  const left = `${(free / 1e9).toFixed(1)} GB`;
  if (free < LEAST_FREE_BYTES)
    return broken(
      "disk",
      `磁盘空间不足 · only ${left} are free at ${folder}: free some space, or move QUARTERHOUR_DATA to another disk.`,
    );
  if (free < COMFORTABLE_BYTES)
    return warning(
      "disk",
      `磁盘空间不多 · ${left} are free at ${folder}: an import and a backup may not fit; free some space soon.`,
    );
  return good("disk", `可用 ${left} · ${left} free`);
}

/** Of one that is at work the journal lies there too; of one that was killed it stays. */
function restoring(): Finding | null {
  const file = restoreJournalFile();
  if (!existsSync(file)) return null;
  return broken(
    "restore",
    `恢复未完成（${file}）· a restore is at work or was cut off: where none runs any more, stop every web and jobs process and run qh restore --settle.`,
  );
}

function keys(): Finding {
  const file = keyRingFile();
  if (isDemo() && !existsSync(file) && !keysSaid())
    return good("keys", "演示密钥在首次启动时生成 · demo mode makes its keys at the first start");
  try {
    requireKeyRing();
    const { keys: ring, activeId } = keyRing();
    const at = statSync(file, { throwIfNoEntry: false });
    if (at && (at.mode & OTHERS_MAY_READ) !== 0)
      return broken("keys", `密钥文件他人可读 · ${file} may be read by others: chmod 600 ${file}.`);
    return good("keys", `${ring.size} 个密钥，当前 ${activeId} · ${ring.size} keys, ${activeId} seals`);
  } catch (error) {
    return broken("keys", error instanceof Error ? error.message : String(error));
  }
}

/** The certificate HTTPS is served with here: right for its name, and for how long. */
function certificate(): Finding | null {
  const files = tlsFiles();
  if (!files) return null;
  const mend = "renew it (qh certificate renew), or set another (qh certificate use)";
  try {
    const [pem, key] = [readFileSync(files.certificate, "utf8"), readFileSync(files.key, "utf8")];
    if ((statSync(files.key).mode & OTHERS_MAY_READ) !== 0)
      return broken("certificate", `证书私钥他人可读 · ${files.key} may be read by others: chmod 600 ${files.key}.`);
    const origin = publicOrigin();
    const names = origin ? [new URL(origin).hostname.replace(/^\[|\]$/g, "")] : [];
    const authority = readIfThere(join(certificateFolder(), "authority.pem"));
    const faults = certificateFaults({ certificate: pem, key, names, at: now(), authority });
    const [worst] = [...faults].sort((a, b) => a.weight.localeCompare(b.weight));
    if (worst) return (worst.weight === "broken" ? broken : warning)("certificate", `${worst.sentence} ${mend}.`);
    const server = chainOf(pem)?.[0];
    return good(
      "certificate",
      server ? `还有 ${daysLeft(server, now())} 天 · ${namesOf(server).join(", ")}, until ${server.validTo}` : "",
    );
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "?";
    return broken("certificate", `证书文件无法读取 · ${files.certificate} or ${files.key} cannot be read (${code}): ${mend}.`);
  }
}

const readIfThere = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, "utf8") : undefined);

function https(): Finding {
  const origin = publicOrigin();
  if (origin?.startsWith("https:") || tlsFiles()) return good("https", origin ?? "HTTPS");
  const missing =
    "离线页面、浏览器加密与定位不可用 · pages work, but away from this machine browsers switch off offline work (service worker), " +
    "signing in with a bound phone (WebCrypto) and «where am I» (geolocation)";
  const mend =
    "set up HTTPS (qh certificate make --name …; or QUARTERHOUR_TLS_CERTIFICATE and QUARTERHOUR_TLS_KEY, or a proxy in front) and QUARTERHOUR_ORIGIN=https://…";
  return isDemo() && origin === undefined && !listensToOthers()
    ? good("https", `本机演示使用 HTTP · the demo on this machine uses HTTP; for others ${mend}`)
    : warning("https", `未使用 HTTPS：${missing}: ${mend}.`);
}

/** A public address without a certificate of our own means that somebody stands in front. */
export function proxies(): Finding | null {
  const named = trustedProxies();
  if (named.length > 0) return good("proxies", `信任的代理 ${named.join(", ")} · trusted in front: ${named.join(", ")}`);
  if (!publicOrigin()?.startsWith("https:") || tlsFiles()) return null;
  return warning(
    "proxies",
    "前置代理未声明，所有访客会被算作同一个地址，一起受限 · a proxy in front is not named, so all its visitors count as one address and " +
      "wait for one another: set QUARTERHOUR_TRUSTED_PROXIES to its address.",
  );
}
