import type { SealedPlace } from "~/modules/accounts/use-cases/rotate-keys.server";
import { notesByKey, photosByKey, resealNotes, resealPhotos } from "../data/order-sealed.server";

/** Where work orders hold sealed values. */
export const sealedOrders: readonly SealedPlace[] = [
  { name: "work_order_step", reseal: resealNotes, byKey: notesByKey },
  { name: "work_order_photo", reseal: resealPhotos, byKey: photosByKey },
];
