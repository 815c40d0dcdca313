import { channelPost, unlessRefused } from "./channel-post.server";

/** A robot's text holds so many bytes. */
const MOST_BYTES = 2_048;

/** Words to a group of 企业微信 or 政务微信, by its robot. */
export async function sayInWecom({ url }: { readonly url: string }, text: string): Promise<void> {
  const content = Buffer.from(text)
    .subarray(0, MOST_BYTES)
    .toString()
    .replace(/\uFFFD+$/, "");
  unlessRefused(await channelPost(url, { msgtype: "text", text: { content } }));
}
