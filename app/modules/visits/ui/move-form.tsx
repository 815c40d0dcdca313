import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { BoardVisit } from "../domain/plan-difference";
import type { Weighed } from "./plan-board";
import { clockText, dayText, moveText } from "./plan-words";

interface MoveFormProps {
  readonly address: string;
  readonly visit: BoardVisit;
  readonly name: string;
  readonly version: number;
  readonly rows: readonly string[];
  readonly days: readonly { readonly day: string }[];
  readonly people: Readonly<Record<string, string>>;
  readonly to: { readonly personId: string; readonly day: string } | null;
  /** what was answered to this form */
  readonly answer: MoveAnswered | null;
}

export interface MoveAnswered {
  readonly told: Weighed | null;
  readonly isDone: boolean;
  readonly refusal: string | null;
}

/** «Move to …»: the same as dragging, by keyboard and without scripts: weigh first, then move, pinned or not. */
export function MoveForm({ address, visit, name, version, rows, days, people, to, answer }: MoveFormProps) {
  const { t, i18n } = useTranslation("visits");
  const { id, personId, day, minute, isPinned } = visit;
  return (
    <Form method="post" action={address} className="surface" id="move" key={id} preventScrollReset>
      <Stack p="md" gap="sm">
        <Title order={2} size="h4">
          {t("plan.move.title", { name })}
        </Title>
        <Text size="sm">
          {t("plan.move.now", {
            day: dayText(day, i18n.language),
            at: clockText(minute),
            who: people[personId] ?? t("due.somebody"),
          })}
        </Text>
        <input type="hidden" name="visit" value={id} />
        <input type="hidden" name="version" value={version} />
        <Group align="end">
          <NativeSelect
            name="person"
            label={t("plan.move.person")}
            defaultValue={to?.personId ?? personId}
            data={rows.map((value) => ({ value, label: people[value] ?? t("due.somebody") }))}
          />
          <NativeSelect
            name="day"
            label={t("plan.move.day")}
            defaultValue={to?.day ?? day}
            data={days.map(({ day: value }) => ({ value, label: dayText(value, i18n.language) }))}
          />
          <Checkbox name="pin" value="yes" label={t("plan.move.pin")} defaultChecked={isPinned} pb="xs" />
        </Group>
        <Group>
          <Button type="submit" name="intent" value="weigh" variant="default">
            {t("plan.move.weigh")}
          </Button>
          <Button type="submit" name="intent" value="move">
            {t("plan.move.go")}
          </Button>
          <Button type="submit" name="intent" value={isPinned ? "let-go" : "pin"} variant="default">
            {t(isPinned ? "plan.move.letGo" : "plan.move.pinHere")}
          </Button>
        </Group>
        <MoveAnswerNote answer={answer} />
      </Stack>
    </Form>
  );
}

interface MoveAnswerNoteProps {
  readonly answer: MoveAnswered | null;
  /** whose visit hangs over a cell, where no form stands beside the answer: it stands at the foot of the window then */
  readonly name?: string | null;
}

/** What a move would cost, or what it would break: beside what was pressed, and read out. */
export function MoveAnswerNote({ answer, name = null }: MoveAnswerNoteProps) {
  const { t } = useTranslation("visits");
  const told = answer?.told ?? null;
  const foot = {
    position: "fixed",
    insetInline: "1rem",
    bottom: "1rem",
    zIndex: 200,
    background: "var(--mantine-color-body)",
  } as const;
  return (
    <div role="status" style={name !== null && answer ? foot : {}}>
      {answer?.refusal && <Alert color="red">{t(`plan.refusal.${answer.refusal}`)}</Alert>}
      {told && (
        <Alert title={name} color={told.faults.length > 0 ? "red" : "jade"} variant="light">
          {told.faults.length > 0
            ? t("plan.move.cannot", { why: told.faults.map((fault) => t(`plan.reason.${fault}`)).join(t("list")) })
            : `${t(answer?.isDone ? "plan.move.done" : "plan.move.can")} ${moveText(t, told.travelMinutes, told.travelMetres)}`}
        </Alert>
      )}
    </div>
  );
}
