import { expect, test } from "vitest";
import type { HeldItem } from "~/offline/outbox-item";
import { heldItems, holdRecords, type Held } from "~/offline/outbox-store";
import { storeWithRoom } from "./made-phone-store";

const held = (kind: HeldItem["kind"], id: string): Held => ({
  record: { kind, id, keyId: "key", enc: "enc", text: `sealed ${id}` },
  item: {
    ...{ id, kind, keyId: "key", savedAt: "2026-11-23T02:00:00.000Z", who: "who", label: null, bytes: 8, tries: 0 },
    ...{ state: "waiting", why: null, acknowledgedAt: null, epoch: null },
  },
});
const incoming = {
  records: [held("visit", "v"), held("photo", "p1"), held("photo", "p2")],
  drafts: [
    ["person", "v"],
    ["person", "p1"],
    ["person", "p2"],
  ] as const,
};

test("a visit and its photos are held in one step, and their drafts are gone in the same", async () => {
  const { store, drafts } = storeWithRoom(9, ["v", "p1", "p2", "other"]);
  expect(await holdRecords(store, incoming)).toBeNull();
  expect((await heldItems(store)).map(({ id }) => id)).toEqual(["v", "p1", "p2"]);
  expect(drafts()).toEqual(["person/other"]);
});

test("a phone without room for the last photo keeps the whole form, and no half of it", async () => {
  const { store, drafts } = storeWithRoom(2, ["v", "p1", "p2"]);
  await expect(holdRecords(store, incoming)).rejects.toThrow("full");
  expect(await heldItems(store)).toEqual([]);
  expect(drafts()).toEqual(["person/v", "person/p1", "person/p2"]);
});

test("what is held already under its id stays as it is", async () => {
  const { store } = storeWithRoom(9, []);
  await holdRecords(store, { records: [held("visit", "v")], drafts: [] });
  expect((await holdRecords(store, incoming))?.id).toBe("v");
  expect((await heldItems(store)).map(({ id }) => id)).toEqual(["v"]);
});
