import { createHmac } from "node:crypto";
import { channelPost, unlessRefused } from "./channel-post.server";

/** What the other side computes too: HMAC-SHA256 of «milliseconds, a new line, the secret», as its manual says. */
export const dingtalkSignature = (secret: string, time: string): string =>
  createHmac("sha256", secret).update(`${time}\n${secret}`).digest("base64");

/** Words to a group of 钉钉, by its robot that asks for signed messages. */
export async function sayInDingtalk(
  robot: { readonly url: string; readonly secret: string },
  text: string,
  at: Date,
): Promise<void> {
  const url = new URL(robot.url);
  const time = String(at.getTime());
  url.searchParams.set("timestamp", time);
  url.searchParams.set("sign", dingtalkSignature(robot.secret, time));
  unlessRefused(await channelPost(url.href, { msgtype: "text", text: { content: text } }));
}
