import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute, type PrecacheEntry } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { UPDATE_LOCK, UPDATE_MESSAGE, UPDATE_REFUSED } from "./update-words";
import { withFreshNonce } from "./shell-nonce";

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

/** A new version takes over when a page asks it to, and no page anywhere has a form open or is sending (they hold the lock then). */
self.addEventListener("message", (event) => {
  if (event.data !== UPDATE_MESSAGE) return;
  event.waitUntil(
    self.navigator.locks.request(UPDATE_LOCK, { mode: "exclusive", ifAvailable: true }, async (lock) => {
      if (lock) await self.skipWaiting();
      else event.source?.postMessage(UPDATE_REFUSED);
    }),
  );
});
