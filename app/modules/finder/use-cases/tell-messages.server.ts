import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { now } from "~/platform/clock.server";
import { sayInDingtalk } from "~/platform/dingtalk-channel.server";
import { dingtalkRobot, mailServer, smsGateway, wechatAccount, wecomRobot } from "~/platform/environment.server";
import { NotDelivered, sendMail } from "~/platform/mail.server";
import { sendText } from "~/platform/sms-channel.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { sendTemplate } from "~/platform/wechat-channel.server";
import { sayInWecom } from "~/platform/wecom-channel.server";
import { holdMessage, noteTry, waitingMessages, type OpenMessage } from "../data/messages.server";
import { MOST_TRIES } from "../domain/message";
import { letterOf } from "../domain/message-letter";

const TELLER = systemActor("messages");
/** More than this wait for the next minute, so that one run has an end. */
const A_RUN = 500;

/**
 * Sends what waits, one transaction each, held while it is sent: two workers send nothing twice. One that was sent by a worker
 * killed before it could write that down goes twice, under the same number. What no machine takes goes to whoever calls.
 */
export async function tellMessages(): Promise<{ sent: number; failed: number }> {
  const ids = await inUnitOfWork(TELLER, (uow) => waitingMessages(uow, now(), A_RUN));
  const told = { sent: 0, failed: 0 };
  for (const id of ids) {
    const outcome = await inUnitOfWork(TELLER, async (uow) => {
      const message = await holdMessage(uow, id);
      if (!message) return null;
      const failed = await delivered(message);
      await noteTry(uow, id, { at: now(), failed, isLast: failed !== null && message.tries + 1 >= MOST_TRIES });
      return failed === null ? "sent" : "failed";
    });
    if (outcome) told[outcome]++;
  }
  return told;
}

/** Null where the other side took it, else what happened in one word. */
async function delivered({ id, kind, channel, language, said }: OpenMessage): Promise<string | null> {
  if (!said) return "does not open";
  const { to, params } = said;
  const { subject, text } = letterOf(kind, language, params);
  const way = {
    async mail() {
      const server = mailServer();
      if (!server) return "not set up";
      await sendMail(server, { to: to.to, subject, text, id, ...(params.stop ? { unsubscribe: params.stop } : {}) });
      return null;
    },
    async sms() {
      const gateway = smsGateway();
      const template = gateway?.templates[kind];
      if (!gateway || !template) return "not set up";
      // Templates are filled by name; words of a person go into none.
      const { words: _, ...named } = params;
      await sendText(gateway, { to: to.to, template, params: named as Record<string, string>, id });
      return null;
    },
    async wechat() {
      const account = wechatAccount();
      if (!account) return "not set up";
      const { facility = "", reference = "", when = "", link = "" } = params;
      await sendTemplate(account, { data: { thing1: facility, character_string2: reference, time3: when }, link, id });
      return null;
    },
    async wecom() {
      const robot = wecomRobot();
      if (!robot) return "not set up";
      await sayInWecom(robot, text);
      return null;
    },
    async dingtalk() {
      const robot = dingtalkRobot();
      if (!robot) return "not set up";
      await sayInDingtalk(robot, text, now());
      return null;
    },
    call: () => Promise.resolve("is called"),
  }[channel];
  try {
    return await way();
  } catch (error) {
    if (error instanceof NotDelivered) return error.word.slice(0, 40);
    throw error;
  }
}
