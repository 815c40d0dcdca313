import { retainedAccounts } from "~/modules/accounts/use-cases/retained-accounts.server";
import type { RetainedKind } from "~/modules/accounts/use-cases/retained-kind.server";
import { retainedContacts } from "~/modules/finder/use-cases/retained-contacts.server";
import { retainedImports } from "~/modules/imports/use-cases/retained-imports.server";
import { retainedResidents } from "~/modules/residents/use-cases/retained-residents.server";
import { retainedSiting } from "~/modules/siting/use-cases/retained-siting.server";
import { retainedCaregiverDays } from "~/modules/visits/use-cases/retained-caregiver-days.server";
import { retainedCare } from "~/modules/visits/use-cases/retained-care.server";
import { retainedPlans } from "~/modules/visits/use-cases/retained-plans.server";
import { retainedAlarms } from "~/modules/work-orders/use-cases/retained-alarms.server";
import { retainedOrders } from "~/modules/work-orders/use-cases/retained-orders.server";
import { retainedVisitChecks } from "~/modules/visits/use-cases/retained-visit-checks.server";
import { retainedFamilyRequests } from "~/modules/work-orders/use-cases/retained-family-requests.server";

/** Every kind of record that has a last day; each has its rule in the database, with its source. */
export const retainedKinds: readonly RetainedKind[] = [
  ...retainedAccounts,
  retainedImports,
  ...retainedResidents,
  retainedCaregiverDays,
  retainedPlans,
  retainedOrders,
  retainedAlarms,
  retainedVisitChecks,
  ...retainedCare,
  retainedFamilyRequests,
  ...retainedContacts,
  ...retainedSiting,
];
