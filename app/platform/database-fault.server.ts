import { database } from "./database.server";

/** Classes of SQLSTATE that blame the values: 22 data exception, 23 integrity constraint violation. */
const OF_VALUES = /^(22|23)[0-9A-Z]{3}$/;

/** Whether a database error says that these values will never fit, however often they are tried. */
export function isValueFault(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 5) return false;
  const said = error as Readonly<Record<string, unknown>>;
  if (["code", "originalCode"].some((name) => OF_VALUES.test(String(said[name])))) return true;
  return ["cause", "meta", "driverAdapterError"].some((name) => isValueFault(said[name], depth + 1));
}

/** Whether the database answers at all just now. */
export async function isDatabaseThere(): Promise<boolean> {
  try {
    await database().$queryRaw`SELECT 1`;
    return true;
  } catch {
    return false;
  }
}
