import type { TFunction } from "i18next";

/** An event as a page gets it. */
export interface EventShown {
  readonly id: string;
  readonly at: string;
  readonly personId: string | null;
  readonly who: string | null;
  readonly whom: string | null;
  readonly via: string;
  readonly action: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly areaCode: string;
  readonly result: string;
  readonly why: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly address: string | null;
  readonly requestId: string | null;
}

type Words = TFunction<"accounts">;
const TERMINAL = "terminal";

/** The last digits of an id are enough to tell two apart on one page. */
const shortId = (id: string): string => (/^[0-9a-f-]{36}$/.test(id) ? `…${id.slice(-6)}` : id);

/** «李某», «系统：封存审计», «访客»; of a deleted person the end of the id. */
export function whoWords({ who, personId, via }: EventShown, t: Words): string {
  if (who) return who;
  if (via === TERMINAL) return t("audit.terminal");
  if (via === "visitor" || via === "system:sign-in") return t("audit.visitor");
  if (personId) return t("audit.gone", { id: shortId(personId) });
  return t("audit.system");
}

function whomWords({ whom, subjectKind, subjectId }: EventShown, t: Words, names: SubjectNames): string {
  if (!subjectKind || !subjectId) return "";
  if (whom) return whom;
  if (names[subjectId]) return t("audit.named", { name: names[subjectId] });
  return t("audit.of", { kind: t([`audit.kind.${subjectKind}`, "audit.kind.other"]), id: shortId(subjectId) });
}

/** What subjects other than people are called, by id, as the route found them. */
export type SubjectNames = Readonly<Record<string, string>>;

/** The key of a reason in words; an id of the record that holds the reason as its end. */
const reasonWords = (why: string, t: Words): string => t([`audit.why.${why}`, "audit.why.record"], { id: shortId(why) });

/** «李某 打开了 张某 的联系电话，理由：核实身份»: who, what, on whom, why. Never the value itself: it is not there. */
export function auditSentence(event: EventShown, t: Words, names: SubjectNames = {}): string {
  const { action, facts, why, result } = event;
  const said = (key: string): string => (typeof facts[key] === "string" ? String(facts[key]) : "");
  const key = action.replace(":", "-");
  const words = {
    who: whoWords(event, t),
    whom: whomWords(event, t, names),
    field: t([`audit.field.${said("field")}`, "audit.field.any"]),
    permission: t([`audit.permission.${said("permission").replace(":", "-")}`, "audit.field.any"]),
    role: said("role") ? t([`role.${said("role")}`, "audit.field.any"]) : "",
    action,
  };
  const sentence = t([`audit.did.${variant(key, facts)}`, `audit.did.${key}`, "audit.did.any"], words);
  const cause = said("because") || (why ?? "");
  const whole = cause ? t("audit.because", { sentence, reason: reasonWords(cause, t) }) : sentence;
  return result === "done" ? whole : t(`audit.ended.${result}`, { sentence: whole });
}

/** Giving and taking, agreeing and declining are one deed with two outcomes. */
function variant(key: string, { given, approve, delegation }: EventShown["facts"]): string {
  if (key === "write-grants") return `${delegation ? "delegation" : "grant"}-${given ? "given" : "ended"}`;
  if (key === "decide-approval") return approve ? "decide-approved" : "decide-declined";
  return key;
}

/** A fact below an event in words: what a key means in the reader's language; ids and numbers stay as they are. */
export function factWords(key: string, value: unknown, t: Words): string {
  const text = Array.isArray(value) ? value.join(", ") : String(value);
  const dashed = text.replace(":", "-");
  switch (key) {
    case "action":
    case "permission":
      return t(`audit.${key}.${dashed}`, { defaultValue: text });
    case "why":
    case "because":
      return reasonWords(text, t);
    case "role":
      return t(`role.${text}`, { defaultValue: text });
    case "field":
      return t(`audit.field.${text}`, { defaultValue: text });
    case "kind":
      return t([`retention.kinds.${text}`, `limits.kind.${text}`], { defaultValue: text });
    case "via":
      return text.startsWith("system:") ? t("audit.system") : t(`audit.value.${text}`, { defaultValue: text });
    default:
      return typeof value === "boolean" ? t(`audit.value.${text}`) : text;
  }
}
