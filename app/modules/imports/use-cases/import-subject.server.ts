import type { Geometry } from "geojson";
import type { Granted } from "~/modules/accounts/domain/may";
import type { BulkSql } from "~/platform/bulk-copy.server";
import type { Acting } from "~/platform/unit-of-work.server";
import type { Gazetteer } from "../domain/gazetteer";
import type { Decision, ImportBatch, SubjectKey } from "../domain/import-batch";
import type { Issue } from "../domain/issue";
import type { Likeness } from "../domain/likeness";
import type { ReadRow } from "../domain/row-reading";
import type { RowSchema } from "../domain/row-schema";
import type { GeoPoint } from "~/shared/geo-point";

/** What a person said about a row in the preview: «it is this record» or «it is a new one»; where it stands. */
export interface RowWish {
  readonly sameAs?: string | null;
  readonly position?: GeoPoint;
}

export interface RowToAssess {
  readonly row: ReadRow;
  readonly geometry: Geometry | null;
  readonly wish?: RowWish;
}

/** A row held against the records: what would be written, and everything the preview shows. */
export interface AssessedRow {
  readonly rowNumber: number;
  readonly label: string;
  readonly decision: Exclude<Decision, "skip">;
  readonly targetId: string | null;
  readonly position: GeoPoint | null;
  readonly quality: string | null;
  readonly areaCode: string | null;
  readonly issues: readonly Issue[];
  readonly candidates: readonly Likeness[];
  /** Only the subject reads it again, when it writes. */
  readonly value: object | null;
}

export interface AssessmentContext {
  readonly batch: ImportBatch;
  readonly actor: Acting;
  /** Whoever asked, as they are granted now: no row beyond that is written. */
  readonly behind: Granted;
  readonly gazetteer: Gazetteer;
  /** Middle of the file's own positions: the only yardstick of a city that has no outline yet. */
  readonly middle: GeoPoint | null;
  readonly today: string;
}

/** Told between pieces of work; throws when someone cancelled. */
export type Pulse = (done: number) => Promise<void>;

export interface WriteContext {
  readonly batch: ImportBatch;
  readonly actor: Acting;
  /** Whoever asked, as they are granted now: no row beyond that is written. */
  readonly behind: Granted;
  readonly pulse: Pulse;
}

/** Thrown inside a transaction to end it whole; the batch returns to where it was and says why. */
export class ImportStopped extends Error {
  constructor(
    readonly code:
      | "cancelled"
      | "changed-since-preview"
      | "edited-since"
      | "in-use"
      | "preview-lost"
      | "refused-rows"
      | "beyond-own"
      | "forgotten",
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(`import stopped: ${code}`);
  }
}

/**
 * Everything the importer must be told about what it imports. It reads, maps, previews, counts and undoes without knowing
 * whether rows are facilities or people.
 */
export interface ImportSubject {
  readonly key: SubjectKey;
  /** Rows are about people who are looked after: cells and records are sealed wherever they are laid out, and shown to nobody as they stand. */
  readonly isPrivate?: true;
  schema(sql: BulkSql, cityCode: string): Promise<RowSchema>;
  /** Held against the file's coordinates and names; the assessor remembers the rows it has seen. */
  assessor(sql: BulkSql, context: AssessmentContext): Promise<(rows: readonly RowToAssess[]) => Promise<readonly AssessedRow[]>>;
  /** Positions known under these names, for the coordinate check. */
  knownPositions(sql: BulkSql, cityCode: string, names: readonly string[]): Promise<ReadonlyMap<string, readonly GeoPoint[]>>;
  /** What can be said only when every row is laid out: figures that contradict each other. */
  lateIssues?(sql: BulkSql, batch: ImportBatch): Promise<readonly { rowNumber: number; issue: Issue }[]>;
  /** Writes staging rows decided `create` or `update`, within the one transaction. */
  write(sql: BulkSql, context: WriteContext): Promise<void>;
  /** Takes a batch back, within one transaction; `ImportStopped("edited-since")` names what was edited. */
  undo(sql: BulkSql, context: WriteContext): Promise<number>;
  /** An empty file of another kind than a table, for what a table cannot hold. */
  template?(): { readonly name: string; readonly type: string; readonly text: string };
}
