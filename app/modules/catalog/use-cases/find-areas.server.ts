import type { Actor } from "~/modules/accounts/domain/actor";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { searchAreas, type AreaChoice } from "../data/area-look-up.server";
import { NOT_PERMITTED } from "../domain/catalog-refusal";
import { mayReadCatalog } from "./may-read-catalog.server";

/** Areas by name, pinyin, initials or code, for a field that fills itself. */
export async function findAreas(
  actor: Actor,
  cityCode: string,
  search: string,
): Promise<Verdict<AreaChoice[], typeof NOT_PERMITTED>> {
  if (!mayReadCatalog(actor, cityCode)) return refused(NOT_PERMITTED);
  return granted(await inUnitOfWork(actor, (uow) => searchAreas(uow, cityCode, search)));
}

/** The area a person wrote: its code where one stands in the text («花园路街道 · 410105003»), else the only area of that name. */
export async function areaCodeIn(actor: Actor, cityCode: string, text: string): Promise<string | null> {
  const written = text.trim();
  if (written === "") return null;
  const code = /\b(\d{4,12})\b/.exec(written)?.[1];
  if (code) return code;
  const found = await findAreas(actor, cityCode, written);
  const named = found.ok ? found.value.filter((area) => area.name === written) : [];
  return named.length === 1 ? (named[0]?.code ?? written) : written;
}
