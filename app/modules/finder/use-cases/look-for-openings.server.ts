import { addMinutes } from "date-fns";
import { cities, cityIn } from "~/modules/places/use-cases/current-city.server";
import { now, today } from "~/platform/clock.server";
import { dingtalkRobot, publicOrigin, wechatAccount, wecomRobot } from "~/platform/environment.server";
import { enqueueJob } from "~/platform/jobs.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { endAlertRow, holdAlert, wasLookedAt, keepLook, knownOf, liveAlerts, passOver } from "../data/alerts.server";
import { facilityNamesById } from "../data/contacted-facility.server";
import { overdueEnquiries } from "../data/enquiries.server";
import { addMessage } from "../data/messages.server";
import { referenceText } from "../domain/enquiry";
import type { Channel } from "../domain/message";
import { lookAt } from "../domain/vacancy-alert";
import { alertKeeper } from "./alert-keeper.server";
import { stopToken } from "./my-alerts.server";
import { putMessage } from "./put-message.server";
import { startOf, watchedClasses } from "./watched-classes.server";
import { whenText } from "./when-text.server";

const KEEPER = alertKeeper("openings");
const [A_PIECE, A_RUN] = [100, 2_000];
const MOST_LATE = 500;

/**
 * Looks once at every alert that lives and tells of what opened since. What was seen and what is said are one transaction: killed
 * in between, the next run sees the same opening; done twice, the second finds nothing new. One that cannot be looked at (streets
 * that are gone, a broken row) keeps no other waiting: all others are looked at before the run says that it failed.
 */
export async function lookForOpenings(): Promise<{ looked: number; told: number }> {
  const begun = now();
  const done = { looked: 0, told: 0 };
  const failed: unknown[] = [];
  while (done.looked < A_RUN) {
    const ids = await inUnitOfWork(KEEPER, (uow) => liveAlerts(uow, begun, A_PIECE));
    let looked = 0;
    for (const id of ids) {
      const told = await lookAtOne(id).catch(async (error: unknown) => {
        failed.push(error);
        await inUnitOfWork(KEEPER, (uow) => passOver(uow, id, begun));
        return 0;
      });
      if (told === null) continue;
      looked += 1;
      done.told += told;
    }
    done.looked += looked;
    // Those that are left are looked at by another process.
    if (looked === 0) break;
  }
  if (failed.length > 0) throw failed[0];
  return done;
}

/** What is seen is asked for without a connection held; what came of it is kept unless somebody looked later than this. */
async function lookAtOne(id: string): Promise<number | null> {
  const at = now();
  const begun = await inUnitOfWork(KEEPER, async (uow) => {
    const alert = await holdAlert(uow, id);
    if (!alert) return null;
    const city = await cityIn(uow, alert.cityCode);
    if (city && alert.endsAt > at && alert.said) return { city, alert: { ...alert, said: alert.said } };
    await endAlertRow(uow, id, "over", at);
    return "over";
  });
  if (begun === null) return null;
  if (begun === "over") return 0;
  const { city, alert } = begun;
  const classes = await watchedClasses(city, alert);
  return inUnitOfWork(KEEPER, async (uow) => {
    if (!(await holdAlert(uow, id)) || (await wasLookedAt(uow, id, at))) return null;
    const looks = lookAt(classes, await knownOf(uow, id), false);
    await keepLook(uow, id, looks, { at, day: today(city.timeZone) });
    const { reach } = alert.said;
    let told = 0;
    for (const { classId, hasOpened, openings } of looks) {
      const one = classes.find((each) => each.classId === classId)!;
      if (!hasOpened || !reach || one.vacancy.kind !== "free") continue;
      const origin = publicOrigin() ?? "";
      const params = {
        ...{ facility: one.name, places: String(one.vacancy.places), month: startOf(city, alert.said) },
        ...{ link: `${origin}/find/${one.facilityId}`, stop: `${origin}/my/alerts/stop/${stopToken(id)}` },
      };
      const place = { cityCode: city.code, line: one.line, areaCode: one.areaCode, facilityId: one.facilityId, alertId: id };
      const message = { ...place, kind: "alert-opened" as const, language: alert.language, said: { to: reach, params } };
      const onceKey = `alert-opened:${id}:${classId}:${openings}`;
      if (await putMessage(uow, { ...message, madeAt: at, dueBy: addMinutes(at, 24 * 60), onceKey })) told += 1;
    }
    return told;
  });
}

/** Tells the groups of staff that are set up of each enquiry past its hour, once; without any, /plan/calls lists them. */
export async function tellOfLateEnquiries(): Promise<number> {
  const groups: Channel[] = [
    ...(wecomRobot() ? (["wecom"] as const) : []),
    ...(dingtalkRobot() ? (["dingtalk"] as const) : []),
    ...(wechatAccount() ? (["wechat"] as const) : []),
  ];
  if (groups.length === 0) return 0;
  let told = 0;
  for (const { code, timeZone } of await cities())
    told += await inUnitOfWork(KEEPER, async (uow) => {
      const at = now();
      const late = await overdueEnquiries(uow, { cityCode: code, areaCode: "", at }, MOST_LATE);
      const names = await facilityNamesById(
        uow,
        late.map(({ facilityId }) => facilityId),
      );
      let added = 0;
      for (const { id, facilityId, areaCode, line, reference, answerBy } of late)
        for (const channel of groups) {
          const when = whenText(answerBy, timeZone, "zh");
          const params = {
            facility: names.get(facilityId) ?? "",
            reference: referenceText(reference),
            when,
            link: `${publicOrigin() ?? ""}/plan/calls`,
          };
          const said = { to: { kind: "group" as const, to: "" }, params };
          const place = { cityCode: code, line, areaCode, facilityId, enquiryId: id, language: "zh" as const };
          const message = { ...place, kind: "enquiry-overdue" as const, channel, said, madeAt: at, dueBy: null };
          if (await addMessage(uow, { ...message, onceKey: `enquiry-overdue:${id}:${channel}` })) added += 1;
        }
      if (added > 0) await enqueueJob(uow, "tellMessages", {}, "tell-messages");
      return added;
    });
  return told;
}
