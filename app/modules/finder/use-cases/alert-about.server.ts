import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { servicesAt } from "../data/alerts.server";
import type { TypeOffered, WalkerOffered } from "../domain/need";
import type { PlaceChoice } from "../domain/place-choice";
import { spotFrom, spotText } from "../domain/spot";
import type { AlertAbout } from "./ask-alert.server";
import { facilityToContact } from "./at-facility.server";
import { offeredIn } from "./find-page.server";
import { placeWritten } from "./place-written.server";

/** As an address or a form says what the alert is about. */
export interface AboutSaid {
  readonly facility: string;
  readonly need: string;
  readonly walker: string;
  readonly place: string;
  /** the point chosen for these words */
  readonly at: string;
  readonly atFor: string;
}

export interface AboutRead {
  readonly facility: { readonly id: string; readonly name: string } | null;
  readonly types: readonly Pick<TypeOffered, "key" | "nameZh" | "nameEn">[];
  readonly walkers: readonly WalkerOffered[];
  readonly need: string;
  readonly walker: string;
  readonly isOfInfants: boolean;
  /** places the words may mean, where they mean several or none */
  readonly choices: readonly PlaceChoice[];
  readonly at: string;
  /** null = where is not said yet, or the city has no such service */
  readonly about: AlertAbout | null;
}

/** Whether it is at one facility or round a place, and which service; what is not clear is offered to choose. */
export async function alertAbout(city: City, said: AboutSaid): Promise<AboutRead | null> {
  const found = said.facility === "" ? null : await facilityToContact(said.facility);
  if (said.facility !== "" && !found) return null;
  const offered = await offeredIn(found?.city ?? city);
  const here = found ? await inUnitOfWork(NOBODY, (uow) => servicesAt(uow, found.facility.id, today(found.city.timeZone))) : null;
  const types = offered.types.filter(({ key, countsPlaces }) => countsPlaces && (!here || here.includes(key)));
  const type = types.find(({ key }) => key === said.need) ?? types[0];
  const walker = offered.walkers.find(({ key }) => key === said.walker)?.key ?? type?.walkerKey ?? "adult";
  const read = found ? null : await placeWritten(city, { words: said.place.trim(), at: spotFrom(said.at), atFor: said.atFor });
  const at = read?.kind === "one" ? read.at : null;
  const service = type && { key: type.key, isOfInfants: type.isOfInfants, walker, line: found?.facility.line ?? "health" };
  const isWhole = service !== undefined && (found !== null || at !== null);
  return {
    facility: found && { id: found.facility.id, name: found.facility.name },
    types: types.map(({ key, nameZh, nameEn }) => ({ key, nameZh, nameEn })),
    ...{
      walkers: offered.walkers,
      need: type?.key ?? "",
      walker,
      isOfInfants: type?.isOfInfants ?? false,
      at: at ? spotText(at) : "",
    },
    choices: read?.kind === "several" ? read.choices : read?.kind === "none" ? read.districts : [],
    about: isWhole
      ? {
          ...{ city: found?.city ?? city, facility: found?.facility ?? null, service },
          home: at && !found ? { at, words: said.place.trim() } : null,
        }
      : null,
  };
}
