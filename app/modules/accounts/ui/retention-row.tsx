import { Button, Group, Stack, Table, Text, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LONGEST_REASON, type RetentionChange, type RetentionRule } from "../domain/retention";

interface RetentionRowProps {
  readonly rule: RetentionRule & {
    readonly overdue: number;
    readonly isApplied: boolean;
    readonly lastChange: RetentionChange | null;
  };
  /** days where the installation is, as they are said */
  readonly days: { readonly before: string; readonly oldest: string | null; readonly changed: string | null };
  readonly mayChange: boolean;
  /** of this rule: what was refused and what was typed */
  readonly answer: {
    readonly refusal: Readonly<Record<string, unknown>>;
    readonly typed: Readonly<Record<string, string>>;
  } | null;
  readonly children?: ReactNode;
}

/** One kind of record: how long it is kept, what is past its time, who says so and why it was changed the last time. */
export function RetentionRow({ rule, days, mayChange, answer, children }: RetentionRowProps) {
  const { t, i18n } = useTranslation("accounts");
  const { kind, keepDays, overdue, sourceZh, sourceEn, mark, isApplied, lastChange } = rule;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {t(`retention.kinds.${kind}`)}
        <Text size="sm" c="dimmed" fw={400}>
          {t(`retention.what.${kind}`)}
        </Text>
      </Table.Th>
      <Table.Td data-label={mayChange && kind !== "sessions" ? undefined : t("retention.days")}>
        {kind === "sessions" ? (
          t("retention.what.sessions")
        ) : mayChange ? (
          <RuleForm rule={rule} answer={answer} />
        ) : (
          t("retention.kept", { days: keepDays })
        )}
      </Table.Td>
      <Table.Td data-label={t("retention.overdue")}>
        {t("retention.rows", { rows: overdue })}
        <Text size="sm" c="dimmed">
          {t("retention.before", { day: days.before })}
          {days.oldest && t("retention.oldest", { day: days.oldest })}
        </Text>
      </Table.Td>
      <Table.Td data-label={t("retention.why")}>
        {t("retention.source", {
          source: i18n.language === "en" ? sourceEn : sourceZh,
          mark: t([`retention.mark.${mark}`, "retention.mark.open"]),
        })}
        {lastChange && (
          <Text size="sm" className="typed">
            {t("retention.changed", {
              day: days.changed,
              from: lastChange.fromDays,
              to: lastChange.toDays,
              reason: lastChange.reason,
            })}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {t(isApplied ? "retention.nightly" : "retention.byTwo")}
        </Text>
        {children}
      </Table.Td>
    </Table.Tr>
  );
}

function RuleForm({ rule, answer }: Pick<RetentionRowProps, "rule" | "answer">) {
  const { t } = useTranslation("accounts");
  const { kind, keepDays, leastDays } = rule;
  const name = t(`retention.kinds.${kind}`);
  const errorOf = (field: string) =>
    answer && (answer.refusal["field"] ?? "days") === field
      ? t(`retention.refusal.${String(answer.refusal["kind"])}`, { ...answer.refusal })
      : null;
  return (
    <Form method="post">
      <input type="hidden" name="kind" value={kind} />
      <Stack gap="xs" maw="22rem">
        <TextInput
          name="days"
          label={t("retention.days")}
          aria-label={t("retention.daysOf", { kind: name })}
          description={leastDays > 0 ? t("retention.least", { days: leastDays }) : null}
          inputWrapperOrder={["label", "input", "description", "error"]}
          inputMode="numeric"
          maw="9rem"
          required
          defaultValue={answer?.typed["days"] ?? keepDays}
          error={errorOf("days")}
        />
        <TextInput
          name="reason"
          label={t("retention.reason")}
          aria-label={t("retention.reasonOf", { kind: name })}
          description={t("retention.reasonWhat")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          maxLength={LONGEST_REASON}
          required
          defaultValue={answer?.typed["reason"] ?? ""}
          error={errorOf("reason")}
        />
        <Group>
          <Button type="submit" variant="default">
            {t("retention.change")}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
