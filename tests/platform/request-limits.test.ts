import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { register } from "prom-client";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { beginSession } from "~/modules/accounts/use-cases/begin-session.server";
import { sessionHolder } from "~/modules/accounts/use-cases/session-holder.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { requestLimits } from "~/platform/environment.server";
import { openRequestCounts, type RequestCounts } from "~/platform/request-counts.server";
import { doorOf } from "~/platform/request-doors.server";
import { withRequestFacts } from "~/platform/request-facts.server";
import { limitRequests } from "~/platform/request-limits.server";
import { arrivalOf, trustProxies } from "~/platform/trusted-proxies.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { guardPages } from "~/platform/web-guards.server";
import { madeArrival, requestWith } from "../factories/made-arrival";
import { withTestDatabase } from "../factories/test-database";

const records = withTestDatabase();
const open: { server: Server; counts: RequestCounts }[] = [];
afterEach(async () => {
  for (const { server, counts } of open.splice(0)) {
    server.close();
    await counts.close();
  }
  await records.sql`DELETE FROM request_count`;
  vi.unstubAllEnvs();
});

const PEOPLE = ["00000000-0000-7000-8000-0000000000a1", "00000000-0000-7000-8000-0000000000a2"] as const;
beforeAll(async () => {
  for (const id of PEOPLE) await records.sql`INSERT INTO person (id, name, area_code) VALUES (${id}, '示例人员', '9901')`;
});
async function cookieOf(personId: string): Promise<string> {
  const begun = await inUnitOfWork(systemActor("test"), (uow) =>
    beginSession(uow, { personId, kind: "desk", stage: "open" }, madeArrival()),
  );
  return (await requestWith(begun, "/")).headers.get("Cookie") ?? "";
}

/** One web process with these limits, behind a trusted proxy so that a test may come from anywhere. */
async function webProcess(limits: string) {
  vi.stubEnv("QUARTERHOUR_LIMITS", limits);
  vi.stubEnv("QUARTERHOUR_TRUSTED_PROXIES", "loopback");
  const counts = openRequestCounts(requestLimits()!);
  const app = express();
  trustProxies(app);
  app.use((request, _response, next) => withRequestFacts(arrivalOf(request), next));
  app.use(guardPages(), limitRequests(counts, sessionHolder));
  app.use((_request, response) => void response.send("done"));
  const server = createServer(app);
  open.push({ server, counts });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return (path: string, { from = "198.51.100.1", method = "GET", ...headers }: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { "X-Forwarded-For": from, ...headers } });
}
type Process = Awaited<ReturnType<typeof webProcess>>;

/** Statuses of the same request, one after the other. */
async function times(count: number, ask: Process, path: string, options?: Record<string, string>): Promise<number[]> {
  const statuses = [];
  for (let n = 0; n < count; n++) statuses.push((await ask(path, options)).status);
  return statuses;
}

test("one address is let in so many times a minute and then told when to come again; another is not held up", async () => {
  const ask = await webProcess("answers=2");
  expect(await times(3, ask, "/api/v1/counts?city=99")).toEqual([200, 200, 429]);
  const refused = await ask("/api/v1/counts?city=99");
  const seconds = Number(refused.headers.get("Retry-After"));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect([refused.headers.get("Content-Type"), refused.headers.get("Cache-Control")]).toEqual([
    expect.stringContaining("application/problem+json"),
    "no-store",
  ]);
  expect(await refused.json()).toMatchObject({
    status: 429,
    kind: "too-many-requests",
    title: { zh: expect.stringContaining("秒后再试") },
  });
  expect(await times(2, ask, "/api/v1/counts", { from: "198.51.100.2" })).toEqual([200, 200]);
  // Its other doors stay open.
  expect(await times(2, ask, "/about/privacy")).toEqual([200, 200]);
});

test("a neighbour of the same IPv6 network is the same visitor", async () => {
  const ask = await webProcess("answers=1");
  expect(await times(1, ask, "/plan", { from: "2001:db8::1" })).toEqual([200]);
  expect(await times(1, ask, "/plan", { from: "2001:db8::2" })).toEqual([429]);
});

test("a page says in the reader's language what happened, when to come again, and that a form is not lost", async () => {
  const ask = await webProcess("pages=1,writes=1");
  const html = { Accept: "text/html,*/*" };
  await ask("/", html);
  await ask("/preferences", { ...html, method: "POST" });
  const chinese = await (await ask("/<script>", { ...html, "Accept-Language": "zh-CN" })).text();
  expect(chinese).toMatch(/<html lang="zh-CN">[\s\S]*请求太频繁[\s\S]*请在 \d+ 秒后再试/);
  expect(chinese).not.toContain("<script>");
  const english = await (await ask("/preferences", { ...html, method: "POST", "Accept-Language": "en-US" })).text();
  expect(english).toMatch(/<html lang="en">[\s\S]*Nothing was saved\. [\s\S]*what you typed, which is still there/);
  // The open page waits by itself (patient-fetch): it needs the time alone.
  expect(await (await ask("/about/privacy.data")).json()).toMatchObject({ kind: "too-many-requests" });
});

