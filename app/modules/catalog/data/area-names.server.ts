import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { englishAreaName, type NamedArea } from "../domain/area-name";

/** Names of areas and cities by their code, of every city. */
export async function namesOfAreas(uow: UnitOfWork, codes: readonly string[]): Promise<(NamedArea & { code: string })[]> {
  return uow.db.$queryRaw`
    SELECT c.code, c.name_zh AS name, c.name_en AS "nameEn", '' AS pinyin FROM city c WHERE c.code = ANY(${codes}::text[])
    UNION ALL
    SELECT a.code, a.name, a.name_en, a.pinyin FROM area_in_use a WHERE a.level <> 'city' AND a.code = ANY(${codes}::text[])`;
}

/** A code with its name in English where one is known. */
export const namedInBoth = ({ code, ...named }: NamedArea & { code: string }) => ({
  code,
  name: named.name,
  nameEn: englishAreaName(named),
});
