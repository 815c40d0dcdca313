import { v7 as newId } from "uuid";
import { familyCookie } from "~/modules/residents/use-cases/family-cookie.server";
import { secretHash } from "~/platform/one-time-secret.server";
import { blindIndexOf, sealValue } from "~/platform/sealed-value.server";
import { TOWN } from "../modules/catalog/factories/catalog-city";
import type { FilledIn, Records } from "./filled-in";
import { RESIDENT, residentAsItWas, STREET } from "./residents-on-record";
import { DISTRICT } from "./town-on-record";

/** A request of a family in the street, as everybody finds it. */
export const REQUEST = "00000000-0000-7000-8000-0000000fa001";
const CONTACT = "00000000-0000-7000-8000-0000000fa002";
const SECRET = "family".padEnd(43, "x");

export async function putRequest(sql: Records["sql"]): Promise<void> {
  await sql`DELETE FROM family_request`;
  await sql`
    INSERT INTO family_request (id, city_code, area_code, reference, urgency, language, said_cipher, content_hash, answer_by)
    VALUES (${REQUEST}, ${TOWN.code}, ${STREET}, '12345678', 'today', 'zh',
      ${sealValue(JSON.stringify({ name: "示例女儿", phone: "13800001234", about: "示例" }), `family_request.said_cipher.${REQUEST}`)}, ${"A".repeat(43)}, now() + interval '1 hour')`;
}

/** What anybody may send, what a contact does by their link, and what staff do about both. */
export function formsOfFamilies({ sql }: Records): FilledIn[] {
  const stamp = () => {
    const id = newId({ msecs: Date.now() - 20_000 });
    return `${id}.${blindIndexOf("family-request.form", id)}`;
  };
  const calm = () => sql`TRUNCATE sign_in_throttle`;
  const request = { route: "visits.requests.$id", params: { id: REQUEST } };
  const asked = (fields: Record<string, string>) => async () => (await putRequest(sql), fields);
  const linked = (lives: boolean) => async () => {
    await residentAsItWas(sql);
    await calm();
    await sql`INSERT INTO resident_contact (id, resident_id, name, relation, phone_cipher) VALUES (${CONTACT}, ${RESIDENT}, '示例女儿', 'child', ${sealValue("13900000001", `resident_contact.phone_cipher.${CONTACT}`)})`;
    const agreed = newId();
    await sql`INSERT INTO contact_consent (id, contact_id, given_on, given_by, how) VALUES (${agreed}, ${CONTACT}, '2024-01-02', 'resident', 'paper')`;
    if (lives)
      await sql`INSERT INTO contact_link (id, resident_id, contact_id, consent_id, secret_hash, expires_at) VALUES (${newId()}, ${RESIDENT}, ${CONTACT}, ${agreed}, ${secretHash(SECRET)}, now() + interval '1 day')`;
    return { contact: CONTACT };
  };
  const file = { route: "visits.residents.$id_.family", params: { id: RESIDENT } };
  const contact = {
    route: "my.family",
    isOwn: true as const,
    cookie: async () => (await familyCookie.serialize(SECRET)).split(";")[0]!,
  };
  return [
    {
      ...{ route: "my.look-in", says: "somebody to be looked in on", isOwn: true },
      form: async () => {
        await calm();
        return {
          name: "示例女儿",
          phone: "13800001234",
          about: "示例老人没人接电话",
          area: STREET,
          urgency: "today",
          website: "",
          stamp: stamp(),
        };
      },
    },
    { ...request, says: "what was said opened, for a reason", intent: "open", form: asked({ reason: "make-contact", note: "" }) },
    { ...request, says: "a step noted", intent: "step", form: asked({ step: "rang", note: "" }) },
    { route: "visits.requests._index", says: "a duty phone said", form: () => ({ area: DISTRICT, phone: "0371-60000001" }) },
    { ...file, says: "a family link made", intent: "make-link", form: linked(false) },
    { ...file, says: "consent to a contact being told withdrawn", intent: "withdraw-consent", form: linked(true) },
    { ...file, says: "a family link ended", intent: "revoke-link", form: linked(true) },
    { ...contact, says: "a link opened", form: async () => ({ ...(await linked(true)()), secret: SECRET }) },
    {
      ...{ ...contact, says: "hospital or travel reported", intent: "report" },
      form: async () => ({ ...(await linked(true)()), kind: "in-hospital", until: "" }),
    },
    { ...contact, says: "the page left", intent: "leave", form: linked(true) },
  ];
}
