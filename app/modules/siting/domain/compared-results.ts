import type { Fen, Metres } from "~/shared/units";
import { isOnePlace } from "./candidate";
import { knownGap } from "./known-gap";
import type { SitingResult } from "./siting-result";

/** The figures two or three scenarios are compared by. Null = unknown. */
export interface ComparedFigures {
  readonly sites: number;
  readonly gain: number;
  /** 0 … 1; null = nobody counted */
  readonly share: number | null;
  readonly build: Fen | null;
  readonly yearly: Fen | null;
  readonly perPerson: Fen | null;
  readonly mean: Metres | null;
  /** null = not known */
  readonly gap: number | null;
  readonly isProved: boolean;
  readonly date: string;
}

export function comparedFigures({ chosen, groups: [main], cost, walking, room, proof, date }: SitingResult): ComparedFigures {
  const gain = chosen.reduce((sum, { people }) => sum + people, 0);
  return {
    ...{ sites: chosen.length, gain, build: cost.build, yearly: cost.yearly, date },
    share: main && main.people > 0 ? (room ?? main).after / main.people : null,
    perPerson: cost.build === null || gain === 0 ? null : Math.round(cost.build / gain),
    ...{ mean: walking.after.mean, gap: knownGap(proof), isProved: proof.proved },
  };
}

/** The places every one of them chooses. */
export function chosenByAll(results: readonly SitingResult[]): SitingResult["chosen"] {
  const [first, ...others] = results;
  return first ? first.chosen.filter((one) => others.every(({ chosen }) => chosen.some((site) => isOnePlace(site, one)))) : [];
}
