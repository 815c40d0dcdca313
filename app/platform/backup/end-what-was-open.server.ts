import postgres from "postgres";

/** What opened a door when the backup was made, and was ended in the restored records. */
export interface Ended {
  readonly sessions: number;
  /** invitations, resets and codes that bind a phone: each may have been used since; links of calendars may have been revoked */
  readonly links: number;
}

/**
 * A backup holds everything that opened a door at its time, and some of it was used up or ended since. Whoever was signed in signs in
 * again, and whoever held a link is handed another: neither can be told from the restored records.
 */
export async function endWhatWasOpen(ownerUrl: string): Promise<Ended> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    return await owner.begin(async (sql) => {
      const sessions = await sql`DELETE FROM session`;
      await sql`DELETE FROM sign_in_challenge`;
      await sql`DELETE FROM known_browser`;
      const links = await sql`UPDATE one_time_secret SET used_at = now() WHERE used_at IS NULL`;
      const calendars = await sql`DELETE FROM calendar_feed`;
      return { sessions: sessions.count, links: links.count + calendars.count };
    });
  } finally {
    await owner.end();
  }
}

/** What was changed since the backup and is now as it was then; how many of each. */
export interface WentBack {
  readonly passwords: number;
  /** suspended people and people who left, active again */
  readonly people: number;
  readonly grants: number;
  readonly phones: number;
  readonly recoveryCodes: number;
}

/** A fact of each row by which its two states are told apart; `isEnded` = that it closes a door. */
const LOOKS: Readonly<Record<keyof WentBack, { readonly sql: string; readonly isEnded: (state: string) => boolean }>> = {
  passwords: {
    sql: "SELECT person_id::text AS id, md5(COALESCE(password_hash, '')) AS state FROM credential",
    isEnded: () => true,
  },
  people: { sql: "SELECT id::text, state FROM person", isEnded: (state) => state !== "active" },
  grants: {
    sql: "SELECT id::text, CASE WHEN valid_to <= current_date THEN 'ended' ELSE 'in force' END AS state FROM role_grant",
    isEnded: (state) => state === "ended",
  },
  phones: {
    sql: "SELECT id::text, CASE WHEN unbound_at IS NULL THEN 'bound' ELSE 'unbound' END AS state FROM bound_device",
    isEnded: (state) => state === "unbound",
  },
  recoveryCodes: {
    sql: "SELECT person_id || ' ' || code_hash AS id, CASE WHEN used_at IS NULL THEN 'open' ELSE 'used' END AS state FROM recovery_code",
    isEnded: (state) => state === "used",
  },
};

/** Compares the records in use with those that will take their place; null where the ones in use cannot be asked. */
export async function whatWentBack(inUseUrl: string, restoredUrl: string): Promise<WentBack | null> {
  const [inUse, restored] = [inUseUrl, restoredUrl].map((url) => postgres(url, { max: 1, onnotice: () => undefined })) as [
    postgres.Sql,
    postgres.Sql,
  ];
  try {
    const counts = { passwords: 0, people: 0, grants: 0, phones: 0, recoveryCodes: 0 };
    for (const what of Object.keys(LOOKS) as (keyof WentBack)[]) {
      const { sql, isEnded } = LOOKS[what];
      const now = new Map((await inUse.unsafe<{ id: string; state: string }[]>(sql)).map(({ id, state }) => [id, state]));
      for (const { id, state } of await restored.unsafe<{ id: string; state: string }[]>(sql)) {
        const left = now.get(id);
        if (left !== undefined && left !== state && isEnded(left)) counts[what]++;
      }
    }
    return counts;
  } catch (error) {
    // Tables of a much older program: then it is said in words alone.
    if (error instanceof postgres.PostgresError) return null;
    throw error;
  } finally {
    await Promise.all([inUse.end(), restored.end()]);
  }
}
