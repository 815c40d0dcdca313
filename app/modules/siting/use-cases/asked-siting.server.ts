import { groundOfCity } from "~/modules/coverage/use-cases/ground-of-city.server";
import { groupsInOrder } from "~/modules/coverage/domain/population-group";
import { methodsOf } from "~/modules/coverage/domain/read-query";
import { today } from "~/platform/clock.server";
import type { Asked } from "../domain/asked-fields";
import { STAGES } from "../domain/premises/premises-stage";
import { readQuestion } from "../domain/read-question";

/** A form's or an address's question as far as it can be understood, with what there is to choose from. Null: nothing to ask about. */
export async function askedSiting(cityCode: string, asked: Asked) {
  const ground = await groundOfCity(cityCode);
  const read = ground && readQuestion(asked, ground, today(ground.timeZone), STAGES);
  if (!read) return null;
  return {
    ...read,
    choices: {
      types: ground.types.map(({ key, nameZh, nameEn, symbol }) => ({ key, nameZh, nameEn, symbol })),
      groups: groupsInOrder([...read.question.groups.map(({ key }) => key), ...ground.populations.map(({ group }) => group)])
        .main,
      walkers: ground.walkers.map(({ key, nameZh, nameEn, speedKmh }) => ({ key, nameZh, nameEn, speedKmh })),
      methods: methodsOf(ground),
      districts: ground.areas
        .filter(({ level }) => level === "district")
        .map(({ code, name, nameEn }) => ({ code, name, nameEn })),
    },
    city: { code: ground.code, nameZh: ground.nameZh, nameEn: ground.nameEn, isDemo: ground.isDemo },
  };
}

export type SitingChoices = NonNullable<Awaited<ReturnType<typeof askedSiting>>>["choices"];
