import { dingtalkRobot, mailServer, publicOrigin, smsGateway, wechatAccount, wecomRobot } from "~/platform/environment.server";
import { FAMILY_KINDS, type WaysHere } from "../domain/message";

/** Which ways of telling somebody this installation has, for whoever rings those they do not reach. */
export function waysHere(): WaysHere {
  const gateway = publicOrigin() === undefined ? undefined : smsGateway();
  return {
    mail: mailServer() !== undefined,
    text: FAMILY_KINDS.filter((kind) => gateway?.templates[kind] !== undefined),
    staff: [
      ...(wecomRobot() ? (["wecom"] as const) : []),
      ...(dingtalkRobot() ? (["dingtalk"] as const) : []),
      ...(wechatAccount() ? (["wechat"] as const) : []),
    ],
  };
}
