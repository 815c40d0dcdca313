import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequestHandler } from "@remix-run/express";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type ServerBuild } from "@remix-run/node";
import express from "express";
import { afterEach, expect, test, vi } from "vitest";
import { ADDRESS_RULE } from "~/modules/accounts/domain/throttle";
import { arrivalOf } from "~/modules/accounts/use-cases/arrival.server";
import { sessionCookie } from "~/modules/accounts/use-cases/session-cookie.server";
import { signIn } from "~/modules/accounts/use-cases/sign-in.server";
import { isPrivateAddress } from "~/platform/private-address.server";
import { countedAddress, plainAddress, requestFacts, withRequestFacts } from "~/platform/request-facts.server";
import { arrivalOf as factsOf, trustProxies } from "~/platform/trusted-proxies.server";
import { guardPages, refuseForeignWrites } from "~/platform/web-guards.server";
import { withTestDatabase } from "../factories/test-database";

withTestDatabase();
const open: Server[] = [];
afterEach(() => {
  open.splice(0).forEach((server) => server.close());
  vi.unstubAllEnvs();
});

const answers = {
  /** how the request was understood */
  loader: async ({ request }: LoaderFunctionArgs) =>
    Response.json(
      { ...requestFacts(), url: request.url, told: [...request.headers.keys()].filter((name) => name.startsWith("x-forw")) },
      { headers: { "Set-Cookie": await sessionCookie.serialize({ token: "t", madeAt: new Date(0) }) } },
    ),
  /** a password that is wrong, for an account of its own each time: only the address can be what is counted */
  action: async ({ request }: ActionFunctionArgs) => {
    const login = new URL(request.url).searchParams.get("login") ?? "";
    const verdict = await signIn(login, "not-the-password-at-all", await arrivalOf(request));
    return redirect(verdict.ok ? "/in" : `/${verdict.refusal.kind}`);
  },
};
const build = {
  entry: { module: { default: () => new Response("page") } },
  routes: {
    root: { id: "root", path: "", module: { default: () => null } },
    facts: { id: "facts", parentId: "root", path: "facts", module: { loader: answers.loader } },
    door: { id: "door", parentId: "root", path: "door", module: { default: () => null, action: answers.action } },
  },
  assets: { routes: {}, entry: {}, url: "", version: "" },
  ...{ future: {}, isSpaMode: false, publicPath: "/", assetsBuildDirectory: "" },
} as unknown as ServerBuild;

