import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CareList } from "~/modules/visits/domain/care-list";
import { plainOf } from "~/offline/phone-store";
import type { Asking } from "~/offline/post-records";
import { askOwnList, endSessionOwed } from "~/offline/session-owed-end";
import { newVault, unlockVault } from "~/offline/vault";
import { storeWithRoom } from "./made-phone-store";

const LIST = {
  ...{ format: 1, person: { id: "p", name: "示例探访员" }, ticket: "t", madeAt: "2026-11-23T01:00:00Z" },
  ...{ sealTo: { id: "k", publicKey: "" }, keptUntil: "2026-11-30T00:00:00Z" },
} as unknown as CareList;

/** A server with one session, and a line that may be down. */
function worldWith() {
  const at = { isUp: true, isSignedIn: true, asked: [] as string[] };
  const ask: typeof fetch = (input) => {
    const path = input as string;
    at.asked.push(path);
    if (!at.isUp) return Promise.reject(new TypeError("no network"));
    if (path === "/sign-out") at.isSignedIn = false;
    const isList = path === "/care/list";
    return Promise.resolve(new Response(isList ? JSON.stringify(LIST) : null, { status: isList && !at.isSignedIn ? 401 : 200 }));
  };
  const asking: Asking = { ask, now: () => Date.parse(LIST.madeAt), isOnline: () => at.isUp, patienceMs: () => 1_000 };
  return { at, asking };
}

beforeEach(() => vi.stubGlobal("IDBKeyRange", { bound: (from: string[]) => [from[0]] }));
afterEach(() => vi.unstubAllGlobals());

test("five wrong PINs without a network end the session at the first contact, before any list is asked for", async () => {
  const { store } = storeWithRoom(9, []);
  const { at, asking } = worldWith();
  await newVault(store, LIST, "274915");
  expect(await askOwnList(store, asking), "nothing is owed yet").toMatchObject({ kind: "fresh" });

  at.isUp = false;
  for (const triesLeft of [4, 3, 2, 1, 0]) expect(await unlockVault(store, "p", "111222")).toEqual({ triesLeft });
  at.asked = [];
  expect(await askOwnList(store, asking)).toEqual({ kind: "no-network" });
  expect(at.asked, "not even tried").toEqual(["/sign-out"]);

  at.isUp = true;
  at.asked = [];
  expect(await askOwnList(store, asking)).toEqual({ kind: "signed-out" });
  expect(at).toMatchObject({ asked: ["/sign-out"], isSignedIn: false });
  expect(await askOwnList(store, asking), "until somebody signs in").toEqual({ kind: "signed-out" });
  at.isSignedIn = true;
  expect(await askOwnList(store, asking)).toMatchObject({ kind: "fresh" });
  expect(await plainOf(store, "guessed"), "the door still says why").toBe("session-ended");
  await newVault(store, LIST, "274915");
  expect(await plainOf(store, "guessed")).toBeNull();
});

test("a list that was under way while the fifth PIN failed is not taken", async () => {
  const { store } = storeWithRoom(9, []);
  const { at, asking } = worldWith();
  const { ask } = asking;
  const slow: typeof fetch = async (input, init) => {
    const response = await ask(input, init);
    if (input === "/care/list") await store.put("plain", "session-open", "guessed");
    return response;
  };
  expect(await askOwnList(store, { ...asking, ask: slow })).toEqual({ kind: "signed-out" });
  expect(at.isSignedIn).toBe(false);
  expect(await endSessionOwed(store, slow)).toBeNull();
});
