import type { CareList } from "~/modules/visits/domain/care-list";
import type { CarePhotoWords, CarePosition, CareVisit } from "~/modules/visits/domain/care-record";
import { askCareList } from "./ask-care-list";
import { canSeal } from "./can-work-offline";
import { CareRefused, type CareDoor, type CareDraft, type CarePhone, type Outbox, type PhotosOfVisit } from "./care-phone";
import { exportFile, readExportFile } from "./export-file";
import { NO_OUTBOX } from "./outbox-view";
import { HERE } from "./page-world";
import { posted } from "./post-records";
import { NO_PHOTOS, sealedNow, type Saved } from "./saved-record";
import { endSession } from "./sign-out-here";

/** A browser that keeps nothing: what is saved is sent there and then, or the form stays as it is. */
export class OnlineOnlyPhone implements CarePhone {
  #door: CareDoor = { kind: "online-only", list: null };
  #clockOffset = 0;
  readonly #drafts = new Map<string, CareDraft>();
  readonly #listeners = new Set<() => void>();

  async begin(): Promise<void> {
    await this.refresh();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  door = (): CareDoor => this.#door;
  outbox = (): Outbox => NO_OUTBOX;
  now = (): number => Date.now() + this.#clockOffset;

  choosePin = (): Promise<void> => Promise.resolve();
  unlock = (): Promise<boolean> => Promise.resolve(true);
  lock = (): Promise<void> => Promise.resolve();
  choosePerson = (): Promise<void> => Promise.resolve();
  forgetPin = (): Promise<void> => Promise.resolve();

  async refresh(): Promise<"fresh" | "no-network" | "signed-out" | "server"> {
    const answer = await askCareList(HERE);
    if (answer.kind === "fresh") {
      this.#clockOffset = answer.clockOffset ?? 0;
      this.#shows(answer.list);
    } else if (answer.kind === "signed-out") this.#shows(null);
    return answer.kind;
  }

  /** While the page lives; nothing of it is promised. */
  drafts = (): Promise<readonly CareDraft[]> => Promise.resolve([...this.#drafts.values()]);
  keepDraft = (draft: CareDraft): Promise<void> => Promise.resolve(void this.#drafts.set(draft.visitId, draft));
  dropDraft = (visitId: string): Promise<void> => Promise.resolve(void this.#drafts.delete(visitId));

  async saveVisit(visit: Omit<CareVisit, "ticket">, _label: string, { send, drop }: PhotosOfVisit = NO_PHOTOS): Promise<void> {
    const { clientId } = visit.said;
    await this.#send({ kind: "visit", id: clientId, visit });
    for (const photo of send) await this.#send({ kind: "photo", ...photo });
    for (const id of [clientId, ...send.map((photo) => photo.id), ...drop]) this.#drafts.delete(id);
  }
  savePhoto = (id: string, words: Omit<CarePhotoWords, "ticket">, picture: Blob): Promise<void> =>
    this.#send({ kind: "photo", id, words, picture });
  attachPosition = (id: string, position: Omit<CarePosition, "ticket">): Promise<void> =>
    this.#send({ kind: "position", id, position });

  sendNow = (): Promise<void> => Promise.resolve();
  tryAgain = (): Promise<void> => Promise.resolve();
  giveUp = (): Promise<boolean> => Promise.resolve(false);
  exported = (): Promise<Blob> => Promise.resolve(exportFile([], new Date().toISOString()));
  handedOver = (): Promise<void> => Promise.resolve();

  /** Handed on as it is, one record at a time. */
  async importExport(file: Blob): Promise<{ readonly added: number; readonly already: number }> {
    const records = readExportFile(await file.text());
    if (!records) throw new CareRefused("not-an-export");
    let added = 0;
    for (const record of records) if ((await this.#handIn(record)) === "stored") added++;
    return { added, already: records.length - added };
  }

  async signOut(): Promise<"done" | "unsent"> {
    await endSession();
    this.#shows(null);
    return "done";
  }
  reset = (): Promise<"done" | "unsent"> => this.signOut();

  async #send(saved: Saved): Promise<void> {
    if (!canSeal()) throw new CareRefused("cannot-seal");
    const list = this.#door.kind === "online-only" ? this.#door.list : null;
    if (!list) throw new CareRefused("no-key");
    await this.#handIn(await sealedNow(saved, list.ticket, list.sealTo, this.#clockOffset));
  }

  async #handIn(record: Parameters<typeof posted>[1][number]): Promise<"stored" | "stored-already"> {
    const outcome = await posted(HERE, [record]);
    if (outcome.kind === "halt") throw new CareRefused(outcome.halt === "not-care" ? "server" : outcome.halt);
    if (outcome.kind === "too-slow") throw new CareRefused("server");
    if (outcome.kind === "not-read") throw new CareRefused(outcome.status === 413 ? "too-large" : "server");
    const answer = outcome.answer.answers.find(({ id }) => id === record.id);
    if (answer?.state === "stored" || answer?.state === "stored-already") return answer.state;
    if (answer?.why === "other-content") throw new CareRefused("other-content");
    throw new CareRefused(answer?.state === "refused" ? "refused" : "server", answer?.why ?? null);
  }

  #shows(list: CareList | null): void {
    this.#door = { kind: "online-only", list };
    for (const listener of this.#listeners) listener();
  }
}
