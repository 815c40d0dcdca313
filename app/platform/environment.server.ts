import { join, resolve } from "node:path";
import { configuration } from "./configuration.server.mjs";

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

/** Where a path typed in a terminal is meant from. */
export const typedInFolder = (): string => resolve(configuration().QUARTERHOUR_TYPED_IN);

/** The key ring itself (JSON) or its file, where the machine's owner said so. */
export const keysSaid = (): string | undefined => configuration().QUARTERHOUR_KEYS;

/** The certificate and key files that HTTPS is served with; undefined = plain HTTP, perhaps behind a proxy. */
export function tlsFiles(): { readonly certificate: string; readonly key: string } | undefined {
  const { QUARTERHOUR_TLS_CERTIFICATE: certificate, QUARTERHOUR_TLS_KEY: key } = configuration();
  return certificate && key ? { certificate: resolve(certificate), key: resolve(key) } : undefined;
}

/** Whoever reads figures of the machine (/metrics) from elsewhere shows this. */
export const metricsToken = (): string | undefined => configuration().QUARTERHOUR_METRICS_TOKEN;

/** The address people type, where it differs from the one we listen on (a proxy with TLS in front): `https://care.example.org`. */
export function publicOrigin(): string | undefined {
  const { QUARTERHOUR_ORIGIN: origin } = configuration();
  return origin ? new URL(origin).origin : undefined;
}

export interface BaseMap {
  /** tiles: one address a tile · archive: one PMTiles file, read in pieces */
  readonly kind: "tiles" | "archive";
  /** of tiles with {z} {x} {y} and, if they have several hosts, {s} */
  readonly url: string;
  readonly attribution: string;
  /** 审图号, where the law asks for one */
  readonly approval: string;
  /** letters or digits that {s} stands for */
  readonly subdomains: string;
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
    url: baseMapFile() ? BASE_MAP_ADDRESS : url,
    attribution: said.QUARTERHOUR_BASE_MAP_ATTRIBUTION,
    approval: said.QUARTERHOUR_BASE_MAP_APPROVAL,
    subdomains: said.QUARTERHOUR_BASE_MAP_SUBDOMAINS,
  };
}

/** The hosts a browser may fetch the map from, as origins for the Content-Security-Policy. */
export function baseMapOrigins(map = baseMap()): string[] {
  if (!map || map.url.startsWith("/")) return [];
  const hosts = map.url.includes("{s}") ? [...map.subdomains].map((letter) => map.url.replaceAll("{s}", letter)) : [map.url];
  return [...new Set(hosts.map((url) => new URL(url.replace(/[{}]/g, "")).origin))];
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

/** Whether each answer is told, or only those that failed: a demo's log is a person's terminal. */
export const logsEachRequest = (): boolean =>
  (configuration().QUARTERHOUR_LOG ?? (isDemo() ? "failures" : "requests")) === "requests";
