import { Anchor, Badge, Container, Group, Stack, Table, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { AlertList } from "~/modules/accounts/ui/alert-list";
import { EmergencyList } from "~/modules/accounts/ui/emergency-list";
import { GovernPages } from "~/modules/accounts/ui/govern-pages";
import { grantSentence } from "~/modules/accounts/ui/govern-words";
import classes from "~/modules/accounts/ui/stacked-table.module.css";
import { lastDayBefore } from "~/shared/half-open-days";
import { RefusalAlert } from "~/modules/accounts/ui/refusal-alert";
import { emergencies, reviewEmergency } from "~/modules/accounts/use-cases/break-glass.server";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { acknowledgeAlert, openingAlerts } from "~/modules/accounts/use-cases/opening-alerts.server";
import { accessReview, IDLE_DAYS } from "~/modules/accounts/use-cases/review-access.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";

export const handle = { title: "accounts:access.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:people");
  const onlyIdle = new URL(request.url).searchParams.get("show") === "unused";
  const [review, openings] = [await accessReview(actor, { onlyIdle }), await emergencies(actor)];
  const others = openings.filter(({ personId }) => personId !== actor.personId);
  const alerts = await openingAlerts(actor);
  const names = await areaNames([...review, ...others, ...alerts].map(({ areaCode }) => areaCode));
  const reviewer = may(actor, "write:grants") ? actor.personId : null;
  return { review, openings: others, alerts, names, grants: actor.grants, reviewer, onlyIdle, idleDays: IDLE_DAYS };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const alert = form.get("alert");
  if (alert !== null) {
    const acknowledged = await acknowledgeAlert(await requireActor(request, "read:audit"), String(alert));
    return acknowledged.ok ? redirect("/govern/access") : { refusal: acknowledged.refusal };
  }
  const actor = await requireActor(request, "write:grants");
  const finding = form.get("finding") === "justified" ? "justified" : "not-justified";
  const reviewed = await reviewEmergency(actor, String(form.get("opening") ?? ""), finding);
  return reviewed.ok ? redirect("/govern/access") : { refusal: reviewed.refusal };
}

export default function GovernAccess() {
  const { review, openings, alerts, names, grants, reviewer, onlyIdle, idleDays } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("accounts");
  const waiting = openings.filter(({ finding }) => finding === null).length;
  return (
    <Container component="main" size="lg" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("access.title")}
          </Title>
          <Text c="dimmed">{t("access.lead")}</Text>
        </div>
        <GovernPages grants={grants} toReview={(reviewer ? waiting : 0) + alerts.length} />
        <RefusalAlert refusal={answer?.refusal ?? null} />
        {alerts.length > 0 && <AlertList alerts={alerts} names={names} />}
        {openings.length > 0 && (
          <>
            <Title order={2} size="h4">
              {t("access.glass")}
            </Title>
            <EmergencyList openings={openings} names={names} reviewer={reviewer} />
          </>
        )}
        <Group gap="md" role="group" aria-label={t("access.filter")}>
          <Anchor component={Link} to="/govern/access" aria-current={onlyIdle ? undefined : "true"} fw={onlyIdle ? 400 : 650}>
            {t("access.all")}
          </Anchor>
          <Anchor
            component={Link}
            to="/govern/access?show=unused"
            aria-current={onlyIdle ? "true" : undefined}
            fw={onlyIdle ? 650 : 400}
          >
            {t("access.unused")}
          </Anchor>
        </Group>
        {review.length === 0 ? (
          <Text>{t("access.none")}</Text>
        ) : (
          <Table verticalSpacing="sm" className={classes.table!}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("access.who")}</Table.Th>
                <Table.Th>{t("access.what")}</Table.Th>
                <Table.Th>{t("access.since")}</Table.Th>
                <Table.Th>{t("access.until")}</Table.Th>
                <Table.Th>{t("access.used")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {review.map((grant) => (
                <Table.Tr key={grant.id}>
                  <Table.Td data-label={t("access.who")}>
                    <Anchor component={Link} to={`/govern/people/${grant.personId}`}>
                      {grant.personName}
                    </Anchor>
                  </Table.Td>
                  <Table.Td data-label={t("access.what")}>{grantSentence(grant, names, i18n.language, t)}</Table.Td>
                  <Table.Td data-label={t("access.since")} className={classes.short!}>
                    {grant.validFrom}
                  </Table.Td>
                  <Table.Td data-label={t("access.until")} className={classes.short!}>
                    {grant.validTo ? lastDayBefore(grant.validTo) : t("access.open")}
                  </Table.Td>
                  <Table.Td data-label={t("access.used")}>
                    {grant.lastUsedOn ?? t(grant.idleDays === null ? "access.notYet" : "access.neverUsed")}{" "}
                    {(grant.idleDays ?? 0) >= idleDays && (
                      <Badge color="orange" variant="light">
                        {t(grant.lastUsedOn ? "access.stale" : "access.held", { count: grant.idleDays ?? 0 })}
                      </Badge>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Stack>
    </Container>
  );
}
