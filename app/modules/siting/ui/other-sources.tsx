import { Button, Group, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { SitingResult } from "../domain/siting-result";
import type { PageUnits } from "./page-units";

interface OtherSourcesProps {
  readonly result: SitingResult;
  readonly units: PageUnits;
  readonly runId: string;
  /** null = the reader may not ask */
  readonly of: { readonly id: string } | null;
}

/** Sources a city always has: whoever looked at a short list of houses may try these too. */
const MORE = ["communities", "facilities"] as const;

/** Where the candidates came from, and the question opened with one source more. */
export function OtherSources({
  result: { question, city, candidates, outOfReach },
  units: { count },
  runId,
  of,
}: OtherSourcesProps) {
  const { t } = useTranslation("siting");
  const from = question.from.map((key) => t(`question.from.${key}`)).join(t("page.and"));
  const others = MORE.filter((key) => !question.from.includes(key));
  const to = (source: string) =>
    `/plan/siting?${new URLSearchParams({ city: city.code, of: of!.id, run: runId, from: source }).toString()}`;
  return (
    <Group gap="sm" data-testid="other-sources">
      <Text size="sm">
        {t("result.sources", { from, count: candidates.count })}
        {outOfReach.people > 0 && others.length > 0 && t("result.sourcesFar", { people: count(outOfReach.people) })}
      </Text>
      {of &&
        others.map((source) => (
          <Button key={source} component={Link} to={to(source)} variant="light" size="compact-md" className="no-print">
            {t(`result.try.${source}`)}
          </Button>
        ))}
    </Group>
  );
}
