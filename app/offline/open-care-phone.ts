import { canWorkOffline } from "./can-work-offline";
import type { CarePhone } from "./care-phone";
import { OnlineOnlyPhone } from "./online-only-phone";
import { openingPhone } from "./opening-phone";
import { failedAloud } from "./outbox-sender";
import { openPhoneStore } from "./phone-store";
import { storedPhone } from "./stored-phone";

/** A name of the whole page: however its code came in parts, there is one phone. */
const HERE: unique symbol = Symbol.for("quarterhour.care-phone");
const page = globalThis as { [HERE]?: CarePhone };

/** The phone of this page, one for all its screens; its door says `asking` until it knows where one stands. */
export const carePhone = (): CarePhone => (page[HERE] ??= openingPhone(opened()));

async function opened(): Promise<CarePhone> {
  const phone = (canWorkOffline() ? await keepingPhone() : null) ?? new OnlineOnlyPhone();
  void phone.begin().catch(failedAloud);
  return phone;
}

/** null = a browser that says it keeps things and then does not, as private windows do */
async function keepingPhone(): Promise<ReturnType<typeof storedPhone> | null> {
  try {
    return storedPhone(await openPhoneStore());
  } catch (error) {
    failedAloud(error);
    return null;
  }
}
