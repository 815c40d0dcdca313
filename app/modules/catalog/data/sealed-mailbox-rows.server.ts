import { sealAnew, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { mailboxPlace } from "./operator-mailbox.server";

/** Mailboxes of operators not under this key, sealed anew, in the order of their facilities. */
export async function resealMailboxes({ db }: UnitOfWork, keyId: string, after: string | null, most: number) {
  const rows = await db.$queryRaw<{ id: string; cipher: string }[]>`
    SELECT facility_id AS id, address_cipher AS cipher FROM operator_mailbox
    WHERE (${after}::uuid IS NULL OR facility_id > ${after}::uuid) AND address_cipher NOT LIKE ${`sealed.${keyId}.%`}
    ORDER BY facility_id LIMIT ${most} FOR UPDATE`;
  let unopened = 0;
  for (const { id, cipher } of rows) {
    const addressCipher = unlessUnopened(() => sealAnew(cipher, mailboxPlace(id)));
    if (addressCipher === null) unopened++;
    else await db.operatorMailbox.update({ where: { facilityId: id }, data: { addressCipher } });
  }
  return { last: rows.at(-1)?.id ?? null, resealed: rows.length - unopened, unopened, isThrough: rows.length < most };
}

export async function mailboxesByKey({ db }: UnitOfWork): Promise<ReadonlyMap<string, number>> {
  const rows = await db.$queryRaw<{ key: string; values: number }[]>`
    SELECT split_part(address_cipher, '.', 2) AS key, count(*)::int AS values FROM operator_mailbox GROUP BY 1`;
  return new Map(rows.map(({ key, values }) => [key, values]));
}
