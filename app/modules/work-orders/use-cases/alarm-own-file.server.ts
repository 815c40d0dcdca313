import type { PersonFilePart } from "~/modules/accounts/use-cases/person-file.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { granted } from "~/shared/verdict";
import { alarmStepsAbout, staffAlarmRecords, type AlarmSources } from "../data/alarm-own-records.server";

/** What a member of staff was told of while nobody answered, and their duty; what was said on calls concerns whoever was rung, and stays closed. */
export const alarmOwnFile: PersonFilePart = {
  records: staffAlarmRecords,
  open: () => Promise.resolve(granted({})),
};

/** Who was told while nobody answered at somebody's door, or nobody took up a danger, for their own file. */
export const alarmSteps = (uow: UnitOfWork, sources: AlarmSources) => alarmStepsAbout(uow, sources);
