// What is said to somebody outside, and by which way. A letter names the facility, hours, a reference and a link: no child, no home.

export const MESSAGE_KINDS = [
  "enquiry-taken",
  "enquiry-arrived",
  "enquiry-answered",
  "enquiry-overdue",
  "tour-booked",
  "tour-moved",
  "tour-cancelled",
  "alert-confirm",
  "alert-opened",
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** What a family with a phone may be told by a template; an alert is confirmed by a mailbox alone. */
export const FAMILY_KINDS = [
  "alert-opened",
  "enquiry-answered",
  "tour-cancelled",
  "enquiry-taken",
  "tour-booked",
  "tour-moved",
] as const satisfies readonly MessageKind[];

export const CHANNELS = ["mail", "sms", "wechat", "wecom", "dingtalk", "call"] as const;
export type Channel = (typeof CHANNELS)[number];

/** What a message is about; each kind uses its own of these. */
export interface MessageParams {
  readonly facility?: string;
  readonly reference?: string;
  /** an hour, as it is read in the city */
  readonly when?: string;
  /** words of a person: an answer */
  readonly words?: string;
  readonly link?: string;
  /** stops it in one tap */
  readonly stop?: string;
  /** how many places, and of which month */
  readonly places?: string;
  readonly month?: string;
}

export interface MessageTo {
  readonly kind: "mail" | "phone" | "group";
  /** an address or a number; "" of a group */
  readonly to: string;
}

/** What is sealed whole. */
export interface MessageSaid {
  readonly to: MessageTo;
  readonly params: MessageParams;
}

export interface WaysSetUp {
  readonly mail: boolean;
  /** kinds of message a template was registered for */
  readonly sms: (kind: MessageKind) => boolean;
}

/** By which way somebody is told: where none is set up, by a person who calls. */
export function channelTo(to: MessageTo, kind: MessageKind, ways: WaysSetUp): Channel {
  if (to.kind === "mail") return ways.mail ? "mail" : "call";
  return ways.sms(kind) ? "sms" : "call";
}

/** Waits of one, four, nine … minutes lie between tries; after these somebody calls. */
export const MOST_TRIES = 6;
export const waitMinutes = (tries: number): number => tries * tries;

/** Which ways of telling somebody an installation has. */
export interface WaysHere {
  readonly mail: boolean;
  /** what a text message may say to a family: the kinds whose template is registered */
  readonly text: readonly MessageKind[];
  /** groups and followers among staff, who are told of late enquiries; no family is reached by these */
  readonly staff: readonly ("wecom" | "dingtalk" | "wechat")[];
}
