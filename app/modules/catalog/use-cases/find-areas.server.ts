import type { Actor } from "~/modules/accounts/domain/actor";
import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { bestNamed, shortName } from "~/modules/imports/domain/area-name-forms";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findArea, searchAreas, type AreaChoice } from "../data/area-look-up.server";
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

const MOST_NAMED = 60;
const MOST_CHOICES = 12;

/**
 * The area a person wrote: its code where one stands in the text («花园路街道 · 410105003»), else the only area of that name, whole or short
 * («经八路», «体育社区居委会»). Where no area or several go by it, the words themselves.
 */
export async function areaCodeIn(actor: Actor, cityCode: string, text: string): Promise<string | null> {
  const written = text.trim();
  if (written === "") return null;
  const code = /\b(\d{4,12})\b/.exec(written)?.[1];
  if (code) return code;
  if (!mayReadCatalog(actor, cityCode)) return written;
  const found = await inUnitOfWork(actor, (uow) => searchAreas(uow, cityCode, shortName(written), MOST_NAMED));
  const named = bestNamed(written, found);
  return named.length === 1 ? (named[0]?.code ?? written) : written;
}

/** The areas words may mean that name none for certain; null where they are a code, or nothing. */
export async function areasMeant(actor: Actor, cityCode: string, written: string): Promise<AreaChoice[] | null> {
  if (/^\d*$/.test(written) || !mayReadCatalog(actor, cityCode)) return null;
  const found = await inUnitOfWork(actor, (uow) => searchAreas(uow, cityCode, shortName(written), MOST_NAMED));
  const named = bestNamed(written, found);
  return (named.length > 0 ? named : found).slice(0, MOST_CHOICES);
}

/** Whether a code is the city's own or that of an area of it. */
export const isAreaOf = async (cityCode: string, code: string): Promise<boolean> =>
  code === cityCode ||
  (code.startsWith(cityCode) && (await inUnitOfWork(NOBODY, (uow) => findArea(uow, cityCode, code))) !== null);
