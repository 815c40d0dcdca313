import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { now, today } from "~/platform/clock.server";
import { newLinkSecret, secretHash } from "~/platform/one-time-secret.server";
import { blindIndexOf } from "~/platform/sealed-value.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { feedHolder, feedOf, feedVisits, noteRead, removeFeed, replaceFeed, type FeedFacts } from "../data/calendar-feeds.server";
import { findCaregiver } from "../data/caregiver-record.server";
import { calendarFile } from "~/shared/calendar-file";
import { numbered } from "../domain/calendar-feed";
import { daysFrom } from "./due-basis.server";
import { instantOf } from "./plan-basis.server";

/** Past days stay in the calendar for a week. */
const DAYS_BACK = 7;

export interface FeedRefusal {
  readonly kind: "not-there" | "not-permitted";
}

/** One's own link, where somebody visits at all; null where they are no caregiver. */
export const ownFeed = (actor: Actor): Promise<{ readonly feed: FeedFacts | null } | null> =>
  inUnitOfWork(actor, async (uow) =>
    (await findCaregiver(uow, actor.personId)) ? { feed: await feedOf(uow, actor.personId) } : null,
  );

/** A new link, shown this once; the one before opens nothing any more. By the caregiver, or whoever plans for them. */
export const makeFeed = (actor: Actor, personId: string): Promise<Verdict<string, FeedRefusal>> =>
  changeFeed(actor, personId, "make:calendar-link", async (uow) => {
    const secret = newLinkSecret();
    await replaceFeed(uow, personId, secretHash(secret), actor.personId, now());
    return secret;
  });

export const revokeFeed = (actor: Actor, personId: string): Promise<Verdict<string, FeedRefusal>> =>
  changeFeed(actor, personId, "revoke:calendar-link", async (uow) => ((await removeFeed(uow, personId)) ? "" : null));

function changeFeed(
  actor: Actor,
  personId: string,
  action: string,
  change: (uow: Parameters<typeof feedOf>[0]) => Promise<string | null>,
): Promise<Verdict<string, FeedRefusal>> {
  if (!isUuid(personId)) return Promise.resolve(refused({ kind: "not-there" }));
  return inUnitOfWork<Verdict<string, FeedRefusal>>(actor, async (uow) => {
    const caregiver = await findCaregiver(uow, personId);
    if (!caregiver) return refused({ kind: "not-there" });
    const { areaCode, line } = caregiver;
    if (actor.personId !== personId && !mayIn(actor, "plan:visits", areaCode, line)) return refused({ kind: "not-permitted" });
    const done = await change(uow);
    if (done === null) return refused({ kind: "not-there" });
    await recordAudit(uow, { action, subject: { kind: "caregiver", id: personId }, areaCode, line, result: "done" });
    return granted(done);
  });
}

export interface FeedWords {
  readonly name: string;
  /** «探访 1/9 · 社区名» */
  summary(facts: {
    readonly nth: number;
    readonly of: number;
    readonly areaCode: string;
    readonly channel: "home" | "phone";
  }): string;
}

/** A secret has this shape; whatever else stands in its place is not looked for. */
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** The calendar behind a link; null where the link opens nothing: never made, revoked, or of somebody who visits no more. */
export async function calendarBehind(
  secret: string,
  wordsFor: (areaCodes: readonly string[]) => Promise<FeedWords>,
): Promise<{ readonly file: string; readonly tag: string } | null> {
  const found = SECRET.test(secret) ? await visitsBehind(secret) : null;
  if (!found) return null;
  const { personId, timeZone, visits } = found;
  // The words ask the database themselves: never within a transaction, or strangers could hold every connection.
  const words = await wordsFor([...new Set(visits.map(({ visit }) => visit.areaCode))]);
  const file = calendarFile({
    of: "visits",
    ...{ name: words.name, timeZone },
    entries: visits.map(({ visit, nth, of, key }) => ({
      ...{ beginsAt: visit.beginsAt, endsAt: visit.endsAt, sequence: visit.sequence, changedAt: visit.changedAt },
      uid: `${blindIndexOf("calendar.visit", `${personId}${key}`)}@quarterhour`,
      summary: words.summary({ nth, of, areaCode: visit.areaCode, channel: visit.channel }),
    })),
  });
  return { file, tag: `"${secretHash(file).slice(0, 32)}"` };
}

const visitsBehind = (secret: string) =>
  inUnitOfWork(systemActor("calendar-link"), async (uow) => {
    const holder = await feedHolder(uow, secretHash(secret), now());
    if (!holder) return null;
    const { personId, timeZone } = holder;
    const day = today(timeZone);
    const visits = await feedVisits(uow, personId, instantOf(daysFrom(day, -DAYS_BACK), 0, timeZone));
    if (holder.readOn !== day) await noteRead(uow, personId, day);
    return { personId, timeZone, visits: numbered(visits, timeZone) };
  });
