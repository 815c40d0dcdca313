// Decides whether saying an operator's kind may change what other facilities say. The kind is one fact about the operator: who
// edits one facility never changes the others without having been told how many they are.
import type { Operator, OperatorKind } from "./facility";

export interface OperatorOnRecord {
  readonly kind: OperatorKind;
  /** facilities it runs beside those being saved */
  readonly others: number;
}

export interface OperatorKindOfOthers {
  readonly kind: "operator-kind-of-others";
  readonly name: string;
  readonly recorded: OperatorKind;
  readonly said: OperatorKind;
  readonly others: number;
}

/** What speaks against saying this kind of this operator; null where nobody else is meant. */
export function kindOfOthers(said: Operator | null, onRecord: OperatorOnRecord | null): OperatorKindOfOthers | null {
  if (!said || !onRecord || onRecord.kind === said.kind || onRecord.others === 0) return null;
  const { kind: recorded, others } = onRecord;
  return { kind: "operator-kind-of-others", name: said.name, recorded, said: said.kind, others };
}
