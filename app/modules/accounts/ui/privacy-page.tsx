import { Container, List, Stack, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { EMERGENCY_HOURS } from "../domain/emergency-access";
import type { RetainedKindName } from "../domain/retention";
import { maskOf, OPENINGS_AN_HOUR } from "../domain/sensitive-field";
import type { SessionKind } from "../domain/session";
import { SHOWN_SECONDS } from "./sensitive-value";

interface PrivacyPageProps {
  /** `isLetGo`: the program deletes it when its days are over; without that they are the least it is kept */
  readonly kept: readonly { readonly kind: RetainedKindName; readonly keepDays: number; readonly isLetGo: boolean }[];
  readonly limits: Readonly<Record<SessionKind, { readonly idleMinutes: number; readonly absoluteMinutes: number }>>;
  /** records of each kind that a person's own file holds */
  readonly mostInFile: number;
  /** whose host the picture under the map comes from, and who asks it: the reader's browser, or we in its place; null = nobody's */
  readonly map: { readonly host: string; readonly asks: "us" | "browser" } | null;
  readonly isDemo: boolean;
}

const KEPT = ["residents", "places", "facilities", "staff", "visitors", "families", "contacts"] as const;
const SEEN = ["masked", "reason", "area", "glass", "told", "alert"] as const;
const GUARDED = ["sealed", "passwords", "signedOut", "logs", "backups"] as const;
const YEAR = 365;
/** Nobody's number. */
const MADE_PHONE = "13812345678";
const RIGHTS = ["ask", "correct", "delete", "complain"] as const;

/** What is kept about whom, who sees it, how long, and what one can do: for whoever never read such a page before. */
export function PrivacyPage({ kept, limits, mostInFile, map, isDemo }: PrivacyPageProps) {
  const { t } = useTranslation("accounts");
  const time = (days: number) =>
    days > 0 && days % YEAR === 0 ? t("privacy.long.years", { count: days / YEAR }) : t("privacy.long.days", { days });
  const seen = {
    ...{ mask: maskOf("phone", MADE_PHONE), seconds: SHOWN_SECONDS, hours: EMERGENCY_HOURS },
    ...OPENINGS_AN_HOUR,
  };
  const { desk, field } = limits;
  const guarded = {
    ...{ idle: desk.idleMinutes, hours: desk.absoluteMinutes / 60 },
    ...{ fieldIdle: Math.round(field.idleMinutes / 6) / 10, fieldHours: field.absoluteMinutes / 60 },
  };
  const left = kept.find(({ kind }) => kind === "left-people")?.keepDays ?? 0;
  const rights = { most: mostInFile, left: time(left) };
  return (
    <Container component="main" size="sm" py="lg">
      <Stack gap="lg">
        <div>
          <Title order={1}>{t("privacy.title")}</Title>
          <Text size="lg" mt="xs">
            {t("privacy.lead")}
          </Text>
          {isDemo && (
            <Text mt="xs" fw={650}>
              {t("privacy.demo")}
            </Text>
          )}
        </div>
        <section aria-labelledby="kept">
          <Title order={2} size="h3" id="kept">
            {t("privacy.kept.title")}
          </Title>
          <Text my="xs">{t("privacy.kept.notYet")}</Text>
          <Stack gap="sm">
            {KEPT.map((what) => (
              <div key={what}>
                <Text fw={650}>{t(`privacy.kept.${what}.what`)}</Text>
                <Text>{t(`privacy.kept.${what}.why`)}</Text>
              </div>
            ))}
          </Stack>
        </section>
        <Points title={t("privacy.seen.title")} points={SEEN.map((point) => t(`privacy.seen.${point}`, seen))} />
        <Points title={t("privacy.guarded.title")} points={GUARDED.map((point) => t(`privacy.guarded.${point}`, guarded))} />
        <section aria-labelledby="long">
          <Title order={2} size="h3" id="long">
            {t("privacy.long.title")}
          </Title>
          <Table aria-labelledby="long" verticalSpacing="sm" mt="xs">
            <Table.Tbody>
              {kept.map(({ kind, keepDays, isLetGo }) => (
                <Table.Tr key={kind}>
                  <Table.Th scope="row" fw={400}>
                    {t(`retention.kinds.${kind}`)}
                  </Table.Th>
                  <Table.Td ta="right">
                    {!isLetGo
                      ? t("privacy.long.atLeast", { time: time(keepDays) })
                      : keepDays === 0
                        ? t("privacy.long.atOnce")
                        : time(keepDays)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
        <Points title={t("privacy.rights.title")} points={RIGHTS.map((point) => t(`privacy.rights.${point}`, rights))} />
        <section aria-labelledby="others">
          <Title order={2} size="h3" id="others">
            {t("privacy.others.title")}
          </Title>
          <Text mt="xs">{t("privacy.others.none")}</Text>
          <Text>{map === null ? t("privacy.others.noMap") : t(`privacy.others.map.${map.asks}`, { host: map.host })}</Text>
        </section>
      </Stack>
    </Container>
  );
}

function Points({ title, points }: { readonly title: string; readonly points: readonly string[] }) {
  return (
    <section aria-label={title}>
      <Title order={2} size="h3">
        {title}
      </Title>
      <List spacing="xs" mt="xs">
        {points.map((point) => (
          <List.Item key={point}>{point}</List.Item>
        ))}
      </List>
    </section>
  );
}
