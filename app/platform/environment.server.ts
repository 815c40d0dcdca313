import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { configuration, type DOORS } from "./configuration.server.mjs";

/** What the launcher and the machine's owner decided, in the words of the product. Nothing else in app/ reads environment variables. */
export type Mode = "demo" | "production";

export const mode = (): Mode => (configuration().QUARTERHOUR_MODE === "production" ? "production" : "demo");

export const isDemo = (): boolean => mode() === "demo";

/** Files the installation keeps beside the database: uploads, error files, exports. */
export const dataFolder = (): string => resolve(configuration().QUARTERHOUR_DATA);

/** The built entry of a worker thread: `threadFile("coverage")` for app/threads/coverage.ts. */
export const threadFile = (name: string): string => join(resolve(configuration().QUARTERHOUR_THREADS), `${name}.js`);

/** The database as the app's own role. The launcher sets it before anything asks for records. */
export function databaseAddress(): string {
  const address = configuration().DATABASE_URL;
  if (!address) throw new Error("DATABASE_URL is not set: the launcher sets it before anything asks for records");
  return address;
}

/** The database as the owner of the tables, where the machine's owner named one; undefined on the embedded database. */
export const ownerAddress = (): string | undefined => configuration().DATABASE_OWNER_URL ?? configuration().DATABASE_URL;

/** A server that strangers reach: it serves no desk's pages. */
export const isEdge = (): boolean => configuration().QUARTERHOUR_ZONE === "edge";

/** Whether machines other than this one can reach the pages. */
export const listensToOthers = (): boolean => !/^(localhost|127\..*|::1)$/.test(configuration().HOST);

/** Where a path typed in a terminal is meant from. */
export const typedInFolder = (): string => resolve(configuration().QUARTERHOUR_TYPED_IN);

/** The key ring itself (JSON) or its file, where the machine's owner said so. */
export const keysSaid = (): string | undefined => configuration().QUARTERHOUR_KEYS;

/** Where the installation's own certificate lies (`qh certificate`). */
export const certificateFolder = (): string => join(dataFolder(), "certificates");

/**
 * The certificate and key files that HTTPS is served with: those that are named, else the installation's own. Undefined = plain
 * HTTP, perhaps behind a proxy.
 */
export function tlsFiles(): { readonly certificate: string; readonly key: string } | undefined {
  const { QUARTERHOUR_TLS_CERTIFICATE: certificate, QUARTERHOUR_TLS_KEY: key } = configuration();
  if (certificate && key) return { certificate: resolve(certificate), key: resolve(key) };
  const own = { certificate: join(certificateFolder(), "certificate.pem"), key: join(certificateFolder(), "key.pem") };
  return existsSync(own.certificate) && existsSync(own.key) ? own : undefined;
}

/** How long a web that was told to stop still answers everything, while /readyz says that it leaves. */
export const noticeMs = (): number => configuration().QUARTERHOUR_NOTICE_SECONDS * 1_000;

/** Whoever reads figures of the machine (/metrics) from elsewhere shows this. */
export const metricsToken = (): string | undefined => configuration().QUARTERHOUR_METRICS_TOKEN;

/** The address people type, where it differs from the one we listen on (a proxy with TLS in front): `https://care.example.org`. */
export function publicOrigin(): string | undefined {
  const { QUARTERHOUR_ORIGIN: origin } = configuration();
  return origin ? new URL(origin).origin : undefined;
}

/** The terms under which others may use the open data, where the machine's owner stated them. */
export const openDataLicence = (): { readonly name: string; readonly url: string | null } | undefined =>
  configuration().QUARTERHOUR_OPEN_DATA_LICENCE;

/** Addresses and networks of the proxies in front of us; what they say of a request is believed. */
export const trustedProxies = (): string[] => configuration().QUARTERHOUR_TRUSTED_PROXIES;

export type Door = keyof typeof DOORS;

/** Requests a minute through each kind of door, of one address and of one signed-in person; null = nobody is counted. */
export const requestLimits = (): Readonly<Record<Door, { readonly address: number; readonly person: number }>> | null =>
  configuration().QUARTERHOUR_LIMITS;

export interface BaseMap {
  /** tiles: one address a tile · archive: one PMTiles file, read in pieces */
  readonly kind: "tiles" | "archive";
  /** as browsers ask for it; of tiles with {z} {x} {y} and, where a proxy in front of us serves them from several hosts, {s} */
  readonly url: string;
  readonly attribution: string;
  /** 审图号, where the law asks for one */
  readonly approval: string;
  /** letters or digits that {s} stands for */
  readonly subdomains: string;
}

/** Where browsers find tiles of another host: we fetch them, so that the host never hears from a reader. */
export const TILES_ADDRESS = "/tiles/{z}/{x}/{y}";

/** A tile host elsewhere, whose pictures we fetch for our readers. */
export interface TileSource {
  /** with {z} {x} {y} and, if it has several hosts, {s} */
  readonly url: string;
  /** letters or digits that {s} stands for */
  readonly subdomains: string;
  /** host names that may lead into a private network, because the machine's owner said so */
  readonly privateHosts: readonly string[];
}

export function tileSource(): TileSource | null {
  const said = configuration();
  const url = said.QUARTERHOUR_BASE_MAP_URL;
  if (!url || isArchive(url) || url.startsWith("/")) return null;
  return { url, subdomains: said.QUARTERHOUR_BASE_MAP_SUBDOMAINS, privateHosts: said.QUARTERHOUR_BASE_MAP_PRIVATE_HOSTS };
}

