import type pg from "pg";
import { isDemo } from "./environment.server";
import { broken, good, warning, type Finding } from "./finding.server";

interface Counted {
  readonly people: number;
  readonly administrators: number;
}

/** Whom a password, another sign-in or a link that still opens lets in; demo accounts are none in production. */
const MAY_COME_IN = `p.state = 'active' AND NOT p.is_demo AND (
  EXISTS (SELECT FROM credential c WHERE c.person_id = p.id AND c.password_hash IS NOT NULL)
  OR EXISTS (SELECT FROM identity_link l WHERE l.person_id = p.id)
  OR EXISTS (SELECT FROM bound_device d WHERE d.person_id = p.id AND d.unbound_at IS NULL)
  OR EXISTS (SELECT FROM one_time_secret s WHERE s.person_id = p.id AND s.used_at IS NULL AND s.expires_at > now()))`;

/** In production somebody has to be there who can come in, and somebody who can let others in. */
export async function lookAtAccounts(client: pg.Client): Promise<Finding[]> {
  const { rows: there } = await client.query<{ there: boolean }>(
    "SELECT to_regclass('public.credential') IS NOT NULL AND to_regclass('public.bound_device') IS NOT NULL AS there",
  );
  if (isDemo() || !there[0]?.there) return [];
  const { rows } = await client.query<Counted>(
    `SELECT count(*)::int AS people, (count(*) FILTER (WHERE EXISTS (SELECT FROM role_grant g WHERE g.person_id = p.id
        AND g.role = 'administrator' AND g.valid_from <= current_date AND (g.valid_to IS NULL OR g.valid_to > current_date))))::int
      AS administrators FROM person p WHERE ${MAY_COME_IN}`,
  );
  return [accountsFinding(rows[0] ?? { people: 0, administrators: 0 })];
}

function accountsFinding({ people, administrators }: Counted): Finding {
  const mend = "qh person add --login … --role administrator";
  if (people === 0)
    return broken(
      "accounts",
      `没有任何账户，无人能登录 · there is no account that can be signed in to: make the first with ${mend}, and a second one for another hand.`,
    );
  if (administrators === 0)
    return warning(
      "accounts",
      `没有可登录的管理员，无法邀请他人 · ${people} can sign in and none of them is an administrator, so nobody can be invited or helped: ${mend}.`,
    );
  return good(
    "accounts",
    `${people} 人可登录，其中管理员 ${administrators} 人 · ${people} can sign in, ${administrators} administer`,
  );
}
