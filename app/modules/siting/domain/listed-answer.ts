import { isExtension } from "./extending";
import { knownCost, type KnownCost } from "./one-page";
import type { SitingAim } from "./siting-question";

/** What a list says of an answer, read from it as it is kept. */
export interface KeptAnswer {
  readonly runId: string;
  /** when it was worked out; null = not kept */
  readonly at: Date | null;
  readonly aim: SitingAim;
  readonly isKeeping: boolean;
  /** of the first group */
  readonly people: number;
  readonly near: { readonly before: number; readonly after: number };
  /** people with a place, where places hold only so many */
  readonly room: { readonly before: number; readonly after: number } | null;
  /** of the chosen ones, in their order */
  readonly ids: readonly string[];
  readonly builds: readonly (number | null)[];
}

/** The figures a list shows of one answer. */
export interface ListedAnswer {
  readonly runId: string;
  readonly at: Date | null;
  /** whom the figures count: people with one within reach, with two, or with a place in one; alone = the new ones by themselves */
  readonly of: "near" | "twice" | "room";
  readonly isAlone: boolean;
  readonly people: number;
  readonly before: number;
  readonly after: number;
  /** new ones, and places made larger */
  readonly sites: number;
  readonly extended: number;
  readonly build: KnownCost;
}

export function listedAnswer({ runId, at, aim, isKeeping, people, near, room, ids, builds }: KeptAnswer): ListedAnswer {
  const extended = ids.filter((id) => isExtension({ id })).length;
  return {
    ...{ runId, at, isAlone: !isKeeping, people, ...(room ?? near) },
    of: room ? "room" : aim === "twice" ? "twice" : "near",
    ...{ sites: ids.length - extended, extended, build: knownCost(builds) },
  };
}
