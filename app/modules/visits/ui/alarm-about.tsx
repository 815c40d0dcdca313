import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface AlarmAboutProps {
  readonly about: { readonly eventId: string | null; readonly orderId: string | null };
  /** whose file may be opened; null = nobody's */
  readonly residentId: string | null;
  readonly cityCode: string;
}

/** Where an alarm leads to: the visit it began with, its work order, the file. */
export function AlarmAbout({ about, residentId, cityCode }: AlarmAboutProps) {
  const { t } = useTranslation("visits");
  const links = [
    about.eventId && { to: `/visits/log/${about.eventId}`, words: t("watch.toVisit") },
    about.orderId && { to: `/visits/orders/${about.orderId}`, words: t("watch.toOrder") },
    residentId && { to: `/visits/residents/${residentId}`, words: t("watch.toFile") },
  ].filter((link) => !!link);
  return (
    <Group gap="md">
      {links.map(({ to, words }) => (
        <Anchor key={to} component={Link} to={`${to}?city=${cityCode}`}>
          {words}
        </Anchor>
      ))}
    </Group>
  );
}

/** A record that was refused: dealing with it ends the alarm. */
export function AlarmOfRecord({ refusedId, cityCode }: { readonly refusedId: string; readonly cityCode: string }) {
  const { t } = useTranslation("visits");
  return (
    <Stack gap={4} align="flex-start">
      <Button component={Link} to={`/visits/refused/${refusedId}?city=${cityCode}`}>
        {t("watch.toRecord")}
      </Button>
      <Text size="sm">{t("watch.recordEnds")}</Text>
    </Stack>
  );
}

interface AlarmOfFamilyProps {
  readonly requestId: string;
  readonly urgency: string | null;
  readonly cityCode: string;
}

/** A family waits for a call: the alarm ends when they were answered, and in no other way. */
export function AlarmOfFamily({ requestId, urgency, cityCode }: AlarmOfFamilyProps) {
  const { t } = useTranslation("visits");
  return (
    <Stack id="settle" gap={4} align="flex-start">
      {urgency && <Text fw={650}>{t(`watch.urgency.${urgency}`)}</Text>}
      <Button component={Link} to={`/visits/requests/${requestId}?city=${cityCode}`}>
        {t("watch.toRequest")}
      </Button>
      <Text size="sm">{t("watch.answerEnds")}</Text>
    </Stack>
  );
}
