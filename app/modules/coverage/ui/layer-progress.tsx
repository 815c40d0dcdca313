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

/** On the map: how far the layer is that is being computed, or that it did not come and how to ask again. */
export function LayerProgress({ awaited, hasBefore, hasFailed, retry }: LayerProgressProps) {
  const { t } = useTranslation("coverage");
  const progress = useAnswerProgress(awaited);
  const said = progress ? t(hasBefore ? "progress.layerBefore" : "progress.layer") : hasFailed ? t("map.failed") : "";
  return (
    <div className={`no-print ${classes.overMap}`} data-testid="layer-progress">
      <div className={said ? classes.layer : classes.spoken}>
        <Text size="sm" role="status">
          {said}
        </Text>
        {progress && <ProgressLine progress={progress} label={t("progress.layer")} />}
        {!progress && hasFailed && (
          <Button variant="default" size="compact-sm" onClick={retry}>
            {t("progress.again")}
          </Button>
        )}
      </div>
    </div>
  );
}
