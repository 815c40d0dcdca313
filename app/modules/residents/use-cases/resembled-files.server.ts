import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { residentsNamed, type ComparableRow } from "../data/resident-list.server";
import { likeness, type ComparedResident, type Likeness } from "../domain/resident-likeness";

export interface ResembledFile extends Pick<ComparableRow, "id" | "name" | "registerNumber" | "areaCode" | "bornOn" | "state"> {
  readonly likeness: Likeness;
}

type Asked = ComparedResident & { readonly id?: string };

/** Files of the same name that may be these people's, among those the actor sees; in their order, nobody beside themselves. */
export async function resembledFiles(uow: UnitOfWork, cityCode: string, asked: readonly Asked[]): Promise<ResembledFile[][]> {
  if (asked.length === 0) return [];
  const names = asked.map(({ name }) => name);
  const named = await residentsNamed(uow, cityCode, names);
  return asked.map((one) =>
    named.flatMap((file) => {
      const like = file.id === one.id ? null : likeness(one, file);
      return like === null ? [] : [{ ...file, likeness: like }];
    }),
  );
}

/** Beside each proposal that waits, whom it may be: whoever found them sees fewer files than whoever decides. */
export async function resembledByWaiting(
  actor: Actor,
  city: City,
  waiting: readonly (ComparedResident & { readonly id: string })[],
): Promise<Readonly<Record<string, readonly ResembledFile[]>>> {
  const files = await inUnitOfWork(actor, (uow) => resembledFiles(uow, city.code, waiting));
  return Object.fromEntries(waiting.map(({ id }, at) => [id, files[at] ?? []]));
}
