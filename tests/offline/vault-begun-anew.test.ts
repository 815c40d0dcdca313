import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CareList } from "~/modules/visits/domain/care-list";
import type { CareDraft } from "~/offline/care-phone";
import * as pinLock from "~/offline/pin-lock";
import { keepDraftIn, keepList, listIn, newVault, unlockVault } from "~/offline/vault";
import { storeWithRoom } from "./made-phone-store";

/** One PIN is forgotten and another chosen in one tab, while another tab still holds what the first opened. */
const LIST = { format: 1, person: { id: "p", name: "示例探访员p" }, keptUntil: "2026-11-30T00:00:00Z" } as unknown as CareList;
const NEWER = { ...LIST, ticket: "newer" } as CareList;

beforeEach(() => vi.stubGlobal("IDBKeyRange", { bound: (from: string[]) => [from[0]] }));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("what comes late for the key of before is put nowhere: list and forms open under the new PIN", async () => {
  const { store, drafts } = storeWithRoom(9, []);
  const before = await newVault(store, LIST, "274915");
  await newVault(store, LIST, "385026");
  await keepList(store, before, NEWER);
  await expect(keepDraftIn(store, before, { visitId: "v" } as CareDraft)).rejects.toThrow("locked");
  expect(drafts()).toEqual(["p/list"]);
  const unlocked = await unlockVault(store, "p", "385026");
  expect("vault" in unlocked && (await listIn(store, unlocked.vault))).toEqual(LIST);
  expect(await listIn(store, before), "and nothing of it under the old").toBeNull();
});

test("a PIN that is compared while another is chosen is asked of the lock there is now", async () => {
  const { store } = storeWithRoom(9, []);
  await newVault(store, LIST, "274915");
  const { keyUnder } = pinLock;
  let begun = false;
  vi.spyOn(pinLock, "keyUnder").mockImplementation(async (lock, pin) => {
    const key = await keyUnder(lock, pin);
    if (begun) return key;
    begun = true;
    await newVault(store, LIST, "385026");
    return key;
  });
  expect(await unlockVault(store, "p", "274915")).toEqual({ triesLeft: 4 });
  expect(await unlockVault(store, "p", "385026")).toHaveProperty("vault");
});
