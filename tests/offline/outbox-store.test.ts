import { expect, test } from "vitest";
import type { HeldItem } from "~/offline/outbox-item";
import { heldItems, holdRecords, type Held } from "~/offline/outbox-store";
import type { PhoneStore } from "~/offline/phone-store";

/** A browser's store with room for so many records: a transaction is there whole, or not at all. */
function storeWithRoom(room: number, vault: readonly string[]) {
  const stores = { outbox: new Map<string, unknown>(), sealed: new Map<string, unknown>(), vault: new Map<string, unknown>() };
  for (const name of vault) stores.vault.set(`person/${name}`, {});
  const transaction = () => {
    const changes: (() => void)[] = [];
    return {
      objectStore: (name: keyof typeof stores) => ({
        get: (key: string) => Promise.resolve(stores[name].get(key)),
        getAll: () => Promise.resolve([...stores[name].values()]),
        put: (value: { id: string }) => Promise.resolve(void changes.push(() => stores[name].set(value.id, value))),
        delete: (key: string | string[]) => Promise.resolve(void changes.push(() => stores[name].delete([key].flat().join("/")))),
      }),
      get done() {
        const before = Object.entries(stores).map(([name, map]) => [name, [...map]] as const);
        for (const change of changes) change();
        if (stores.sealed.size <= room) return Promise.resolve();
        for (const [name, entries] of before) {
          stores[name as keyof typeof stores].clear();
          for (const [key, value] of entries) stores[name as keyof typeof stores].set(key, value);
        }
        return Promise.reject(new DOMException("full", "QuotaExceededError"));
      },
    };
  };
  const store = { transaction, getAll: (name: keyof typeof stores) => Promise.resolve([...stores[name].values()]) };
  return { store: store as unknown as PhoneStore, drafts: () => [...stores.vault.keys()] };
}

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
