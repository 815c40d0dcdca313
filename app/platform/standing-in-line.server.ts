/** Two writers met: a deadlock (40P01), a lock not granted in time (55P03), a unit of work or its wait that ran out of time. */
const SIGNS = new Set(["40P01", "55P03", "40001", "P2028", "P2034", "TransactionWriteConflict"]);

/** Whether a database error means «someone else is writing the same»: trying again later is all there is to do. */
export function isStandingInLine(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 5) return false;
  const said = error as Readonly<Record<string, unknown>>;
  if (["code", "originalCode", "kind"].some((name) => SIGNS.has(String(said[name])))) return true;
  return ["cause", "meta", "driverAdapterError"].some((name) => isStandingInLine(said[name], depth + 1));
}

/** The outcome of the work, or `busy` when others stood in its way. Nothing of it was written then. */
export async function unlessOthersWrite<T>(work: Promise<T>, busy: T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isStandingInLine(error)) return busy;
    throw error;
  }
}