/** The doors in the order of app/server.ts, and Remix behind them. */
async function served(proxies: string): Promise<string> {
  vi.stubEnv("QUARTERHOUR_TRUSTED_PROXIES", proxies);
  const app = express();
  trustProxies(app);
  app.use((request, _response, next) => withRequestFacts(factsOf(request), next));
  app.use(guardPages(), refuseForeignWrites, createRequestHandler({ build, mode: "test" }));
  const server = createServer(app);
  open.push(server);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Understood {
  readonly address: string;
  readonly isSecure: boolean;
  readonly url: string;
  readonly told: readonly string[];
  readonly hsts: string | null;
  readonly cookie: string;
}
async function understood(server: string, headers: Record<string, string>): Promise<Understood> {
  const answer = await fetch(`${server}/facts`, { headers });
  return {
    ...((await answer.json()) as Understood),
    ...{ hsts: answer.headers.get("Strict-Transport-Security"), cookie: answer.headers.get("Set-Cookie") ?? "" },
  };
}

const forwarded = { "X-Forwarded-For": "198.51.100.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "care.example.org" };

test("behind a trusted proxy the visitor has an address, a scheme and a host of their own", async () => {
  const seen = await understood(await served("loopback"), forwarded);
  expect(seen).toMatchObject({ address: "198.51.100.9", isSecure: true, url: "https://care.example.org/facts" });
  expect(seen.hsts).toContain("max-age=31536000");
  expect(seen.cookie).toMatch(/^__Host-quarterhour_session=.*; Secure/);
  expect(seen.told).toEqual(["x-forwarded-proto"]);
});

test.each(["", "10.0.0.5, 192.0.2.0/24"])(
  "what a peer outside «%s» writes of its address, scheme and host changes nothing",
  async (proxies) => {
    const server = await served(proxies);
    const seen = await understood(server, forwarded);
    expect(seen).toMatchObject({ address: "127.0.0.1", isSecure: false, url: `${server}/facts`, told: [], hsts: null });
    expect(seen.cookie).toMatch(/^quarterhour_session=/);
    expect(seen.cookie).not.toContain("Secure");
  },
);

test("what a client wrote before the proxy's own word is not believed", async () => {
  const server = await served("127.0.0.1, 203.0.113.0/24");
  const from = async (list: string) => (await understood(server, { "X-Forwarded-For": list })).address;
  expect(await from("192.0.2.66, 198.51.100.9")).toBe("198.51.100.9");
  expect(await from("127.0.0.1, 198.51.100.9")).toBe("198.51.100.9");
  expect(await from("192.0.2.66, 198.51.100.9, 203.0.113.4")).toBe("198.51.100.9");
  expect(await from("198.51.100.9:50123")).toBe("198.51.100.9");
});

test("the public address that was configured holds whatever a proxy says", async () => {
  vi.stubEnv("QUARTERHOUR_ORIGIN", "https://care.example.org");
  const server = await served("");
  const seen = await understood(server, { "X-Forwarded-Host": "elsewhere.example" });
  expect(seen).toMatchObject({ isSecure: true, url: "http://care.example.org/facts" });
  expect(seen.hsts).not.toBeNull();
  const post = (origin: string) =>
    fetch(`${server}/door?login=a@b`, { method: "POST", redirect: "manual", headers: { Origin: origin } });
  expect([(await post("https://care.example.org")).status, (await post("https://elsewhere.example")).status]).toEqual([302, 403]);
});

test("a form is measured by the host the trusted proxy was asked for, and by no other", async () => {
  const post = async (server: string, origin: string) =>
    (await fetch(`${server}/door?login=a@b`, { method: "POST", redirect: "manual", headers: { ...forwarded, Origin: origin } }))
      .status;
  const behind = await served("loopback");
  expect([await post(behind, "https://care.example.org"), await post(behind, "https://elsewhere.example")]).toEqual([302, 403]);
  expect(await post(await served(""), "https://care.example.org")).toBe(403);
});

/** Where wrong passwords of `count` accounts lead, each told to come from the address `from` makes. */
async function tries(server: string, count: number, from: (n: number) => string): Promise<(string | null)[]> {
  const led = [];
  for (let n = 0; n < count; n++) {
    const headers = { "X-Forwarded-For": from(n) };
    const answer = await fetch(`${server}/door?login=nobody-${n}@${from(0)}`, { method: "POST", redirect: "manual", headers });
    led.push(answer.headers.get("Location"));
  }
  return led;
}

test("sign-in is throttled for each visitor behind a trusted proxy, not for all of them", async () => {
  const server = await served("loopback");
  const led = await tries(server, ADDRESS_RULE.free + 1, () => "198.51.100.20");
  expect([led[0], led.at(-1)]).toEqual(["/wrong-name-or-password", "/try-later"]);
  expect(await tries(server, 1, () => "198.51.100.21")).toEqual(["/wrong-name-or-password"]);
});

test("whoever invents an address for each try is throttled as the one they come from", async () => {
  const led = await tries(await served("10.0.0.5"), ADDRESS_RULE.free + 1, (n) => `203.0.113.${n}`);
  expect([led[0], led.at(-1)]).toEqual(["/wrong-name-or-password", "/try-later"]);
});

test.each([
  ["198.51.100.9", "198.51.100.9"],
  ["2001:db8:0:7:1:2:3:4", "2001:db8:0:7::/64"],
  ["2001:0DB8::9", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["64:ff9b::192.0.2.1", "64:ff9b:0:0::/64"],
  [null, "unknown"],
])("%s is counted as %s", (address, counted) => expect(countedAddress(address)).toBe(counted));

test.each([
  ["::ffff:198.51.100.9", "198.51.100.9"],
  ["198.51.100.9:443", "198.51.100.9"],
  ["[2001:db8::1]:443", "2001:db8::1"],
  ["fe80::1%eth0", "fe80::1"],
  ["198.51.100", null],
  ["_hidden", null],
])("«%s» is the address %s", (text, address) => expect(plainAddress(text)).toBe(address));

test.each([
  ...["10.1.2.3", "127.0.0.1", "172.31.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"],
  ...["::1", "::", "::ffff:10.0.0.1", "::ffff:a00:1", "fd00::1", "fe80::1", "64:ff9b::a00:1", "2002:a00:1::", "nothing"],
])("%s is inside somebody's own network", (address) => expect(isPrivateAddress(address)).toBe(true));

test.each(["8.8.8.8", "172.32.0.1", "::ffff:8.8.8.8", "2606:4700::1111"])("%s is public", (address) =>
  expect(isPrivateAddress(address)).toBe(false),
);
