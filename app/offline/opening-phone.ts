import type { CareDoor, CarePhone } from "./care-phone";
import { NO_OUTBOX } from "./outbox-view";

const ASKING: CareDoor = { kind: "asking" };

/** Stands for the phone until its store is open; whatever is asked meanwhile is done then. */
export function openingPhone(opened: Promise<CarePhone>): CarePhone {
  let phone: CarePhone | null = null;
  void opened.then((there) => (phone = there));
  return {
    subscribe: (listener) => {
      let leave: (() => void) | null = null;
      let hasLeft = false;
      void opened.then((there) => {
        if (hasLeft) return;
        leave = there.subscribe(listener);
        listener();
      });
      return () => {
        hasLeft = true;
        leave?.();
      };
    },
    door: () => phone?.door() ?? ASKING,
    outbox: () => phone?.outbox() ?? NO_OUTBOX,
    now: () => phone?.now() ?? Date.now(),

    choosePin: async (pin) => (await opened).choosePin(pin),
    unlock: async (pin) => (await opened).unlock(pin),
    lock: async () => (await opened).lock(),
    choosePerson: async (id) => (await opened).choosePerson(id),
    forgetPin: async () => (await opened).forgetPin(),
    refresh: async () => (await opened).refresh(),
    drafts: async () => (await opened).drafts(),
    keepDraft: async (draft) => (await opened).keepDraft(draft),
    dropDraft: async (visitId) => (await opened).dropDraft(visitId),
    saveVisit: async (visit, label, photos) => (await opened).saveVisit(visit, label, photos),
    savePhoto: async (id, words, picture) => (await opened).savePhoto(id, words, picture),
    attachPosition: async (id, position) => (await opened).attachPosition(id, position),
    sendNow: async () => (await opened).sendNow(),
    tryAgain: async (id) => (await opened).tryAgain(id),
    giveUp: async (id) => (await opened).giveUp(id),
    exported: async () => (await opened).exported(),
    handedOver: async () => (await opened).handedOver(),
    importExport: async (file) => (await opened).importExport(file),
    signOut: async () => (await opened).signOut(),
    reset: async () => (await opened).reset(),
  };
}
