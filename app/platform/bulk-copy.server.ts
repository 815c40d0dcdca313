import { finished } from "node:stream/promises";
import postgres from "postgres";
import { databaseAddress } from "./environment.server";
import { storableJson } from "./storable-json.server";
import { scopeText, type Acting } from "./unit-of-work.server";

/** A connection for work by the hundred thousand rows: COPY and set-based SQL. `data/` rooms speak it. */
export type BulkSql = postgres.ReservedSql;

let client: postgres.Sql | undefined;
let clientAddress: string | undefined;

function bulkClient(): postgres.Sql {
  const address = databaseAddress();
  if (client && clientAddress !== address) forgetClient();
  clientAddress = address;
  return (client ??= postgres(address, {
    max: 4,
    idle_timeout: 20,
    onnotice: () => undefined,
    connection: { application_name: "quarterhour-bulk" },
  }));
}

function forgetClient(): void {
  void client?.end({ timeout: 30 }).catch(() => undefined);
  client = undefined;
}

/** The server went away or cut us off: nothing can be said on this connection any more, not even «rollback». */
const isCutOff = (error: unknown): boolean =>
  typeof error === "object" &&
  error !== null &&
  "code" in error &&
  /^(CONNECTION_(CLOSED|ENDED|DESTROYED)|57P0[123]|ECONNRESET|EPIPE)$/.test(String(error.code));

/** One transaction for bulk work, told who is acting like a unit of work. A thrown error leaves nothing behind. */
export async function inBulkWork<T>(actor: Acting, work: (sql: BulkSql) => Promise<T>): Promise<T> {
  const sql = await bulkClient().reserve();
  try {
    await sql`BEGIN`;
    // Sorting and hashing by the hundred thousand rows, and words for the search index gathered before they are filed.
    await sql`
      SELECT set_config('quarterhour.person', ${actor.personId ?? ""}, true), set_config('quarterhour.city', ${actor.cityCode ?? ""}, true),
        set_config('quarterhour.scope', ${scopeText(actor)}, true), set_config('work_mem', '96MB', true), set_config('gin_pending_list_limit', '32MB', true), set_config('jit', 'off', true)`;
    const value = await work(sql);
    await sql`COMMIT`;
    sql.release();
    return value;
  } catch (error) {
    if (isCutOff(error)) forgetClient();
    else {
      await sql`ROLLBACK`.catch(() => undefined);
      sql.release();
    }
    throw error;
  }
}

export async function closeBulkWork(): Promise<void> {
  await client?.end({ timeout: 5 });
  client = undefined;
}

export type CopyValue = string | number | boolean | null | object;

const ESCAPED: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\u0000": "" };
// eslint-disable-next-line no-control-regex
const SPECIAL = /[\\\t\n\r\u0000]/;
const ALL_SPECIAL = new RegExp(SPECIAL, "g");

/** One line of COPY's text format. NUL is the one letter PostgreSQL cannot hold. */
function copyLine(values: readonly CopyValue[]): string {
  let line = "";
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? null;
    if (at > 0) line += "\t";
    if (value === null) line += "\\N";
    else if (typeof value === "number" || typeof value === "boolean") line += String(value);
    else {
      const text = typeof value === "object" ? storableJson(value) : value;
      line += SPECIAL.test(text) ? text.replace(ALL_SPECIAL, (sign) => ESCAPED[sign] ?? sign) : text;
    }
  }
  return line;
}

/** Copies rows into a table the caller names in its own SQL, never from input: `staging.import_row`. */
export async function copyRows(
  sql: BulkSql,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const stream = await sql.unsafe(`COPY ${table} (${columns.join(", ")}) FROM STDIN`).writable();
  let piece = "";
  for (const row of rows) {
    piece += `${copyLine(row)}\n`;
    if (piece.length < 262_144) continue;
    if (!stream.write(piece)) await new Promise<void>((resume) => stream.once("drain", () => resume()));
    piece = "";
  }
  stream.end(piece);
  await finished(stream);
}
