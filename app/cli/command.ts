import type { DatabaseSeen } from "~/platform/look-at-database.server";

/** What the launcher can do for a command. */
export interface Machine {
  /** brings the database up and up to date and sets DATABASE_URL to the app's address */
  connect(): Promise<void>;
  /** finds the database as it stands and changes nothing in it; `make` starts an empty one where there is none */
  look(how?: { readonly make: boolean }): Promise<DatabaseSeen | { readonly problem: string; readonly isBroken: boolean }>;
  /** lays out an empty database by these migrations */
  layOut(ownerUrl: string, names: readonly string[]): Promise<void>;
  /** applies what is pending and gives the app of the database `name` its rights in this one */
  prepare(ownerUrl: string, name: string): Promise<{ readonly appUrl: string; readonly applied: readonly string[] }>;
  /** whose Quarterhour runs on the embedded database of this data folder, if anybody's but ours */
  running(): { readonly pid: number; readonly address?: string } | undefined;
  /** asks that one to end and waits until it has */
  stopRunning(): Promise<void>;
  /** of the program */
  readonly version: string;
  /** what is wrong with the environment, and which names in it nobody knows */
  settings(): { readonly problems: readonly Said[]; readonly unknown: readonly Said[] };
  /** aborted when whoever typed the command wants it to end */
  readonly stop: AbortSignal;
}

interface Said {
  readonly name: string;
  readonly sentence: string;
}

/** One `qh` command: a file that exports one of these, listed in qh.ts. */
export interface Command {
  /** what is typed after `qh`, `city new` */
  readonly name: string;
  /** one line, Chinese then English */
  readonly summary: string;
  readonly usage: string;
  /** true when it reads or writes records; then the database is up and DATABASE_URL set before `run` */
  readonly needsDatabase: boolean;
  /**
   * What is said when the command was stopped (Ctrl+C), one sentence. A command that has it watches `stop`, ends within a
   * moment and leaves nothing half done; the others are left where they are.
   */
  readonly stopped?: string;
  /** returns the exit code */
  run(args: readonly string[], machine: Machine): Promise<number>;
}
