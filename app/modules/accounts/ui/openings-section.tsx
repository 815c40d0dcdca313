import { Badge, Stack, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface OpeningsSectionProps {
  readonly openings: readonly {
    readonly id: string;
    readonly at: string;
    readonly personName: string | null;
    readonly field: string;
    readonly reason: string;
    readonly noteId: string | null;
    readonly isUnusual: boolean;
  }[];
  readonly timeZone: string;
}

/** Who looked at a person's sealed values, when and why. */
export function OpeningsSection({ openings, timeZone }: OpeningsSectionProps) {
  const { t, i18n } = useTranslation("accounts");
  const minute = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", {
    ...{ timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
    hourCycle: "h23",
  });
  return (
    <section className="surface" aria-labelledby="openings">
      <Stack p="md" gap="sm">
        <Title order={2} size="h4" id="openings">
          {t("openings.title")}
        </Title>
        {openings.length === 0 ? (
          <Text c="dimmed">{t("openings.none")}</Text>
        ) : (
          <>
            <Text size="sm" c="dimmed">
              {t("openings.lead", { count: openings.length })}
            </Text>
            <Table.ScrollContainer minWidth={520}>
              <Table aria-labelledby="openings">
                <Table.Thead>
                  <Table.Tr>
                    {(["at", "who", "field", "why", "note"] as const).map((column) => (
                      <Table.Th key={column}>{t(`openings.${column}`)}</Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {openings.map(({ id, at, personName, field, reason, noteId, isUnusual }) => (
                    <Table.Tr key={id}>
                      <Table.Td style={{ whiteSpace: "nowrap" }}>
                        <time dateTime={at}>{minute.format(new Date(at))}</time>
                      </Table.Td>
                      <Table.Td>{personName ?? t("openings.gone")}</Table.Td>
                      <Table.Td>{t(`sensitive.field.${field}`)}</Table.Td>
                      <Table.Td>
                        {t(`audit.why.${reason}`)}{" "}
                        {isUnusual && (
                          <Badge color="orange" variant="light">
                            {t("openings.unusual")}
                          </Badge>
                        )}
                      </Table.Td>
                      <Table.Td>{noteId ?? ""}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </>
        )}
      </Stack>
    </section>
  );
}
