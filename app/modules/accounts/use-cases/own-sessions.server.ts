import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { listDevices, unbindDevice, type ListedDevice } from "../data/bound-devices.server";
import { forgetKnownBrowsers, listKnownBrowsers, type KnownBrowser } from "../data/known-browsers.server";
import { closeOtherSessions, closeSessionOf, listSessions, type ListedSession } from "../data/sessions.server";
import type { CurrentSession } from "./current-session.server";
import { recordAudit } from "./record-audit.server";
import { systemActor } from "./system-actor.server";

const own = ({ personId }: CurrentSession) => systemActor("own-account", { personId });

/** Where oneself is signed in, on which phones one can, and which browsers are known. */
export function ownSessions(
  session: CurrentSession,
): Promise<{ sessions: ListedSession[]; devices: ListedDevice[]; browsers: KnownBrowser[] }> {
  return inUnitOfWork(own(session), async (uow) => ({
    sessions: await listSessions(uow, session.personId, now()),
    devices: await listDevices(uow, session.personId),
    browsers: await listKnownBrowsers(uow, session.personId),
  }));
}

/** Ends one of one's own sessions. */
export function endOwnSession(session: CurrentSession, id: string): Promise<boolean> {
  return inUnitOfWork(own(session), async (uow) => {
    const ended = await closeSessionOf(uow, session.personId, id);
    if (ended)
      await recordAudit(uow, {
        action: "close:session",
        subject: { kind: "session", id },
        areaCode: null,
        line: "",
        result: "done",
      });
    return ended;
  });
}

/** Ends every session of oneself but this one; how many. */
export function endOtherSessions(session: CurrentSession): Promise<number> {
  return inUnitOfWork(own(session), async (uow) => {
    const ended = await closeOtherSessions(uow, session.personId, session.id);
    await recordAudit(uow, {
      ...{ action: "close:session", subject: { kind: "person", id: session.personId }, areaCode: null, line: "", result: "done" },
      facts: { sessionsEnded: ended },
    });
    return ended;
  });
}

export function unbindOwnDevice(session: CurrentSession, id: string): Promise<boolean> {
  return inUnitOfWork(own(session), async (uow) => {
    const unbound = await unbindDevice(uow, { id, personId: session.personId, why: "own-wish", at: now() });
    if (unbound)
      await recordAudit(uow, {
        action: "unbind:device",
        subject: { kind: "device", id },
        areaCode: null,
        line: "",
        result: "done",
      });
    return unbound;
  });
}

/** From now on tries with this browser are a stranger's. */
export function forgetOwnBrowser(session: CurrentSession, id: string): Promise<boolean> {
  return inUnitOfWork(own(session), async (uow) => {
    const isForgotten = (await forgetKnownBrowsers(uow, session.personId, id)) > 0;
    if (isForgotten)
      await recordAudit(uow, {
        ...{
          action: "forget:browser",
          subject: { kind: "person", id: session.personId },
          areaCode: null,
          line: "",
          result: "done",
        },
      });
    return isForgotten;
  });
}
