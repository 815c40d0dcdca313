/** What a page in somebody's hand undergoes, told to the phone. */
export interface PageWatch {
  /** a network came, the page came back, or the system says that it is time to send */
  readonly mayWork: () => void;
  /** nobody touched it for long, or it lay in a pocket */
  readonly isLeft: () => void;
}

/** A visit is a quarter of an hour of listening; longer than that the phone may be in other hands. */
export const LOCKED_AFTER_IDLE_MS = 15 * 60_000;
/** A call or a look at a map takes less. */
export const LOCKED_AFTER_HIDDEN_MS = 10 * 60_000;
/** What the service worker says to open pages when the system wakes it to send. */
export const SEND_MESSAGE = "care-outbox";
const LOOKED_EVERY_MS = 30_000;

export function watchPage({ mayWork, isLeft }: PageWatch, now: () => number): void {
  let touchedAt = now();
  let hiddenAt: number | null = document.hidden ? now() : null;
  const look = (): void => {
    const isIdle = now() - touchedAt > LOCKED_AFTER_IDLE_MS;
    const isHidden = hiddenAt !== null && now() - hiddenAt > LOCKED_AFTER_HIDDEN_MS;
    if (isIdle || isHidden) isLeft();
  };
  for (const kind of ["pointerdown", "keydown", "scroll", "input"])
    window.addEventListener(
      kind,
      () => {
        look();
        touchedAt = now();
      },
      { passive: true, capture: true },
    );
  document.addEventListener("visibilitychange", () => {
    look();
    hiddenAt = document.hidden ? now() : null;
    if (!document.hidden) mayWork();
  });
  window.addEventListener("online", mayWork);
  window.addEventListener("pageshow", ({ persisted }) => persisted && mayWork());
  navigator.serviceWorker?.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (typeof data === "object" && data !== null && "type" in data && data.type === SEND_MESSAGE) mayWork();
  });
  setInterval(look, LOOKED_EVERY_MS);
}

/** Asks the system to wake the service worker once there is a network, where it can. */
export async function askToBeWoken(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration && "sync" in registration)
    await (registration.sync as { register(tag: string): Promise<void> }).register(SEND_MESSAGE).catch(() => undefined);
}
