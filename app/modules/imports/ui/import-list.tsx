import { Anchor, Badge, Stack, Table, Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { BatchStatus, ImportBatch, SubjectKey } from "../domain/import-batch";

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

/** What somebody may bring in, and what happens before it is written. */
export function ImportLead({ subjects }: { readonly subjects: readonly SubjectKey[] }) {
  const { t } = useTranslation("imports");
  if (subjects.length === 0) return <>{t("leadRead")}</>;
  const what = subjects.map((key) => t(`subject.${key}`)).join(t("and"));
  return <>{subjects.includes("areas") ? t("lead") : t("leadOf", { what })}</>;
}

interface ImportListProps {
  readonly batches: readonly ImportBatch[];
  readonly timeZone: string;
  /** what is theirs to bring in */
  readonly subjects: readonly SubjectKey[];
}

/** Every file ever brought in, the newest first. */
export function ImportList({ batches, timeZone, subjects }: ImportListProps) {
  const { t, i18n } = useTranslation("imports");
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeStyle: "short", timeZone });
  if (batches.length === 0) {
    return (
      <Stack gap={4} py="lg" align="center">
        <Text fw={600}>{t("empty")}</Text>
        {subjects.length > 0 && <Text c="dimmed">{t(subjects.includes("areas") ? "emptyNext" : "emptyNextOf")}</Text>}
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
