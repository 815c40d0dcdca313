import { Alert, Button, Checkbox, Group, NativeSelect, Text, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { OPERATOR_KINDS } from "../domain/facility";
import { FACILITY_STATES } from "../domain/life-cycle";
import { LINES } from "~/shared/line";
import { type FacilityKind } from "../domain/service-type";
import type { RegistryNames } from "./registry-names";
import { useRefusalWords } from "./refusal-words";
import ticks from "./tick.module.css";
import type { CatalogRefusal } from "../domain/catalog-refusal";

export type TogetherAnswer =
  | { readonly changed: number }
  | { readonly facility: { readonly id: string; readonly name: string } | null; readonly why: CatalogRefusal };

interface TogetherFormProps {
  readonly id: string;
  /** where it is sent */
  readonly action: string;
  readonly count: number;
  readonly today: string;
  readonly kinds: readonly FacilityKind[];
  readonly names: RegistryNames;
  readonly answer: TogetherAnswer | null;
}

const SUBJECTS = ["state", "operator", "line", "kind"] as const;

/** One change for the chosen lines: all of them or none. */
export function TogetherForm({ id, action, count, today, kinds, names, answer }: TogetherFormProps) {
  const { t } = useTranslation("catalog");
  const words = useRefusalWords();
  const [of, setOf] = useState<string>("state");
  const worded = (prefix: string, keys: readonly string[]) => keys.map((key) => ({ value: key, label: t(`${prefix}.${key}`) }));
  return (
    <Form
      method="post"
      action={action}
      noValidate
      id={id}
      className="surface"
      style={{ padding: "0.75rem 1rem", position: "sticky", bottom: 0, zIndex: 2 }}
      aria-label={t("together.label")}
    >
      {answer && "changed" in answer && (
        <Alert color="jade" role="status" mb="sm">
          {t("together.done", { count: answer.changed })}
        </Alert>
      )}
      {answer && "why" in answer && (
        <Alert color="red" role="alert" mb="sm" title={t("together.nothing")}>
          {answer.facility && `${answer.facility.name}: `}
          {words(answer.why)}
        </Alert>
      )}
      <Group align="flex-end" gap="sm">
        <Text pb={8} aria-live="polite">
          {t("together.chosen", { count })}
        </Text>
        <NativeSelect
          name="of"
          label={t("together.of")}
          data={SUBJECTS.map((key) => ({ value: key, label: t(`together.subject.${key}`) }))}
          value={of}
          onChange={(event) => setOf(event.currentTarget.value)}
        />
        {of === "state" && (
          <>
            <NativeSelect name="to" label={t("together.to")} data={worded("state", FACILITY_STATES)} defaultValue="suspended" />
            <TextInput type="date" name="on" label={t("change.on")} defaultValue={today} />
            <TextInput name="reason" label={t("change.reason")} />
          </>
        )}
        {of === "operator" && (
          <>
            <TextInput name="operatorName" label={t("form.operatorName")} />
            <NativeSelect name="operatorKind" label={t("form.operatorKind")} data={worded("operatorKind", OPERATOR_KINDS)} />
          </>
        )}
        {of === "operator" && answer && "why" in answer && answer.why.kind === "operator-kind-of-others" && (
          <Checkbox
            radius="sm"
            className={ticks.tick!}
            name="changesOperatorKind"
            value="on"
            label={t("form.changesOperatorKind", { count: answer.why.others })}
          />
        )}
        {of === "line" && <NativeSelect name="line" label={t("together.to")} data={worded("line", LINES)} />}
        {of === "kind" && (
          <NativeSelect
            name="kindKey"
            label={t("together.to")}
            data={kinds.map((kind) => ({ value: kind.key, label: names.nameOf(kind) }))}
          />
        )}
        <Button type="submit" name="intent" value="together" disabled={count === 0}>
          {t("together.apply")}
        </Button>
      </Group>
    </Form>
  );
}
