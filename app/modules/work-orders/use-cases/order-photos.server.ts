import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { now } from "~/platform/clock.server";
import { LARGEST_PHOTO, redrawnPhoto } from "~/platform/photo-files.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addPhoto, photosOf, readPhoto } from "../data/order-photos.server";
import { findOrder, holdOrder } from "../data/order-record.server";

const MOST_PHOTOS = 12;
export type PhotoRefusal = {
  readonly kind: "not-there" | "not-permitted" | "closed" | "photo-unreadable" | "photo-too-large" | "too-many-photos";
};

/** A picture of what was done: drawn anew without what the camera wrote beside it, and sealed. */
export async function addOrderPhoto(
  actor: Actor,
  city: City,
  id: string,
  bytes: Uint8Array,
): Promise<Verdict<string, PhotoRefusal>> {
  if (bytes.length > LARGEST_PHOTO) return refused({ kind: "photo-too-large" });
  const picture = await redrawnPhoto(bytes);
  return inUnitOfWork<Verdict<string, PhotoRefusal>>(actor, async (uow) => {
    const isHeld = await holdOrder(uow, id);
    const order = await findOrder(uow, id);
    if (!order || order.cityCode !== city.code) return refused({ kind: "not-there" });
    const { areaCode, line, assignedId } = order;
    const isTheirs = mayIn(actor, "act:work-orders", areaCode, line) || assignedId === actor.personId;
    if (!isHeld || !isTheirs) return refused({ kind: "not-permitted" });
    if (order.state === "closed") return refused({ kind: "closed" });
    if (!picture) return refused({ kind: "photo-unreadable" });
    if ((await photosOf(uow, id)).length >= MOST_PHOTOS) return refused({ kind: "too-many-photos" });
    const photo = await addPhoto(uow, id, picture, now());
    await recordAudit(uow, {
      ...{ action: "add:order-photo", subject: { kind: "work-order", id }, areaCode, line, result: "done" },
      facts: { photo },
    });
    return granted(photo);
  });
}

/** The picture itself, for whoever sees the order. */
export const orderPhoto = (actor: Actor, orderId: string, photoId: string): Promise<Buffer | null> =>
  inUnitOfWork(actor, (uow) => readPhoto(uow, orderId, photoId));
