/** Longer than a server of ours ever asks for: whoever says more is not waited for. */
const MOST_SECONDS = 120;

/** Doors where somebody shows who they are: the same password or a code from before must not be tried again by itself. */
const SHOWS_WHO_ONE_IS = /^\/(sign-in|account\/(confirm|second-factor|invitation))/;

export interface Patience {
  /** the page's own origin: what others answer is theirs to explain */
  readonly origin: string;
  /** told when the wait ends, in milliseconds of the epoch; the answer says that it is over */
  began(until: number): () => void;
  /** a form that met nobody: resolves when whoever sent it wants another try */
  nextTry(leaving: AbortSignal | null | undefined): Promise<void>;
  /** leaves for a page as a browser does without scripts: its answer is shown as it is */
  leaveFor(address: string): void;
}

/**
 * A fetch that waits where our own server says «too many, come again in so many seconds», and then asks the same again. A form of
 * a page that no server answers waits too, until another try is asked for. The page, and whatever was typed into it, stays as it is
 * meanwhile; leaving it ends the wait.
 */
export function patientFetch(ask: typeof fetch, { origin, began, nextTry, leaveFor }: Patience): typeof fetch {
  return async (input, init) => {
    for (;;) {
      const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
      const answer = await ask(input instanceof Request ? input.clone() : input, init).catch(async (failure: unknown) => {
        if (!(failure instanceof TypeError) || !isFormOfPage(input, init, origin)) throw failure;
        await nextTry(signal);
        return null;
      });
      if (!answer) continue;
      const seconds = Number(answer.headers.get("Retry-After"));
      const page = answer.status === 431 && !isFormOfPage(input, init, origin) ? pageOf(answer.url, origin) : null;
      if (page !== null) {
        leaveFor(page);
        return new Promise<never>(() => undefined);
      }
      const isOurs = answer.status === 429 && answer.url.startsWith(`${origin}/`);
      if (isOurs && SHOWS_WHO_ONE_IS.test(new URL(answer.url).pathname)) return answer;
      if (!isOurs || !(seconds > 0 && seconds <= MOST_SECONDS)) return answer;
      const ended = began(Date.now() + seconds * 1000);
      try {
        await pause(seconds * 1000, signal);
      } finally {
        ended();
      }
    }
  };
}

/** The page whose data were asked for; null where none of ours was. An address too long to be read is answered with a page that says so. */
function pageOf(url: string, origin: string): string | null {
  const address = new URL(url);
  if (address.origin !== origin || !address.pathname.endsWith(".data")) return null;
  address.searchParams.delete("_routes");
  address.pathname = address.pathname === "/_root.data" ? "/" : address.pathname.slice(0, -".data".length);
  return address.href;
}

/** What the framework sends for a form of an open page; whatever else is sent has its own way with a line that broke. */
function isFormOfPage(input: RequestInfo | URL, init: RequestInit | undefined, origin: string): boolean {
  const method = init?.method ?? (input instanceof Request ? input.method : "GET");
  const address = new URL(input instanceof Request ? input.url : input, origin);
  return method.toUpperCase() === "POST" && address.origin === origin && address.pathname.endsWith(".data");
}

const pause = (ms: number, signal: AbortSignal | null | undefined): Promise<void> =>
  new Promise((over, left) => {
    const leave = () => {
      clearTimeout(timer);
      left(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", leave);
      over();
    }, ms);
    if (signal?.aborted) leave();
    else signal?.addEventListener("abort", leave, { once: true });
  });
