import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { OperatorKind } from "../domain/facility";
import type { OperatorOnRecord } from "../domain/operator-kind";

/** The operator of that name, and how many facilities it runs beside the ones named. */
export async function operatorOnRecord(
  uow: UnitOfWork,
  cityCode: string,
  name: string,
  beside: readonly string[],
): Promise<OperatorOnRecord | null> {
  const operator = await uow.db.operator.findUnique({ where: { cityCode_name: { cityCode, name } } });
  if (!operator) return null;
  const others = await uow.db.facility.count({ where: { operatorId: operator.id, id: { notIn: [...beside] } } });
  return { kind: operator.kind as OperatorKind, others };
}
