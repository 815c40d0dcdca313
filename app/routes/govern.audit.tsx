import { Alert, Anchor, Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { auditPlaceFrom, isUuid } from "~/modules/accounts/domain/audit-filter";
import { AuditFilterForm } from "~/modules/accounts/ui/audit-filter-form";
import { AuditList } from "~/modules/accounts/ui/audit-list";
import { GovernPages } from "~/modules/accounts/ui/govern-pages";
import { askedAudit } from "~/modules/accounts/use-cases/asked-audit.server";
import { auditInView } from "~/modules/accounts/use-cases/audit-in-view.server";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { facilityNames } from "~/modules/catalog/use-cases/facility-names.server";
import { areaCodeIn } from "~/modules/catalog/use-cases/find-areas.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";

export const handle = { title: "accounts:audit.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:audit");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const { asked, filter, unusable } = await askedAudit(said, (text) => areaCodeIn(actor, city.code, text));
  const before = auditPlaceFrom(said);
  const page = permitted(await auditInView(actor, filter, before, city.timeZone), actor);
  const facilities = page.events.flatMap(({ subjectKind, subjectId }) =>
    subjectKind === "facility" && subjectId && isUuid(subjectId) ? [subjectId] : [],
  );
  return {
    ...{ page, asked, unusable, isNewest: before === null, timeZone: city.timeZone, grants: actor.grants },
    areas: await areaNames(page.events.map(({ areaCode }) => areaCode)),
    subjects: await facilityNames(actor, facilities),
  };
}

export default function GovernAudit() {
  const { page, asked, unusable, isNewest, timeZone, grants, areas, subjects } = useLoaderData<typeof loader>();
  const { t } = useTranslation("accounts");
  const isAsked = Object.values(asked).some(Boolean);
  return (
    <Container component="main" size="lg" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("audit.title")}
          </Title>
          <Text c="dimmed">{t("audit.lead")}</Text>
        </div>
        <GovernPages grants={grants} />
        <AuditFilterForm asked={asked} />
        {unusable.length > 0 && (
          <Alert color="orange" c="var(--mantine-color-text)" role="alert">
            {t("audit.unusable", { fields: unusable.map((field) => t(`audit.asked.${field}`)).join(" · ") })}
          </Alert>
        )}
        {page.events.length === 0 ? (
          <Text>
            {t(isAsked || !isNewest ? "audit.none" : "audit.noneYet")}{" "}
            {(isAsked || !isNewest) && <Link to="/govern/audit">{t("audit.clear")}</Link>}
          </Text>
        ) : (
          <>
            <Group justify="space-between">
              <Text size="sm" c="dimmed" aria-live="polite">
                {t("audit.count", { count: page.events.length })}
              </Text>
              <Anchor component={Link} to={`/govern/audit/export?${new URLSearchParams(asked).toString()}`} size="sm">
                {t("audit.export")}
              </Anchor>
            </Group>
            <AuditList events={page.events} areas={areas} subjects={subjects} timeZone={timeZone} />
            <Group component="nav" aria-label={t("audit.pages")}>
              {!isNewest && (
                <Button component={Link} variant="default" to={`/govern/audit?${new URLSearchParams(asked).toString()}`}>
                  {t("audit.newest")}
                </Button>
              )}
              {page.next && (
                <Button component={Link} variant="default" to={`/govern/audit?${olderThan(asked, page.next).toString()}`}>
                  {t("audit.older")}
                </Button>
              )}
            </Group>
          </>
        )}
      </Stack>
    </Container>
  );
}

const olderThan = (asked: Record<string, string>, next: { readonly at: string; readonly id: string }): URLSearchParams =>
  new URLSearchParams({ ...asked, beforeAt: next.at, beforeId: next.id });
