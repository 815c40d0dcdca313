import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { classesAtPlace } from "../data/place-words.server";
import type { ClassAtPlace } from "../domain/operator-desk";

/** The classes of a place as they are called, for whoever reads what an operator wants changed of them. */
export const classesToDecide = ({ timeZone }: City, facilityId: string): Promise<ClassAtPlace[]> =>
  inUnitOfWork(NOBODY, (uow) => classesAtPlace(uow, facilityId, today(timeZone)));
