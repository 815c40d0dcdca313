import { Button, NativeSelect, Radio, Stack, Textarea } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { MOST_NOTE } from "../domain/step-said";
import { closesUnasked, type Satisfaction, SATISFACTIONS, SETTLEMENTS, type StepKind } from "../domain/work-order";

interface StepFormProps {
  readonly kind: StepKind;
  readonly orderId: string;
  /** what the reader saw of the order: a step taken meanwhile is told */
  readonly version: number;
  readonly staff: readonly { readonly id: string; readonly name: string; readonly role: string }[];
  /** what was typed before it was refused */
  readonly typed: Readonly<Record<string, string>> | null;
  readonly isObvious: boolean;
  /** what whoever it is for said last; null = nobody asked them */
  readonly satisfaction: Satisfaction | null;
}

const ASKS = { "never-asked": "orders.field.whyClosedUnasked", dissatisfied: "orders.field.whyClosedDissatisfied" } as const;

/** One step as somebody takes it: only what that step has to say. */
export function StepForm({ kind, orderId, version, staff, typed, isObvious, satisfaction }: StepFormProps) {
  const { t } = useTranslation("work-orders");
  const asks = kind === "closed" ? closesUnasked(satisfaction) : null;
  const before = (name: string) => typed?.[name] ?? "";
  const choose = { value: "", label: t("orders.choose") };
  return (
    <Form method="post" action={`/visits/orders/${orderId}`} noValidate key={`${kind}-${version}`}>
      <input type="hidden" name="step" value={kind} />
      <input type="hidden" name="version" value={version} />
      <Stack gap="sm" align="stretch" maw="34rem">
        {kind === "assigned" && (
          <NativeSelect
            name="to"
            label={t("orders.field.to")}
            withAsterisk
            defaultValue={before("to")}
            data={[
              choose,
              ...staff.map(({ id, name, role }) => ({
                value: id,
                label: t("orders.field.person", { name, role: t(`orders.role.${role}`) }),
              })),
            ]}
          />
        )}
        {kind === "acted" && (
          <NativeSelect
            name="how"
            label={t("orders.field.how")}
            withAsterisk
            defaultValue={before("how")}
            data={[choose, ...SETTLEMENTS.map((key) => ({ value: key, label: t(`orders.how.${key}`) }))]}
          />
        )}
        {kind === "verified" && (
          <Radio.Group name="settled" label={t("orders.field.settled")} withAsterisk defaultValue={before("settled")}>
            <Radio value="yes" label={t("orders.said.settled")} mt="xs" />
            <Radio value="no" label={t("orders.said.notSettled")} mt="xs" />
          </Radio.Group>
        )}
        {kind === "called-back" && (
          <Radio.Group
            name="satisfaction"
            label={t("orders.field.satisfaction")}
            withAsterisk
            defaultValue={before("satisfaction")}
          >
            {SATISFACTIONS.map((key) => (
              <Radio key={key} value={key} label={t(`orders.satisfaction.${key}`)} mt="xs" />
            ))}
          </Radio.Group>
        )}
        {kind !== "accepted" && (
          <Textarea
            name="note"
            label={t(
              kind === "raised"
                ? "orders.field.why"
                : kind === "acted"
                  ? "orders.field.evidence"
                  : asks
                    ? "orders.field.whyClosed"
                    : "orders.field.note",
            )}
            description={t(asks ? ASKS[asks] : "orders.field.noteWhat")}
            withAsterisk={kind === "raised" || asks !== null}
            autosize
            minRows={2}
            maxLength={MOST_NOTE}
            defaultValue={before("note")}
          />
        )}
        <Button type="submit" variant={isObvious ? "filled" : "default"} style={{ alignSelf: "start" }}>
          {t(`orders.do.${kind}`)}
        </Button>
      </Stack>
    </Form>
  );
}
