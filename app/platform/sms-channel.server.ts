import { channelPost } from "./channel-post.server";
import type { SmsGateway } from "./environment.server";

export interface TextMessage {
  readonly to: string;
  /** the registered template's code */
  readonly template: string;
  readonly params: Readonly<Record<string, string>>;
  /** the same for the same message sent again */
  readonly id: string;
}

/** A registered template with its words, through the gateway of the installation: any 2xx is taken for sent. */
export async function sendText({ url, secret }: SmsGateway, { id, ...message }: TextMessage): Promise<void> {
  await channelPost(url, { id, ...message }, { Authorization: `Bearer ${secret}`, "X-Quarterhour-Id": id });
}
