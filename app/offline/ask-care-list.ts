import type { CareList } from "~/modules/visits/domain/care-list";
import { clockOffsetOf, unreached, type Asking, type Unreached } from "./post-records";

export type ListAnswer =
  | { readonly kind: "fresh"; readonly list: CareList; readonly clockOffset: number | null; readonly askedAt: number }
  | { readonly kind: Unreached };

/** Today's list of whoever is signed in here. */
export async function askCareList({ ask, now, isOnline, patienceMs }: Asking): Promise<ListAnswer> {
  const impatience = new AbortController();
  const timer = setTimeout(() => impatience.abort(), patienceMs(0));
  const askedAt = now();
  try {
    const response = await ask("/care/list", {
      headers: { Accept: "application/json" },
      redirect: "manual",
      cache: "no-store",
      signal: impatience.signal,
    });
    if (response.status === 401 || response.type === "opaqueredirect") return { kind: "signed-out" };
    if (response.status !== 200) return { kind: "server" };
    const list = readList(await response.text());
    return list ? { kind: "fresh", list, clockOffset: clockOffsetOf(list.madeAt, askedAt, now()), askedAt } : { kind: "server" };
  } catch {
    return { kind: unreached(isOnline) };
  } finally {
    clearTimeout(timer);
  }
}

function readList(text: string): CareList | null {
  try {
    const read = JSON.parse(text) as Partial<CareList> | null;
    return read?.format === 1 && read.person && read.ticket && read.sealTo ? (read as CareList) : null;
  } catch {
    return null;
  }
}
