const DATABASE = "quarterhour-care";

/** How many records of a caregiver's day lie on this device and nowhere else; asked by pages that know nothing of the phone. */
export async function unsentHere(): Promise<number> {
  if (typeof indexedDB === "undefined") return 0;
  // Looking must not make a store where none is; browsers that cannot list them open an empty one.
  const known = await indexedDB.databases?.().catch(() => null);
  if (known && !known.some(({ name }) => name === DATABASE)) return 0;
  const [{ openPhoneStore }, { heldItems }, { isUnsent }] = await Promise.all([
    import("./phone-store"),
    import("./outbox-store"),
    import("./outbox-item"),
  ]);
  const store = await openPhoneStore();
  try {
    return (await heldItems(store)).filter(isUnsent).length;
  } finally {
    store.close();
  }
}
