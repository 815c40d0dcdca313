import type { CareList, CareResident } from "~/modules/visits/domain/care-list";
import type { CarePhotoWords, CarePosition, CareVisit, RecordKind } from "~/modules/visits/domain/care-record";

/** Where a caregiver stands before their own list. */
export type CareDoor =
  | { readonly kind: "asking" }
  /** no service worker, no WebCrypto or no store here: everything is sent at once, nothing is promised without a network */
  | { readonly kind: "online-only"; readonly list: CareList | null }
  /** nobody signed in on this phone yet, and nothing is held for anybody */
  | {
      readonly kind: "sign-in";
      /** five wrong PINs wiped the list that was here */
      readonly isWiped: boolean;
    }
  | { readonly kind: "choose-pin" }
  | {
      readonly kind: "locked";
      readonly triesLeft: number;
      readonly who: string;
      /** colleagues who share this phone and have a PIN here: `choosePerson` */
      readonly others: readonly { readonly id: string; readonly who: string }[];
    }
  | { readonly kind: "open"; readonly list: CareList; readonly isFresh: boolean };

export type OutboxState = "waiting" | "sending" | "acknowledged" | "refused";

/** One saved record as the outbox shows it: the words it was saved under only while the list is open. */
export interface OutboxItem {
  readonly id: string;
  readonly kind: RecordKind;
  readonly savedAt: string;
  readonly state: OutboxState;
  /** null = the list is locked, or somebody else saved it */
  readonly label: string | null;
  readonly bytes: number;
  readonly tries: number;
  /** why it is refused, or was not taken last time */
  readonly why: string | null;
  readonly acknowledgedAt: string | null;
  /** of a refused one, where else it lies; `none` = on this phone alone */
  readonly copy: "desk" | "file" | "not-agreed" | "none";
}

export interface Outbox {
  readonly items: readonly OutboxItem[];
  /** on this phone and nowhere else; refused ones the server has, put aside */
  readonly unsent: number;
  /** what stands in the way of sending; null = nothing */
  readonly halt: "no-network" | "signed-out" | "server" | "not-care" | null;
  readonly nextTryAt: string | null;
  /** whether the browser promised to keep the store */
  readonly isPersisted: boolean | null;
}

/** A form that is not saved yet; it lies under the PIN, and is gone once its visit is in the outbox. */
export interface CareDraft {
  readonly visitId: string;
  readonly residentId: string;
  readonly changedAt: string;
  /** of whom a form is, for when they are no longer on the list; what a form needs of them, and no more */
  readonly resident?: CareResident;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What was taken for a visit goes with it in one step: there is never a visit saved whose photos still wait for the page. */
export interface PhotosOfVisit {
  readonly send: readonly { readonly id: string; readonly words: Omit<CarePhotoWords, "ticket">; readonly picture: Blob }[];
  /** drafts of photos the form asks for no more */
  readonly drop: readonly string[];
}

/** Why the phone would not: nothing of what was typed is lost by it. */
export type CareRefusalKind =
  /** no room: the sealed record is held by this page alone, for «export» and for sending; the form is kept */
  | "full"
  /** a tab with a newer program took the store: this page is to be opened again; what was sealed goes out or is exported all the same */
  | "closed"
  | "locked"
  /** no list was ever fetched here, so there is no key to seal to */
  | "no-key"
  /** no WebCrypto here: the desk's form is the way */
  | "cannot-seal"
  /** online-only, or signing out: it did not reach the server */
  | "no-network"
  | "signed-out"
  | "server"
  /** online-only: the server said no; `why` says the reason */
  | "refused"
  /** the same visit was saved before, with other words */
  | "other-content"
  | "too-large"
  | "pin-digits"
  | "pin-trivial"
  | "not-an-export";

export class CareRefused extends Error {
  constructor(
    readonly kind: CareRefusalKind,
    readonly why: string | null = null,
  ) {
    super(why ? `${kind}: ${why}` : kind);
    this.name = "CareRefused";
  }
}

/** All a screen may ask of the phone. Every answer comes from the phone itself; the network only ever adds. */
export interface CarePhone {
  subscribe(listener: () => void): () => void;
  door(): CareDoor;
  outbox(): Outbox;

  /** the server's time as well as this phone knows it, in milliseconds of the epoch: its own clock may be hours off */
  now(): number;

  /** throws `CareRefused` for six digits that anybody would guess */
  choosePin(pin: string): Promise<void>;
  /** five failures wipe list and drafts, never the outbox */
  unlock(pin: string): Promise<boolean>;
  lock(): Promise<void>;
  /** on a shared phone: whose PIN is asked for */
  choosePerson(id: string): Promise<void>;
  /** signs out and wipes list and drafts of whoever stands at the door, who then signs in anew and chooses another PIN */
  forgetPin(): Promise<void>;
  /** asks the server for today's list, where there is a network and a session */
  refresh(): Promise<"fresh" | "no-network" | "signed-out" | "server">;

  drafts(): Promise<readonly CareDraft[]>;
  keepDraft(draft: CareDraft): Promise<void>;
  dropDraft(visitId: string): Promise<void>;

  /** sealed and stored when the promise is kept: from then on it is on its way, whatever happens to the page; else throws `CareRefused` */
  saveVisit(visit: Omit<CareVisit, "ticket">, label: string, photos?: PhotosOfVisit): Promise<void>;
  savePhoto(id: string, words: Omit<CarePhotoWords, "ticket">, picture: Blob): Promise<void>;
  /** the first try is made at once where there is a network */
  attachPosition(id: string, position: Omit<CarePosition, "ticket">): Promise<void>;

  sendNow(): Promise<void>;
  /** a refused record waits again: what was wrong was put right at the desk */
  tryAgain(id: string): Promise<void>;
  /** takes a refused record off the phone: the server keeps it, sealed, for a desk; false = it is not refused (any more) */
  giveUp(id: string): Promise<boolean>;
  /** everything unsent as one file, sealed as it is */
  exported(): Promise<Blob>;
  /** the file that was exported last is saved, says whoever holds the phone: making one is not yet having it */
  handedOver(): Promise<void>;
  /** records of another phone's file join this outbox; throws `CareRefused` where it is no such file */
  importExport(file: Blob): Promise<{ readonly added: number; readonly already: number }>;
  /** refused while something is unsent */
  signOut(): Promise<"done" | "unsent">;
  /** everybody's list, drafts and PIN off this phone; refused while something is unsent */
  reset(): Promise<"done" | "unsent">;
}
