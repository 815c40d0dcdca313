import { Alert, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ChangedMeanwhile } from "../domain/meet-other-edit";
import classes from "./facility-table.module.css";
import { useFieldWords } from "./field-words";
import type { RegistryNames } from "./registry-names";

/** The second of two editors sees both, and can go on: the form below holds theirs, saving it is their decision. */
export function MetEditNotice({ met, names }: { readonly met: ChangedMeanwhile; readonly names: RegistryNames }) {
  const { t } = useTranslation("catalog");
  const words = useFieldWords(names);
  return (
    <Alert color="orange" role="alert" title={t("met.title")} c="var(--mantine-color-text)">
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
      <Text mt="sm">{t("met.next")}</Text>
    </Alert>
  );
}
