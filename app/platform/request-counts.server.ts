import pg from "pg";
import { Counter, register } from "prom-client";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes, type RateLimiterAbstract } from "rate-limiter-flexible";
import { databaseAddress, type Door, type requestLimits } from "./environment.server";
import { blindIndexOf } from "./sealed-value.server";

const WINDOW_SECONDS = 60;
const MOST_CONNECTIONS = 2;
/** A database that is slower than this is not waited for: the process counts by itself until it is back. */
const PATIENCE_MS = 2_000;

/** Doors that write or try secrets are counted in the database, for all processes at once; what is only read by each process. */
const TOGETHER: ReadonlySet<Door> = new Set(["sign-in", "uploads", "writes"]);

/** Whose requests are counted together. */
export interface Counted {
  readonly whose: "address" | "person";
  readonly id: string;
}

export interface RequestCounts {
  /** Counts one; the whole seconds to wait where that is one too many, else null. */
  count(door: Door, counted: Counted): Promise<number | null>;
  close(): Promise<void>;
}

type Limits = NonNullable<ReturnType<typeof requestLimits>>;

export function openRequestCounts(limits: Limits): RequestCounts {
  const pool = new pg.Pool({
    ...{ connectionString: databaseAddress(), max: MOST_CONNECTIONS },
    ...{ connectionTimeoutMillis: PATIENCE_MS, query_timeout: PATIENCE_MS },
  });
  // A connection that broke while nobody used it is replaced at the next question.
  pool.on("error", () => undefined);
  const limiters = new Map<string, RateLimiterAbstract>();
  for (const [door, { address, person }] of Object.entries(limits) as [Door, Limits[Door]][])
    for (const [whose, points] of Object.entries({ address, person })) {
      const keyPrefix = `${door}.${whose}`;
      const alone = new RateLimiterMemory({ keyPrefix, points, duration: WINDOW_SECONDS });
      limiters.set(keyPrefix, TOGETHER.has(door) ? shared(pool, keyPrefix, points, alone) : alone);
    }
  return {
    async count(door, { whose, id }) {
      try {
        await limiters.get(`${door}.${whose}`)!.consume(blindIndexOf("request-count", id));
        return null;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        refused().inc({ door, whose });
        return Math.min(WINDOW_SECONDS, Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
      }
    },
    close: () => pool.end(),
  };
}

const shared = (pool: pg.Pool, keyPrefix: string, points: number, insuranceLimiter: RateLimiterMemory): RateLimiterPostgres =>
  new RateLimiterPostgres({
    ...{ storeClient: pool, storeType: "pool", tableName: "request_count", tableCreated: true },
    ...{ keyPrefix, points, duration: WINDOW_SECONDS, insuranceLimiter },
    // Whoever goes on asking beyond the limit costs the database nothing more.
    inMemoryBlockOnConsumed: points + 1,
    clearExpiredByTimeout: keyPrefix === "writes.address",
  });

const refused = (): Counter =>
  (register.getSingleMetric("quarterhour_refused_requests_total") as Counter | undefined) ??
  new Counter({
    name: "quarterhour_refused_requests_total",
    help: "Requests beyond the limit, by kind of door and by whose limit it was",
    labelNames: ["door", "whose"],
  });
