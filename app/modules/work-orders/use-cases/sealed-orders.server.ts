import type { SealedPlace } from "~/modules/accounts/use-cases/rotate-keys.server";
import { callsByKey, notesByKey, photosByKey, resealCalls, resealNotes, resealPhotos } from "../data/order-sealed.server";

/** Where work orders and alarms hold sealed values. */
export const sealedOrders: readonly SealedPlace[] = [
  { name: "work_order_step", reseal: resealNotes, byKey: notesByKey },
  { name: "escalation_step", reseal: resealCalls, byKey: callsByKey },
  { name: "work_order_photo", reseal: resealPhotos, byKey: photosByKey },
];
