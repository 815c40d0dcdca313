import type { Actor } from "~/modules/accounts/domain/actor";
import { may } from "~/modules/accounts/domain/may";
import { facilityNames } from "~/modules/catalog/use-cases/facility-names.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { stepsOf } from "../data/premises-list.server";
import { findPremises } from "../data/premises-rows.server";
import { maskedPremisesContact } from "../data/premises-sealed.server";
import type { Premises, PremisesContact } from "../domain/premises/premises";
import type { SignedStep } from "../domain/premises/premises-list";
import type { Standing } from "../domain/premises/premises-stage";
import { mayKeepPremises, mayReadPremises } from "./may-keep-premises.server";

export interface PremisesFile {
  readonly premises: Omit<Premises, "contactCipher">;
  /** masked; null = nobody is named */
  readonly contact: PremisesContact | null;
  readonly standing: Standing;
  readonly steps: readonly SignedStep[];
  readonly facility: { readonly id: string; readonly name: string } | null;
  readonly mayKeep: boolean;
}

const KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Everything of one, its contact masked; null where there is none the actor may read. */
export async function readPremises(actor: Actor, id: string): Promise<PremisesFile | null> {
  if (!KEY.test(id) || !may(actor, "read:premises")) return null;
  const found = await inUnitOfWork(actor, async (uow) => {
    const one = await findPremises(uow, id);
    return one && { ...one, steps: await stepsOf(uow, id) };
  });
  if (!found || !mayReadPremises(actor, found.premises.cityCode)) return null;
  const { contactCipher, ...premises } = found.premises;
  const { facilityId } = premises;
  const names = facilityId === null ? {} : await facilityNames(actor, [facilityId]);
  const mayKeep = mayKeepPremises(actor, premises.areaCode);
  const contact = maskedPremisesContact(id, contactCipher);
  const facility = facilityId === null ? null : { id: facilityId, name: names[facilityId] ?? "" };
  return { premises, contact, standing: found.standing, steps: found.steps, facility, mayKeep };
}
