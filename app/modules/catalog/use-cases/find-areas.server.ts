import type { Actor } from "~/modules/accounts/domain/actor";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { searchAreas, type AreaChoice } from "../data/area-look-up.server";

/** Areas by name, pinyin, initials or code, for a field that fills itself. */
export const findAreas = (actor: Actor, cityCode: string, search: string): Promise<AreaChoice[]> =>
  inUnitOfWork(actor, (uow) => searchAreas(uow, cityCode, search));

/** The area a person wrote: its code where one stands in the text («花园路街道 · 410105003»), else the only area of that name. */
export async function areaCodeIn(actor: Actor, cityCode: string, text: string): Promise<string | null> {
  const written = text.trim();
  if (written === "") return null;
  const code = /\b(\d{4,12})\b/.exec(written)?.[1];
  if (code) return code;
  const named = (await findAreas(actor, cityCode, written)).filter((area) => area.name === written);
  return named.length === 1 ? (named[0]?.code ?? written) : written;
}
