import type { TaskList } from "graphile-worker";
import { checkVisits } from "./check-visits";
import { expireApprovals } from "./expire-approvals";
import { applyRetention } from "./apply-retention";
import { nudgeOperators } from "./nudge-operators";
import { planVisits } from "./plan-visits";
import { planWithout } from "./plan-without";
import { prepareAuditMonths } from "./prepare-audit-months";
import { readImport } from "./read-import";
import { removeExpiredSessions } from "./remove-expired-sessions";
import { retireAudit } from "./retire-audit";
import { renewRisk } from "./renew-risk";
import { rotateKeys } from "./rotate-keys";
import { sealAudit } from "./seal-audit";
import { sendVacancyLetter } from "./send-vacancy-letter";
import { lookForOpenings } from "./look-for-openings";
import { solveSiting } from "./solve-siting";
import { sweepFiles } from "./sweep-files";
import { tellAlarm } from "./tell-alarm";
import { tellMessages } from "./tell-messages";
import { undoImport } from "./undo-import";
import { walkAlarms } from "./walk-alarms";
import { workOutDue } from "./work-out-due";
import { writeImport } from "./write-import";

/** Every job the queue may run, by the name it is put in with; one file each. */
export const jobs: TaskList = {
  removeExpiredSessions,
  readImport,
  writeImport,
  undoImport,
  sealAudit,
  prepareAuditMonths,
  rotateKeys,
  renewRisk,
  applyRetention,
  retireAudit,
  expireApprovals,
  sweepFiles,
  workOutDue,
  checkVisits,
  planVisits,
  planWithout,
  walkAlarms,
  tellAlarm,
  nudgeOperators,
  sendVacancyLetter,
  tellMessages,
  lookForOpenings,
  solveSiting,
};

/** Somebody waits for these: they have a worker of their own, beside whatever takes minutes. */
export const URGENT: readonly string[] = ["planWithout", "walkAlarms"];
/** These take up to ten minutes at anybody's wish: one at a time, beside what must not wait. */
export const LONG: readonly string[] = ["planVisits"];
/** Somebody watches how far these are: a few at a time would only make each slower. */
export const WATCHED: readonly string[] = ["solveSiting"];
/** These wait for servers of others: neither what is urgent nor what takes minutes waits with them. */
export const TELLING: readonly string[] = ["tellAlarm", "sendVacancyLetter", "tellMessages"];

/** Who works through which jobs, how many at a time; each job has one worker. */
export const workers = [
  { names: Object.keys(jobs).filter((name) => ![...URGENT, ...LONG, ...WATCHED, ...TELLING].includes(name)), atOnce: 2 },
  { names: URGENT, atOnce: 1 },
  { names: LONG, atOnce: 1 },
  { names: WATCHED, atOnce: 1 },
  { names: TELLING, atOnce: 2 },
] as const;

/** What runs by the clock: minute, hour, day of month, month, day of week, in UTC. */
export const timetable = [
  "17 3 * * * removeExpiredSessions",
  "* * * * * sealAudit ?max=1",
  // Takes everything whose turn has come, also after an outage.
  "* * * * * walkAlarms ?max=1",
  "41 2 * * * prepareAuditMonths ?fill=1d",
  "23 * * * * expireApprovals",
  "47 3 * * * applyRetention ?fill=1d",
  // What was refused is tried again, ever later.
  "* * * * * tellMessages ?max=1",
  // Who waits for a place hears of it within ten minutes; enquiries past their hour are told of too.
  "*/10 * * * * lookForOpenings ?max=1",
  // What two people agreed on, should its own job have given up.
  "7 4 * * * retireAudit ?fill=1d",
  "37 * * * * sweepFiles ?max=1",
  // Midnight in China: somebody is a year older, an assessment has expired.
  "3 16 * * * renewRisk ?fill=1d",
  // A little after midnight in China: who is owed a visit as of the new day.
  "11 16 * * * workOutDue ?fill=1d",
  // What was worth a look on visits, should nobody have looked yet.
  "31 16 * * * checkVisits ?fill=1d",
  // Eight in the morning in China: operators whose word grows old are reminded.
  "0 0 * * * nudgeOperators ?fill=1d",
  // Takes up a run that was killed; without one it does nothing.
  "*/5 * * * * rotateKeys ?max=1",
].join("\n");
