import type { PageHandle } from "~/ui/layout/page-title";

/** Whoever runs a facility comes with a link and a phone: the same light frame, with the words of the catalog. */
export { default, ErrorBoundary } from "./public";

export const handle: Pick<PageHandle, "words"> = { words: ["catalog", "finder"] };
