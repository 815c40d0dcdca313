import { useSyncExternalStore } from "react";
import type { CareDoor, CarePhone, Outbox } from "./care-phone";
import { carePhone } from "./open-care-phone";
import { NO_OUTBOX } from "./outbox-view";

const ASKING: CareDoor = { kind: "asking" };
const subscribe = (listener: () => void) => carePhone().subscribe(listener);

export interface CarePhoneHere {
  readonly door: CareDoor;
  readonly outbox: Outbox;
  /** only in the browser: in handlers and effects */
  readonly phone: () => CarePhone;
}

/** Where one stands and what waits, drawn anew whenever it changes; on the server nothing is known yet. */
export function useCarePhone(): CarePhoneHere {
  const door = useSyncExternalStore(
    subscribe,
    () => carePhone().door(),
    () => ASKING,
  );
  const outbox = useSyncExternalStore(
    subscribe,
    () => carePhone().outbox(),
    () => NO_OUTBOX,
  );
  return { door, outbox, phone: carePhone };
}
