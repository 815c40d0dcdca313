import { Anchor, Button, Group, Stack, Table, Text } from "@mantine/core";
import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { WalkRow } from "../domain/sampled-walk";

interface WalkListProps {
  readonly cityCode: string;
  /** the newest of them */
  readonly rows: readonly WalkRow[];
  readonly count: number;
  readonly telling: number;
  readonly middleIndex: number | null;
  readonly hasStreets: boolean;
  readonly mayWrite: boolean;
}

/** Walks somebody measured: what they say together, each with its day and source, and the way to more. */
export function WalkList({ cityCode, rows, count, telling, middleIndex, hasStreets, mayWrite }: WalkListProps) {
  const { t } = useTranslation("places");
  return (
    <>
      <section className="surface">
        <Stack p="md" gap="xs">
          {count === 0 ? (
            <Text data-testid="no-walks">{t("walks.none")}</Text>
          ) : (
            <Text>
              {t("walks.count", { count, telling })}
              {middleIndex !== null && t("walks.middle", { index: middleIndex.toFixed(2) })}
            </Text>
          )}
          {hasStreets && <Text>{t("walks.streetsKnow")}</Text>}
          <Text size="sm" c="dimmed">
            {t("walks.noHomes")}
          </Text>
          {mayWrite && (
            <Group gap="md">
              <Button component={Link} to={`/plan/import?subject=walks&city=${cityCode}`}>
                {t("walks.import")}
              </Button>
              <Anchor href={`/plan/import/template/walks?city=${cityCode}`}>{t("walks.template")}</Anchor>
            </Group>
          )}
        </Stack>
      </section>
      {count > 0 && (
        <section className="surface">
          {rows.length < count && <Text p="md">{t("walks.newest", { shown: rows.length, count })}</Text>}
          <Table.ScrollContainer minWidth={620} tabIndex={0} role="region" aria-label={t("walks.title")}>
            <Table verticalSpacing="xs" style={{ fontVariantNumeric: "tabular-nums" }}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("walks.ends")}</Table.Th>
                  <Table.Th ta="right">{t("walks.metres")}</Table.Th>
                  <Table.Th ta="right">{t("walks.straight")}</Table.Th>
                  <Table.Th ta="right">{t("walks.index")}</Table.Th>
                  <Table.Th>{t("walks.measuredOn")}</Table.Th>
                  <Table.Th>{t("walks.source")}</Table.Th>
                  {mayWrite && <Table.Th>{t("walks.action")}</Table.Th>}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((walk) => (
                  <Walk key={walk.id} walk={walk} mayWrite={mayWrite} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </section>
      )}
    </>
  );
}

const place = ({ lon, lat }: WalkRow["from"]): string => `${lon.toFixed(4)}, ${lat.toFixed(4)}`;

function Walk({ walk, mayWrite }: { readonly walk: WalkRow; readonly mayWrite: boolean }) {
  const { t } = useTranslation("places");
  const isSending = useNavigation().state !== "idle";
  const ends = `${place(walk.from)} → ${place(walk.to)}`;
  return (
    <Table.Tr>
      <Table.Td>
        {walk.name && <div>{walk.name}</div>}
        <Text size="sm" c={walk.name ? "dimmed" : undefined}>
          {ends}
        </Text>
      </Table.Td>
      <Table.Td ta="right">{Math.round(walk.metres)}</Table.Td>
      <Table.Td ta="right">{Math.round(walk.straight)}</Table.Td>
      <Table.Td ta="right">
        {(walk.metres / walk.straight).toFixed(2)}
        {!walk.isTelling && <Text size="sm">{t("walks.notTelling")}</Text>}
      </Table.Td>
      <Table.Td>{walk.measuredOn}</Table.Td>
      <Table.Td>{walk.source}</Table.Td>
      {mayWrite && (
        <Table.Td>
          <Form method="post">
            <input type="hidden" name="id" value={walk.id} />
            <Button
              type="submit"
              variant="default"
              size="xs"
              disabled={isSending}
              aria-label={t("walks.removeThis", { walk: walk.name || ends })}
            >
              {t("walks.remove")}
            </Button>
          </Form>
        </Table.Td>
      )}
    </Table.Tr>
  );
}
