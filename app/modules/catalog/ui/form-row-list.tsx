import type { FieldMetadata, FormMetadata } from "@conform-to/react";
import { Button, Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DANGER } from "./warning-tone";

interface FormRowListProps<Row> {
  readonly form: FormMetadata<Record<string, unknown>, string[]>;
  readonly list: FieldMetadata<Row[]>;
  readonly add: string;
  readonly fresh: Record<string, unknown>;
  readonly children: (row: FieldMetadata<Row>, index: number) => ReactNode;
}

/** Rows that can be added and taken away. Both buttons submit the form, so they work before scripts arrive. */
export function FormRowList<Row>({ form, list, add, fresh, children }: FormRowListProps<Row>) {
  const { t } = useTranslation("catalog");
  return (
    <Stack gap="xs">
      {list.getFieldList().map((row, index) => (
        <Group key={row.key} align="flex-end" gap="sm" role="group" aria-label={t("form.row", { number: index + 1 })}>
          {children(row as FieldMetadata<Row>, index)}
          <Button variant="subtle" c={DANGER} type="submit" {...form.remove.getButtonProps({ name: list.name, index })}>
            {t("form.remove")}
          </Button>
        </Group>
      ))}
      <div>
        <Button
          variant="default"
          size="xs"
          type="submit"
          {...form.insert.getButtonProps({ name: list.name, defaultValue: fresh as never })}
        >
          {add}
        </Button>
      </div>
    </Stack>
  );
}
