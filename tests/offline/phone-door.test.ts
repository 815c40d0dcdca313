import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CareList } from "~/modules/visits/domain/care-list";
import { PhoneDoor } from "~/offline/phone-door";
import { storeWithRoom } from "./made-phone-store";

const listOf = (id: string): CareList =>
  ({
    ...{ format: 1, person: { id, name: `示例探访员${id}` }, ticket: "t", madeAt: "2026-11-23T01:00:00Z" },
    ...{ sealTo: { id: "k", publicKey: "" }, keptUntil: "2026-11-30T00:00:00Z" },
  }) as unknown as CareList;

function doorAt() {
  const { store } = storeWithRoom(9, []);
  const told: string[] = [];
  const door = new PhoneDoor({
    store,
    forgetLabels: () => void told.push("labels"),
    draw: () => Promise.resolve(),
    tellTabs: () => void told.push("tabs"),
    refresh: () => Promise.resolve("no-network"),
  });
  return { door, told };
}

beforeEach(() => {
  vi.stubGlobal("IDBKeyRange", { bound: (from: string[]) => [from[0]] });
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("a list opens under the PIN its person chose, closes with the lock, and opens by the same PIN without a network", async () => {
  const { door, told } = doorAt();
  await expect(door.choosePin("274915"), "nobody's list was fetched").rejects.toThrow("locked");
  await door.takeList(listOf("p"));
  expect(door.shown()).toEqual({ kind: "choose-pin" });
  expect(() => door.opened()).toThrow("locked");
  await expect(door.choosePin("111111")).rejects.toThrow("pin-trivial");
  await door.choosePin("274915");
  expect(door.shown()).toMatchObject({ kind: "open", list: listOf("p"), isFresh: true });

  told.length = 0;
  await door.lock();
  expect(told, "what was opened for them is shown no longer").toEqual(["labels"]);
  expect(door.openVault()).toBeNull();
  expect(door.shown()).toMatchObject({ kind: "locked", triesLeft: 5, others: [] });
  expect(await door.unlock("385026")).toBe(false);
  expect(door.shown()).toMatchObject({ kind: "locked", triesLeft: 4 });
  expect(await door.unlock("274915")).toBe(true);
  expect(door.shown()).toMatchObject({ kind: "open", list: listOf("p"), isFresh: false });
  expect(door.isOpenButOld()).toBe(true);
});

test("two share a phone: another's list shuts what is open, and each PIN opens its own list alone", async () => {
  const { door, told } = doorAt();
  await door.takeList(listOf("p"));
  await door.choosePin("274915");
  told.length = 0;
  await door.takeList(listOf("q"));
  expect(told, "what was opened for the first is read by nobody else").toContain("labels");
  expect(door.shown()).toEqual({ kind: "choose-pin" });
  expect(() => door.opened()).toThrow("locked");
  await door.choosePin("385026");
  await door.choosePerson("p");
  expect(door.shown()).toMatchObject({ kind: "locked", who: "示例探访员p", others: [{ id: "q", who: "示例探访员q" }] });
  expect(await door.unlock("385026")).toBe(false);
  expect(await door.unlock("274915")).toBe(true);
  expect(door.opened().list).toEqual(listOf("p"));
});

test("whoever shows by a PIN who they are works on beside a colleague's session, until somebody signs in anew", async () => {
  const { door } = doorAt();
  for (const [id, pin] of [
    ["p", "274915"],
    ["q", "385026"],
  ] as const) {
    await door.takeList(listOf(id));
    await door.choosePin(pin);
  }
  await door.choosePerson("p");
  expect(await door.unlock("274915")).toBe(true);
  for (let asked = 0; asked < 2; asked++) await door.takeList(listOf("q"));
  expect(door.shown()).toMatchObject({ kind: "open", list: listOf("p"), isFresh: false });
  door.nobodySignedIn();
  await door.takeList(listOf("q"));
  expect(door.shown(), "q came later").toMatchObject({ kind: "locked", who: "示例探访员q" });
});

test("whoever is chosen while a PIN is compared finds a shut door: the answer was for another", async () => {
  const { door } = doorAt();
  for (const [id, pin] of [
    ["p", "274915"],
    ["q", "385026"],
  ] as const) {
    await door.takeList(listOf(id));
    await door.choosePin(pin);
  }
  await door.lock();
  const derive = crypto.subtle.deriveKey.bind(crypto.subtle);
  let chosen: Promise<void> | null = null;
  vi.spyOn(crypto.subtle, "deriveKey").mockImplementationOnce((...said) => {
    chosen = door.choosePerson("p");
    return derive(...said);
  });
  expect(await door.unlock("385026")).toBe(false);
  await chosen;
  expect(door.openVault()).toBeNull();
  expect(door.shown()).toMatchObject({ kind: "locked", who: "示例探访员p" });
});

test("five wrong PINs wipe the list, other tabs hear of it, and the right one comes too late", async () => {
  const { door, told } = doorAt();
  await door.takeList(listOf("p"));
  await door.choosePin("274915");
  await door.lock();
  told.length = 0;
  for (let n = 0; n < 5; n++) expect(await door.unlock("918273")).toBe(false);
  expect(told).toEqual(["tabs"]);
  expect(door.shown()).toEqual({ kind: "sign-in", isWiped: true });
  expect(await door.unlock("274915")).toBe(false);
});
