import { mailServer, smsGateway } from "~/platform/environment.server";
import { enqueueJob } from "~/platform/jobs.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { addMessage, type NewMessage } from "../data/messages.server";
import { channelTo, type MessageKind } from "../domain/message";

const WAYS = {
  get mail() {
    return mailServer() !== undefined;
  },
  sms: (kind: MessageKind) => smsGateway()?.templates[kind] !== undefined,
};

/**
 * Puts down what has to be said, in the caller's transaction: no commit, no letter. The queue takes it up, or somebody calls;
 * what is only polite («letter-only») nobody calls about.
 */
export async function putMessage(
  uow: UnitOfWork,
  message: Omit<NewMessage, "channel">,
  otherwise: "call" | "letter-only" = "call",
): Promise<string | null> {
  const channel = channelTo(message.said.to, message.kind, WAYS);
  if (channel === "call" && otherwise === "letter-only") return null;
  const id = await addMessage(uow, { ...message, channel });
  if (id && channel !== "call") await enqueueJob(uow, "tellMessages", {}, "tell-messages");
  return id;
}
