import { openValue, sealValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Where an operator's mailbox is sealed for: the facility's row, and no other. */
export const mailboxPlace = (facilityId: string): string => `operator_mailbox.address_cipher.${facilityId}`;

export const hasMailbox = async ({ db }: UnitOfWork, facilityId: string): Promise<boolean> =>
  (await db.operatorMailbox.count({ where: { facilityId } })) > 0;

/** Where the place is written to; null where nobody said it, or it can no longer be opened. */
export async function mailboxOf({ db }: UnitOfWork, facilityId: string): Promise<string | null> {
  const row = await db.operatorMailbox.findUnique({ where: { facilityId } });
  return row && unlessUnopened(() => openValue(row.addressCipher, mailboxPlace(facilityId)));
}

export async function sayMailbox({ db }: UnitOfWork, facilityId: string, address: string, saidAt: Date): Promise<void> {
  const addressCipher = sealValue(address, mailboxPlace(facilityId));
  await db.operatorMailbox.upsert({
    where: { facilityId },
    create: { facilityId, addressCipher, saidAt },
    update: { addressCipher, saidAt },
  });
}

export const removeMailbox = ({ db }: UnitOfWork, facilityId: string) => db.operatorMailbox.deleteMany({ where: { facilityId } });
