import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { HeldItem } from "~/offline/outbox-item";
import { heldItems, holdRecords } from "~/offline/outbox-store";
import { plainOf } from "~/offline/phone-store";
import { retryAfterMs } from "~/offline/post-records";
import { sendOutbox } from "~/offline/send-outbox";
import { storeWithRoom } from "./made-phone-store";

const PHOTO = 150_000;
let server: Server | undefined;
afterEach(() => void server?.closeAllConnections());

/** A server behind a line that carries bodies of so many bytes in a minute, and longer ones never; `refusing`: what it says instead. */
async function lineThatCarries(bytes: number, refusing?: { status: number; after?: string }) {
  const bodies: number[] = [];
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece: Buffer) => (body += piece.toString()));
    request.on("end", () => {
      bodies.push(body.length);
      if (body.length > bytes) return;
      const { records } = JSON.parse(body) as { records: { id: string }[] };
      const answers = records.map(({ id }) => ({ id, state: "stored", why: null }));
      response.writeHead(refusing?.status ?? 200, refusing?.after ? { "Retry-After": refusing.after } : {});
      response.end(JSON.stringify({ serverTime: new Date().toISOString(), epoch: "e", answers }));
    });
  });
  await new Promise<void>((ready) => server!.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { store } = storeWithRoom(99, []);
  const round = () =>
    sendOutbox({
      ...{ store, now: Date.now, isOnline: () => true, tell: () => undefined },
      ask: (path, init) => fetch(origin + String(path), init),
      patienceMs: (length) => (length > bytes ? 100 : 60_000),
    });
  return { store, bodies, round };
}

const photo = (n: number) => {
  const id = `00000000-0000-4000-8000-00000000000${n}`;
  const item: HeldItem = {
    ...{ id, kind: "photo", keyId: "k", savedAt: `2026-11-23T02:00:0${n}.000Z`, who: "w", label: null, bytes: PHOTO, tries: 0 },
    ...{ state: "waiting", why: null, acknowledgedAt: null, epoch: null },
  };
  return { item, record: { kind: "photo", id, keyId: "k", enc: "e", text: "x".repeat(PHOTO) } as const };
};

test("photos too long for the line together go in smaller parts, and the next ones at once in parts of that size", async () => {
  const { store, bodies, round } = await lineThatCarries(200_000);
  for (const n of [1, 2, 3]) await holdRecords(store, { records: [photo(n)], drafts: [] });
  expect(await round()).toMatchObject({ halt: null, isLeft: false });
  expect((await heldItems(store)).map(({ state }) => state)).toEqual(["acknowledged", "acknowledged", "acknowledged"]);
  const carried = bodies.filter((bytes) => bytes < 200_000);
  expect(carried, "one photo at a time").toHaveLength(3);
  bodies.length = 0;
  for (const n of [4, 5]) await holdRecords(store, { records: [photo(n)], drafts: [] });
  expect(await round()).toMatchObject({ halt: null, isLeft: false });
  expect(
    bodies.every((bytes) => bytes < 200_000),
    "what the line carries is remembered",
  ).toBe(true);
});

test("a line that carries no photo keeps all of them, and says that no answer came", async () => {
  const { store, round } = await lineThatCarries(100_000);
  for (const n of [1, 2]) await holdRecords(store, { records: [photo(n)], drafts: [] });
  expect(await round()).toEqual({ halt: "server", isLeft: true, retryAfterMs: null });
  expect((await heldItems(store)).map(({ state }) => state)).toEqual(["waiting", "waiting"]);
});

test("a quick line is given more at a time", async () => {
  const { store, round } = await lineThatCarries(9e6);
  for (const n of [1, 2, 3, 4]) await holdRecords(store, { records: [photo(n)], drafts: [] });
  await round();
  expect(await plainOf(store, "batchBytes")).toBeGreaterThan(600_000);
});

test.each([503, 429])("a server that answers %i is left alone as long as it asks", async (status) => {
  const { store, bodies, round } = await lineThatCarries(9e6, { status, after: "120" });
  await holdRecords(store, { records: [photo(1)], drafts: [] });
  expect(await round()).toEqual({ halt: "server", isLeft: true, retryAfterMs: 120_000 });
  expect(bodies).toHaveLength(1);
  expect((await heldItems(store))[0]?.state).toBe("waiting");
});

test("how long to stay away is said in seconds or as a date", () => {
  const now = Date.parse("2026-11-23T02:00:00Z");
  expect(
    ["30", "Mon, 23 Nov 2026 02:01:00 GMT", "0", "soon", "Mon, 23 Nov 2020 02:01:00 GMT", null].map((said) =>
      retryAfterMs(said, now),
    ),
  ).toEqual([30_000, 60_000, null, null, null, null]);
});
