/*
 * 工单: what somebody found becomes something that somebody answers for. Which steps may follow one another, and who may take them,
 * is decided here; the database keeps the same table (take_work_order_step), and a test compares the two.
 */
export const ORDER_CLASSES = ["danger", "utilities", "ordinary", "complex"] as const;
export type OrderClass = (typeof ORDER_CLASSES)[number];

export const ORDER_STATES = ["received", "accepted", "assigned", "acted", "verified", "called-back", "closed"] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** 受理 签收 派单 处置 核查 回访 办结; raised 转为复杂 changes the class and handed-up 上报核查 who looks, neither the state. */
export const STEP_KINDS = [...ORDER_STATES, "raised", "handed-up"] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** How it was settled: words that are counted, and name no illness. */
export const SETTLEMENTS = [
  "on-the-spot",
  "repaired",
  "family",
  "medical",
  "benefit",
  "service",
  "referred",
  "not-needed",
  "other",
] as const;
export type Settlement = (typeof SETTLEMENTS)[number];

export const SATISFACTIONS = ["satisfied", "fairly", "dissatisfied", "not-reached"] as const;
export type Satisfaction = (typeof SATISFACTIONS)[number];

/** Which class an order begins in, by what it is about; whatever is not named here is ordinary. */
const CLASS_OF_TOPIC: Readonly<Record<string, OrderClass>> = { danger: "danger", utilities: "utilities" };
export const classOfTopic = (topic: string): OrderClass => CLASS_OF_TOPIC[topic] ?? "ordinary";

/** What decides about the next step. */
export interface OrderNow {
  readonly state: OrderState;
  readonly class: OrderClass;
  /** whoever acted, or was sent to act, neither verifies nor closes what they did */
  readonly asksSecond: boolean;
  readonly assignedId: string | null;
  /** everybody who acted on it, or was sent to, since somebody last looked and found it not settled */
  readonly actedBy: readonly string[];
}

export interface Stepping {
  readonly personId: string | null;
  /** acts on orders of that area; whoever it is assigned to acts on it without */
  readonly mayAct: boolean;
}

/** Which steps may come next, the obvious one first. */
export function nextSteps({
  state,
  class: of,
  asksSecond,
}: Pick<OrderNow, "state" | "class" | "asksSecond">): readonly StepKind[] {
  const raise: readonly StepKind[] = of === "complex" || of === "danger" ? [] : ["raised"];
  switch (state) {
    case "received":
      return ["accepted", "acted", ...raise];
    case "accepted":
      return ["assigned", "acted", ...raise];
    case "assigned":
      return ["acted", "assigned", ...raise];
    case "acted":
      return asksSecond ? ["verified", "handed-up"] : ["called-back", "verified", "closed"];
    case "verified":
      return ["called-back", "closed"];
    case "called-back":
      return ["closed", "called-back", "assigned"];
    case "closed":
      return [];
  }
}

export type StepRefusal = "not-in-order" | "danger-not-raised" | "not-permitted" | "second-person";

/** Why somebody may not take a step now; null = they may. */
export function refusalOf(order: OrderNow, kind: StepKind, { personId, mayAct }: Stepping): StepRefusal | null {
  const isTheirs = personId !== null && personId === order.assignedId;
  if (!mayAct && !(isTheirs && kind === "acted")) return "not-permitted";
  // A danger keeps its two hours: nobody makes a fortnight of them.
  if (kind === "raised" && order.class === "danger") return "danger-not-raised";
  if (!nextSteps(order).includes(kind)) return "not-in-order";
  if (!order.asksSecond || (kind !== "verified" && kind !== "closed")) return null;
  return personId === null || order.actedBy.includes(personId) ? "second-person" : null;
}

/** The steps somebody may take now, the obvious one first. */
export const stepsFor = (order: OrderNow, who: Stepping): readonly StepKind[] =>
  nextSteps(order).filter((kind) => refusalOf(order, kind, who) === null);

/** Nobody has acted on it, or somebody looked and it was not settled. */
export const isToBeDone = (state: OrderState): boolean => state === "received" || state === "accepted" || state === "assigned";

/** Done, and to be looked at by somebody else. */
export const isWaitingForSecond = ({ state, asksSecond }: Pick<OrderNow, "state" | "asksSecond">): boolean =>
  state === "acted" && asksSecond;

/** What a step made of who acted: a look that found it not settled lets everybody look again. */
export function actedAfter(actedBy: readonly string[], { kind, personId, assignedId, isSettled }: ActedStep): readonly string[] {
  if (kind === "verified" && isSettled === false) return [];
  const one = kind === "acted" ? personId : kind === "assigned" ? assignedId : null;
  return one === null ? actedBy : [...actedBy, one];
}
export interface ActedStep {
  readonly kind: StepKind;
  readonly personId: string | null;
  readonly assignedId: string | null;
  readonly isSettled: boolean | null;
}

/** Why closing asks for a reason: nobody was asked how they find it, or they are not satisfied; null = it asks for none. */
export const closesUnasked = (satisfaction: Satisfaction | null): "never-asked" | "dissatisfied" | null =>
  satisfaction === null ? "never-asked" : satisfaction === "dissatisfied" ? "dissatisfied" : null;

/** Why an order rings by itself. */
export const RING_WHYS = ["unaccepted", "overdue", "second", "handed-up"] as const;
export type RingWhy = (typeof RING_WHYS)[number];

/** What was done ends it: somebody took it up, where nobody had; somebody looked, where it waits for that; otherwise somebody acted. */
export function ringIsAnswered(why: RingWhy, state: OrderState): boolean {
  if (why === "unaccepted") return state !== "received";
  return why === "second" || why === "handed-up" ? state !== "acted" : !isToBeDone(state);
}

/** How an alarm about an order was answered: by the step just taken; where only the state is known (null), by what it rang for. */
export function answeredHow(why: RingWhy | null, step: StepKind | null): "acted" | "accepted" | "looked" {
  if (step === "acted" || (step === null && why === "overdue")) return "acted";
  return why === "unaccepted" ? "accepted" : "looked";
}

/** The state a step leads to. What was looked at and is not settled goes back to whoever is to act. */
export function stateAfter({ state, assignedId }: OrderNow, kind: StepKind, isSettled: boolean): OrderState {
  if (kind === "raised" || kind === "handed-up") return state;
  if (kind === "verified" && !isSettled) return assignedId === null ? "accepted" : "assigned";
  return kind;
}
