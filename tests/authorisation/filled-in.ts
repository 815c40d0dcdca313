import type postgres from "postgres";
import type { Attempt, Fields } from "./asked-at-doors";
import type { Town } from "./town-on-record";
import type { Visitor } from "./visitors";

/** A form as somebody fills it in who means it. */
export interface FilledIn extends Pick<Attempt, "did" | "after" | "session" | "isOwn" | "cookie"> {
  readonly route: string;
  /** what it is for, in the words of the page */
  readonly says: string;
  /** which of the route's deeds; sent with the form */
  readonly intent?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  /** puts what the deed needs on record, and says what is typed */
  readonly form: (by: Visitor) => Fields | Promise<Fields>;
}

export interface Records {
  readonly sql: postgres.Sql;
  readonly town: Town;
}

export const isGone = async (rows: Promise<readonly unknown[]>): Promise<boolean> => (await rows).length === 0;
