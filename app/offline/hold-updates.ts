import { FORM_LOCK, SENDING_LOCK } from "./update-words";

/** From now until the answer is called, or the page ends, no new version of the app takes over: a form is open. */
export function holdUpdates(): () => void {
  if (!("locks" in navigator)) return () => undefined;
  let release = (): void => undefined;
  const held = new Promise<void>((over) => (release = over));
  navigator.locks.request(FORM_LOCK, { mode: "shared" }, () => held).catch(() => undefined);
  return release;
}

/** While no page has a form open and nothing is being sent: does the work, and says whether it could. */
export async function whileNothingIsOpen(work: () => void | Promise<void>): Promise<boolean> {
  if (!("locks" in navigator)) {
    await work();
    return true;
  }
  return await navigator.locks.request(FORM_LOCK, { ifAvailable: true }, async (noForm) => {
    if (!noForm) return false;
    return await navigator.locks.request(SENDING_LOCK, { ifAvailable: true }, async (noSending) => {
      if (!noSending) return false;
      await work();
      return true;
    });
  });
}
