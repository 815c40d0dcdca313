import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

export interface ShownStep {
  readonly rung: number;
  readonly round: number;
  readonly kind: string;
  readonly personId: string | null;
  readonly byPerson: string | null;
  readonly areaCode: string | null;
  readonly plannedAt: Date;
  readonly doneAt: Date;
  readonly detail: string;
  /** of a call: whom, and which entry it puts right */
  readonly id: string;
  readonly callee: string | null;
  readonly corrects: string | null;
  readonly hasSaid: boolean;
}

export interface SaidOnCall {
  readonly name: string;
  readonly number: string;
  readonly words: string;
}

interface AlarmStepsProps {
  readonly steps: readonly ShownStep[];
  /** what was said on calls, by its step; null = it was not opened */
  readonly said: Readonly<Record<string, SaidOnCall>> | null;
  /** of an order: why it rings */
  readonly why: string | null;
  readonly ladder: readonly { readonly who: string }[];
  readonly people: Readonly<Record<string, string>>;
  readonly areaName: (code: string) => string;
  readonly timeZone: string;
}

const LATE_MS = 90_000;
/** Their detail chooses the sentence. */
const PLAIN: ReadonlySet<string> = new Set(["tried-again", "rang"]);

/** A rung that asks for a call is not the last; a second try may have been a call itself. */
function wordsOf(
  { kind, detail, callee, corrects }: ShownStep,
  { who = "authority", why = "" }: { who?: string; why?: string | null },
): string {
  if (callee !== null) return corrects === null ? "watch.step.called" : "watch.step.calledCorrects";
  if (kind === "opened" && why) return "watch.step.opened-order";
  if (kind === "authority") return `watch.step.${who === "contact" || who === "authority" ? who : "orderOver"}`;
  return kind === "tried-again" && detail !== "" ? `watch.step.tried-again-${detail}` : `watch.step.${kind}`;
}
/** Their detail is a result of ringing up, or a word of another server. */
const TELLING: ReadonlySet<string> = new Set(["mailed", "not-mailed", "hooked", "not-hooked", "phoned"]);

/** Everything that was done, by the timer and by people; whoever was told and has not looked yet is said. */
export function AlarmSteps({ steps, said, why, ladder, people, areaName, timeZone }: AlarmStepsProps) {
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    ...{ month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    timeZone,
  });
  const shownTo = (step: ShownStep) =>
    steps.find(
      ({ kind, personId, rung, round }) =>
        kind === "shown" && personId === step.personId && rung === step.rung && round === step.round,
    );
  return (
    <ol className="surface" style={{ margin: 0, paddingBlock: "0.75rem" }}>
      {steps
        .filter(({ kind }) => kind !== "shown")
        .map((step, at) => {
          const isLate = step.doneAt.getTime() - step.plannedAt.getTime() > LATE_MS;
          const seen = shownTo(step);
          return (
            <li key={`${step.kind} ${at}`} style={{ paddingBlock: "0.3rem" }}>
              <Text span fw={650} className="tabular">
                {time.format(step.doneAt)}
              </Text>{" "}
              {t(wordsOf(step, { ...(ladder[step.rung] && { who: ladder[step.rung]!.who }), why }), {
                who: people[step.personId ?? ""] ?? t("watch.somebody"),
                rung: t(`watch.rung.${ladder[step.rung]?.who ?? "authority"}`),
                area: step.areaCode ? areaName(step.areaCode) : "",
                how: !step.detail || TELLING.has(step.kind) || PLAIN.has(step.kind) ? "" : t(`watch.how.${step.detail}`),
                ...(step.callee !== null && {
                  callee: t(`watch.call.callee.${step.callee}`),
                  result: t(`watch.call.results.${step.detail}`),
                }),
                ...(step.kind === "opened" && why && { why: t(`watch.why.${why}`) }),
                ...(TELLING.has(step.kind) && { why: t(`watch.told.${step.detail}`, { defaultValue: step.detail }) }),
              })}
              {said?.[step.id] && (
                <Text span c="dimmed">
                  {" "}
                  {t("watch.call.said", { ...said[step.id] })}
                </Text>
              )}
              {isLate && (
                <Text span c="dimmed">
                  {" "}
                  {t("watch.planned", { at: time.format(step.plannedAt) })}
                </Text>
              )}
              {step.kind === "told" && (
                <Text span c={seen ? "dimmed" : "red"}>
                  {" "}
                  {seen ? t("watch.seenAt", { at: time.format(seen.doneAt) }) : t("watch.notSeen")}
                </Text>
              )}
            </li>
          );
        })}
    </ol>
  );
}
