import { MUST } from "./level-limits";
import type { SitingGround } from "./siting-ground";
import type { SitingQuestion } from "./siting-question";
import type { SitingWithout } from "./siting-result";
import type { RunImpossible } from "./siting-run";
import { areaOf, cityOf, questionParts } from "./told-names";
import type { Told } from "./told-siting";

/** No choice keeps every limit: which of them stand in the way, in names. */
export function impossibleTold(
  question: SitingQuestion,
  of: SitingGround,
  { relax, alone, beyond }: RunImpossible,
  { method, computedAt }: Omit<Told, "seconds">,
): SitingWithout {
  return {
    ...{ kind: "impossible", isOneEnough: alone },
    ...{ city: cityOf(of), question, parts: questionParts(question, of), method, date: question.date, computedAt },
    beyond,
    // Without a least distance only a candidate's two levels exclude each other, which nobody can let go of.
    relax: relax
      .filter(({ key }) => !question.upper || key !== "conflicts" || question.spacing !== null)
      .map(({ key, needed }) => ({
        ...{ key, needed, area: areaOf(of, key.replace(/^district /, "")) },
        ...(key.startsWith(MUST) ? namesOfMust(of, key.slice(MUST.length)) : {}),
      })),
  };
}

function namesOfMust({ candidates }: SitingGround, id: string): { readonly name: string; readonly nameEn: string | null } {
  const { name = "", nameEn = null } = candidates.find((each) => each.id === id) ?? {};
  return { name: name || id, nameEn };
}
