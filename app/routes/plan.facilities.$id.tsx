import { Alert, Anchor, Button, Container, Group, Stack, TextInput, Title } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/permission";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { NEXT_STATES, stateOn } from "~/modules/catalog/domain/life-cycle";
import { CapacityHistory } from "~/modules/catalog/ui/capacity-history";
import { CapacityTable } from "~/modules/catalog/ui/capacity-table";
import { ChangeHistory } from "~/modules/catalog/ui/change-history";
import { DetailSection } from "~/modules/catalog/ui/detail-section";
import { FacilityFace } from "~/modules/catalog/ui/facility-face";
import { LifeTimeline } from "~/modules/catalog/ui/life-timeline";
import { PhotoWall } from "~/modules/catalog/ui/photo-wall";
import { ContactAndHours, DocumentTable } from "~/modules/catalog/ui/record-cards";
import { useRegistryNames } from "~/modules/catalog/ui/registry-names";
import { StateBadge } from "~/modules/catalog/ui/state-badge";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { readFacility } from "~/modules/catalog/use-cases/read-facility.server";
import { readRegistry } from "~/modules/catalog/use-cases/read-registry.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { today } from "~/platform/clock.server";
import { baseMap } from "~/platform/environment.server";
import { isCalendarDay } from "~/shared/calendar-day";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:catalog");
  const city = await requireCity(request);
  const [file, registry] = await Promise.all([readFacility(actor, city, params.id ?? ""), readRegistry(actor, city.code)]);
  const known = permitted(registry, actor);
  if (!file) throw new Response(null, { status: 404 });
  const asked = new URL(request.url).searchParams.get("date") ?? "";
  const now = today(city.timeZone);
  const day = isCalendarDay(asked) ? asked : now;
  return {
    ...file,
    registry: known,
    cityCode: city.code,
    day,
    today: now,
    timeZone: city.timeZone,
    baseMap: baseMap() ?? null,
    mayWrite: may(actor.role, "write:catalog"),
  };
}

export default function FacilityDetail() {
  const {
    facility,
    area,
    photos,
    history,
    warnings,
    registry,
    cityCode,
    day,
    today: now,
    timeZone,
    mayWrite,
    baseMap: ground,
  } = useLoaderData<typeof loader>();
  const { t } = useTranslation("catalog");
  const names = useRegistryNames(registry);
  const [address] = useSearchParams();
  const state = stateOn(facility.life, day);
  const last = facility.life.at(-1)?.state ?? "closed";
  const symbol = registry.types.find((type) => type.key === facility.offerings[0]?.serviceType)?.symbol ?? "·";
  const areaName = area && [area.within, area.name].filter(Boolean).join(" ");
  return (
    <Container component="main" size="lg" py="lg">
      <Stack gap="lg">
        <Anchor component={Link} to="/plan/facilities">
          {t("detail.back")}
        </Anchor>
        {address.get("saved") && (
          <Alert color="jade" role="status">
            {t("detail.saved", { version: facility.version })}
          </Alert>
        )}
        <Group justify="space-between" align="flex-start">
          <Group gap="sm">
            <Title order={1} size="h2">
              {facility.name}
            </Title>
            {state ? <StateBadge state={state} /> : t("detail.notYet", { day })}
          </Group>
          {mayWrite && (
            <Group gap="sm">
              <Button component={Link} to="edit">
                {t("detail.edit")}
              </Button>
              {NEXT_STATES[last].length > 0 ? (
                <Button component={Link} to="state" variant="default">
                  {t("detail.changeState")}
                </Button>
              ) : (
                <Button component={Link} to={`/plan/facilities/new?after=${facility.id}`} variant="default">
                  {t("detail.reopen")}
                </Button>
              )}
            </Group>
          )}
        </Group>
        {facility.successorOfId && (
          <Anchor component={Link} to={`/plan/facilities/${facility.successorOfId}`}>
            {t("detail.predecessor")}
          </Anchor>
        )}
        <DetailSection title={t("detail.what")}>
          <FacilityFace
            facility={facility}
            areaName={areaName}
            warnings={warnings}
            symbol={symbol}
            names={names}
            cityCode={cityCode}
            baseMap={ground}
          />
        </DetailSection>
        <DetailSection title={t("detail.offers")}>
          <Form method="get">
            <Group align="flex-end" gap="sm" mb="sm">
              <TextInput key={day} type="date" name="date" label={t("detail.asOf")} defaultValue={day} />
              <Button type="submit" variant="default">
                {t("detail.show")}
              </Button>
            </Group>
          </Form>
          <CapacityTable offerings={facility.offerings} day={day} names={names} />
        </DetailSection>
        <DetailSection title={t("detail.life")}>
          <LifeTimeline life={facility.life} day={now} />
        </DetailSection>
        <DetailSection title={t("detail.capacityHistory")}>
          <CapacityHistory offerings={facility.offerings} names={names} />
        </DetailSection>
        <DetailSection title={t("detail.documents")}>
          <DocumentTable documents={facility.documents} day={now} />
        </DetailSection>
        <DetailSection title={t("detail.contacts")}>
          <ContactAndHours contacts={facility.contacts} hours={facility.hours} />
        </DetailSection>
        <DetailSection title={t("detail.photos")}>
          <PhotoWall facilityId={facility.id} photos={photos} mayWrite={mayWrite} />
        </DetailSection>
        {history && (
          <DetailSection title={t("detail.history")}>
            <ChangeHistory history={history} timeZone={timeZone} names={names} />
          </DetailSection>
        )}
      </Stack>
    </Container>
  );
}
