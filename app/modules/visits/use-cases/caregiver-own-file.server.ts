import { openSensitive } from "~/modules/accounts/use-cases/open-sensitive.server";
import type { PersonFilePart } from "~/modules/accounts/use-cases/person-file.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { actAs, inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted } from "~/shared/verdict";
import { caregiverRecords } from "../data/caregiver-own-records.server";
import { openStart } from "../data/caregiver-record.server";

/** Who keeps a person's file need not plan their visits: what concerns the person is theirs to know all the same. */
const READER = systemActor("person-file");

/** A caregiver's card, hours, absences and what was planned for them; where their way begins is opened like every sealed value. */
export const caregiverOwnFile: PersonFilePart = {
  records: caregiverRecords,
  async open(actor, personId, place, wish) {
    const hasStart = await inUnitOfWork(READER, async (uow) => (await openStart(uow, personId)) !== null);
    if (!hasStart) return granted({});
    const opened = await openSensitive(
      actor,
      {
        ...{ kind: "person", id: personId, field: "home-position", permission: "write:people" },
        async find(uow) {
          const open = await actAs(uow, READER, (step) => openStart(step, personId));
          return open && { ...place, open };
        },
      },
      wish,
    );
    return opened.ok ? granted({ "home-position": opened.value }) : opened;
  },
};
