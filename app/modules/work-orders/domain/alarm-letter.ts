// What leaves the house when an alarm has come to somebody: where, which rung, the number to ring and where to look. No name, no
// address and no word of what was found: whoever reads it signs in first.
import type { RungWho, SourceKind } from "./alarm";
import type { RingWhy } from "./work-order";

export interface AlarmLetter {
  readonly kind: SourceKind;
  /** why an order rings; null = it is about no order */
  readonly why: RingWhy | null;
  readonly who: RungWho;
  readonly areaName: string;
  readonly areaNameEn: string;
  /** the office's own number; null = none is said */
  readonly phone: string | null;
  readonly link: string;
}

const KIND: Readonly<Record<SourceKind, readonly [string, string]>> = {
  visit: ["探访无人应答", "a door nobody opened"],
  finding: ["险情", "a danger"],
  "work-order": ["工单提醒", "a work order"],
  "family-request": ["家属请求", "a family's request"],
  "refused-record": ["未被接受的探访记录", "a visit record that was not accepted"],
};
const WHY: Readonly<Record<RingWhy, readonly [string, string]>> = {
  unaccepted: ["没有人签收的工单", "a work order nobody accepted"],
  overdue: ["超过时限未处置的工单", "a work order that is late"],
  second: ["等另一人核查超过一天的工单", "a work order that has waited a day for a second person"],
  "handed-up": ["上报核查的工单", "a work order handed up to be checked"],
};
/** Nobody is asked to accept what they have, or what waits for a look. */
const DEED: Readonly<Record<RingWhy, readonly [string, string]>> = {
  unaccepted: ["签收", "accept"],
  overdue: ["处置", "act on"],
  second: ["核查", "check"],
  "handed-up": ["核查", "check"],
};
const about = ({ kind, why }: AlarmLetter): readonly [string, string] => (why ? WHY[why] : KIND[kind]);
const RUNG: Readonly<Record<RungWho, readonly [string, string]>> = {
  visitor: ["探访员", "whoever visits"],
  community: ["社区值班", "community duty"],
  deputy: ["值班副手", "the deputy on duty"],
  street: ["街道值班", "street duty"],
  contact: ["联系紧急联系人", "ring the emergency contact"],
  district: ["区级值班", "district duty"],
  city: ["市级值班", "city duty"],
  authority: ["已逐级找遍，请拨打 120、110、119", "everybody was asked: ring 120, 110 or 119"],
};

export const subjectOf = (letter: AlarmLetter): string =>
  `一刻钟 ${letter.areaName}：有一件${about(letter)[0]}等您处理 · Quarterhour, ${letter.areaNameEn}: ${about(letter)[1]} waits for you`;

export function textOf(letter: AlarmLetter): string {
  const { who, areaName, areaNameEn, phone, link } = letter;
  const [zh, en] = about(letter);
  const [deed, deedEn] = DEED[letter.why ?? "unaccepted"];
  return [
    `${areaName}：有一件${zh}等您处理。`,
    `现在轮到：${RUNG[who][0]}`,
    ...(phone ? [`值班电话：${phone}`] : []),
    `请登录后${deed}：${link}`,
    "",
    `${areaNameEn}: ${en} waits for you.`,
    `Whose turn it is: ${RUNG[who][1]}`,
    ...(phone ? [`Duty telephone: ${phone}`] : []),
    `Sign in and ${deedEn} it: ${link}`,
    "",
    "本邮件不含个人信息，请勿直接回复。No personal data stands in this letter; nobody reads replies to it.",
  ].join("\n");
}
