import { now } from "~/platform/clock.server";
import { mailServer, publicOrigin, webhook } from "~/platform/environment.server";
import { enqueueJob } from "~/platform/jobs.server";
import { NotDelivered, sendMail } from "~/platform/mail.server";
import { signedPost } from "~/platform/signed-post.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { z } from "zod";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { addSteps, findAlarm, stepsOf, type Alarm } from "../data/alarms.server";
import { areaNamed, dutyMailbox, dutyPhone } from "../data/duty-phones.server";
import type { TimedStep } from "../domain/alarm";
import { subjectOf, textOf, type AlarmLetter } from "../domain/alarm-letter";

const CHANNELS = ["mail", "hook"] as const;
const DONE = { mail: "mailed", hook: "hooked" } as const;
const FAILED = { mail: "not-mailed", hook: "not-hooked" } as const;
/** What the queue carries: whose turn it is, by its own numbers. */
const ERRAND = z.object({
  alarm: z.string().uuid(),
  rung: z.number().int().min(0).max(9),
  /** errands asked for before there were rounds name none */
  round: z.number().int().min(0).default(0),
  area: z.string().regex(/^\d{4,12}$/),
  channel: z.enum(CHANNELS),
});

/** Asks the queue to tell whoever's turn it is outside of open pages too, in the step's own transaction. */
export async function askToTell(uow: UnitOfWork, { id, areaCode, round }: Alarm, steps: readonly TimedStep[]): Promise<void> {
  const channels = [...(mailServer() ? ["mail"] : []), ...(webhook() ? ["hook"] : [])];
  const turns = steps.filter(({ kind }) => kind === "told" || kind === "authority");
  const areas = new Map(turns.map((step) => [`${step.rung} ${step.areaCode ?? areaCode}`, step]));
  for (const { rung, areaCode: area } of areas.values())
    for (const channel of channels) {
      const errand = { alarm: id, rung, round, area: area ?? areaCode, channel };
      await enqueueJob(uow, "tellAlarm", errand, `tell:${id}:${round}:${rung}:${errand.area}:${channel}`);
    }
}

/**
 * Tells one office by one way. Every try stands among the alarm's steps; one that failed is the queue's to try again, ever later.
 * One that was told, or that is settled by now, is told no more: a letter sent by a worker that was killed before it could write
 * that down goes twice, under the same number.
 */
export async function tellAlarm(payload: unknown): Promise<void> {
  const errand = ERRAND.parse(payload);
  const { alarm: id, rung, round, area, channel } = errand;
  const actor = systemActor("alarms");
  const found = await inUnitOfWork(actor, (uow) => letterFor(uow, errand));
  if (!found) return;
  const { letter, mailbox } = found;
  const failed = await delivered(channel, mailbox, letter, `${id}.${round > 0 ? `${round}-` : ""}${rung}.${area}`);
  const at = now();
  const step = { rung, personId: null, areaCode: area, plannedAt: at, doneAt: at };
  await inUnitOfWork(actor, (uow) =>
    addSteps(uow, id, [{ ...step, kind: failed === null ? DONE[channel] : FAILED[channel], detail: failed ?? "" }]),
  );
  if (failed !== null && failed !== "no-address")
    throw new Error(`an alarm could not be told by ${channel} (${failed}): the queue tries again`);
}

async function letterFor(uow: UnitOfWork, { alarm: id, rung, round, area, channel }: z.infer<typeof ERRAND>) {
  const alarm = await findAlarm(uow, id);
  // Where its ladder was begun anew meanwhile, that tells.
  if (!alarm || alarm.settledAt !== null || alarm.round !== round) return null;
  const isTold = (await stepsOf(uow, id)).some(
    (step) => step.kind === DONE[channel] && step.round === round && step.rung === rung && step.areaCode === area,
  );
  if (isTold) return null;
  const named = await areaNamed(uow, alarm.areaCode);
  const letter: AlarmLetter & { readonly areaCode: string } = {
    ...{ kind: alarm.source.kind, why: alarm.why, who: alarm.ladder[rung]?.who ?? "authority", areaCode: alarm.areaCode },
    ...{ areaName: named?.name ?? alarm.areaCode, areaNameEn: named?.nameEn ?? alarm.areaCode },
    ...{ phone: await dutyPhone(uow, area), link: `${publicOrigin() ?? ""}/visits/watch/${id}?city=${alarm.cityCode}` },
  };
  return { letter, mailbox: await dutyMailbox(uow, area) };
}

/** Null where the other side took it, else what happened in one word. */
async function delivered(
  channel: (typeof CHANNELS)[number],
  mailbox: string | null,
  letter: AlarmLetter & { readonly areaCode: string },
  number: string,
): Promise<string | null> {
  const [server, bridge] = [mailServer(), webhook()];
  try {
    if (channel === "mail") {
      if (!server || mailbox === null) return "no-address";
      await sendMail(server, { to: mailbox, subject: subjectOf(letter), text: textOf(letter), id: number });
    } else {
      if (!bridge) return "no-address";
      const { areaCode, areaName, kind, why, who, phone, link } = letter;
      await signedPost(
        bridge,
        number,
        { event: "alarm", area: areaCode, areaName, kind, ...(why && { why }), rung: who, phone, link },
        now(),
      );
    }
    return null;
  } catch (error) {
    if (error instanceof NotDelivered) return error.word.slice(0, 40);
    throw error;
  }
}
