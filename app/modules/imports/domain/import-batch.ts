// The life of one import and what a person has decided about it.
import type { ColumnMapping } from "./column-mapping";
import type { CoordinateWarning } from "./coordinate-check";
import type { CoordinateSystem } from "./coordinate-system";
import type { PeopleAtStake } from "./people-at-stake";
import type { LeftOutRow } from "./row-reading";
import type { Merge } from "./sheet";

export const SUBJECTS = [
  "facilities",
  "areas",
  "population",
  "walks",
  "barriers",
  "landmarks",
  "grades",
  "inspections",
  "premises",
  "residents",
  "comparison",
] as const;
export type SubjectKey = (typeof SUBJECTS)[number];
/** Lists of people: theirs who keep the register, and nobody else learns of the file. */
export const isOfResidents = (subject: SubjectKey): boolean => subject === "residents" || subject === "comparison";
/** Figures, what is published of facilities, and a list to compare with: nothing in them stands anywhere of its own. */
const WITHOUT_COORDINATES: readonly SubjectKey[] = ["population", "grades", "inspections", "comparison"];
export const hasCoordinates = (subject: SubjectKey): boolean => !WITHOUT_COORDINATES.includes(subject);
export const isSubjectKey = (text: string): text is SubjectKey => (SUBJECTS as readonly string[]).includes(text);

export type BatchStatus =
  "uploaded" | "inspected" | "reading" | "previewed" | "writing" | "done" | "failed" | "undoing" | "undone";

/** create and update write, same writes nothing, skip was left out by a person, refuse has an error, ask waits for an answer. */
export const DECISIONS = ["create", "update", "same", "skip", "refuse", "ask"] as const;
export type Decision = (typeof DECISIONS)[number];

/** Where the headings stand, as counted from 0, and how many rows deep they are. */
export interface HeadingPlace {
  readonly top: number;
  readonly layers: number;
}

export interface SheetLook {
  readonly name: string;
  readonly rows: number;
  readonly isHidden: boolean;
  readonly heading: HeadingPlace | null;
  readonly titles: readonly string[];
  /** The first rows of the sheet as they are, and of each column a few values. */
  readonly top: readonly (readonly string[])[];
  readonly samples: Readonly<Record<string, readonly string[]>>;
  /** Merged cells among the first rows, for headings a person points to. */
  readonly merges?: readonly Merge[];
}

/** What the first look found. */
export interface Inspection {
  readonly encoding?: string | null;
  readonly crs?: string | null;
  readonly suggestedSheet?: string;
  readonly sheets?: readonly SheetLook[];
}

export interface ImportOptions {
  /** The figures hold from this day. */
  readonly asOf?: string;
  readonly heading?: HeadingPlace;
  /** Refused rows stay out and the others are written; without it, one refused row stops all. */
  readonly leaveOutRefused?: boolean;
  readonly exceptEdited?: boolean;
  readonly language?: "zh" | "en";
  /** Who asked for the step at work: what they were granted bounds what it does. Whoever brought the file, where none is named. */
  readonly askedBy?: string;
}

export interface ImportCounts {
  readonly total?: number;
  readonly create?: number;
  readonly update?: number;
  readonly same?: number;
  readonly skip?: number;
  readonly refuse?: number;
  readonly ask?: number;
  readonly duplicates?: number;
  readonly unplaced?: number;
  readonly approximate?: number;
  readonly warnings?: number;
  /** Rows whose community was derived from where they stand. */
  readonly derived?: number;
  readonly emptyRows?: number;
  readonly written?: number;
  /** The narrowest area all written rows lie in; none where one of them has no area. */
  readonly area?: string;
  readonly undone?: number;
  readonly coordinates?: readonly CoordinateWarning[];
  /** People by whom given figures and the sums of communities differ. */
  readonly atStake?: readonly PeopleAtStake[];
}

/** Why a batch stopped. `back` is the state it returned to. */
export interface ImportFailure {
  readonly code:
    | "interrupted"
    | "cancelled"
    | "file"
    | "no-heading"
    | "no-sheet"
    | "no-rows"
    | "required-unmapped"
    | "refused-rows"
    | "changed-since-preview"
    | "preview-lost"
    | "edited-since"
    | "beyond-own"
    | "in-use"
    | "forgotten"
    | "unexpected";
  readonly facts?: Readonly<Record<string, unknown>>;
}

export interface ImportBatch {
  readonly id: string;
  readonly cityCode: string;
  readonly subject: SubjectKey;
  readonly source: string;
  readonly fileName: string;
  readonly storedName: string;
  readonly fileKind: string;
  readonly status: BatchStatus;
  readonly sheet: string | null;
  readonly coordinateSystem: CoordinateSystem;
  readonly mapping: ColumnMapping;
  readonly options: ImportOptions;
  readonly counts: ImportCounts;
  readonly inspection: Inspection;
  readonly leftOut: readonly LeftOutRow[];
  readonly progress: number;
  readonly total: number;
  readonly failure: ImportFailure | null;
  readonly createdBy: string | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly undoneAt: string | null;
  readonly heartbeatAt: string | null;
  readonly cancelRequested: boolean;
  readonly attempt: number;
}

/** States a job works in, and where the batch returns to if the job dies or is cancelled. */
export const RETURNS_TO: Readonly<Partial<Record<BatchStatus, BatchStatus>>> = {
  reading: "inspected",
  writing: "previewed",
  undoing: "done",
};

export const isWorking = (status: BatchStatus): boolean => status === "uploaded" || RETURNS_TO[status] !== undefined;

/** A job gives a sign of life every second; silent this long, it is dead. */
export const SILENT_AFTER_MS = 15_000;
/** A job may wait in the queue behind others before its first sign. */
export const WAITING_AFTER_MS = 120_000;

export type StepRefusal =
  | { readonly kind: "not-permitted" }
  | { readonly kind: "no-such-batch" }
  | { readonly kind: "not-now"; readonly status: BatchStatus }
  | { readonly kind: "refused-rows"; readonly rows: number }
  | { readonly kind: "unanswered"; readonly rows: number }
  | { readonly kind: "nothing-to-write" }
  | { readonly kind: "required-unmapped"; readonly fields: readonly { zh: string; en: string }[] };
