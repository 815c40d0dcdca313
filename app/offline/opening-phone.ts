import type { CarePhotoWords, CarePosition, CareVisit } from "~/modules/visits/domain/care-record";
import type { CareDoor, CareDraft, CarePhone, Outbox, PhotosOfVisit } from "./care-phone";
import { NO_OUTBOX } from "./outbox-view";

const ASKING: CareDoor = { kind: "asking" };

/** Stands for the phone until its store is open; whatever is asked meanwhile is done then. */
export class OpeningPhone implements CarePhone {
  #phone: CarePhone | null = null;

  constructor(private readonly opened: Promise<CarePhone>) {
    void opened.then((phone) => (this.#phone = phone));
  }

  subscribe = (listener: () => void): (() => void) => {
    let leave: (() => void) | null = null;
    let hasLeft = false;
    void this.opened.then((phone) => {
      if (hasLeft) return;
      leave = phone.subscribe(listener);
      listener();
    });
    return () => {
      hasLeft = true;
      leave?.();
    };
  };
  door = (): CareDoor => this.#phone?.door() ?? ASKING;
  outbox = (): Outbox => this.#phone?.outbox() ?? NO_OUTBOX;
  now = (): number => this.#phone?.now() ?? Date.now();

  choosePin = async (pin: string) => (await this.opened).choosePin(pin);
  unlock = async (pin: string) => (await this.opened).unlock(pin);
  lock = async () => (await this.opened).lock();
  choosePerson = async (id: string) => (await this.opened).choosePerson(id);
  forgetPin = async () => (await this.opened).forgetPin();
  refresh = async () => (await this.opened).refresh();
  drafts = async () => (await this.opened).drafts();
  keepDraft = async (draft: CareDraft) => (await this.opened).keepDraft(draft);
  dropDraft = async (visitId: string) => (await this.opened).dropDraft(visitId);
  saveVisit = async (visit: Omit<CareVisit, "ticket">, label: string, photos?: PhotosOfVisit) =>
    (await this.opened).saveVisit(visit, label, photos);
  savePhoto = async (id: string, words: Omit<CarePhotoWords, "ticket">, picture: Blob) =>
    (await this.opened).savePhoto(id, words, picture);
  attachPosition = async (id: string, position: Omit<CarePosition, "ticket">) => (await this.opened).attachPosition(id, position);
  sendNow = async () => (await this.opened).sendNow();
  tryAgain = async (id: string) => (await this.opened).tryAgain(id);
  giveUp = async (id: string) => (await this.opened).giveUp(id);
  exported = async () => (await this.opened).exported();
  handedOver = async () => (await this.opened).handedOver();
  importExport = async (file: Blob) => (await this.opened).importExport(file);
  signOut = async () => (await this.opened).signOut();
  reset = async () => (await this.opened).reset();
}
