import type { NotedKind, Urgency } from "./family-request";

/** A family's request as lists show it: nothing of what was said. */
export interface ListedRequest {
  readonly id: string;
  readonly areaCode: string;
  readonly reference: string;
  readonly urgency: Urgency;
  readonly language: "zh" | "en";
  readonly askedAt: string;
  readonly answerBy: string;
  readonly closedAt: string | null;
  /** what was done last, and by whom; null = nothing yet */
  readonly lastStep: NotedKind | null;
  readonly lastBy: string | null;
  /** how often the family asked again */
  readonly repeats: number;
}
