import type { PersonFilePart } from "~/modules/accounts/use-cases/person-file.server";
import { caregiverOwnFile } from "~/modules/visits/use-cases/caregiver-own-file.server";
import { alarmOwnFile } from "~/modules/work-orders/use-cases/alarm-own-file.server";
import { orderOwnFile } from "~/modules/work-orders/use-cases/order-own-file.server";

/** Everything other modules keep about staff: whoever keeps something of a person adds it here, or their own file is not whole. */
export const personFileParts: readonly PersonFilePart[] = [caregiverOwnFile, orderOwnFile, alarmOwnFile];
