/** What a look at the installation found: one thing, how it stands, and in one sentence what to do about it. */
export interface Finding {
  readonly about: string;
  readonly state: "good" | "warning" | "broken";
  /** Chinese, then English */
  readonly sentence: string;
}

export const good = (about: string, sentence: string): Finding => ({ about, state: "good", sentence });
export const warning = (about: string, sentence: string): Finding => ({ about, state: "warning", sentence });
export const broken = (about: string, sentence: string): Finding => ({ about, state: "broken", sentence });
