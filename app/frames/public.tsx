import { Outlet } from "@remix-run/react";
import { ErrorScreen } from "~/ui/layout/error-screen";
import { useFrame } from "~/ui/layout/frame";
import type { PageHandle } from "~/ui/layout/page-title";
import { PublicShell } from "~/ui/layout/public-shell";

/** Of every public page that does not name its own; tests/ui/words-of-public-pages.test.ts looks whether they suffice. */
export const handle: Pick<PageHandle, "words"> = { words: ["finder", "map"] };

/** The frame of what anybody reads without an account: it costs a phone little, and works before any script arrives. */
export default function PublicFrame() {
  const frame = useFrame();
  if (!frame) return <Outlet />;
  return (
    <PublicShell {...frame}>
      <Outlet />
    </PublicShell>
  );
}

export function ErrorBoundary() {
  const frame = useFrame();
  if (!frame) return <ErrorScreen home="/find" />;
  return (
    <PublicShell {...frame}>
      <ErrorScreen home="/find" />
    </PublicShell>
  );
}
