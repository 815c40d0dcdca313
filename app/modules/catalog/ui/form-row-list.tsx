import type { FieldMetadata, FormMetadata } from "@conform-to/react";
import { Box, Button, Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DANGER } from "./warning-tone";

interface FormRowListProps<Row> {
  readonly form: FormMetadata<Record<string, unknown>, string[]>;
  readonly list: FieldMetadata<Row[]>;
  /** what one row is: «证照» stands above it as «证照 1» */
  readonly of: string;
  readonly add: string;
  readonly fresh: Record<string, unknown>;
  readonly children: (row: FieldMetadata<Row>, index: number) => ReactNode;
}

/** Rows that can be added and taken away. Both buttons submit the form, so they work before scripts arrive. */
export function FormRowList<Row>({ form, list, of, add, fresh, children }: FormRowListProps<Row>) {
  const { t } = useTranslation("catalog");
  return (
    <Stack gap="sm">
      {list.getFieldList().map((row, index) => {
        const name = t("form.row", { of, number: index + 1 });
        return (
          <Box key={row.key} role="group" aria-label={name} pl="sm" style={{ borderLeft: "3px solid var(--hairline)" }}>
            <Group justify="space-between" wrap="nowrap" gap="sm">
              <Text size="sm" c="dimmed">
                {name}
              </Text>
              <Button
                variant="subtle"
                size="sm"
                c={DANGER}
                type="submit"
                aria-label={t("form.named", { act: t("form.remove"), name })}
                {...form.remove.getButtonProps({ name: list.name, index })}
              >
                {t("form.remove")}
              </Button>
            </Group>
            <Group align="flex-start" gap="sm">
              {children(row as FieldMetadata<Row>, index)}
            </Group>
          </Box>
        );
      })}
      <div>
        <Button
          variant="default"
          size="sm"
          type="submit"
          {...form.insert.getButtonProps({ name: list.name, defaultValue: fresh as never })}
        >
          {add}
        </Button>
      </div>
    </Stack>
  );
}
