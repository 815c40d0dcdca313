import { Alert, Anchor, Box, Button, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useId, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { BaseMap } from "~/ui/map/base-map";
import type { Premises } from "../domain/premises/premises";
import type { SignedStep } from "../domain/premises/premises-list";
import type { PremisesRefusal } from "../domain/premises/premises-refusal";
import { isDropped, type Standing } from "../domain/premises/premises-stage";
import { FacilityLinkForm } from "./facility-link-form";
import { PremisesFacts } from "./premises-facts";
import type { RefusedStep } from "./premises-refusal-words";
import { StageBadge } from "./stage-badge";
import { StageForms } from "./stage-forms";
import { StageHistory } from "./stage-history";

interface PremisesPageProps {
  readonly file: {
    readonly premises: Omit<Premises, "contactCipher">;
    readonly standing: Standing;
    readonly steps: readonly SignedStep[];
    readonly facility: { readonly id: string; readonly name: string } | null;
    readonly mayKeep: boolean;
  };
  readonly cityCode: string;
  readonly today: string;
  readonly baseMap: BaseMap | null;
  readonly areaName: string | null;
  /** what was saved just now */
  readonly saved: string | null;
  readonly refused: RefusedStep | null;
  readonly refusedLink: { readonly refusal: PremisesRefusal; readonly facility: string } | null;
  readonly contact: ReactNode;
}

/** One of the idle premises: what it is, how far it has come, what comes next. */
export function PremisesPage({
  file,
  cityCode,
  today,
  baseMap,
  areaName,
  saved,
  refused,
  refusedLink,
  contact,
}: PremisesPageProps) {
  const { t } = useTranslation("siting");
  const { premises, standing, steps, facility, mayKeep } = file;
  const isOperating = standing.stage === "operating" && !isDropped(standing);
  return (
    <>
      <Anchor component={Link} to={`/plan/siting/premises?city=${cityCode}`}>
        {t("premises.toList")}
      </Anchor>
      {saved !== null && (
        <Alert color="jade" c="var(--mantine-color-text)" role="status">
          {t(saved === "stage" ? "premises.savedStage" : "premises.saved")}
        </Alert>
      )}
      <Group justify="space-between" align="flex-start">
        <Group gap="sm">
          <Title order={1} size="h2">
            {premises.name}
          </Title>
          <StageBadge standing={standing} />
        </Group>
        {mayKeep && (
          <Button component={Link} to="edit" variant="default">
            {t("premises.edit")}
          </Button>
        )}
      </Group>
      {isDropped(standing) && (
        <Alert color="gray" c="var(--mantine-color-text)">
          {t("premises.isDropped", { day: standing.on, stage: t(`premises.stages.${standing.stage}`), reason: standing.reason })}
        </Alert>
      )}
      <Section title={t("premises.part.known")}>
        <PremisesFacts {...{ premises, areaName, contact, facility, baseMap }} />
      </Section>
      <SimpleGrid cols={{ base: 1, sm: mayKeep ? 2 : 1 }} spacing="lg">
        {mayKeep && (
          <Section title={t("premises.part.next")}>
            <Stack gap="lg">
              <StageForms key={standing.number} standing={standing} today={today} refused={refused} />
              {isOperating && <FacilityLinkForm facilityId={premises.facilityId} refused={refusedLink} />}
            </Stack>
          </Section>
        )}
        <Section title={t("premises.history")}>
          <StageHistory steps={steps} />
        </Section>
      </SimpleGrid>
      {!mayKeep && (
        <Text c="dimmed" size="sm">
          {t("premises.readOnly")}
        </Text>
      )}
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <Box component="section" className="surface" p={{ base: "md", sm: "lg" }} aria-labelledby={id}>
      <Title order={2} size="h4" mb="sm" id={id}>
        {title}
      </Title>
      {children}
    </Box>
  );
}
