import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { cities } from "~/modules/places/use-cases/current-city.server";
import type { City } from "~/modules/places/domain/city";
import { dayOf, now } from "~/platform/clock.server";
import { mailServer, publicOrigin } from "~/platform/environment.server";
import { enqueueJob } from "~/platform/jobs.server";
import { NotDelivered, sendMail } from "~/platform/mail.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { mailboxOf } from "../data/operator-mailbox.server";
import { addNudges, holdLetter, letterFailed, letterSent, reachOfPlaces } from "../data/vacancy-nudges.server";
import { agedWords } from "../data/word-ages.server";
import { subjectOf, textOf } from "../domain/vacancy-letter";
import type { NudgeChannel } from "../domain/operator-desk";
import { daysOld, nudgeStep, type Freshness } from "../domain/vacancy-said";
import { vacancyFreshness } from "./vacancy-freshness.server";

const NUDGER = systemActor("vacancy-nudge");
const PIECE = 500;
/** The queue tries for half an hour: the last time well after so long. */
const GIVEN_UP_MS = 20 * 60_000;

/** Each day: every operator whose oldest word, or silence, has reached a reminder is reminded of it once. */
export async function nudgeEveryOperator(at = now()): Promise<number> {
  let made = 0;
  for (const city of await cities()) made += await nudgeOperators(city, at);
  return made;
}

async function nudgeOperators({ code: cityCode, timeZone }: City, at: Date): Promise<number> {
  const { freshness, aged } = await inUnitOfWork(NUDGER, async (uow) => {
    const said = await vacancyFreshness(uow, cityCode);
    return {
      freshness: said,
      aged: await agedWords(uow, { cityCode, day: dayOf(at, timeZone), now: at, freshness: said, areaCode: null }),
    };
  });
  let made = 0;
  for (let from = 0; from < aged.length; from += PIECE)
    made += await inUnitOfWork(NUDGER, async (uow) => {
      const piece = aged.slice(from, from + PIECE);
      const reach = await reachOfPlaces(
        uow,
        piece.map(({ facilityId }) => facilityId),
        at,
      );
      const byPlace = new Map(reach.map((one) => [one.facilityId, one]));
      const nudges = piece.map(({ facilityId, statementId, oldest }) => {
        const step = nudgeStep(oldest, freshness, at);
        return { facilityId, statementId, step, channel: channelOf(step, freshness, byPlace.get(facilityId)) };
      });
      const added = await addNudges(uow, nudges, at);
      for (const { id, channel } of added)
        if (channel === "mail") await enqueueJob(uow, "sendVacancyLetter", { nudge: id }, `vacancy-letter:${id}`);
      return added.length;
    });
  return made;
}

/** By mail where that can be; else where the operator comes in; else, and once the word is stale, somebody rings. */
function channelOf(
  step: number,
  { nudgeDays }: Freshness,
  reach: { readonly hasMailbox: boolean; readonly comesIn: boolean } | undefined,
): NudgeChannel {
  if (step >= nudgeDays.length) return "call";
  if (mailServer() && reach?.hasMailbox) return "mail";
  return reach?.comesIn ? "page" : "call";
}

/**
 * Hands one letter over. Its row is held meanwhile and says afterwards that it went; a worker killed in between sends it again
 * under the same number. What cannot be delivered in the end is rung about.
 */
export async function sendVacancyLetter(id: string, at = now()): Promise<void> {
  const failed = await inUnitOfWork(NUDGER, async (uow) => {
    const nudge = await holdLetter(uow, id);
    if (!nudge) return null;
    const [server, to] = [mailServer(), await mailboxOf(uow, nudge.facilityId)];
    const why = server && to ? await delivered(() => sendMail(server, letterOf(nudge, to))) : "no-address";
    if (why === null) await letterSent(uow, id, at);
    else if (why === "no-address" || at.getTime() - nudge.madeAt.getTime() >= GIVEN_UP_MS)
      await letterFailed(uow, id, why.replaceAll("-", " "));
    else return why;
    return null;
  });
  if (failed !== null) throw new Error(`a reminder could not be mailed (${failed}): the queue tries again`);
}

type Nudge = NonNullable<Awaited<ReturnType<typeof holdLetter>>>;

function letterOf({ id, name, timeZone, confirmedAt, expiresAt }: Nudge, to: string) {
  const origin = publicOrigin();
  const letter = {
    name,
    said: confirmedAt && expiresAt ? { daysOld: daysOld(confirmedAt, now()), expiresOn: dayOf(expiresAt, timeZone) } : null,
    address: origin ? `${origin}/operate` : "",
  };
  return { to, id, subject: subjectOf(letter), text: textOf(letter) };
}

async function delivered(send: () => Promise<void>): Promise<string | null> {
  try {
    await send();
    return null;
  } catch (error) {
    if (error instanceof NotDelivered) return error.word.slice(0, 40);
    throw error;
  }
}
