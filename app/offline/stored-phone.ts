import { CareRefused, type CarePhone } from "./care-phone";
import { clockOffsetIn, failedAloud } from "./outbox-sender";
import { waitAfterRestore, wipeAcknowledged, wipeSettled } from "./outbox-store";
import { HERE } from "./page-world";
import { PhoneDoor } from "./phone-door";
import { PhoneOutbox } from "./phone-outbox";
import { keepPlain, type PhoneStore } from "./phone-store";
import { NO_PHOTOS, type Saved } from "./saved-record";
import { askOwnList, endSessionOwed } from "./session-owed-end";
import { endSession } from "./sign-out-here";
import { draftsIn, dropDraftIn, keepDraftIn, locksHere, sweepVaults, wipeVault } from "./vault";
import { watchPage } from "./watch-page";

type Word = "outbox" | "doors";

/** A phone that keeps: list and drafts under PINs, the outbox sealed to the server. One a page; tabs tell one another. */
export function storedPhone(store: PhoneStore): CarePhone & { begin(): Promise<void> } {
  let clockOffset = 0;
  const now = (): number => Date.now() + clockOffset;
  const listeners = new Set<() => void>();
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("quarterhour-care") : null;
  const tell = (word: Word): void => tabs?.postMessage(word);

  const outbox: PhoneOutbox = new PhoneOutbox({
    store,
    openVault: () => door.openVault(),
    tellTabs: () => tell("outbox"),
    drawn: () => {
      for (const listener of listeners) listener();
    },
  });
  const door: PhoneDoor = new PhoneDoor({
    store,
    refresh,
    draw: outbox.draw,
    forgetLabels: outbox.forgetLabels,
    tellTabs: () => tell("doors"),
  });

  async function begin(): Promise<void> {
    clockOffset = await clockOffsetIn(store);
    await Promise.all([sweepVaults(store, now()), wipeAcknowledged(store, Date.now())]);
    await door.recallPerson();
    await outbox.lookIfPersisted();
    tabs?.addEventListener("message", ({ data }: MessageEvent<Word>) => {
      outbox.forgetLabels();
      void (data === "doors" ? door.lookAgain() : outbox.draw()).catch(failedAloud);
    });
    watchPage({ mayWork: () => void mayWork().catch(failedAloud), isLeft: () => void door.lock().catch(failedAloud) }, () =>
      Date.now(),
    );
    if ((await locksHere(store)).length > 0) await door.atDoor();
    await outbox.draw();
    // Nobody's PIN is here: only the server knows who this is.
    const answer = await refresh();
    if (answer !== "fresh") await door.atDoor();
  }

  async function mayWork(): Promise<void> {
    await sweepVaults(store, now());
    await endSessionOwed(store, HERE.ask);
    if (outbox.shown().unsent > 0) await outbox.sendNow();
    if (door.isOpenButOld()) await refresh();
  }

  async function refresh(): ReturnType<CarePhone["refresh"]> {
    const answer = await askOwnList(store, HERE);
    if (answer.kind === "signed-out") door.nobodySignedIn();
    if (answer.kind !== "fresh") return answer.kind;
    const { list, askedAt } = answer;
    if (answer.clockOffset !== null) clockOffset = answer.clockOffset;
    await keepPlain(store, { sealTo: list.sealTo, ...(answer.clockOffset === null ? {} : { clockOffset: answer.clockOffset }) });
    if (list.epoch) await waitAfterRestore(store, list, askedAt);
    await door.takeList(list);
    await outbox.draw();
    // Whoever it is: somebody is signed in, and that is enough to send.
    void outbox.sendNow().catch(failedAloud);
    return "fresh";
  }

  async function save(saved: readonly [Saved, ...Saved[]], label: string, drafts: readonly string[]): Promise<void> {
    await outbox.save(saved, { ...door.opened(), clockOffset }, label, drafts);
  }

  return {
    begin,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    door: door.shown,
    outbox: outbox.shown,
    now,

    choosePin: async (pin) => {
      await door.choosePin(pin);
      await outbox.askToPersist();
      await outbox.draw();
    },
    unlock: door.unlock,
    lock: door.lock,
    choosePerson: door.choosePerson,
    forgetPin: door.forgetPin,
    refresh,

    drafts: async () => draftsIn(store, door.opened().vault),
    keepDraft: async (draft) => {
      if (!(await keepDraftIn(store, door.opened().vault, draft))) throw new CareRefused("full");
    },
    dropDraft: async (visitId) => dropDraftIn(store, door.opened().vault, visitId),

    saveVisit: (visit, label, { send, drop } = NO_PHOTOS) => {
      const { clientId } = visit.said;
      const photos = send.map((photo) => ({ kind: "photo" as const, ...photo }));
      const drafts = [clientId, ...send.map(({ id }) => id), ...drop];
      return save([{ kind: "visit", id: clientId, visit }, ...photos], label, drafts);
    },
    savePhoto: (id, words, picture) => save([{ kind: "photo", id, words, picture }], "", [id]),
    attachPosition: (id, position) => save([{ kind: "position", id, position }], "", []),

    sendNow: outbox.sendNow,
    tryAgain: outbox.tryAgain,
    giveUp: outbox.giveUp,
    exported: outbox.exported,
    handedOver: outbox.handedOver,
    importExport: outbox.importExport,

    signOut: async () => {
      if (await outbox.isUnsent()) return "unsent";
      await door.signOut();
      return "done";
    },
    reset: async () => {
      if (await outbox.isUnsent()) return "unsent";
      await endSession();
      for (const { person } of await locksHere(store)) await wipeVault(store, person);
      await wipeSettled(store);
      await door.vaultWent();
      return "done";
    },
  };
}
