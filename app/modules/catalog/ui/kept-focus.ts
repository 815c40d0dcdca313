import { useEffect, useRef, type FocusEvent } from "react";

/** A form that is made anew when its answer comes: the focus goes back to the field of the same name, or to the button. */
export function useKeptFocus(shown: string) {
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<string | null>(null);
  useEffect(() => {
    if (field.current === null || document.activeElement !== document.body) return;
    const named = field.current === "" ? null : form.current?.querySelector<HTMLElement>(`[name="${field.current}"]`);
    (named ?? form.current?.querySelector<HTMLElement>("button[type=submit]"))?.focus({ preventScroll: true });
  }, [shown]);
  const keep = {
    onFocus: ({ target }: FocusEvent) => {
      field.current = target.getAttribute("name") ?? "";
    },
    onBlur: ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget) field.current = null;
    },
  };
  return { form, keep };
}
