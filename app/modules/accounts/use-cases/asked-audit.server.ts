import { auditFilterFrom, type AuditFilter } from "../domain/audit-filter";

const FIELDS = ["who", "action", "subject", "from", "to", "area", "result"] as const;

export interface AskedAudit {
  readonly asked: Record<(typeof FIELDS)[number], string>;
  readonly filter: AuditFilter;
  /** fields whose value means nothing */
  readonly unusable: readonly string[];
}

/** What an address asks of the audit; `areaCodeOf` knows areas by name. */
export async function askedAudit(
  said: URLSearchParams,
  areaCodeOf: (text: string) => Promise<string | null>,
): Promise<AskedAudit> {
  const text = (name: string) => (said.get(name) ?? "").trim().slice(0, 100);
  const asked = Object.fromEntries(FIELDS.map((name) => [name, text(name)])) as AskedAudit["asked"];
  return { asked, ...auditFilterFrom(said, asked.area ? ((await areaCodeOf(asked.area)) ?? "") : "") };
}
