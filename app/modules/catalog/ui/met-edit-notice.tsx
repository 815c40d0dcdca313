import { Alert, Group, Radio, Stack, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { partName, type ChangedMeanwhile } from "../domain/meet-other-edit";
import classes from "./facility-table.module.css";
import { useFieldWords } from "./field-words";
import { useFocusedNotice } from "./focused-notice";
import { CHOICE } from "./met-edit-choices";
import type { RegistryNames } from "./registry-names";

interface MetEditNoticeProps {
  readonly met: ChangedMeanwhile;
  readonly names: RegistryNames;
  /** the form the choices belong to */
  readonly form: string;
}

/** The second of two editors sees both, and can go on: of what both changed they say which is to hold, and save again. */
export function MetEditNotice({ met, names, form }: MetEditNoticeProps) {
  const { t } = useTranslation("catalog");
  const words = useFieldWords(names);
  const notice = useFocusedNotice(met);
  return (
    <Alert ref={notice} tabIndex={-1} color="orange" role="alert" title={t("met.title")} c="var(--mantine-color-text)">
      <Text mb="sm">{t("met.what")}</Text>
      <Table aria-label={t("met.title")} className={classes.table!}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("met.field")}</Table.Th>
            <Table.Th>{t("met.opened")}</Table.Th>
            <Table.Th>{t("met.theirs")}</Table.Th>
            <Table.Th>{t("met.yours")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {met.fields.map((field) => (
            <Table.Tr key={field.path.join("/")} fw={field.isContested ? 650 : undefined}>
              <Table.Th scope="row">
                {words.path(field.path)}
                {field.isContested && ` (${t("met.contested")})`}
              </Table.Th>
              <Table.Td data-label={t("met.opened")}>{words.value(field.opened, field.path)}</Table.Td>
              <Table.Td data-label={t("met.theirs")}>{words.value(field.theirs, field.path)}</Table.Td>
              <Table.Td data-label={t("met.yours")}>{words.value(field.yours, field.path)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {met.contested.length > 0 && (
        <Stack gap="sm" mt="sm">
          {met.contested.map(({ path, chosen }) => (
            <Radio.Group
              key={`${met.currentVersion} ${partName(path)}`}
              name={`${CHOICE}${partName(path)}`}
              label={t("met.choose", { field: words.path(path) })}
              defaultValue={chosen}
              error={met.isUnchosen && chosen === null ? t("met.unchosen") : undefined}
              withAsterisk
            >
              <Group mt={4}>
                <Radio form={form} value="theirs" label={t("met.keepTheirs")} />
                <Radio form={form} value="yours" label={t("met.keepYours")} />
              </Group>
            </Radio.Group>
          ))}
        </Stack>
      )}
      <Text mt="sm">{t(met.contested.length > 0 ? "met.nextChosen" : "met.next")}</Text>
    </Alert>
  );
}
