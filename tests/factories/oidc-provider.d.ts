/** The package comes without types: as much of it as our tests use. */
declare module "oidc-provider" {
  import type { IncomingMessage, ServerResponse } from "node:http";

  export interface KoaContextWithOIDC {
    readonly oidc: { readonly client?: { readonly clientId: string }; readonly session?: { readonly accountId?: string } };
  }
  interface Account {
    readonly accountId: string;
    claims(): Record<string, unknown>;
  }
  interface Configuration {
    readonly clients: readonly { client_id: string; client_secret: string; redirect_uris: string[] }[];
    readonly findAccount: (context: KoaContextWithOIDC, subject: string) => Account;
    readonly loadExistingGrant: (context: KoaContextWithOIDC) => Promise<unknown>;
    readonly interactions: { readonly url: (context: KoaContextWithOIDC, interaction: { readonly uid: string }) => string };
    readonly [other: string]: unknown;
  }
  export class Provider {
    constructor(issuer: string, configuration: Configuration);
    readonly Grant: new (of: { clientId: string; accountId: string }) => {
      addOIDCScope(scope: string): void;
      save(): Promise<string>;
    };
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: Record<string, unknown>): Promise<void>;
  }
}