test("two hundred people behind one address each have an allowance of their own", async () => {
  const ask = await webProcess("answers=1/3");
  const [one, other] = [await cookieOf(PEOPLE[0]), await cookieOf(PEOPLE[1])];
  expect(await times(4, ask, "/plan", { Cookie: one })).toEqual([200, 200, 200, 429]);
  expect(await times(3, ask, "/plan", { Cookie: other })).toEqual([200, 200, 200]);
  expect(await times(2, ask, "/plan")).toEqual([200, 429]);
});

test("an invented session is no person, and a person who tries passwords is counted by the address", async () => {
  const ask = await webProcess("answers=1/9,sign-in=1/9");
  const invented = [..."abc"].map((letter) => ({ Cookie: `quarterhour_session=${letter.repeat(43)}` }));
  const statuses = [];
  for (const headers of invented) statuses.push((await ask("/plan", headers)).status);
  expect(statuses).toEqual([200, 429, 429]);
  expect(await times(2, ask, "/sign-in", { method: "POST", Cookie: await cookieOf(PEOPLE[0]) })).toEqual([200, 429]);
});

test("what writes is counted for all processes together, what reads by each", async () => {
  const [here, there] = [await webProcess("writes=3,answers=1"), await webProcess("writes=3,answers=1")];
  const post = { method: "POST" };
  expect([...(await times(2, here, "/preferences", post)), ...(await times(2, there, "/preferences", post))]).toEqual([
    200, 200, 200, 429,
  ]);
  expect(await times(1, here, "/preferences", post)).toEqual([429]);
  expect([...(await times(1, here, "/plan")), ...(await times(1, there, "/plan"))]).toEqual([200, 200]);
});

test("of fifty posts at once at two processes exactly the allowed ones get through", async () => {
  const both = [await webProcess("uploads=20"), await webProcess("uploads=20")];
  const file = { method: "POST", "Content-Type": "multipart/form-data; boundary=x" };
  const statuses = await Promise.all(
    Array.from({ length: 50 }, async (_, n) => (await both[n % 2]!("/plan/import", file)).status),
  );
  expect(statuses.filter((status) => status === 200)).toHaveLength(20);
});

test("the database learns counts, and neither addresses nor people", async () => {
  const ask = await webProcess("writes=5");
  await ask("/preferences", { method: "POST", from: "198.51.100.77" });
  await ask("/preferences", { method: "POST", Cookie: await cookieOf(PEOPLE[0]) });
  const kept = await records.sql<{ key: string }[]>`SELECT key FROM request_count`;
  expect(kept).toHaveLength(2);
  expect(JSON.stringify(kept)).not.toMatch(/198\.51|0000000000a1/);
});

test("while the database is away each process counts by itself", async () => {
  vi.stubEnv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none");
  expect(await times(3, await webProcess("writes=2"), "/preferences", { method: "POST" })).toEqual([200, 200, 429]);
});

test("refusals are counted for whoever watches, by door and never by visitor", async () => {
  const ask = await webProcess("exports=1");
  await times(3, ask, "/plan/facilities/export", { from: "198.51.100.88" });
  const told = await register.metrics();
  expect(told).toContain('quarterhour_refused_requests_total{door="exports",whose="address"} 2');
  expect(told).not.toContain("198.51");
});

const read = (path: string) => doorOf({ method: "GET", path, headers: {} });
test.each([
  ["/api/v1/counts", "answers"],
  ["/API/v1/counts/", "answers"],
  ["/%61pi//v1/counts", "answers"],
  ["/plan", "answers"],
  ["/plan.data", "answers"],
  ["/plan/coverage/circles", "answers"],
  ["/find/walk", "answers"],
  ["/find", "pages"],
  ["/plan/what-if.data", "answers"],
  ["/plan/coverage/progress", "pages"],
  ["/plan/coverage/export", "exports"],
  ["/govern/audit/export", "exports"],
  ["/govern/people/1/file/download", "exports"],
  ["/plan/import/template/facilities", "exports"],
  ["/tiles/1/0/0", "tiles"],
  ["/plan/streets/4101/a/0-0", "tiles"],
  ["/base-map.pmtiles", "tiles"],
  ["/sign-in/organisation", "sign-in"],
  ["/sign-in", "pages"],
  ["/plan/facilities", "pages"],
  ["/planning", "pages"],
  ["/%", "pages"],
  ["/assets/a.js", null],
])("reading %s comes through the door «%s»", (path, door) => expect(read(path)).toBe(door));

const written = (path: string, headers = {}) => doorOf({ method: "POST", path, headers });
test.each([
  ["/sign-in", "sign-in"],
  ["/sign-in.data", "sign-in"],
  ["/Sign-In/code", "sign-in"],
  ["/sign-in/field/session", "sign-in"],
  ["/account/invitation", "sign-in"],
  ["/account/confirm.data", "sign-in"],
  ["/preferences", "writes"],
  ["/sign-out", "writes"],
])("writing to %s comes through the door «%s»", (path, door) => expect(written(path)).toBe(door));

test("a file is an upload wherever it is sent, but where secrets are tried", () => {
  const file = { "content-type": "Multipart/form-data; boundary=x" };
  expect([written("/plan/import", file), written("/plan/facilities/1/photos", file), written("/sign-in", file)]).toEqual([
    ...["uploads", "uploads", "sign-in"],
  ]);
});
