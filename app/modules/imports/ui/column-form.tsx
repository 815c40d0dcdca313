import { Alert, Badge, Button, Group, NativeSelect, Paper, Stack, Table, Text, TextInput } from "@mantine/core";
import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { COORDINATE_SYSTEMS } from "../domain/coordinate-system";
import { hasCoordinates, type ImportBatch } from "../domain/import-batch";
import type { Field, RowSchema } from "../domain/row-schema";
import { RememberedWords } from "./remembered-words";

interface Props {
  readonly batch: ImportBatch;
  readonly schema: RowSchema;
  readonly today: string;
}

/** One line a field: which column it is in, or one value for all rows. A plain form. */
export function ColumnForm({ batch, schema, today }: Props) {
  const { t } = useTranslation("imports");
  const isSending = useNavigation().state !== "idle";
  const look = batch.inspection.sheets?.find((sheet) => sheet.name === batch.sheet);
  const titles = look?.titles ?? [];
  const used = new Set(Object.values(batch.mapping).flatMap(({ columns }) => columns));
  const unused = titles.filter((title) => !used.has(title));
  const groups = [...new Set(schema.fields.map((field) => field.group))];
  const open = groups.filter((group) =>
    schema.fields.some((field) => field.group === group && (field.required || field.key === "since" || batch.mapping[field.key])),
  );
  return (
    <Form method="post">
      <input type="hidden" name="sheet" value={batch.sheet ?? ""} />
      <input type="hidden" name="top" value={batch.options.heading?.top ?? ""} />
      <input type="hidden" name="layers" value={batch.options.heading?.layers ?? ""} />
      <Stack gap="md">
        <Group grow align="flex-start" preventGrowOverflow={false}>
          {hasCoordinates(batch.subject) && (
            <NativeSelect
              name="system"
              label={t("system")}
              description={t("systemWhat")}
              defaultValue={batch.coordinateSystem}
              data={[...COORDINATE_SYSTEMS]}
              miw={220}
            />
          )}
          {(batch.subject === "facilities" || batch.subject === "premises") && (
            <TextInput
              type="date"
              name="asOf"
              label={t("columns.asOf")}
              description={t("columns.asOfWhat")}
              defaultValue={batch.options.asOf ?? today}
              miw={220}
            />
          )}
        </Group>
        <Stack gap="sm">
          {groups.map((group) => (
            <Paper key={group} component="details" withBorder radius="md" p="sm" open={open.includes(group)}>
              <Text component="summary" fw={600} style={{ cursor: "pointer" }}>
                {t(`group.${group}`)}
              </Text>
              <Table.ScrollContainer minWidth={520}>
                <Table>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th w="26%">{t("columns.field")}</Table.Th>
                      <Table.Th>{t("columns.column")}</Table.Th>
                      <Table.Th w="28%">{t("columns.constant")}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {schema.fields
                      .filter((field) => field.group === group)
                      .map((field) => (
                        <FieldLine
                          key={`${batch.sheet}-${field.key}`}
                          field={field}
                          batch={batch}
                          titles={titles}
                          samples={look?.samples ?? {}}
                        />
                      ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            </Paper>
          ))}
        </Stack>
        {unused.length > 0 && <Alert color="gray">{t("columns.unused", { titles: unused.join("、") })}</Alert>}
        <Group justify="flex-end">
          <Button type="submit" name="intent" value="columns" loading={isSending}>
            {t("columns.next")}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}

interface LineProps {
  readonly field: Field;
  readonly batch: ImportBatch;
  readonly titles: readonly string[];
  readonly samples: Readonly<Record<string, readonly string[]>>;
}

function FieldLine({ field, batch, titles, samples }: LineProps) {
  const { t, i18n } = useTranslation("imports");
  const isEnglish = i18n.language === "en";
  const mapped = batch.mapping[field.key];
  const name = isEnglish ? field.en : field.zh;
  const none = { label: t("columns.none"), value: "" };
  const choices = [none, ...titles.map((title) => ({ value: title, label: title }))];
  const sample = mapped?.columns[0] ? (samples[mapped.columns[0]] ?? []).join(" · ") : "";
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={6}>
          <Text size="sm">{name}</Text>
          {field.required && (
            <Badge size="xs" variant="light" color="orange">
              {t("columns.required")}
            </Badge>
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        <Stack gap={4}>
          <NativeSelect
            aria-label={`${name}: ${t("columns.column")}`}
            name={`column.${field.key}`}
            defaultValue={mapped?.columns[0] ?? ""}
            data={choices}
          />
          {field.joins && (
            <NativeSelect
              aria-label={`${name}: ${t("columns.secondColumn")}`}
              name={`column2.${field.key}`}
              defaultValue={mapped?.columns[1] ?? ""}
              data={choices}
              description={t("columns.secondColumn")}
            />
          )}
          <RememberedWords field={field} mapped={mapped} />
          {sample && (
            <Text size="xs" c="dimmed" lineClamp={1}>
              {t("columns.sample", { sample })}
            </Text>
          )}
        </Stack>
      </Table.Td>
      <Table.Td>
        {field.choices && field.kind === "choice" ? (
          <NativeSelect
            aria-label={`${name}: ${t("columns.constant")}`}
            name={`constant.${field.key}`}
            defaultValue={mapped?.constant ?? ""}
            data={[none, ...field.choices.map((choice) => ({ value: choice.key, label: isEnglish ? choice.en : choice.zh }))]}
          />
        ) : (
          <TextInput
            aria-label={`${name}: ${t("columns.constant")}`}
            name={`constant.${field.key}`}
            defaultValue={mapped?.constant ?? ""}
            placeholder={
              field.kind === "choices"
                ? (field.choices ?? [])
                    .slice(0, 2)
                    .map((choice) => (isEnglish ? choice.en : choice.zh))
                    .join("、")
                : undefined
            }
          />
        )}
      </Table.Td>
    </Table.Tr>
  );
}
