import type { PhoneStore } from "~/offline/phone-store";

const keyOf = (value: unknown): string => {
  const { id, person, name } = value as { id?: string; person?: string; name?: string };
  return id ?? [person, name].filter(Boolean).join("/");
};
const placeOf = (key: string | readonly string[]): string => [key].flat().join("/");

/** A browser's store with room for so many records: a transaction is there whole, or not at all. */
export function storeWithRoom(room: number, vault: readonly string[]) {
  const made = () => new Map<string, unknown>();
  const stores = { outbox: made(), sealed: made(), vault: made(), plain: made(), lock: made() };
  type Name = keyof typeof stores;
  for (const name of vault) stores.vault.set(`person/${name}`, {});
  const transaction = (names: Name | Name[]) => {
    const changes: (() => void)[] = [];
    const objectStore = (name: Name) => ({
      get: (key: string) => Promise.resolve(stores[name].get(key)),
      getAll: () => Promise.resolve([...stores[name].values()]),
      put: (value: unknown, key?: string) =>
        Promise.resolve(void changes.push(() => stores[name].set(key ?? keyOf(value), value))),
      delete: (key: string | string[]) => Promise.resolve(void changes.push(() => stores[name].delete(placeOf(key)))),
    });
    return {
      objectStore,
      store: objectStore([names].flat()[0]!),
      get done() {
        const before = Object.entries(stores).map(([name, map]) => [name, [...map]] as const);
        for (const change of changes) change();
        if (stores.sealed.size <= room) return Promise.resolve();
        for (const [name, entries] of before) {
          stores[name as Name].clear();
          for (const [key, value] of entries) stores[name as Name].set(key, value);
        }
        return Promise.reject(new DOMException("full", "QuotaExceededError"));
      },
    };
  };
  const store = {
    transaction,
    get: (name: Name, key: string | string[]) => Promise.resolve(stores[name].get(placeOf(key))),
    put: (name: Name, value: unknown, key?: string) => Promise.resolve(void stores[name].set(key ?? keyOf(value), value)),
    getAll: (name: Name) => Promise.resolve([...stores[name].values()]),
  };
  return { store: store as unknown as PhoneStore, drafts: () => [...stores.vault.keys()] };
}
