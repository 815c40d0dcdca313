import type { GroundArea } from "~/modules/coverage/domain/city-ground";
import type { SitingGround } from "./siting-ground";
import type { SitingQuestion } from "./siting-question";
import type { NamedArea, QuestionParts, SitingResult } from "./siting-result";

// Areas, the city and the question in names, as they are now: an answer keeps them so.

export const named = ({ code, name, nameEn }: GroundArea): NamedArea => ({ code, name, nameEn });
export const areaOf = ({ ground }: Pick<SitingGround, "ground">, code: string): NamedArea | null => {
  const area = ground.areas.find((each) => each.code === code);
  return area ? named(area) : null;
};
export const cityOf = ({ ground }: Pick<SitingGround, "ground">): SitingResult["city"] => ({
  ...{ code: ground.code, nameZh: ground.nameZh, nameEn: ground.nameEn, isDemo: ground.isDemo },
});

/** The question in names, as they are now. */
export function questionParts(
  question: SitingQuestion,
  { ground, columns }: Pick<SitingGround, "ground" | "columns">,
): QuestionParts {
  const type = (key: string) => ground.types.find((each) => each.key === key);
  const walker = ground.walkers.find(({ key }) => key === question.walker);
  const area = ground.areas.find(({ code }) => code === question.areaCode);
  const needs = question.needs && type(question.needs.type);
  const service = (key: string) => {
    const { nameZh = key, nameEn = key, symbol = "·" } = type(key) ?? {};
    return { key, nameZh, nameEn, symbol };
  };
  return {
    types: question.types.map(service),
    upper: question.upper ? service(question.upper.type) : null,
    walker: {
      nameZh: walker?.nameZh ?? question.walker,
      nameEn: walker?.nameEn ?? question.walker,
      speedKmh: columns.speedKmh,
    },
    area: area && area.level !== "city" ? named(area) : null,
    needs: needs ? { nameZh: needs.nameZh, nameEn: needs.nameEn } : null,
  };
}
