import { Button, Container, Group, Stack, TextInput } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { SensitiveValue } from "~/modules/accounts/ui/sensitive-value";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { useAreaWords } from "~/modules/catalog/ui/area-words";
import { CapacityHistory } from "~/modules/catalog/ui/capacity-history";
import { CapacityTable } from "~/modules/catalog/ui/capacity-table";
import { ChangeHistory } from "~/modules/catalog/ui/change-history";
import { DetailSection } from "~/modules/catalog/ui/detail-section";
import { FacilityFace } from "~/modules/catalog/ui/facility-face";
import { FacilityHead } from "~/modules/catalog/ui/facility-head";
import { LifeTimeline } from "~/modules/catalog/ui/life-timeline";
import { PhotoWall } from "~/modules/catalog/ui/photo-wall";
import { ContactAndHours, DocumentTable } from "~/modules/catalog/ui/record-cards";
import { useRegistryNames } from "~/modules/catalog/ui/registry-names";
import { requireFacilityPage } from "~/modules/catalog/use-cases/city-of-facility.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { mayTouch } from "~/modules/catalog/use-cases/may-write-catalog.server";
import { readFacility } from "~/modules/catalog/use-cases/read-facility.server";
import { readRegistry } from "~/modules/catalog/use-cases/read-registry.server";
import { today } from "~/platform/clock.server";
import { baseMap } from "~/platform/environment.server";
import { isCalendarDay } from "~/shared/calendar-day";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";

export const meta = titled;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:catalog");
  const city = await requireFacilityPage(request, actor, params.id);
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
    title: await pageTitle(request, () => file.facility.name),
    timeZone: city.timeZone,
    baseMap: baseMap() ?? null,
    mayWrite: mayTouch(actor, file.facility),
    mayOpen: may(actor, "open:sensitive"),
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
    mayOpen,
    baseMap: ground,
  } = useLoaderData<typeof loader>();
  const { t } = useTranslation("catalog");
  const names = useRegistryNames(registry);
  const [address] = useSearchParams();
  const symbol = registry.types.find((type) => type.key === facility.offerings[0]?.serviceType)?.symbol ?? "·";
  const areas = useAreaWords();
  const areaName = area && areas.whole(area);
  return (
    <Container component="main" size="lg" py="lg">
      <Stack gap="lg">
        <FacilityHead
          facility={facility}
          day={day}
          mayWrite={mayWrite}
          isSaved={address.get("saved") !== null}
          derivedArea={address.get("area") === "derived" ? areaName : null}
        />
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
        <DetailSection title={t("detail.offersOn", { day })} shown={day}>
          <Form method="get" preventScrollReset noValidate>
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
          <ContactAndHours
            contacts={facility.contacts}
            hours={facility.hours}
            masked={(mask, role, nth) => (
              <SensitiveValue
                label={role || t("detail.contacts")}
                mask={mask}
                opens={mayOpen ? `/plan/facilities/${facility.id}/contact?nth=${nth}&version=${facility.version}` : null}
              />
            )}
          />
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
