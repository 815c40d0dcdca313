import { Alert, Anchor, Button, Group, Stack, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Facility } from "../domain/facility";
import { NEXT_STATES, stateOn } from "../domain/life-cycle";
import { StateBadge } from "./state-badge";

interface FacilityHeadProps {
  readonly facility: Facility;
  readonly day: CalendarDay;
  readonly mayWrite: boolean;
  /** it was saved just now */
  readonly isSaved: boolean;
  /** the area its position gave it, where the form named none */
  readonly derivedArea: string | null;
}

/** Which facility this is, in which state, and what can be done with it. */
export function FacilityHead({ facility, day, mayWrite, isSaved, derivedArea }: FacilityHeadProps) {
  const { t } = useTranslation("catalog");
  const state = stateOn(facility.life, day);
  const last = facility.life.at(-1)?.state ?? "closed";
  return (
    <Stack gap="lg">
      <Anchor component={Link} to={`/plan/facilities?city=${facility.cityCode}`}>
        {t("detail.back")}
      </Anchor>
      {isSaved && (
        <Alert color="jade" c="var(--mantine-color-text)" role="status">
          {t("detail.saved", { version: facility.version })}
          {derivedArea && ` ${t("detail.areaDerived", { area: derivedArea })}`}
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
            <Button component={Link} to="operator" variant="default">
              {t("operatorAccess.toIt")}
            </Button>
            <Button component={Link} to="published" variant="default">
              {t("detail.published")}
            </Button>
            {NEXT_STATES[last].length > 0 ? (
              <Button component={Link} to="state" variant="default">
                {t("detail.changeState")}
              </Button>
            ) : (
              <Button
                component={Link}
                to={`/plan/facilities/new?after=${facility.id}&city=${facility.cityCode}`}
                variant="default"
              >
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
    </Stack>
  );
}
