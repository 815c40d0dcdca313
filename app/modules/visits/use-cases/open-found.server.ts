import { openOrders } from "~/modules/work-orders/use-cases/open-orders.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { addFindings, signsOf, type VisitedResident } from "../data/visit-events.server";
import type { VisitSaid } from "../domain/visit-log";

/** The word by which an order says that it came from a finding of a visit. */
export const FINDING = "finding";

/** 发现问题: what was found on a visit, and for each a work order that somebody answers for, in the visit's own transaction. */
export async function openFound(uow: UnitOfWork, cityCode: string, resident: VisitedResident, said: VisitSaid): Promise<void> {
  if (said.findings.length === 0) return;
  const foundAt = new Date(said.beganAt);
  const found = await addFindings(uow, resident, said, said.findings);
  const { line, areaCode } = resident;
  await openOrders(
    uow,
    { cityCode, line, areaCode },
    found.map(({ id, kind }) => ({ kind: FINDING, id, topic: kind, signs: signsOf(kind, said), foundAt })),
  );
}
