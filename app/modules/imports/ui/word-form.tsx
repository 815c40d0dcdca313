import { Button, Group, NativeSelect, Paper, Stack, Table, Text, Title } from "@mantine/core";
import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LEAVE_EMPTY } from "../domain/column-mapping";

interface Named {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
}

interface Props {
  readonly source: string;
  readonly words: readonly {
    readonly field: Named;
    readonly word: string;
    readonly rows: number;
    readonly choices: readonly Named[];
  }[];
}

/** Words of the file that are none of the choices: said once what they mean, remembered with the columns of the source. */
export function WordForm({ source, words }: Props) {
  const { t, i18n } = useTranslation("imports");
  const isSending = useNavigation().state !== "idle";
  const nameOf = ({ zh, en }: Named) => (i18n.language === "en" ? en : zh);
  const label = t("words.keep");
  const keep = { value: "", label };
  if (words.length === 0) return null;
  return (
    <Paper withBorder p="md" radius="md" component="section" aria-label={t("words.title")}>
      <Form method="post">
        <Stack gap="sm">
          <div>
            <Title order={3} size="h5">
              {t("words.title")}
            </Title>
            <Text size="sm" c="dimmed">
              {t("words.lead", { source })}
            </Text>
          </div>
          <Table.ScrollContainer minWidth={320}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("columns.field")}</Table.Th>
                  <Table.Th>{t("words.word")}</Table.Th>
                  <Table.Th ta="right">{t("words.rows")}</Table.Th>
                  <Table.Th>{t("words.means")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {words.map(({ field, word, rows, choices }, at) => (
                  <Table.Tr key={`${field.key} ${word}`}>
                    <Table.Td>{nameOf(field)}</Table.Td>
                    <Table.Td style={{ overflowWrap: "anywhere" }}>{word}</Table.Td>
                    <Table.Td ta="right" style={{ fontVariantNumeric: "tabular-nums" }}>
                      {rows.toLocaleString()}
                    </Table.Td>
                    <Table.Td>
                      <input type="hidden" name={`word.${at}.field`} value={field.key} />
                      <input type="hidden" name={`word.${at}.text`} value={word} />
                      <NativeSelect
                        name={`word.${at}.means`}
                        aria-label={`${nameOf(field)} · ${word}: ${t("words.means")}`}
                        data={[
                          keep,
                          ...choices.map((choice) => ({ value: choice.key, label: nameOf(choice) })),
                          { value: LEAVE_EMPTY, label: t("words.empty") },
                        ]}
                      />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <Group justify="flex-end">
            <Button type="submit" name="intent" value="words" variant="light" loading={isSending}>
              {t("words.go")}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Paper>
  );
}
