import type { CareDraft, CarePhone, Outbox } from "~/offline/care-phone";
import type { CareList } from "../../domain/care-list";

/** What the frame hands to every screen of the phone once the list is open. */
export interface Care {
  readonly phone: CarePhone;
  /** null = the outbox is looked at while the list is locked */
  readonly list: CareList | null;
  readonly outbox: Outbox;
  readonly drafts: readonly CareDraft[];
  /** after a draft was kept or dropped */
  readonly lookAgain: () => Promise<void>;
  /** one sentence about what was just done, on the next screen */
  readonly tell: (words: string) => void;
}

/** A mark that somebody was visited today, until a newer list says so itself. */
export const isDoneMark = ({ fields }: CareDraft): boolean => fields["kind"] === "done";
/** A photo taken for a visit that is not saved yet. */
export const photoOf = ({ fields }: CareDraft): string | null =>
  typeof fields["photoOf"] === "string" ? fields["photoOf"] : null;
/** Where a visit began, until it is saved. */
export const positionOf = ({ fields }: CareDraft): string | null =>
  typeof fields["positionOf"] === "string" ? fields["positionOf"] : null;
/** A form that somebody began. */
export const isForm = (draft: CareDraft): boolean => !isDoneMark(draft) && photoOf(draft) === null && positionOf(draft) === null;
/** Their forms were saved or given up. */
export const positionsWithoutForm = (drafts: readonly CareDraft[]): readonly CareDraft[] =>
  drafts.filter((draft) => {
    const of = positionOf(draft);
    return of !== null && !drafts.some(({ visitId }) => visitId === of);
  });
