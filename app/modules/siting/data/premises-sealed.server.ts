import { maskOf } from "~/modules/accounts/domain/sensitive-field";
import { sealRowsAnew, valuesByKey, type SealedRow } from "~/platform/sealed-rows.server";
import { openValue, sealAnew, sealValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { PremisesContact } from "../domain/premises/premises";

const placeOf = (id: string): string => `site_proposal.contact_cipher.${id}`;

const isNobody = ({ name, phone }: PremisesContact): boolean => name === "" && phone === "";

/** Whom to ask, sealed for its own row; nobody is null. What was sealed before keeps its seal where it says the same. */
export function sealedPremisesContact(id: string, said: PremisesContact, before: string | null): string | null {
  if (isNobody(said)) return null;
  const known = openedPremisesContact(id, before);
  const isSame = known !== null && known.name === said.name && known.phone === said.phone;
  return isSame ? before : sealValue(JSON.stringify({ name: said.name, phone: said.phone }), placeOf(id));
}

/** Throws where it does not open. */
export const openPremisesContact = (id: string, cipher: string): PremisesContact =>
  JSON.parse(openValue(cipher, placeOf(id))) as PremisesContact;

/** For deciding what a form or a row means: never for a page. Null = nobody, or it does not open. */
export const openedPremisesContact = (id: string, cipher: string | null): PremisesContact | null =>
  cipher === null ? null : unlessUnopened(() => openPremisesContact(id, cipher));

/** What a page shows of it: the first letter of the name, the ends of the number. */
export function maskedPremisesContact(id: string, cipher: string | null): PremisesContact | null {
  if (cipher === null) return null;
  const known = openedPremisesContact(id, cipher);
  if (!known) return { name: "", phone: "****" };
  const [first = ""] = [...known.name];
  return {
    name: known.name === "" ? "" : `${first}**`,
    phone: known.phone === "" ? "" : (maskOf("phone", known.phone) ?? "****"),
  };
}

/** The same contact under the key in force; null where it does not open. */
export const resealedContact = (id: string, cipher: string): string | null => unlessUnopened(() => sealAnew(cipher, placeOf(id)));

/** Seals the next contacts anew that are not under this key, in the order of their ids. */
export async function resealPremises({ db }: UnitOfWork, keyId: string, after: string | null, most: number) {
  const rows = await db.$queryRaw<SealedRow[]>`
    SELECT id, contact_cipher AS cipher FROM site_proposal
    WHERE (${after}::uuid IS NULL OR id > ${after}::uuid) AND contact_cipher NOT LIKE ${`sealed.${keyId}.%`} ORDER BY id LIMIT ${most}`;
  const { ids, ciphers, told } = sealRowsAnew(rows, placeOf, most);
  await db.$executeRaw`
    UPDATE site_proposal r SET contact_cipher = n.cipher FROM unnest(${ids}::uuid[], ${ciphers}::text[]) AS n (id, cipher) WHERE r.id = n.id`;
  return told;
}

export const premisesByKey = async ({ db }: UnitOfWork) =>
  valuesByKey(
    await db.$queryRaw<{ example: string; values: number }[]>`
      SELECT min(contact_cipher) AS example, count(*)::int AS values FROM site_proposal WHERE contact_cipher IS NOT NULL GROUP BY split_part(contact_cipher, '.', 2)`,
  );
