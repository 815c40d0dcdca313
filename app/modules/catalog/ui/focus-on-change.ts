import { useEffect, useRef, type RefObject } from "react";

/** For a heading: when what it stands over changes by the reader's wish, the focus goes there, and not to the page's top. */
export function useFocusOnChange(shown: string): RefObject<HTMLHeadingElement> {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(shown);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    heading.current?.focus();
  }, [shown]);
  return heading;
}
