import { FORM_LOCK, SENDING_LOCK, UPDATE_MESSAGE, UPDATE_REFUSED, WORKER } from "./update-words";

/*
 * The page's side of the service worker: it is registered on /care and nowhere else, looked after while a page stands open, and taken
 * away when the server no longer has one (404 or 410 at its address).
 */
export type UpdateState = "none" | "ready" | "asked" | "refused";

const LOOK_AGAIN_MS = 60 * 60_000;
const listeners = new Set<() => void>();
let current: UpdateState = "none";
let waiting: ServiceWorker | null = null;

export const workerUpdate = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  state: (): UpdateState => current,
  /** asks the waiting version to take over; it does so unless a form is open somewhere */
  take(): void {
    tell("asked");
    waiting?.postMessage(UPDATE_MESSAGE);
  },
};

function tell(state: UpdateState): void {
  current = state;
  for (const listener of listeners) listener();
}

/** Called when a page of the phone is there; what it answers ends the watch. */
export function keepWorker(): () => void {
  if (!("serviceWorker" in navigator)) return () => undefined;
  const { serviceWorker } = navigator;
  let lookedAt = 0;
  let wasControlled = serviceWorker.controller !== null;
  const look = () => {
    if (!navigator.onLine || document.visibilityState !== "visible" || Date.now() - lookedAt < LOOK_AGAIN_MS) return;
    lookedAt = Date.now();
    lookAfterWorker().catch(() => undefined);
  };
  const takenOver = () => {
    if (wasControlled) void startAgain();
    wasControlled = true;
  };
  const heard = ({ data }: MessageEvent) => {
    if (data === UPDATE_REFUSED) tell("refused");
  };
  serviceWorker.addEventListener("controllerchange", takenOver);
  serviceWorker.addEventListener("message", heard);
  document.addEventListener("visibilitychange", look);
  look();
  return () => {
    serviceWorker.removeEventListener("controllerchange", takenOver);
    serviceWorker.removeEventListener("message", heard);
    document.removeEventListener("visibilitychange", look);
  };
}

async function lookAfterWorker(): Promise<void> {
  const known = await navigator.serviceWorker.getRegistration(WORKER.scope);
  if (known) watch(known);
  const answer = await fetch(WORKER.script, { method: "HEAD", cache: "no-store" });
  if (answer.status === 404 || answer.status === 410) return takeAway();
  if (!answer.ok) return;
  watch(await navigator.serviceWorker.register(WORKER.script, { scope: WORKER.scope, updateViaCache: "none" }));
}

const watched = new WeakSet<ServiceWorkerRegistration>();

function watch(registration: ServiceWorkerRegistration): void {
  if (watched.has(registration)) return;
  watched.add(registration);
  const follow = (worker: ServiceWorker | null) => {
    if (!worker) return;
    const look = () => {
      // The first version of all waits for nobody.
      if (worker.state !== "installed" || !registration.active) return;
      waiting = worker;
      tell("ready");
    };
    worker.addEventListener("statechange", look);
    look();
  };
  follow(registration.waiting);
  follow(registration.installing);
  registration.addEventListener("updatefound", () => follow(registration.installing));
}

/** The outbox is no part of this: it lies in a store of its own and is sent by the pages. */
async function takeAway(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER.scope);
  await registration?.unregister();
  const kept = await caches.keys();
  await Promise.all(kept.filter((name) => name.startsWith("workbox-")).map((name) => caches.delete(name)));
}

/** A new version answers from now on: the page goes over to it, once nothing is open or under way in any tab. */
async function startAgain(): Promise<void> {
  const reload = () => window.location.reload();
  if ("locks" in navigator) await navigator.locks.request(FORM_LOCK, () => navigator.locks.request(SENDING_LOCK, reload));
  else reload();
}
