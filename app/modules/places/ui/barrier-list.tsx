import { Button, Table, Text, Title } from "@mantine/core";
import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { BarriersView } from "../domain/barrier-view";
import { barrierName } from "./barrier-words";

interface Listed extends Pick<BarriersView, "barriers" | "crossings"> {
  /** all there are; the lists may show fewer */
  readonly counts: { readonly barriers: number; readonly crossings: number };
  readonly mayWrite: boolean;
}

/** The map's twin: every barrier with its crossings counted, every crossing with what it leads over. */
export function BarrierList({ barriers, crossings, counts, mayWrite }: Listed) {
  const { t, i18n } = useTranslation("places");
  return (
    <>
      {barriers.length > 0 && (
        <List
          title={t("barriers.lines")}
          shown={barriers.length}
          count={counts.barriers}
          mayWrite={mayWrite}
          number={t("barriers.kilometres")}
          last={t("barriers.crossings")}
        >
          {barriers.map((barrier) => (
            <Table.Tr key={barrier.id}>
              <Table.Td>
                {barrierName(t, i18n.language, barrier)}
                <Text size="sm" c="dimmed">
                  {t(`barriers.kind.${barrier.kind}`)}
                  {barrier.isClosed && ` · ${t("barriers.closed")}`}
                </Text>
              </Table.Td>
              <Table.Td ta="right">{barrier.kilometres.toFixed(1)}</Table.Td>
              <Table.Td>
                {barrier.crossings}
                {barrier.crossings === 0 && <Text size="sm">{t("barriers.neverCrossed")}</Text>}
              </Table.Td>
              <From {...barrier} />
              {mayWrite && <Remove id={barrier.id} name={barrierName(t, i18n.language, barrier)} />}
            </Table.Tr>
          ))}
        </List>
      )}
      {crossings.length > 0 && (
        <List
          title={t("barriers.crossings")}
          shown={crossings.length}
          count={counts.crossings}
          mayWrite={mayWrite}
          number={t("barriers.place")}
          last={t("barriers.over")}
        >
          {crossings.map((crossing) => (
            <Table.Tr key={crossing.id}>
              <Table.Td>
                {barrierName(t, i18n.language, crossing)}
                <Text size="sm" c="dimmed">
                  {t(`barriers.kind.${crossing.kind}`)}
                </Text>
              </Table.Td>
              <Table.Td ta="right">
                {crossing.lon.toFixed(4)}, {crossing.lat.toFixed(4)}
              </Table.Td>
              <Table.Td>
                {crossing.over.length === 0 ? (
                  <Text c="red" component="span" fz="inherit">
                    {t("barriers.stray")}
                  </Text>
                ) : (
                  crossing.over.map((barrier) => barrierName(t, i18n.language, barrier)).join(t("barriers.and"))
                )}
              </Table.Td>
              <From {...crossing} />
              {mayWrite && <Remove id={crossing.id} name={barrierName(t, i18n.language, crossing)} />}
            </Table.Tr>
          ))}
        </List>
      )}
    </>
  );
}

interface ListProps {
  readonly title: string;
  readonly shown: number;
  readonly count: number;
  readonly number: string;
  readonly last: string;
  readonly mayWrite: boolean;
  readonly children: React.ReactNode;
}

function List({ title, shown, count, number, last, mayWrite, children }: ListProps) {
  const { t } = useTranslation("places");
  return (
    <section className="surface">
      <Title order={2} size="h4" px="md" pt="md">
        {title}
      </Title>
      {shown < count && (
        <Text px="md" size="sm">
          {t("barriers.firstOf", { shown, count })}
        </Text>
      )}
      <Table.ScrollContainer minWidth={620} tabIndex={0} role="region" aria-label={title}>
        <Table verticalSpacing="xs" style={{ fontVariantNumeric: "tabular-nums" }}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("barriers.name")}</Table.Th>
              <Table.Th ta="right">{number}</Table.Th>
              <Table.Th>{last}</Table.Th>
              <Table.Th>{t("barriers.knownOn")}</Table.Th>
              <Table.Th>{t("barriers.source")}</Table.Th>
              {mayWrite && <Table.Th>{t("barriers.action")}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{children}</Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}

function From({ knownOn, source, quality }: { readonly knownOn: string; readonly source: string; readonly quality: string }) {
  const { t } = useTranslation("places");
  return (
    <>
      <Table.Td style={{ whiteSpace: "nowrap" }}>{knownOn}</Table.Td>
      <Table.Td>
        {source}
        {quality === "approximate" && (
          <Text size="sm" c="dimmed">
            {t("barriers.approximate")}
          </Text>
        )}
      </Table.Td>
    </>
  );
}

function Remove({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useTranslation("places");
  const isSending = useNavigation().state !== "idle";
  return (
    <Table.Td>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="id" value={id} />
        <Button type="submit" variant="default" size="xs" disabled={isSending} aria-label={t("barriers.removeThis", { name })}>
          {t("barriers.remove")}
        </Button>
      </Form>
    </Table.Td>
  );
}