/** Where a PMTiles file of the data folder is served. */
export const BASE_MAP_ADDRESS = "/base-map.pmtiles";

const isArchive = (url: string): boolean => /\.pmtiles(\?|$)/i.test(url);

/** The PMTiles file in the data folder that the map is drawn from, by its bare name. */
export function baseMapFile(): string | undefined {
  const { QUARTERHOUR_BASE_MAP_URL: url } = configuration();
  return url && isArchive(url) && !/[/\\?]/.test(url) ? url : undefined;
}

/** A picture under the map is a matter of configuration; the product needs none. */
export function baseMap(): BaseMap | undefined {
  const said = configuration();
  const url = said.QUARTERHOUR_BASE_MAP_URL;
  if (!url) return undefined;
  return {
    kind: isArchive(url) ? "archive" : "tiles",
    url: baseMapFile() ? BASE_MAP_ADDRESS : tileSource() ? TILES_ADDRESS : url,
    attribution: said.QUARTERHOUR_BASE_MAP_ATTRIBUTION,
    approval: said.QUARTERHOUR_BASE_MAP_APPROVAL,
    subdomains: said.QUARTERHOUR_BASE_MAP_SUBDOMAINS,
  };
}

/** The other hosts a map is drawn from, as origins: of what a browser reads itself, or of tiles we fetch for it. */
export function baseMapOrigins(map: Pick<BaseMap, "url" | "subdomains"> | null | undefined = baseMap()): string[] {
  if (!map || map.url.startsWith("/")) return [];
  const { url, subdomains } = map;
  const all = url.includes("{s}") ? [...subdomains].map((letter) => url.replaceAll("{s}", letter)) : [url];
  return [...new Set(all.map((one) => new URL(one.replace(/[{}]/g, "")).origin))];
}

/** The organisation's own sign-in (OpenID Connect), where one is configured. */
export interface OrganisationSignIn {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** the claim that holds the account's login */
  readonly claim: string;
  /** what people call it; "" = unnamed */
  readonly name: string;
}

export function organisationSignIn(): OrganisationSignIn | undefined {
  const said = configuration();
  if (!said.QUARTERHOUR_OIDC_ISSUER) return undefined;
  return {
    issuer: said.QUARTERHOUR_OIDC_ISSUER,
    clientId: said.QUARTERHOUR_OIDC_CLIENT_ID,
    clientSecret: said.QUARTERHOUR_OIDC_CLIENT_SECRET,
    claim: said.QUARTERHOUR_OIDC_CLAIM,
    name: said.QUARTERHOUR_OIDC_NAME,
  };
}

/** Where mail is handed over, where the machine's owner named a server. */
export interface MailServer {
  /** smtp:// or smtps://, perhaps with a user and password */
  readonly url: string;
  readonly from: string;
}

export function mailServer(): MailServer | undefined {
  const { QUARTERHOUR_SMTP_URL: url, QUARTERHOUR_SMTP_FROM: from } = configuration();
  return url && from ? { url, from } : undefined;
}

/** The operator's own bridge (SMS, 政务微信, 钉钉), and what it knows our letters by. */
export interface Webhook {
  readonly url: string;
  readonly secret: string;
}

export function webhook(): Webhook | undefined {
  const { QUARTERHOUR_WEBHOOK_URL: url, QUARTERHOUR_WEBHOOK_SECRET: secret } = configuration();
  return url && secret ? { url, secret } : undefined;
}

/** A gateway for text messages that sends registered templates. */
export interface SmsGateway {
  readonly url: string;
  readonly secret: string;
  /** the template's code by the kind of message it was registered for */
  readonly templates: Readonly<Record<string, string | undefined>>;
}

export function smsGateway(): SmsGateway | undefined {
  const said = configuration();
  const { QUARTERHOUR_SMS_URL: url, QUARTERHOUR_SMS_SECRET: secret } = said;
  return url && secret ? { url, secret, templates: said.QUARTERHOUR_SMS_TEMPLATES } : undefined;
}

/** The robot of a group of 企业微信 or 政务微信: its whole address, key and all. */
export const wecomRobot = (): { readonly url: string } | undefined => {
  const url = configuration().QUARTERHOUR_WECOM_URL;
  return url ? { url } : undefined;
};

/** The robot of a group of 钉钉: its whole address, and what messages are signed with. */
export function dingtalkRobot(): { readonly url: string; readonly secret: string } | undefined {
  const { QUARTERHOUR_DINGTALK_URL: url, QUARTERHOUR_DINGTALK_SECRET: secret } = configuration();
  return url && secret ? { url, secret } : undefined;
}

/** A 公众号 that sends one template message to staff who follow it. */
export interface WechatAccount {
  readonly host: string;
  readonly app: string;
  readonly secret: string;
  readonly template: string;
  /** openids of the followers who are told */
  readonly to: readonly string[];
}

export function wechatAccount(): WechatAccount | undefined {
  const said = configuration();
  const { QUARTERHOUR_WECHAT_APP: app, QUARTERHOUR_WECHAT_SECRET: secret, QUARTERHOUR_WECHAT_TEMPLATE: template } = said;
  if (!app || !secret || !template || said.QUARTERHOUR_WECHAT_TO.length === 0) return undefined;
  return { host: said.QUARTERHOUR_WECHAT_HOST, app, secret, template, to: said.QUARTERHOUR_WECHAT_TO };
}

/** Whether each answer is told, or only those that failed: a demo's log is a person's terminal. */
export const logsEachRequest = (): boolean =>
  (configuration().QUARTERHOUR_LOG ?? (isDemo() ? "failures" : "requests")) === "requests";
