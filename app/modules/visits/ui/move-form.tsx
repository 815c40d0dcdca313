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
}

/** «Move to …»: the same as dragging, by keyboard and without scripts: weigh first, then move, pinned or not. */
export function MoveForm({ address, visit, name, version, rows, days, people, to }: MoveFormProps) {
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
      </Stack>
    </Form>
  );
}

/** What a move would cost, or what it would break. */
export function MoveAnswerNote({ told, isDone }: { readonly told: Weighed | null; readonly isDone: boolean }) {
  const { t } = useTranslation("visits");
  return (
    <div aria-live="polite" style={{ position: "sticky", top: 0, zIndex: 2, background: "var(--mantine-color-body)" }}>
      {told && (
        <Alert color={told.faults.length > 0 ? "red" : "jade"} variant="light">
          {told.faults.length > 0
            ? t("plan.move.cannot", { why: told.faults.map((fault) => t(`plan.reason.${fault}`)).join(t("list")) })
            : `${t(isDone ? "plan.move.done" : "plan.move.can")} ${moveText(t, told.travelMinutes, told.travelMetres)}`}
        </Alert>
      )}
    </div>
  );
}
