// The words of a letter, in the language it was asked in. They end with who sent it and how it stops.
import type { MessageKind, MessageParams } from "./message";

type Words = readonly [subject: (p: MessageParams) => string, lines: (p: MessageParams) => readonly (string | undefined)[]];

const ZH: Readonly<Record<MessageKind, Words>> = {
  "enquiry-taken": [
    (p) => `您对${p.facility}的咨询已收到`,
    (p) => [`${p.facility}已收到您的咨询，编号 ${p.reference}。`, `最迟 ${p.when} 前答复。`],
  ],
  "enquiry-arrived": [
    (p) => `${p.facility}：收到家庭咨询，请在 ${p.when} 前答复`,
    (p) => [
      `${p.facility}收到一条咨询，编号 ${p.reference}，请在 ${p.when} 前答复。`,
      "请打开机构链接，在“咨询”里答复：",
      p.link,
    ],
  ],
  "enquiry-answered": [
    (p) => `${p.facility}答复了您的咨询`,
    (p) => [`${p.facility}对您的咨询（编号 ${p.reference}）答复如下：`, "", p.words],
  ],
  "enquiry-overdue": [
    (p) => `${p.facility}：有一条咨询超时未答复`,
    (p) => [`${p.facility}有一条咨询（编号 ${p.reference}）应于 ${p.when} 前答复，至今没有。请督促该机构。`, p.link],
  ],
  "tour-booked": [
    (p) => `已预约参观${p.facility}：${p.when}`,
    (p) => [`已预约参观${p.facility}，时间 ${p.when}，编号 ${p.reference}。`, "如需改期或取消，请打开：", p.link],
  ],
  "tour-moved": [
    (p) => `参观${p.facility}改到 ${p.when}`,
    (p) => [`参观${p.facility}已改到 ${p.when}，编号 ${p.reference}。`, "如需再改或取消，请打开：", p.link],
  ],
  "tour-cancelled": [
    (p) => `参观${p.facility}已取消`,
    (p) => [`原定 ${p.when} 参观${p.facility}（编号 ${p.reference}）已取消。`, "可以另选时间：", p.link],
  ],
  "alert-confirm": [
    () => "请确认：有空位时通知您",
    (p) => [
      "有人用这个邮箱设置了“有空位时通知我”。",
      "如果是您本人，请打开下面的链接确认；不是您，不必理会，不会再收到邮件。",
      p.link,
    ],
  ],
  "alert-opened": [
    (p) => `${p.facility}有空位了`,
    (p) => [
      `${p.facility}刚确认${p.month}有 ${p.places} 个空位。名额以机构答复为准，请尽快联系。`,
      p.link,
      "",
      "不想再收到，点一下即停：",
      p.stop,
    ],
  ],
};

const EN: Readonly<Record<MessageKind, Words>> = {
  "enquiry-taken": [
    (p) => `${p.facility} has your enquiry`,
    (p) => [`${p.facility} has your enquiry, reference ${p.reference}.`, `You will have an answer by ${p.when}.`],
  ],
  "enquiry-arrived": [
    (p) => `${p.facility}: a family asks, please answer by ${p.when}`,
    (p) => [
      `${p.facility} has an enquiry, reference ${p.reference}, due an answer by ${p.when}.`,
      "Please open your operator's link and answer under «Enquiries»:",
      p.link,
    ],
  ],
  "enquiry-answered": [
    (p) => `${p.facility} answered your enquiry`,
    (p) => [`${p.facility} answers your enquiry (reference ${p.reference}):`, "", p.words],
  ],
  "enquiry-overdue": [
    (p) => `${p.facility}: an enquiry is late`,
    (p) => [
      `An enquiry to ${p.facility} (reference ${p.reference}) was due an answer by ${p.when}. Please remind the facility.`,
      p.link,
    ],
  ],
  "tour-booked": [
    (p) => `Your tour of ${p.facility}: ${p.when}`,
    (p) => [`You are expected at ${p.facility}, ${p.when}, reference ${p.reference}.`, "To move or cancel it, open:", p.link],
  ],
  "tour-moved": [
    (p) => `Your tour of ${p.facility} is now ${p.when}`,
    (p) => [`Your tour of ${p.facility} is now ${p.when}, reference ${p.reference}.`, "To move or cancel it, open:", p.link],
  ],
  "tour-cancelled": [
    (p) => `Your tour of ${p.facility} is cancelled`,
    (p) => [`The tour of ${p.facility} at ${p.when} (reference ${p.reference}) is cancelled.`, "Choose another hour:", p.link],
  ],
  "alert-confirm": [
    () => "Please confirm: we tell you when a place opens",
    (p) => [
      "Somebody asked, with this mailbox, to be told when a place opens.",
      "If it was you, open the link to confirm. If not, do nothing: no more letters will come.",
      p.link,
    ],
  ],
  "alert-opened": [
    (p) => `A place opened at ${p.facility}`,
    (p) => [
      `${p.facility} has just confirmed ${p.places} free for ${p.month}. Only the facility can promise a place: please get in touch soon.`,
      p.link,
      "",
      "To stop these letters with one tap:",
      p.stop,
    ],
  ],
};

export interface LetterWords {
  readonly subject: string;
  readonly text: string;
}

export function letterOf(kind: MessageKind, language: "zh" | "en", params: MessageParams): LetterWords {
  const [subject, lines] = (language === "en" ? EN : ZH)[kind];
  const end =
    language === "en" ? "Quarterhour. Nobody reads replies to this letter." : "一刻钟。本邮件由系统发出，请勿直接回复。";
  const text = [...lines(params).filter((line) => line !== undefined), "", end].join("\n");
  return { subject: subject(params), text };
}
