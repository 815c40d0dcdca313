import { now, today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { removeOldChallenges } from "../data/bound-devices.server";
import { forgetUnseenBrowsers } from "../data/known-browsers.server";
import { closeEndedSessions } from "../data/sessions.server";
import { removeOldTries } from "../data/sign-in-throttle.server";
import { knownSince } from "./known-browser.server";
import type { ToldOfGone } from "./retained-kind.server";
import { systemActor } from "./system-actor.server";

/** Sessions that are over, also those of people whose last grant ran out, challenges nobody answered and tries nobody remembers are deleted; how many sessions. */
export const removeExpiredSessions = (told?: ToldOfGone): Promise<number> =>
  inUnitOfWork(systemActor("expired-sessions"), async (uow) => {
    await removeOldChallenges(uow, now());
    await removeOldTries(uow);
    await forgetUnseenBrowsers(uow, knownSince(now()));
    const gone = await closeEndedSessions(uow, now(), today());
    await told?.(uow, gone);
    return gone;
  });
