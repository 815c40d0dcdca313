import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { ContactConsentSaid } from "../domain/contact-link";
import { dateOf } from "./database-day";

/** What the resident said about one contact being told, as the file tells of it. */
export interface ContactConsent {
  readonly id: string;
  readonly givenOn: string;
  readonly givenBy: "resident" | "guardian";
  readonly how: "in-person" | "paper" | "witness";
  readonly witness: string;
  readonly recordedBy: string | null;
}

/** The consent that holds for a contact of this file; null = none does. */
export async function consentInForce({ db }: UnitOfWork, residentId: string, contactId: string): Promise<string | null> {
  const [row] = await db.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM contact_consent s JOIN resident_contact c ON c.id = s.contact_id
    WHERE c.resident_id = ${residentId}::uuid AND c.id = ${contactId}::uuid AND s.ended_at IS NULL`;
  return row?.id ?? null;
}

/** Null where the file has no such contact. */
export async function addContactConsent(
  { db, actor }: UnitOfWork,
  residentId: string,
  contactId: string,
  { givenOn, ...said }: ContactConsentSaid,
): Promise<string | null> {
  if ((await db.residentContact.count({ where: { id: contactId, residentId } })) === 0) return null;
  const id = newId();
  await db.contactConsent.createMany({
    data: [{ id, contactId, givenOn: dateOf(givenOn), recordedBy: actor.personId, ...said }],
  });
  return id;
}

/** Withdrawn: the database ends the link that rests on it. */
export const endContactConsent = async ({ db, actor }: UnitOfWork, id: string, at: Date): Promise<boolean> =>
  (
    await db.contactConsent.updateMany({
      where: { id, endedAt: null },
      data: { endedAt: at, endedWhy: "withdrawn", endedBy: actor.personId },
    })
  ).count > 0;
