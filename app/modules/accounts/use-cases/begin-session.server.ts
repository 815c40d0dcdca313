import { now } from "~/platform/clock.server";
import { newSessionToken, sessionTokenHash } from "~/platform/session-token.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { closeSession, openSession, sessionLimit } from "../data/sessions.server";
import { sessionEnd, type SessionKind, type SessionStage } from "../domain/session";
import type { Arrival } from "./arrival.server";
import type { CookieToken } from "./session-cookie.server";

export interface Begun extends CookieToken {
  readonly stage: SessionStage;
  readonly sessionId: string;
}

/** Opens a session for somebody who has shown who they are; whatever session this browser had before is over. */
export async function beginSession(
  uow: UnitOfWork,
  who: {
    readonly personId: string;
    readonly kind: SessionKind;
    readonly stage: SessionStage;
    readonly deviceId?: string;
    readonly hasSecondProof?: boolean;
  },
  { browser, system, address, token: before }: Arrival,
): Promise<Begun> {
  const madeAt = now();
  const limit = await sessionLimit(uow, who.kind);
  if (before) await closeSession(uow, sessionTokenHash(before));
  const token = newSessionToken();
  const sessionId = await openSession(uow, {
    ...{ personId: who.personId, kind: who.kind, stage: who.stage, deviceId: who.deviceId ?? null },
    hasSecondProof: who.hasSecondProof ?? false,
    ...{ tokenHash: sessionTokenHash(token), expiresAt: sessionEnd(limit, madeAt), browser, system, address },
    // A password alone vouches for exports only until somebody asks for more than that; a PIN vouches for none.
    provenAt: who.stage === "open" && who.kind === "desk" ? madeAt : null,
  });
  // A phone's browser is closed all day long.
  const kept = who.kind === "field" ? { keptForSeconds: limit.absoluteMinutes * 60 } : {};
  return { token, madeAt, stage: who.stage, sessionId, ...kept };
}
