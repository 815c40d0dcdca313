import { sessionTokenHash } from "~/platform/session-token.server";
import { actAs, inUnitOfWork } from "~/platform/unit-of-work.server";
import { closeSession } from "../data/sessions.server";
import { recordAudit } from "./record-audit.server";
import { sessionToken } from "./session-cookie.server";
import { systemActor } from "./system-actor.server";

export async function signOut(request: Request): Promise<void> {
  const token = await sessionToken(request);
  if (!token) return;
  await inUnitOfWork(systemActor("sign-out"), async (uow) => {
    const id = await closeSession(uow, sessionTokenHash(token));
    if (id)
      await actAs(uow, systemActor("sign-out", { personId: id }), (own) =>
        recordAudit(own, {
          action: "close:session",
          subject: { kind: "person", id },
          areaCode: null,
          line: "",
          result: "done",
        }),
      );
  });
}
