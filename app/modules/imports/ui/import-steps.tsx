import { Stepper } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { BatchStatus } from "../domain/import-batch";

const STEP: Record<BatchStatus, number> = {
  uploaded: 0,
  failed: 0,
  inspected: 1,
  reading: 1,
  previewed: 2,
  writing: 2,
  done: 4,
  undoing: 3,
  undone: 3,
};

export function ImportSteps({ status, isAtColumns }: { status: BatchStatus; isAtColumns: boolean }) {
  const { t } = useTranslation("imports");
  return (
    <Stepper active={isAtColumns ? 1 : STEP[status]} size="sm" allowNextStepsSelect={false} wrap>
      <Stepper.Step label={t("steps.file")} />
      <Stepper.Step label={t("steps.columns")} />
      <Stepper.Step label={t("steps.preview")} />
      <Stepper.Step label={t("steps.done")} />
    </Stepper>
  );
}
