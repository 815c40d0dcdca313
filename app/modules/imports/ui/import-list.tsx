import { Anchor, Badge, Stack, Table, Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { BatchStatus, ImportBatch } from "../domain/import-batch";

const TONE: Record<BatchStatus, string> = {
  uploaded: "gray",
  inspected: "blue",
  reading: "gray",
  previewed: "blue",
  writing: "gray",
  done: "teal",
  failed: "red",
  undoing: "gray",
  undone: "gray",
};

export const StatusBadge = ({ status }: { status: BatchStatus }) => {
  const { t } = useTranslation("imports");
  return (
    <Badge color={TONE[status]} variant="light">
      {t(`status.${status}`)}
    </Badge>
  );
};

/** Every file ever brought in, the newest first. */
export function ImportList({ batches, timeZone }: { batches: readonly ImportBatch[]; timeZone: string }) {
  const { t, i18n } = useTranslation("imports");
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeStyle: "short", timeZone });
  if (batches.length === 0) {
    return (
      <Stack gap={4} py="lg" align="center">
        <Text fw={600}>{t("empty")}</Text>
        <Text c="dimmed">{t("emptyNext")}</Text>
      </Stack>
    );
  }
  return (
    <section aria-labelledby="imports-so-far">
      <Title order={2} size="h4" id="imports-so-far" mb="sm">
        {t("history")}
      </Title>
      <Table.ScrollContainer minWidth={560}>
        <Table verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("file")}</Table.Th>
              <Table.Th>{t("subject.label")}</Table.Th>
              <Table.Th>{t("when")}</Table.Th>
              <Table.Th ta="right">{t("preview.all")}</Table.Th>
              <Table.Th>{t("state")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {batches.map((batch) => (
              <Table.Tr key={batch.id}>
                <Table.Td>
                  <Anchor component={Link} to={`/plan/import/${batch.id}?city=${batch.cityCode}`}>
                    {batch.fileName}
                  </Anchor>
                  <Text size="sm" c="dimmed">
                    {batch.source}
                  </Text>
                </Table.Td>
                <Table.Td>{t(`subject.${batch.subject}`)}</Table.Td>
                <Table.Td>{moment.format(new Date(batch.createdAt))}</Table.Td>
                <Table.Td ta="right">
                  {batch.counts.total === undefined ? "–" : t("rows", { count: batch.counts.total })}
                </Table.Td>
                <Table.Td>
                  <StatusBadge status={batch.status} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}
