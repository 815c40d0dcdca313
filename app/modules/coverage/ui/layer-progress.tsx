import { Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ProgressLine } from "./progress-line";
import classes from "./progress.module.css";
import { useAnswerProgress } from "./use-answer-progress";

export interface LayerProgressProps {
  /** what is waited for, as the words of an address; null = nothing */
  readonly awaited: string | null;
  /** the map still shows what the question before answered */
  readonly hasBefore: boolean;
  readonly hasFailed: boolean;
  readonly retry: () => void;
}

/** Below the map: how far the layer is that is being computed, or that it did not come and how to ask again. */
export function LayerProgress({ awaited, hasBefore, hasFailed, retry }: LayerProgressProps) {
  const { t } = useTranslation("coverage");
  const progress = useAnswerProgress(awaited);
  const isLong = progress !== null;
  return (
    <div className={`no-print ${classes.layer}`} data-testid="layer-progress">
      {isLong && <ProgressLine progress={progress} label={t("progress.layer")} />}
      <div role="status" className={isLong && !hasBefore ? classes.spoken : undefined}>
        {isLong && <Text size="sm">{t(hasBefore ? "progress.layerBefore" : "progress.layer")}</Text>}
        {hasFailed && !isLong && <Text size="sm">{t("map.failed")}</Text>}
      </div>
      {hasFailed && (
        <Button variant="default" size="compact-sm" onClick={retry}>
          {t("progress.again")}
        </Button>
      )}
    </div>
  );
}
