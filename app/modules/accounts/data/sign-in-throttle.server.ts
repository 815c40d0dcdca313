import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { ThrottleRule } from "../domain/throttle";

/**
 * Takes one try, if it is free, and sets when the next one will be; null when it was taken, else the seconds to wait. One
 * statement decides under the row's lock, by the database's clock, so it holds for every process at once.
 */
export async function takeTry(uow: UnitOfWork, key: string, rule: ThrottleRule): Promise<number | null> {
  const { free, firstWaitSeconds, mostWaitSeconds, forgottenAfterSeconds } = rule;
  const taken = await uow.db.$executeRaw`
    INSERT INTO sign_in_throttle AS t (key, tries, last_try_at) VALUES (${key}, 1, clock_timestamp())
    ON CONFLICT (key) DO UPDATE SET
      tries = CASE WHEN t.last_try_at < clock_timestamp() - make_interval(secs => ${forgottenAfterSeconds}) THEN 1 ELSE t.tries + 1 END,
      last_try_at = clock_timestamp(),
      free_at = CASE
        WHEN t.last_try_at < clock_timestamp() - make_interval(secs => ${forgottenAfterSeconds}) OR t.tries + 1 < ${free} THEN '-infinity'
        ELSE clock_timestamp()
          + make_interval(secs => least(${mostWaitSeconds}::float8, ${firstWaitSeconds}::float8 * 2 ^ least(t.tries + 1 - ${free}, 30))) END
    WHERE t.free_at <= clock_timestamp()`;
  if (taken === 1) return null;
  const [wait] = await uow.db.$queryRaw<{ seconds: number }[]>`
    SELECT greatest(1, ceil(extract(epoch FROM free_at - clock_timestamp())))::int AS seconds FROM sign_in_throttle WHERE key = ${key}`;
  return wait?.seconds ?? 1;
}

/** After a success: what was counted for this account is forgotten. */
export async function forgetTries(uow: UnitOfWork, key: string): Promise<void> {
  await uow.db.signInThrottle.deleteMany({ where: { key } });
}

/** After a success: its own try is given back, the others stay counted. */
export async function giveBackTry(uow: UnitOfWork, key: string): Promise<void> {
  await uow.db.$executeRaw`UPDATE sign_in_throttle SET tries = tries - 1, free_at = '-infinity' WHERE key = ${key} AND tries > 0`;
}

/** The same before the first wait only: once waits have begun, every try counts. */
export async function giveBackFreeTry(uow: UnitOfWork, key: string, { free }: ThrottleRule): Promise<void> {
  await uow.db.$executeRaw`UPDATE sign_in_throttle SET tries = tries - 1 WHERE key = ${key} AND tries > 0 AND tries < ${free}`;
}

/** Counts nobody added to for a day; how many. */
export async function removeOldTries(uow: UnitOfWork): Promise<number> {
  return uow.db.$executeRaw`DELETE FROM sign_in_throttle WHERE last_try_at < clock_timestamp() - interval '1 day'`;
}
