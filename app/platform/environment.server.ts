import { join, resolve } from "node:path";

/** What the launcher and the machine's owner decided. Nothing else in app/ reads environment variables, apart from the database's address. */
export type Mode = "demo" | "production";

export const mode = (): Mode => (process.env.QUARTERHOUR_MODE === "production" ? "production" : "demo");

export const isDemo = (): boolean => mode() === "demo";

/** Files the installation keeps beside the database: uploads, error files, exports. */
export const dataFolder = (): string => resolve(process.env.QUARTERHOUR_DATA || ".quarterhour");

/** The built entry of a worker thread: `threadFile("coverage")` for app/threads/coverage.ts. */
export const threadFile = (name: string): string =>
  join(resolve(process.env.QUARTERHOUR_THREADS || "build/threads"), `${name}.js`);

/** The address people type, where it differs from the one we listen on (a proxy with TLS in front): `https://care.example.org`. */
export const publicOrigin = (): string | undefined =>
  process.env.QUARTERHOUR_ORIGIN ? new URL(process.env.QUARTERHOUR_ORIGIN).origin : undefined;

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
  const url = process.env.QUARTERHOUR_BASE_MAP_URL;
  return url && isArchive(url) && !/[/\\?]/.test(url) ? url : undefined;
}

/** A picture under the map is a matter of configuration; the product needs none. */
export function baseMap(): BaseMap | undefined {
  const url = process.env.QUARTERHOUR_BASE_MAP_URL;
  if (!url) return undefined;
  return {
    kind: isArchive(url) ? "archive" : "tiles",
    url: baseMapFile() ? BASE_MAP_ADDRESS : url,
    attribution: process.env.QUARTERHOUR_BASE_MAP_ATTRIBUTION ?? "",
    approval: process.env.QUARTERHOUR_BASE_MAP_APPROVAL ?? "",
    subdomains: process.env.QUARTERHOUR_BASE_MAP_SUBDOMAINS || "abc",
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
  const { QUARTERHOUR_OIDC_ISSUER: issuer, QUARTERHOUR_OIDC_CLIENT_ID: clientId = "" } = process.env;
  if (!issuer) return undefined;
  const clientSecret = process.env.QUARTERHOUR_OIDC_CLIENT_SECRET ?? "";
  const claim = process.env.QUARTERHOUR_OIDC_CLAIM || "email";
  return { issuer, clientId, clientSecret, claim, name: process.env.QUARTERHOUR_OIDC_NAME ?? "" };
}
