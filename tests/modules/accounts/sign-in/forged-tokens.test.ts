import { createHmac, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openIdClaims, openIdErrand } from "~/platform/openid.server";

/** An issuer that answers whatever a test tells it to, as one that was broken into would. */
const honest = generateKeyPairSync("rsa", { modulusLength: 2048 });
const other = generateKeyPairSync("rsa", { modulusLength: 2048 });
const BACK = "http://quarterhour.invalid/sign-in/organisation/callback";
let server: Server;
let issuer: string;
let token = "";
let namesItself = "";

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const signed = (header: object, claims: object, key: KeyObject) => {
  const body = `${part(header)}.${part(claims)}`;
  return `${body}.${sign("sha256", Buffer.from(body), key).toString("base64url")}`;
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", issuer).pathname;
    response.setHeader("Content-Type", "application/json");
    if (path.endsWith("openid-configuration"))
      response.end(
        JSON.stringify({
          ...{ issuer: namesItself || issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` },
          ...{ jwks_uri: `${issuer}/keys`, response_types_supported: ["code"], subject_types_supported: ["public"] },
          id_token_signing_alg_values_supported: ["RS256"],
        }),
      );
    else if (path === "/keys")
      response.end(
        JSON.stringify({ keys: [{ ...honest.publicKey.export({ format: "jwk" }), kid: "k", use: "sig", alg: "RS256" }] }),
      );
    else response.end(JSON.stringify({ access_token: "a", token_type: "Bearer", id_token: token }));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

/** What comes of an answer whose token says this, signed so. */
async function claimsOf(make: (claims: Record<string, unknown>) => string) {
  const organisation = { issuer, clientId: "quarterhour", clientSecret: "a secret of this test", claim: "email", name: "" };
  const errand = await openIdErrand(organisation, BACK);
  if (!errand) return "no errand";
  const at = Math.floor(Date.now() / 1000);
  token = make({
    iss: issuer,
    aud: "quarterhour",
    sub: "staff-17",
    nonce: errand.nonce,
    iat: at,
    exp: at + 300,
    email: "li@bureau.example",
    email_verified: true,
  });
  return openIdClaims(organisation, new URL(`${BACK}?code=c&state=${errand.state}`), errand);
}
const RS256 = { alg: "RS256", kid: "k" };

test("a token of another key, audience, issuer or time, or without a signature, opens nothing", async () => {
  expect(await claimsOf((claims) => signed(RS256, claims, honest.privateKey))).toMatchObject({
    subject: "staff-17",
    login: "li@bureau.example",
  });
  const cases: Record<string, Parameters<typeof claimsOf>[0]> = {
    "another key": (claims) => signed(RS256, claims, other.privateKey),
    "a claim changed after signing": (claims) => {
      const [head, , seal] = signed(RS256, claims, honest.privateKey).split(".");
      return `${head}.${part({ ...claims, sub: "staff-1" })}.${seal}`;
    },
    "no signature": (claims) => `${part({ alg: "none" })}.${part(claims)}.`,
    "our own secret as its key": (claims) => {
      const body = `${part({ alg: "HS256", kid: "k" })}.${part(claims)}`;
      return `${body}.${createHmac("sha256", "a secret of this test").update(body).digest("base64url")}`;
    },
    "another audience": (claims) => signed(RS256, { ...claims, aud: "another" }, honest.privateKey),
    "another issuer": (claims) => signed(RS256, { ...claims, iss: "https://login.elsewhere.example" }, honest.privateKey),
    "over since an hour": (claims) =>
      signed(RS256, { ...claims, exp: Number(claims.iat) - 3600, iat: Number(claims.iat) - 7200 }, honest.privateKey),
    "not yet": (claims) => signed(RS256, { ...claims, nbf: Number(claims.iat) + 3600 }, honest.privateKey),
    "another errand's nonce": (claims) => signed(RS256, { ...claims, nonce: "another" }, honest.privateKey),
  };
  for (const [what, make] of Object.entries(cases)) expect(await claimsOf(make), what).toBeNull();
});

test("an issuer that calls itself by another's name is not believed", async () => {
  namesItself = "https://login.elsewhere.example";
  // Another client asks, so that nothing known from before answers.
  const organisation = { issuer, clientId: "asked anew", clientSecret: "s", claim: "email", name: "" };
  expect(await openIdErrand(organisation, BACK)).toBeNull();
});
