import { Text, Timeline } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SignedStep } from "../domain/premises/premises-list";

/** The way so far, the newest step first: when, who, why. */
export function StageHistory({ steps }: { readonly steps: readonly SignedStep[] }) {
  const { t } = useTranslation("siting");
  const newestFirst = [...steps].reverse();
  const title = ({ kind, stage, number }: SignedStep): string =>
    t(`premises.step.${number === 1 ? "began" : kind}`, { stage: t(`premises.stages.${stage}`) });
  return (
    <Timeline active={newestFirst.length - 1} bulletSize={16} lineWidth={2} aria-label={t("premises.history")}>
      {newestFirst.map((step) => (
        <Timeline.Item key={step.number} title={title(step)}>
          <Text size="sm">
            {[step.on, step.cause === "person" ? (step.by ?? t("premises.somebody")) : t(`premises.cause.${step.cause}`)].join(
              " · ",
            )}
          </Text>
          {step.reason && (
            <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {step.reason}
            </Text>
          )}
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
