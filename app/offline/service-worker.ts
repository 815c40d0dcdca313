import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute, type PrecacheEntry } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { whileNothingIsOpen } from "./hold-updates";
import { withFreshNonce } from "./shell-nonce";
import { UPDATE_MESSAGE, UPDATE_REFUSED } from "./update-words";
import { SEND_MESSAGE } from "./watch-page";

/*
 * Opens /care without a network: it answers visits to /care pages with their common shell, and files of theirs from what was kept
 * when it was installed. Whatever else is asked, lists and records above all, it leaves to the network and keeps nothing of.
 */
declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly (PrecacheEntry | string)[] };

const SHELL = "/care-shell.html";
/** Answers of the server for scripts, not pages. */
const NO_PAGES = [/^\/care\/(keys|list|sync)([/?]|$)/];

cleanupOutdatedCaches();
precacheAndRoute([...self.__WB_MANIFEST], { directoryIndex: "", cleanURLs: false });
registerRoute(new NavigationRoute(shell, { allowlist: [/^\/care([/?]|$)/], denylist: NO_PAGES }));

async function shell(): Promise<Response> {
  const kept = await matchPrecache(SHELL);
  return kept ? withFreshNonce(kept) : fetch(SHELL);
}

// The page that brought the first version may lose the network before it is opened again.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/** A new version takes over when a page asks it to, and no page anywhere has a form open or is sending. */
self.addEventListener("message", (event) => {
  if (event.data !== UPDATE_MESSAGE) return;
  const takeOver = async () => {
    if (!(await whileNothingIsOpen(() => self.skipWaiting()))) event.source?.postMessage(UPDATE_REFUSED);
  };
  event.waitUntil(takeOver());
});

/** There is a network again: pages that lie open send what waits. The records are theirs, and so are the keys to it. */
self.addEventListener("sync", (event) => {
  const { tag, waitUntil } = event as ExtendableEvent & { readonly tag: string };
  if (tag === SEND_MESSAGE) waitUntil.call(event, tellPages());
});

async function tellPages(): Promise<void> {
  for (const page of await self.clients.matchAll({ type: "window" })) page.postMessage({ type: SEND_MESSAGE });
}
