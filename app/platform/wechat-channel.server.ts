import { channelPost, unlessRefused } from "./channel-post.server";
import type { WechatAccount } from "./environment.server";
import { NotDelivered } from "./mail.server";

export interface TemplateMessage {
  /** words by the template's own keys */
  readonly data: Readonly<Record<string, string>>;
  readonly link: string;
  readonly id: string;
}

/** A template message of a 公众号 to each follower who is told; one who does not take it stops nobody else's. */
export async function sendTemplate(account: WechatAccount, { data, link, id }: TemplateMessage): Promise<void> {
  const { host, app, secret, template, to } = account;
  const grant = { grant_type: "client_credential", appid: app, secret };
  const { access_token: token } = await channelPost(new URL("/cgi-bin/stable_token", host).href, grant);
  if (typeof token !== "string") throw new NotDelivered("no token");
  const url = new URL("/cgi-bin/message/template/send", host);
  url.searchParams.set("access_token", token);
  const values = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, { value }]));
  let failed: NotDelivered | null = null;
  for (const touser of to)
    try {
      const letter = { touser, template_id: template, url: link, data: values, client_msg_id: id };
      unlessRefused(await channelPost(url.href, letter));
    } catch (error) {
      if (!(error instanceof NotDelivered)) throw error;
      failed ??= error;
    }
  if (failed) throw failed;
}
