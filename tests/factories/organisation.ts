import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider, type KoaContextWithOIDC } from "oidc-provider";

export const CLIENT = { id: "quarterhour", secret: "a secret between these two alone" };

/** Somebody the organisation knows. */
export interface Vouched {
  readonly subject: string;
  readonly email: string;
  readonly isVerified?: boolean;
  /** how they proved themselves there */
  readonly amr?: readonly string[];
}

export interface Organisation {
  readonly issuer: string;
  /** who sits in front of its sign-in page next */
  next(person: Vouched): void;
  stop(): Promise<void>;
}

/** A real OpenID Connect provider on a port of its own; whoever comes is signed in there as the person named next. */
export async function startOrganisation(callback: string): Promise<Organisation> {
  const server: Server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people = new Map<string, Vouched>();
  let present = "";
  const provider: Provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [callback] }],
    claims: { openid: ["sub", "amr"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ["a key of this test"] },
    findAccount: (_context, subject) => {
      const { email = "", isVerified = true, amr = ["pwd"] } = people.get(subject) ?? {};
      return { accountId: subject, claims: () => ({ sub: subject, email, email_verified: isVerified, amr: [...amr] }) };
    },
    interactions: { url: (_context, { uid }) => `/come-in/${uid}` },
    async loadExistingGrant(context: KoaContextWithOIDC): Promise<unknown> {
      const { client, session } = context.oidc;
      const grant = new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (request.url?.startsWith("/come-in/"))
      void provider.interactionFinished(request, response, {
        login: { accountId: present, amr: [...(people.get(present)?.amr ?? [])] },
      });
    else void answer(request, response);
  });
  return {
    issuer,
    next(person) {
      people.set(person.subject, person);
      present = person.subject;
    },
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

/** Walks as a fresh browser from the organisation's address to our own, and says where it was sent. */
export async function walkedThrough(from: string, until: string): Promise<string> {
  const cookies = new Map<string, string>();
  let at = from;
  for (let steps = 0; steps < 10 && !at.startsWith(until); steps++) {
    const response = await fetch(at, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s);
      cookies.set(name, value);
    }
    const next = response.headers.get("Location");
    if (!next) throw new Error(`${at} answered ${response.status} ${(await response.text()).slice(0, 300)}`);
    at = new URL(next, at).href;
  }
  return at;
}
