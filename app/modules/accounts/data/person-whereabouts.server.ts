import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { LineOrAll } from "../domain/line";

/** Where somebody belongs whom the actor may see; null for any other id. */
export async function whereaboutsOf(
  uow: UnitOfWork,
  id: string,
): Promise<{ readonly areaCode: string; readonly line: LineOrAll } | null> {
  const [place] = await uow.db.$queryRaw<{ areaCode: string; line: LineOrAll }[]>`
    SELECT area_code AS "areaCode", line FROM person WHERE id = ${id}::uuid`;
  return place ?? null;
}
