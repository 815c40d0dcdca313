import type { Fen, Metres } from "~/shared/units";
import { isOnePlace } from "./candidate";
import { isExtension } from "./extending";
import { knownGap } from "./known-gap";
import type { SitingResult } from "./siting-result";

/** The figures two or three scenarios are compared by. Null = unknown. */
export interface ComparedFigures {
  readonly sites: number;
  /** places made larger, which are no new ones; null = not asked about */
  readonly extended: number | null;
  readonly gain: number;
  /** of an upper level, where one was sited too: how many of the new ones, people newly reached, their share; null = one level */
  readonly upper: { readonly sites: number; readonly gain: number; readonly share: number | null } | null;
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

export function comparedFigures({
  question,
  chosen,
  groups: [main],
  cost,
  walking,
  room,
  upper,
  proof,
  date,
}: SitingResult): ComparedFigures {
  const [above] = upper?.groups ?? [];
  const gain = chosen.reduce((sum, { people }) => sum + people, 0);
  return {
    sites: chosen.filter((site) => !isExtension(site)).length,
    extended: question.extend ? chosen.filter(isExtension).length : null,
    ...{ gain, build: cost.build, yearly: cost.yearly, date },
    share: main && main.people > 0 ? (room ?? main).after / main.people : null,
    upper: above
      ? {
          sites: chosen.filter(({ level }) => level === "upper").length,
          gain: chosen.reduce((sum, { upperPeople }) => sum + (upperPeople ?? 0), 0),
          share: above.people > 0 ? above.after / above.people : null,
        }
      : null,
    // One sum pays for two levels: by whose people it is divided nobody can say.
    perPerson: above || cost.build === null || gain === 0 ? null : Math.round(cost.build / gain),
    ...{ mean: walking.after.mean, gap: knownGap(proof), isProved: proof.proved },
  };
}

/** The places every one of them chooses. */
export function chosenByAll(results: readonly SitingResult[]): SitingResult["chosen"] {
  const [first, ...others] = results;
  return first ? first.chosen.filter((one) => others.every(({ chosen }) => chosen.some((site) => isOnePlace(site, one)))) : [];
}
