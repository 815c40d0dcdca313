import { Alert, Anchor, Button, Group, List, Text } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { NEAREST_REACH } from "~/modules/places/domain/community-at";
import type { ImportBatch } from "../domain/import-batch";

/** Rows that look like a place already known under another id: one answer for all of them, or row by row below. */
export function DuplicateQuestion({ batch }: { readonly batch: ImportBatch }) {
  const { t } = useTranslation("imports");
  const count = batch.counts.ask ?? 0;
  const isPeople = batch.subject === "residents";
  if (count === 0) return null;
  return (
    <Alert color="orange" role="status">
      <Text mb="sm">{t(isPeople ? "preview.askPeople" : "preview.askLead", { count })}</Text>
      <Form method="post" preventScrollReset>
        <Group gap="sm">
          <Button type="submit" name="intent" value="all-same" variant="default">
            {t(isPeople ? "preview.allSamePeople" : "preview.allSame")}
          </Button>
          <Button type="submit" name="intent" value="all-new" variant="default">
            {t("preview.allNew")}
          </Button>
          <Anchor component={Link} to={`?city=${batch.cityCode}&show=ask`} preventScrollReset>
            {t("preview.askShow")}
          </Anchor>
        </Group>
      </Form>
    </Alert>
  );
}

/** How many people are meant where given figures and sums differ. */
export function PeopleDiffer({ batch }: { readonly batch: ImportBatch }) {
  const { t, i18n } = useTranslation("imports");
  const groups = batch.counts.atStake ?? [];
  if (groups.length === 0) return null;
  return (
    <Alert color="orange" role="status">
      <Text fw={600} mb="xs">
        {t("preview.atStake")}
      </Text>
      <List size="sm">
        {groups.map(({ groupZh, groupEn, areas, people }) => (
          <List.Item key={groupZh}>
            {t("preview.atStakeOf", {
              group: i18n.language === "en" ? groupEn : groupZh,
              areas: areas.toLocaleString(),
              people: people.toLocaleString(),
            })}
          </List.Item>
        ))}
      </List>
      <Text size="sm" mt="xs">
        {t("preview.atStakeWhat")}
      </Text>
    </Alert>
  );
}

/** Communities nobody named, taken from where the rows stand. */
export function DerivedAreas({ batch }: { readonly batch: ImportBatch }) {
  const { t } = useTranslation("imports");
  const count = batch.counts.derived ?? 0;
  return count > 0 ? <Alert color="gray">{t("preview.derived", { count, reach: NEAREST_REACH / 1000 })}</Alert> : null;
}
