import { openSensitive } from "~/modules/accounts/use-cases/open-sensitive.server";
import type { PersonFilePart } from "~/modules/accounts/use-cases/person-file.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { actAs, inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted } from "~/shared/verdict";
import { caregiverRecords } from "../data/caregiver-own-records.server";
import { openStart } from "../data/caregiver-record.server";
import { countNotesOfAuthor, staffCheckRecords } from "../data/check-own-records.server";

/** Who keeps a person's file need not plan their visits: what concerns the person is theirs to know all the same. */
const READER = systemActor("person-file");

/**
 * A caregiver's card, hours, absences and what was planned for them; where their way begins is
 * opened like every sealed value, and so are, as one, the notes at what stood out of their visits.
 */
export const caregiverOwnFile: PersonFilePart = {
  async records(uow, personId) {
    return { ...(await caregiverRecords(uow, personId)), ...(await staffCheckRecords(uow, personId)) };
  },
  async open(actor, personId, place, wish) {
    const subject = { kind: "person", id: personId, permission: "write:people" } as const;
    const has = await inUnitOfWork(READER, async (uow) => ({
      start: (await openStart(uow, personId)) !== null,
      notes: (await countNotesOfAuthor(uow, personId)) > 0,
    }));
    if (has.notes) {
      // They stand beside what they were said of: opened here on record, before the records are read.
      const find = () => Promise.resolve({ ...place, open: () => "" });
      const noted = await openSensitive(actor, { ...subject, field: "check-notes", find }, wish);
      if (!noted.ok) return noted;
    }
    if (!has.start) return granted({});
    const find = async (uow: UnitOfWork) => {
      const open = await actAs(uow, READER, (step) => openStart(step, personId));
      return open && { ...place, open };
    };
    const opened = await openSensitive(actor, { ...subject, field: "home-position", find }, wish);
    return opened.ok ? granted({ "home-position": opened.value }) : opened;
  },
};
