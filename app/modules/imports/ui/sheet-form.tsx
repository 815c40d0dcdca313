import { Button, Group, NativeSelect, NumberInput, Paper, Stack, Table, Text } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { ImportBatch } from "../domain/import-batch";

/** The top of the file as it lies there, and which sheet and rows the headings are in. */
export function SheetForm({ batch }: { batch: ImportBatch }) {
  const { t } = useTranslation("imports");
  const sheets = batch.inspection.sheets ?? [];
  const look = sheets.find((sheet) => sheet.name === batch.sheet);
  const heading = batch.options.heading ?? look?.heading;
  const choices = sheets.map((sheet) => ({
    label: t("columns.sheetRows", { name: sheet.name, rows: sheet.rows }),
    value: sheet.name,
  }));
  const bodyTop = (heading?.top ?? 0) + (heading?.layers ?? 0);
  return (
    <Paper withBorder p="md" radius="md">
      <Stack gap="sm">
        <Text fw={600}>{t("columns.top")}</Text>
        <Table.ScrollContainer minWidth={300}>
          <Table fz="xs" withColumnBorders>
            <Table.Tbody>
              {(look?.top ?? []).slice(0, 8).map((row, at) => (
                <Table.Tr
                  key={at}
                  bg={heading && at >= heading.top && at < bodyTop ? "var(--mantine-primary-color-light)" : undefined}
                >
                  <Table.Th c="dimmed">{at + 1}</Table.Th>
                  {row.slice(0, 14).map((cell, column) => (
                    <Table.Td
                      key={column}
                      maw={160}
                      style={{ whiteSpace: "nowrap", overflow: "hidden", textOverflow: "ellipsis" }}
                    >
                      {cell}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        {batch.fileKind !== "json" && (
          <Form method="post">
            <Group align="flex-end" gap="sm">
              <NativeSelect
                key={batch.sheet}
                name="sheet"
                label={t("columns.sheet")}
                defaultValue={batch.sheet ?? ""}
                data={choices}
              />
              <NumberInput
                key={`t${batch.sheet}${heading?.top}`}
                name="headingRow"
                label={t("columns.headingRow")}
                min={1}
                max={30}
                defaultValue={(heading?.top ?? 0) + 1}
                w={160}
              />
              <NumberInput
                key={`l${batch.sheet}${heading?.layers}`}
                name="headingRows"
                label={t("columns.headingRows")}
                min={1}
                max={3}
                defaultValue={heading?.layers ?? 1}
                w={140}
              />
              <Button type="submit" name="intent" value="sheet" variant="default">
                {t("columns.lookAgain")}
              </Button>
            </Group>
          </Form>
        )}
      </Stack>
    </Paper>
  );
}
