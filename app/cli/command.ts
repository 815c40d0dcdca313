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
  run(args: readonly string[], stop: AbortSignal): Promise<number>;
}
