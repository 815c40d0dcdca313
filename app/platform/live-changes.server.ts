import pg from "pg";
import { now } from "./clock.server";
import { databaseAddress } from "./environment.server";
import { log } from "./log.server";
import { factsOf } from "./log-facts.server";

/*
 * What screens that watch are told: that something changed, never what. One connection to the database a process listens for all of
 * them, from the first screen to the end of the process; while it is away screens are told since when.
 */
const CHANNEL = "quarterhour_watch";
const AGAIN_MS = [500, 1_000, 2_000, 5_000, 10_000] as const;
/** However often something changes, a screen is told this often at most. */
const AT_MOST_EVERY_MS = 2_000;
/** What nobody tells (a day's visits) is looked at this often. */
const TICK_MS = 30_000;
/** A screen comes back by itself: a stream that lives for ever would outlive the reader's session. */
const LONGEST_MS = 600_000;

export interface Connection {
  readonly isListening: boolean;
  /** ISO 8601; null while it listens */
  readonly lostSince: string | null;
}
type Told = { readonly kind: "changed"; readonly of: string } | { readonly kind: "connection" };

interface Live {
  client: pg.Client | null;
  connection: Connection;
  tries: number;
  again: NodeJS.Timeout | null;
  readonly listeners: Set<(told: Told) => void>;
  readonly ends: Set<() => void>;
  isOver: boolean;
}

/** The server and the pages it serves are built apart: the process holds one. */
const KEY = Symbol.for("quarterhour.live-changes");
const shared = globalThis as { [KEY]?: Live };
const live: Live = (shared[KEY] ??= {
  ...{ client: null, tries: 0, again: null, isOver: false },
  connection: { isListening: false, lostSince: null },
  listeners: new Set(),
  ends: new Set(),
});

function tellAll(told: Told): void {
  for (const listener of [...live.listeners]) listener(told);
}

async function listen(): Promise<void> {
  if (live.client || live.isOver) return;
  const client = new pg.Client({ connectionString: databaseAddress(), application_name: "quarterhour-live", keepAlive: true });
  live.client = client;
  const lost = (error?: unknown) => {
    if (live.client !== client) return;
    live.client = null;
    if (live.connection.isListening)
      log("warn", "live screens lost their connection", factsOf(error ?? new Error("the connection ended")));
    live.connection = { isListening: false, lostSince: live.connection.lostSince ?? now().toISOString() };
    tellAll({ kind: "connection" });
    void client.end().catch(() => undefined);
    if (live.isOver || live.listeners.size === 0) return;
    live.again ??= setTimeout(
      () => {
        live.again = null;
        void listen();
      },
      AGAIN_MS[Math.min(live.tries++, AGAIN_MS.length - 1)],
    );
  };
  client.on("error", lost).on("end", () => lost());
  client.on("notification", ({ payload }) => tellAll({ kind: "changed", of: payload ?? "" }));
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    live.tries = 0;
    live.connection = { isListening: true, lostSince: null };
    tellAll({ kind: "connection" });
  } catch (error) {
    lost(error);
  }
}

/** Hears of every change until the returned function is called. */
function follow(listener: (told: Told) => void): () => void {
  live.listeners.add(listener);
  if (!live.again) void listen();
  return () => live.listeners.delete(listener);
}

/** An answer that goes on telling that something of a city changed, as server-sent events, until the reader leaves or the server ends. */
export function liveAnswer(request: Request, cityCode: string): Response {
  const words = new TextEncoder();
  let close = () => undefined as void;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let isOpen = true;
      let waiting: NodeJS.Timeout | null = null;
      let lastTold = 0;
      const send = (event: string, data: object) => {
        if (isOpen) controller.enqueue(words.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
      };
      const changed = () => {
        waiting = null;
        lastTold = performance.now();
        send("changed", {});
      };
      const unfollow = follow((told) => {
        if (told.kind === "connection") send("connection", live.connection);
        else if (told.of === cityCode)
          waiting ??= setTimeout(changed, Math.max(0, AT_MOST_EVERY_MS - (performance.now() - lastTold)));
      });
      const tick = setInterval(() => send("tick", live.connection), TICK_MS);
      const last = setTimeout(() => close(), LONGEST_MS);
      for (const timer of [tick, last]) timer.unref();
      close = () => {
        if (!isOpen) return;
        isOpen = false;
        unfollow();
        live.ends.delete(close);
        clearInterval(tick);
        clearTimeout(last);
        if (waiting) clearTimeout(waiting);
        controller.close();
      };
      live.ends.add(close);
      request.signal.addEventListener("abort", () => close());
      send("connection", live.connection);
      if (live.isOver) close();
    },
    cancel: () => close(),
  });
  return new Response(body, {
    headers: { "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store", "X-Accel-Buffering": "no" },
  });
}

/** Ends every answer that goes on, and the connection: the server is leaving. */
export async function endLiveAnswers(): Promise<void> {
  live.isOver = true;
  for (const end of [...live.ends]) end();
  if (live.again) clearTimeout(live.again);
  const { client } = live;
  live.client = null;
  await client?.end().catch(() => undefined);
  live.isOver = false;
}

/** Whether the database tells us of changes at this moment; a process that nobody watches does not ask. */
export const liveConnection = (): Connection => live.connection;
