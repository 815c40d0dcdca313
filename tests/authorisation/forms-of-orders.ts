import sharp from "sharp";
import { sealValue } from "~/platform/sealed-value.server";
import { TOWN } from "../modules/catalog/factories/catalog-city";
import type { FilledIn, Records } from "./filled-in";
import { STREET } from "./residents-on-record";
import { LINE } from "./town-on-record";

/** A work order of the street with a picture of the same id, as every deed finds it: just received. */
export const ORDER = "00000000-0000-7000-8000-0000000ad001";

export async function putOrder(sql: Records["sql"]): Promise<void> {
  await sql`DELETE FROM work_order WHERE id = ${ORDER}`;
  await sql`
    INSERT INTO work_order (id, city_code, line, area_code, source_kind, source_id, topic, class, found_at, due_at, asks_second)
    VALUES (${ORDER}, ${TOWN.code}, ${LINE}, ${STREET}, 'finding', gen_random_uuid(), 'housing', 'ordinary', now(), now(), false)`;
  await sql`INSERT INTO work_order_photo (id, order_id, picture_cipher) VALUES (${ORDER}, ${ORDER}, ${sealValue("", `work_order_photo.picture_cipher.${ORDER}`)})`;
}

/** What is done about an order, and how long a class of them may take. */
export function formsOfOrders({ sql }: Records): FilledIn[] {
  const order = { params: { id: ORDER } };
  const picture = async () =>
    new File(
      [
        new Uint8Array(
          await sharp({ create: { width: 8, height: 8, channels: 3, background: "#0f766e" } })
            .png()
            .toBuffer(),
        ),
      ],
      "made.png",
    );
  return [
    {
      ...{ ...order, route: "visits.orders.$id", says: "a work order accepted" },
      form: async () => (await putOrder(sql), { step: "accepted", version: "1" }),
    },
    {
      ...{ ...order, route: "visits.orders.$id_.photos", says: "a picture of what was done" },
      form: async () => (await putOrder(sql), { file: await picture() }),
    },
    {
      ...{ route: "visits.orders.classes", says: "how long a class of orders may take" },
      ...{ after: () => sql`DELETE FROM work_order_class WHERE city_code IS NOT NULL` },
      form: () => ({ class: "ordinary", hours: "48", second: "yes", reason: "示例规定" }),
    },
  ];
}
