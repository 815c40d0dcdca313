import { useSyncExternalStore, type ReactNode } from "react";

const never = () => () => undefined;

/** Renders its children in the browser only; the fallback keeps their place until then. */
export function ClientOnly({ children, fallback = null }: { readonly children: () => ReactNode; readonly fallback?: ReactNode }) {
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return <>{inBrowser ? children() : fallback}</>;
}
