import { Alert, Button, Group, NativeSelect, Text } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { TAKE_AWAY } from "../domain/visitors-said";
import { wholeQuestion, type ResidentFilter } from "../domain/resident-filter";

interface AssignListFormProps {
  /** which list */
  readonly filter: ResidentFilter;
  /** how many registered residents the list shows */
  readonly count: number;
  readonly visitors: readonly { readonly id: string; readonly name: string }[];
  readonly refusal: string | null;
  readonly assigned: number | null;
}

/** 包保责任人 and deputy for everybody the list shows: a cell, a community, or whoever has nobody yet. */
export function AssignListForm({ filter, count, visitors, refusal, assigned }: AssignListFormProps) {
  const { t } = useTranslation("residents");
  const people = visitors.map(({ id, name }) => ({ value: id, label: name }));
  const responsible = [{ value: "", label: t("assign.choose") }, ...people, { value: TAKE_AWAY, label: t("assign.takeAway") }];
  return (
    <details className="no-print" open={refusal !== null}>
      <summary>{t("assign.open", { count })}</summary>
      {refusal && (
        <Alert color="red" role="alert" mt="xs">
          {t(`refusal.${refusal}`)}
        </Alert>
      )}
      {assigned !== null && <Text role="status">{t("assign.done", { count: assigned })}</Text>}
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value="assign" />
        <input type="hidden" name="list" value={wholeQuestion(filter).toString()} />
        <input type="hidden" name="seen" value={count} />
        <Group align="flex-end" gap="sm" mt="xs">
          <NativeSelect name="responsible" label={t("part.responsible")} data={responsible} required />
          <NativeSelect name="deputy" label={t("part.deputy")} data={[{ value: "", label: t("list.nobody") }, ...people]} />
          <Button type="submit" variant="default" disabled={count === 0}>
            {t("assign.these", { count })}
          </Button>
        </Group>
        <Text size="sm" c="dimmed" mt="xs">
          {t("assign.what")}
        </Text>
      </Form>
    </details>
  );
}
