import { Badge, Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { areaWords, type AreaNames } from "./govern-words";
import { RefusalAlert, type RefusalShown } from "./refusal-alert";

export interface ApprovalShown {
  readonly id: string;
  readonly kind: string;
  readonly subject: string | null;
  readonly subjectId: string;
  readonly areaCode: string;
  readonly reason: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly expiresAt: string;
  readonly decision: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  readonly closed: string | null;
}

interface ApprovalCardProps {
  readonly approval: ApprovalShown;
  readonly areas: AreaNames;
  readonly today: string;
  /** what the reader may do with it */
  readonly step: "decide" | "withdraw" | null;
  readonly refusal: RefusalShown | null;
}

/** What is asked for as a sentence, why, by whom, and what became of it or what the reader can do. */
export function ApprovalCard({ approval, areas, today, step, refusal }: ApprovalCardProps) {
  const { t, i18n } = useTranslation("accounts");
  const { id, kind, subject, subjectId, areaCode, reason, facts, askedBy, askedAt, expiresAt, decision, closed } = approval;
  const isOver = decision === null && expiresAt.slice(0, 10) < today;
  return (
    <section className="surface" aria-labelledby={`approval-${id}`}>
      <Stack p="md" gap="xs">
        <Group justify="space-between" wrap="wrap">
          <Text fw={650} id={`approval-${id}`}>
            {t(`approvals.kind.${kind}`, { subject: subject ?? t("approvals.gone", { id: subjectId.slice(-6) }) })}
          </Text>
          <Badge variant="light" color={COLOURS[decision ?? "open"] ?? "gray"}>
            {t(`approvals.state.${decision ?? (isOver ? "expired" : "open")}`)}
          </Badge>
        </Group>
        {Object.keys(facts).length > 0 && <Text>{t(`approvals.what.${kind}`, { ...facts })}</Text>}
        <Text className="typed">{t("approvals.reason", { reason })}</Text>
        <Text size="sm" c="dimmed">
          {t("approvals.asked", { name: askedBy || t("approvals.someone"), day: askedAt.slice(0, 10) })}
          {" · "}
          {areaWords(areaCode, areas, i18n.language, t)}
          {decision === null && ` · ${t("approvals.until", { day: expiresAt.slice(0, 10) })}`}
        </Text>
        {decision !== null && (
          <Text size="sm">
            {t(`approvals.settled.${decision}`, {
              name: approval.decidedBy || t("approvals.someone"),
              day: approval.decidedAt?.slice(0, 10),
            })}
            {approval.decisionReason && ` ${t("approvals.reason", { reason: approval.decisionReason })}`}
          </Text>
        )}
        <RefusalAlert refusal={refusal} />
        {step === "decide" && closed !== null && <Text c="dimmed">{t(`refusal.${closed}`)}</Text>}
        {step === "decide" && closed === null && (
          <Form method="post">
            <input type="hidden" name="approval" value={id} />
            <Stack gap="sm">
              <Textarea name="reason" label={t("approvals.why")} autosize minRows={2} maxLength={500} required />
              <Group>
                <Button type="submit" name="intent" value="approve">
                  {t("approvals.approve")}
                </Button>
                <Button type="submit" name="intent" value="decline" variant="default">
                  {t("approvals.decline")}
                </Button>
              </Group>
            </Stack>
          </Form>
        )}
        {step === "withdraw" && closed === null && (
          <Form method="post">
            <input type="hidden" name="approval" value={id} />
            <Button type="submit" name="intent" value="withdraw" variant="default">
              {t("approvals.withdraw")}
            </Button>
          </Form>
        )}
      </Stack>
    </section>
  );
}

const COLOURS: Readonly<Record<string, string>> = { open: "blue", approved: "teal", declined: "orange" };
