import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { patientFetch } from "~/ui/layout/patient-fetch";
import { nextTry as nextOf, unanswered } from "~/ui/layout/unanswered";

/** A server that asks to wait before it takes anything. */
const heard: string[] = [];
let refusals = 0;
let server: Server;
let origin = "";
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece: Buffer) => (body += piece.toString()));
    request.on("end", () => {
      heard.push(`${request.method} ${body}`);
      const isRefused = refusals-- > 0;
      response.writeHead(isRefused ? 429 : 200, isRefused ? { "Retry-After": "1" } : {}).end("answer");
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  heard.length = 0;
  refusals = 1;
});
afterAll(() => void server.close());

const waited: string[] = [];
const began = () => {
  waited.push("began");
  return () => void waited.push("ended");
};

const nextTry = () => Promise.reject(new Error("asked to wait for a try"));
const leaveFor = (address: string) => expect.fail(`left for ${address}`);

test("what was typed is sent again when the server said it may, and the reader is told of the wait", async () => {
  const answer = await patientFetch(fetch, { origin, began, nextTry, leaveFor })(`${origin}/plan/city.data`, {
    method: "POST",
    body: new URLSearchParams({ name: "Made" }),
  });
  expect([answer.status, heard]).toEqual([200, ["POST name=Made", "POST name=Made"]]);
  expect(waited).toEqual(["began", "ended"]);
});

test("a whole request is sent again too", async () => {
  const answer = await patientFetch(fetch, { origin, began, nextTry, leaveFor })(
    new Request(`${origin}/a`, { method: "POST", body: "typed" }),
  );
  expect([answer.status, heard]).toEqual([200, ["POST typed", "POST typed"]]);
});

test("whoever leaves the page waits no longer", async () => {
  const leaving = new AbortController();
  const asked = patientFetch(fetch, {
    origin,
    began: () => (leaving.abort(new Error("left")), () => undefined),
    nextTry,
    leaveFor,
  })(`${origin}/a`, {
    signal: leaving.signal,
  });
  await expect(asked).rejects.toThrow("left");
  expect(heard).toHaveLength(1);
});

test("another host's refusal is its own, and one without a time is an answer", async () => {
  expect(
    (await patientFetch(fetch, { origin: "https://care.example.org", began, nextTry, leaveFor })(`${origin}/a`)).status,
  ).toBe(429);
  expect(heard).toHaveLength(1);
});

test("a password or a code is not tried again by itself: the page says what to do", async () => {
  for (const door of ["/sign-in.data", "/sign-in/code.data", "/account/confirm.data"]) {
    refusals = 1;
    expect(
      (await patientFetch(fetch, { origin, began, nextTry, leaveFor })(`${origin}${door}`, { method: "POST", body: "typed" }))
        .status,
    ).toBe(429);
  }
  expect(heard).toHaveLength(3);
});

test("a form of a page that no server answers waits for the next try and is sent as it was typed", async () => {
  refusals = 0;
  let isGone = true;
  const line: typeof fetch = (input, init) => (isGone ? Promise.reject(new TypeError("Failed to fetch")) : fetch(input, init));
  const mend = () => Promise.resolve(void (isGone = false));
  const form = { method: "POST", body: new URLSearchParams({ name: "Made" }) };
  const answer = await patientFetch(line, { origin, began, nextTry: mend, leaveFor })(`${origin}/find/1/ask.data`, form);
  expect([answer.status, heard]).toEqual([200, ["POST name=Made"]]);
});

test("what is no form of a page says at once that nobody answered, and whoever leaves waits no longer", async () => {
  const line: typeof fetch = () => Promise.reject(new TypeError("Failed to fetch"));
  const asked = patientFetch(line, { origin, began, nextTry, leaveFor });
  await expect(asked(`${origin}/care/sync`, { method: "POST" })).rejects.toThrow("Failed to fetch");
  await expect(asked(`${origin}/plan.data`)).rejects.toThrow("Failed to fetch");
  await expect(asked("https://care.example.org/a.data", { method: "POST" })).rejects.toThrow("Failed to fetch");
  const leaving = new AbortController();
  const left = patientFetch(line, { origin, began, nextTry: nextOf, leaveFor })(`${origin}/a.data`, {
    method: "POST",
    signal: leaving.signal,
  });
  leaving.abort(new Error("left"));
  await expect(left).rejects.toThrow("left");
  expect(unanswered.count()).toBe(0);
});

test("the page knows how many forms wait, and one word tries them all", async () => {
  let isGone = true;
  const line: typeof fetch = () =>
    isGone ? Promise.reject(new TypeError("Failed to fetch")) : Promise.resolve(new Response("ok"));
  const held = [1, 2].map((n) =>
    patientFetch(line, { origin, began, nextTry: nextOf, leaveFor })(`${origin}/${n}.data`, { method: "POST" }),
  );
  await expect.poll(() => unanswered.count()).toBe(2);
  isGone = false;
  unanswered.tryAgain();
  expect((await Promise.all(held)).map(({ status }) => status)).toEqual([200, 200]);
  expect(unanswered.count()).toBe(0);
});

test("an address that no server reads is left for as a page: what its answer says is read there", async () => {
  const words = "a".repeat(20_000);
  const left = new Promise<string>((leave) => {
    void patientFetch(fetch, { origin, began, nextTry, leaveFor: leave })(
      `${origin}/find.data?place=${words}&_routes=routes%2Ffind`,
    );
  });
  expect(await left).toBe(`${origin}/find?place=${words}`);
  const file = await patientFetch(fetch, { origin, began, nextTry, leaveFor })(`${origin}/find/places?q=${words}`);
  expect(file.status, "what is no page is its asker's to explain").toBe(431);
});
