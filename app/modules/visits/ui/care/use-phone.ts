import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import type { CareDraft, CarePhone } from "~/offline/care-phone";

/** Forms begun and not saved, asked again when the list opens and after each change of ours. */
export function useDrafts(phone: CarePhone, isOpen: boolean): [readonly CareDraft[] | null, () => Promise<void>] {
  const [drafts, setDrafts] = useState<readonly CareDraft[] | null>(null);
  const look = useCallback(async () => setDrafts(isOpen ? await phone.drafts() : []), [phone, isOpen]);
  useEffect(() => void look().catch(() => setDrafts([])), [look]);
  return [drafts, look];
}

/** The time of the city as well as the phone knows it, looked at now and then: what is due changes while a screen stands open. */
export function useNow(phone: Pick<CarePhone, "now">, everyMs = 20_000): number {
  const [now, setNow] = useState(() => phone.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(phone.now()), everyMs);
    return () => clearInterval(timer);
  }, [phone, everyMs]);
  return now;
}

export function useIsOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener("online", listener);
      window.addEventListener("offline", listener);
      return () => {
        window.removeEventListener("online", listener);
        window.removeEventListener("offline", listener);
      };
    },
    () => navigator.onLine,
    () => true,
  );
}

/** All screens of the phone come as one page from the server: each names itself once it is there. */
export function useScreenTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
