import { Alert, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { TypedFields } from "./resident-fields";

const FIELDS = [
  "name",
  "sex",
  "bornOn",
  "area",
  "cell",
  "categories",
  "languages",
  "visitFrom",
  "visitUntil",
  "needsTwo",
  "visitorSex",
  "visitorSkills",
];
const WORDS: Readonly<Record<string, string>> = {
  sex: "sex",
  categories: "category",
  languages: "language",
  visitorSkills: "skill",
  visitorSex: "sex",
};

interface BothVersionsProps {
  /** as somebody else saved it meanwhile */
  readonly saved: TypedFields;
  /** as it stands in the form below */
  readonly typed: TypedFields;
}

/** Somebody else saved first: what stands in the register now beside what was typed, field by field where they differ. */
export function BothVersions({ saved, typed }: BothVersionsProps) {
  const { t } = useTranslation("residents");
  const plain = (value: TypedFields[string] | undefined): string =>
    Array.isArray(value) ? [...(value as readonly string[])].sort().join(",") : String(value ?? "");
  // The area stands with its name before the code that tells it.
  const told = (field: string, value: TypedFields[string] | undefined) =>
    field === "area" ? (/(\d{4,12})\s*$/.exec(plain(value))?.[1] ?? plain(value)) : plain(value);
  const differing = FIELDS.filter((field) => told(field, saved[field]) !== told(field, typed[field]));
  const words = (field: string, value: TypedFields[string] | undefined): string => {
    const word = WORDS[field];
    const one = (text: string) => (text === "" ? "" : word ? t(`${word}.${text}`) : text);
    if (typeof value === "boolean") return t(value ? "met.yes" : "met.no");
    return (
      (Array.isArray(value) ? (value as readonly string[]).map(one).join(t("list.comma")) : one(plain(value))) || t("met.empty")
    );
  };
  return (
    <Alert color="orange" role="alert" title={t("refusal.met-edit")}>
      {differing.length === 0 ? (
        <Text>{t("met.same")}</Text>
      ) : (
        <>
          <Text mb="xs">{t("met.what")}</Text>
          <Table.ScrollContainer minWidth={420}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("met.field")}</Table.Th>
                  <Table.Th>{t("met.saved")}</Table.Th>
                  <Table.Th>{t("met.typed")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {differing.map((field) => (
                  <Table.Tr key={field}>
                    <Table.Th scope="row">{t(`field.${field}`)}</Table.Th>
                    <Table.Td>{words(field, saved[field])}</Table.Td>
                    <Table.Td>{words(field, typed[field])}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </>
      )}
    </Alert>
  );
}
