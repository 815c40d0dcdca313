import { Alert, Anchor, Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { SiblingPages } from "~/ui/layout/sibling-pages";
import { isResidentFiltered, type ResidentFilter } from "../domain/resident-filter";
import { ResidentTable, type AreaNames, type ResidentShown } from "./resident-table";
import { TurnPage, type TurnPlace } from "./turn-page";

export interface ResidentPageShown {
  readonly residents: readonly ResidentShown[];
  readonly counts: { readonly residents: number; readonly high: number; readonly key: number; readonly withoutVisitor: number };
  readonly waiting: number;
  readonly linksEnded: number;
  readonly people: Readonly<Record<string, string>>;
  readonly before: TurnPlace | null;
  readonly after: TurnPlace | null;
  readonly today: string;
}

interface ResidentListPageProps {
  readonly kind: "all" | "waiting" | "key-care";
  readonly page: ResidentPageShown;
  readonly names: AreaNames;
  readonly filter: ResidentFilter;
  readonly mayWrite: boolean;
  /** the ways to the other subjects of visiting */
  readonly above?: ReactNode;
  readonly children?: ReactNode;
  readonly act?: (resident: ResidentShown) => ReactNode;
}

/** A list of residents with its figures, and the lists beside it. */
export function ResidentListPage({ kind, page, names, filter, mayWrite, above, children, act }: ResidentListPageProps) {
  const { t } = useTranslation("residents");
  const { counts, before, after } = page;
  const siblings = [
    { to: "/visits/residents", label: t("pages.all") },
    ...(mayWrite
      ? [{ to: "/visits/residents/waiting", label: t("pages.waiting"), waiting: page.waiting > 0 ? String(page.waiting) : null }]
      : []),
    { to: "/visits/residents/key-care", label: t("pages.key-care") },
    { to: "/visits/residents/risk-rules", label: t("pages.risk-rules") },
  ];
  return (
    <Container component="main" size="xl" py="lg">
      <Stack gap="md">
        <Group justify="space-between" align="end">
          <div>
            <Title order={1} size="h2">
              {t(`title.${kind}`)}
            </Title>
            <Text c="dimmed">{t(`lead.${kind}`)}</Text>
          </div>
          {mayWrite && (
            <Group gap="xs" className="no-print">
              <Button component={Link} to="/plan/import?subject=comparison" variant="default">
                {t("list.compare")}
              </Button>
              <Button component={Link} to="/plan/import?subject=residents" variant="default">
                {t("list.import")}
              </Button>
              <Button component={Link} to="/visits/residents/new">
                {t("list.new")}
              </Button>
            </Group>
          )}
        </Group>
        {above}
        <SiblingPages label={t("pages.label")} pages={siblings} />
        {children}
        {kind === "all" && page.linksEnded > 0 && (
          <Alert color="yellow" variant="light">
            <Anchor component={Link} to="/visits/residents?linkEnded=yes" c="inherit">
              {t("list.linksEnded", { count: page.linksEnded })}
            </Anchor>
          </Alert>
        )}
        <Text aria-live="polite">
          <strong>{t("figures.residents", { count: counts.residents })}</strong>{" "}
          <Text span c="dimmed">
            {t("figures.of", { high: counts.high, key: counts.key, nobody: counts.withoutVisitor, day: page.today })}
          </Text>
        </Text>
        {page.residents.length === 0 ? (
          <Text>{t(isResidentFiltered(filter) && kind === "all" ? "empty.filtered" : `empty.${kind}`)}</Text>
        ) : (
          <ResidentTable residents={page.residents} names={names} people={page.people} today={page.today} act={act} />
        )}
        {(before || after) && (
          <Group component="nav" gap="xs" className="no-print" aria-label={t("turn.label")}>
            {before && <TurnPage filter={filter} to="before" place={before} />}
            {after && <TurnPage filter={filter} to="after" place={after} />}
          </Group>
        )}
      </Stack>
    </Container>
  );
}
