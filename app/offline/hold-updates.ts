import { UPDATE_LOCK } from "./update-words";

/** From now until the answer is called, or the page ends, no new version of the app takes over: a form is open, or something is being sent. */
export function holdUpdates(): () => void {
  if (!("locks" in navigator)) return () => undefined;
  let release = (): void => undefined;
  const held = new Promise<void>((over) => (release = over));
  navigator.locks.request(UPDATE_LOCK, { mode: "shared" }, () => held).catch(() => undefined);
  return release;
}
