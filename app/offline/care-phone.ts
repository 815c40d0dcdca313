import type { CareList } from "~/modules/visits/domain/care-list";
import type { CarePhotoWords, CarePosition, CareVisit, RecordKind } from "~/modules/visits/domain/care-record";

/** Where a caregiver stands before their own list. */
export type CareDoor =
  | { readonly kind: "asking" }
  /** no service worker, no WebCrypto or no store here: everything is sent at once, nothing is promised without a network */
  | { readonly kind: "online-only"; readonly list: CareList | null }
  /** nobody signed in on this phone yet, and nothing is held for anybody */
  | { readonly kind: "sign-in" }
  | { readonly kind: "choose-pin" }
  | { readonly kind: "locked"; readonly triesLeft: number; readonly who: string }
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
}

export interface Outbox {
  readonly items: readonly OutboxItem[];
  readonly unsent: number;
  /** what stands in the way of sending; null = nothing */
  readonly halt: "no-network" | "signed-out" | "server" | null;
  readonly nextTryAt: string | null;
  /** whether the browser promised to keep the store */
  readonly isPersisted: boolean | null;
}

/** A form that is not saved yet; it lies under the PIN, and is gone once its visit is in the outbox. */
export interface CareDraft {
  readonly visitId: string;
  readonly residentId: string;
  readonly changedAt: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** All a screen may ask of the phone. Every answer comes from the phone itself; the network only ever adds. */
export interface CarePhone {
  subscribe(listener: () => void): () => void;
  door(): CareDoor;
  outbox(): Outbox;

  choosePin(pin: string): Promise<void>;
  /** five failures wipe list and drafts, never the outbox */
  unlock(pin: string): Promise<boolean>;
  lock(): Promise<void>;
  /** asks the server for today's list, where there is a network and a session */
  refresh(): Promise<"fresh" | "no-network" | "signed-out" | "server">;

  drafts(): Promise<readonly CareDraft[]>;
  keepDraft(draft: CareDraft): Promise<void>;
  dropDraft(visitId: string): Promise<void>;

  /** sealed and stored when the promise is kept: from then on it is on its way, whatever happens to the page */
  saveVisit(visit: Omit<CareVisit, "ticket">, label: string): Promise<void>;
  savePhoto(id: string, words: Omit<CarePhotoWords, "ticket">, picture: Blob): Promise<void>;
  /** the first try is made at once where there is a network */
  attachPosition(id: string, position: Omit<CarePosition, "ticket">): Promise<void>;

  sendNow(): Promise<void>;
  /** everything unsent as one file, sealed as it is */
  exported(): Promise<Blob>;
  /** refused while something is unsent */
  signOut(): Promise<"done" | "unsent">;
}
