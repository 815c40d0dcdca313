import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

export interface ShownStep {
  readonly rung: number;
  readonly kind: string;
  readonly personId: string | null;
  readonly byPerson: string | null;
  readonly areaCode: string | null;
  readonly plannedAt: Date;
  readonly doneAt: Date;
  readonly detail: string;
}

interface AlarmStepsProps {
  readonly steps: readonly ShownStep[];
  readonly ladder: readonly { readonly who: string }[];
  readonly people: Readonly<Record<string, string>>;
  readonly areaName: (code: string) => string;
  readonly timeZone: string;
}

const LATE_MS = 90_000;

/** Everything that was done, by the timer and by people; whoever was told and has not looked yet is said. */
export function AlarmSteps({ steps, ladder, people, areaName, timeZone }: AlarmStepsProps) {
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    ...{ month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    timeZone,
  });
  const shownTo = (step: ShownStep) =>
    steps.find(({ kind, personId, rung }) => kind === "shown" && personId === step.personId && rung === step.rung);
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
              {t(`watch.step.${step.kind}`, {
                who: people[step.personId ?? ""] ?? t("watch.somebody"),
                rung: t(`watch.rung.${ladder[step.rung]?.who ?? "authority"}`),
                area: step.areaCode ? areaName(step.areaCode) : "",
                how: step.detail ? t(`watch.how.${step.detail}`) : "",
              })}
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
