import { useEffect, useRef, type RefObject } from "react";

/** For a notice at the top about a form saved at the bottom: each time there is something new to say, the reader is taken to it. */
export function useFocusedNotice(said: unknown): RefObject<HTMLDivElement> {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!said) return;
    notice.current?.scrollIntoView({ block: "start" });
    notice.current?.focus({ preventScroll: true });
  }, [said]);
  return notice;
}
