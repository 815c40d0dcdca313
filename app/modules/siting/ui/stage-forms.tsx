import { Alert, Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isDropped, LONGEST_REASON, nextStage, stagesBefore, type Standing } from "../domain/premises/premises-stage";
import { usePremisesRefusal, type RefusedStep } from "./premises-refusal-words";

interface StageFormsProps {
  readonly standing: Standing;
  readonly today: string;
  readonly refused: RefusedStep | null;
}

/** What can be done next: on to the next stage, back, give up, take up again. */
export function StageForms({ standing, today, refused }: StageFormsProps) {
  const { t } = useTranslation("siting");
  const [next, before] = [nextStage(standing.stage), stagesBefore(standing.stage)];
  const stage = (key: string) => t(`premises.stages.${key}`);
  const shared = { standing, today, refused };
  if (isDropped(standing))
    return (
      <StepForm
        {...shared}
        intent="resume"
        button={t("premises.resume", { stage: stage(standing.stage) })}
        reason={t("premises.reasonMay")}
      />
    );
  return (
    <Stack gap="md">
      {next ? (
        <StepForm
          {...shared}
          intent="move"
          button={t("premises.moveTo", { stage: stage(next) })}
          reason={t("premises.reasonMay")}
        >
          <input type="hidden" name="stage" value={next} />
        </StepForm>
      ) : (
        <Text c="dimmed">{t("premises.wayDone")}</Text>
      )}
      {before.length > 0 && (
        <details open={refused?.intent === "back"}>
          <summary style={{ paddingBlock: "0.6rem" }}>{t("premises.back")}</summary>
          <StepForm {...shared} intent="back" button={t("premises.backGo")} reason={t("premises.reasonMust")} isQuiet>
            <NativeSelect
              name="stage"
              label={t("premises.backTo")}
              data={[...before].reverse().map((key) => ({ value: key, label: stage(key) }))}
              defaultValue={refused?.intent === "back" ? refused.stage : undefined}
              maw="16rem"
            />
          </StepForm>
        </details>
      )}
      <details open={refused?.intent === "drop"}>
        <summary style={{ paddingBlock: "0.6rem" }}>{t("premises.drop")}</summary>
        <StepForm {...shared} intent="drop" button={t("premises.dropGo")} reason={t("premises.reasonMust")} isQuiet>
          <Text size="sm" c="dimmed">
            {t("premises.dropWhat")}
          </Text>
        </StepForm>
      </details>
    </Stack>
  );
}

interface StepFormProps extends StageFormsProps {
  readonly intent: RefusedStep["intent"];
  readonly button: string;
  readonly reason: string;
  readonly isQuiet?: boolean;
  readonly children?: ReactNode;
}

function StepForm({ standing, today, refused, intent, button, reason, isQuiet = false, children }: StepFormProps) {
  const { t } = useTranslation("siting");
  const words = usePremisesRefusal();
  const isSending = useNavigation().state !== "idle";
  const own = refused?.intent === intent ? refused : null;
  return (
    <Form method="post" noValidate>
      <input type="hidden" name="seen" value={standing.number} />
      <Stack gap="sm">
        {own && (
          <Alert color="red" role="alert">
            {words(own.refusal)}
          </Alert>
        )}
        {children}
        <Group gap="sm" align="flex-start">
          <TextInput type="date" name="on" label={t("premises.on")} defaultValue={own?.on ?? today} max={today} w="11rem" />
          <Textarea
            name="reason"
            label={reason}
            defaultValue={own?.reason}
            maxLength={LONGEST_REASON}
            autosize
            minRows={1}
            style={{ flex: "1 1 14rem" }}
          />
        </Group>
        <Group>
          <Button type="submit" name="intent" value={intent} variant={isQuiet ? "default" : "filled"} loading={isSending}>
            {button}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
