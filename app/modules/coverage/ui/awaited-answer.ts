/** The pages whose answer is computed, and what each waits for. */
const PAGES: Readonly<Record<string, string>> = {
  "/plan": "page",
  "/plan/coverage/access": "access",
  "/plan/what-if": "what-if",
};

interface Place {
  readonly pathname: string;
  readonly search: string;
}

/** What a way to a page waits for, as the words of an address; null where nothing is computed. */
export function awaitedAnswer(to: Place | undefined): string | null {
  const of = to && PAGES[to.pathname.replace(/\/$/, "")];
  return of ? `of=${of}&${to.search.replace(/^\?/, "")}` : null;
}
