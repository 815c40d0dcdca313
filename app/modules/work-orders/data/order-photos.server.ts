import { v7 as newId, validate as isUuid } from "uuid";
import { openValue, sealValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { OrderPhotoSaid } from "../domain/listed-order";
import { photoPlaceOf } from "./order-sealed.server";

export async function photosOf({ db }: UnitOfWork, orderId: string): Promise<OrderPhotoSaid[]> {
  const rows = await db.workOrderPhoto.findMany({
    where: { orderId },
    orderBy: [{ addedAt: "asc" }, { id: "asc" }],
    select: { id: true, addedBy: true, addedAt: true },
  });
  return rows.map(({ addedAt, ...row }) => ({ ...row, addedAt: addedAt.toISOString() }));
}

export async function addPhoto({ db, actor }: UnitOfWork, orderId: string, picture: Uint8Array, at: Date): Promise<string> {
  const id = newId();
  const pictureCipher = sealValue(Buffer.from(picture).toString("base64"), photoPlaceOf(id));
  await db.workOrderPhoto.createMany({ data: [{ id, orderId, addedBy: actor.personId, addedAt: at, pictureCipher }] });
  return id;
}

/** The picture of an order the actor sees; null where there is none, or none that opens. */
export async function readPhoto({ db }: UnitOfWork, orderId: string, id: string): Promise<Buffer | null> {
  const row = isUuid(id) && isUuid(orderId) ? await db.workOrderPhoto.findFirst({ where: { id, orderId } }) : null;
  return row && unlessUnopened(() => Buffer.from(openValue(row.pictureCipher, photoPlaceOf(row.id)), "base64"));
}
