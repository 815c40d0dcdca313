import type { Fen, Metres } from "~/shared/units";
import { isOnePlace } from "./candidate";
import { isExtension } from "./extending";
import { toldGap } from "./known-gap";
import type { SitingResult } from "./siting-result";

/** The figures two or three scenarios are compared by. Null = unknown. */
export interface ComparedFigures {
  readonly sites: number;
  /** places made larger, which are no new ones; null = not asked about */
  readonly extended: number | null;
  /** people newly within reach, whether there is room for them or not */
  readonly gain: number;
  /** of an upper level, where one was sited too: how many of the new ones, people newly reached, their share; null = one level */
  readonly upper: { readonly sites: number; readonly gain: number; readonly share: number | null } | null;
  /** within reach, 0 … 1; null = nobody counted */
  readonly share: number | null;
  /** where places hold only so many: of people with a place the same figures, which are no shares of those within reach; null = no capacity asked */
  readonly room: { readonly gain: number; readonly share: number | null; readonly perPerson: Fen | null } | null;
  readonly build: Fen | null;
  readonly yearly: Fen | null;
  /** of people newly within reach; null also where some of the money makes places larger, which brings nobody nearer */
  readonly perPerson: Fen | null;
  readonly mean: Metres | null;
  /** null = not known, or so wide that it says nothing */
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
  const larger = chosen.filter(isExtension).length;
  const gain = chosen.reduce((sum, { people, within }) => sum + (within ?? people), 0);
  const placed = chosen.reduce((sum, { people }) => sum + people, 0);
  const shareOf = (people: number) => (main && main.people > 0 ? people / main.people : null);
  // One sum pays for two levels: by whose people it is divided nobody can say.
  const each = (people: number) => (above || cost.build === null || people === 0 ? null : Math.round(cost.build / people));
  return {
    sites: chosen.length - larger,
    extended: question.extend ? larger : null,
    ...{ gain, build: cost.build, yearly: cost.yearly, date },
    share: main ? shareOf(main.after) : null,
    room: room ? { gain: placed, share: shareOf(room.after), perPerson: each(placed) } : null,
    upper: above
      ? {
          sites: chosen.filter(({ level }) => level === "upper").length,
          gain: chosen.reduce((sum, { upperPeople }) => sum + (upperPeople ?? 0), 0),
          share: above.people > 0 ? above.after / above.people : null,
        }
      : null,
    perPerson: larger > 0 ? null : each(gain),
    ...{ mean: walking.after.mean, gap: toldGap(proof), isProved: proof.proved },
  };
}

/** What all of them were asked about: people with a place where each has capacities, else people within reach. */
export const commonMeasure = (figures: readonly ComparedFigures[]): "gain" | "roomGain" =>
  figures.length > 0 && figures.every(({ room }) => room !== null) ? "roomGain" : "gain";

/** People newly of the measure common to all, in their order. */
export function commonGains(figures: readonly ComparedFigures[]): number[] {
  const measure = commonMeasure(figures);
  return figures.map(({ gain, room }) => (measure === "roomGain" && room ? room.gain : gain));
}

/** The places every one of them chooses. */
export function chosenByAll(results: readonly SitingResult[]): SitingResult["chosen"] {
  const [first, ...others] = results;
  return first ? first.chosen.filter((one) => others.every(({ chosen }) => chosen.some((site) => isOnePlace(site, one)))) : [];
}
