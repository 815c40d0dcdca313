import postgres from "postgres";

/** Months of the audit that were let go since the backup was made. */
export interface RetiredAgain {
  /** how many went from the restored records too */
  readonly months: number;
  /** those that did not, because the restored records are not those that went: they are there again */
  readonly back: readonly string[];
}

interface Retired {
  readonly month: string;
  readonly approval: string;
  readonly asker: string;
  readonly decider: string;
  readonly hash: string;
}

const RETIRED = `SELECT to_char(month, 'YYYY-MM') AS month, approval_id::text AS approval, asked_by::text AS asker, decided_by::text AS decider,
  final_hash AS hash FROM audit_retired ORDER BY audit_retired.month`;

/**
 * A backup made before two people let months of the audit go holds them still. They go again on the strength of the same consent,
 * where they end in the same hash: what was agreed on is then what is there. Empty where the records in use know of none.
 */
export async function retireAgain(inUseUrl: string, restoredUrl: string): Promise<RetiredAgain> {
  const [inUse, restored] = [inUseUrl, restoredUrl].map((url) => postgres(url, { max: 1, onnotice: () => undefined })) as [
    postgres.Sql,
    postgres.Sql,
  ];
  try {
    const [knows] = await inUse<{ it: boolean }[]>`SELECT to_regclass('public.audit_retired') IS NOT NULL AS it`;
    if (!knows?.it) return { months: 0, back: [] };
    const gone = new Set((await restored.unsafe<Retired[]>(RETIRED)).map(({ month }) => month));
    const missing = (await inUse.unsafe<Retired[]>(RETIRED)).filter(({ month }) => !gone.has(month));
    let months = 0;
    for (const one of missing) {
      if (!(await goesAgain(restored, one))) break;
      months++;
    }
    return { months, back: missing.slice(months).map(({ month }) => month) };
  } finally {
    await Promise.all([inUse.end(), restored.end()]);
  }
}

/** False where the restored records are others, and nothing of them went. */
async function goesAgain(restored: postgres.Sql, { month, approval, asker, decider, hash }: Retired): Promise<boolean> {
  const isOther = new Error("the month ends in another hash");
  try {
    await restored.begin(async (sql) => {
      const [went] = await sql<{ hash: string }[]>`
        SELECT final_hash AS hash FROM audit.let_month_go(${`${month}-01`}::date, ${approval}::uuid, ${asker}::uuid, ${decider}::uuid, 'system:restore')`;
      if (went?.hash !== hash) throw isOther;
    });
    return true;
  } catch (error) {
    if (error === isOther || error instanceof postgres.PostgresError) return false;
    throw error;
  }
}
