import { dingtalkRobot, mailServer, publicOrigin, smsGateway, wechatAccount, wecomRobot } from "~/platform/environment.server";
import { FAMILY_KINDS, type MessageKind } from "../domain/message";

export interface WaysHere {
  readonly mail: boolean;
  /** what a text message may say to a family: the kinds whose template is registered */
  readonly text: readonly MessageKind[];
  /** groups and followers among staff, who are told of late enquiries; no family is reached by these */
  readonly staff: readonly ("wecom" | "dingtalk" | "wechat")[];
}

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
