import { Alert, Anchor, Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { addressOfPremises, type PremisesQuery } from "../domain/premises/premises-filter";
import type { PremisesPage as Page } from "../domain/premises/premises-list";
import { PremisesFilterForm } from "./premises-filter-form";
import { PremisesTable } from "./premises-table";
import { usePremisesWords } from "./premises-words";
import { SitingPages } from "./siting-pages";
import { StageRow } from "./stage-row";

interface PremisesListPageProps {
  readonly list: Page & { readonly isEmpty: boolean };
  readonly query: PremisesQuery;
  readonly cityCode: string;
  readonly areaText: string;
  readonly areaProblem: string | null;
  readonly areaName: (code: string) => string;
  readonly mayKeep: boolean;
  readonly mayImport: boolean;
  readonly mayOpen: boolean;
}

const FORMATS = [
  ["xlsx", "Excel"],
  ["csv", "CSV"],
  ["geojson", "GeoJSON"],
] as const;

/** Idle premises of a city: how far they have come, one line each, and the ways in and out. */
export function PremisesListPage(props: PremisesListPageProps) {
  const { list, query, cityCode, mayKeep, mayImport } = props;
  const { t } = useTranslation("siting");
  const { number, size } = usePremisesWords();
  const { figures } = list;
  const address = addressOfPremises({ ...query, page: 1 });
  address.set("city", cityCode);
  return (
    <Container component="main" size="xl" py="lg">
      <Stack gap="lg">
        <SitingPages cityCode={cityCode} mayReadPremises />
        <Group justify="space-between" align="flex-start">
          <div>
            <Title order={1} size="h2">
              {t("premises.title")}
            </Title>
            <Text c="dimmed">{t("premises.lead")}</Text>
          </div>
          <Group gap="sm">
            {!list.isEmpty && <Exports address={address.toString()} mayOpen={props.mayOpen} />}
            {mayImport && (
              <Button component={Link} to={`/plan/import?city=${cityCode}&subject=premises`} variant="default">
                {t("premises.import")}
              </Button>
            )}
            {mayKeep && (
              <Button component={Link} to={`/plan/siting/premises/new?city=${cityCode}`}>
                {t("premises.new")}
              </Button>
            )}
          </Group>
        </Group>
        {list.isEmpty ? (
          <Empty {...{ cityCode, mayImport }} />
        ) : (
          <>
            <StageRow figures={figures} query={query} />
            <PremisesFilterForm query={query} cityCode={cityCode} areaText={props.areaText} areaProblem={props.areaProblem} />
            <Text c="dimmed" size="sm" role="status">
              {t("premises.found", { count: figures.found, number: number(figures.found), size: size(figures.areaM2) })}
              {figures.unplaced > 0 && ` ${t("premises.foundUnplaced", { count: figures.unplaced })}`}
            </Text>
            {list.rows.length === 0 ? (
              <Alert color="gray" c="var(--mantine-color-text)">
                {t("premises.noneFound")}
              </Alert>
            ) : (
              <PremisesTable rows={list.rows} query={query} areaName={props.areaName} cityCode={cityCode} />
            )}
            <Pages {...{ list, query }} />
          </>
        )}
      </Stack>
    </Container>
  );
}

function Exports({ address, mayOpen }: { readonly address: string; readonly mayOpen: boolean }) {
  const { t } = useTranslation("siting");
  return (
    <details>
      <summary style={{ paddingBlock: "0.6rem" }}>{t("premises.exports")}</summary>
      <Group gap="md">
        {FORMATS.map(([format, name]) => (
          <Anchor key={format} href={`/plan/siting/premises/export?${address}&format=${format}`} py="xs">
            {name}
          </Anchor>
        ))}
        {mayOpen && (
          <Anchor component={Link} to={`/plan/siting/premises/contacts?${address}`} py="xs">
            {t("premises.exportContacts")}
          </Anchor>
        )}
      </Group>
    </details>
  );
}

function Empty({ cityCode, mayImport }: { readonly cityCode: string; readonly mayImport: boolean }) {
  const { t } = useTranslation("siting");
  return (
    <div className="surface" style={{ padding: "3rem 1.5rem", textAlign: "center" }}>
      <Text fw={600}>{t("premises.empty")}</Text>
      <Text c="dimmed" mb="md">
        {t(mayImport ? "premises.emptyNext" : "premises.emptyAsk")}
      </Text>
      {mayImport && (
        <Group justify="center">
          <Button component={Link} to={`/plan/import?city=${cityCode}&subject=premises`}>
            {t("premises.import")}
          </Button>
          <Anchor href={`/plan/import/template/premises?city=${cityCode}`} py="xs">
            {t("premises.template")}
          </Anchor>
        </Group>
      )}
    </div>
  );
}

function Pages({ list: { page, pages }, query }: Pick<PremisesListPageProps, "list" | "query">) {
  const { t } = useTranslation("siting");
  if (pages === 1) return null;
  const to = (at: number) => `?${addressOfPremises({ ...query, page: at }).toString()}`;
  const turn = (at: number, word: string) =>
    at >= 1 && at <= pages ? (
      <Button component={Link} to={to(at)} variant="default">
        {word}
      </Button>
    ) : (
      <Button variant="default" disabled>
        {word}
      </Button>
    );
  return (
    <Group component="nav" gap="sm" justify="center" aria-label={t("premises.pages")}>
      {turn(page - 1, t("premises.previous"))}
      <Text>{t("premises.pageOf", { page, pages })}</Text>
      {turn(page + 1, t("premises.next"))}
    </Group>
  );
}
