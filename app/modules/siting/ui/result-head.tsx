import { Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { toldGap } from "../domain/known-gap";
import { onePageOf } from "../domain/one-page";
import type { SitingResult } from "../domain/siting-result";
import { gapWords, pageFigures, pageSentence } from "./page-sentence";
import type { PageUnits } from "./page-units";

interface ResultHeadProps {
  readonly result: SitingResult;
  readonly name: string;
  readonly units: PageUnits;
  readonly computedOn: string;
}

/** The sentence first, then four figures, then how sure it is: the same words as the one page for a leader. */
export function ResultHead({ result, name, units, computedOn }: ResultHeadProps) {
  const { t } = useTranslation("siting");
  const page = onePageOf(result, { scenario: name, computedOn, premises: new Map() });
  const { proof, groups } = result;
  const gap = toldGap(proof);
  const isOfPeople = result.question.aim === "most" || result.question.aim === "twice";
  const isWeighed = isOfPeople && !result.room && (groups.length > 1 || groups[0]?.weight !== 1 || page.upper !== null);
  return (
    <Stack gap="sm" className="surface" p="md" data-testid="siting-result">
      <Text size="xl" component="p" m={0} lh={1.5}>
        {pageSentence(page, units).map(({ text, isStrong }, at) =>
          isStrong ? <b key={at}>{text}</b> : <span key={at}>{text}</span>,
        )}
      </Text>
      <SimpleGrid cols={{ base: 2, md: 4 }}>
        {pageFigures(page, units).map(({ label, value, note }) => (
          <div key={label}>
            <Text size="sm" c="dimmed">
              {label}
            </Text>
            <Text fw={700} size="lg">
              {value}
            </Text>
            <Text size="sm" c="dimmed">
              {note}
            </Text>
          </div>
        ))}
      </SimpleGrid>
      <Group gap="xs">
        <Text fw={600} data-testid="proof">
          {proof.proved
            ? t("result.proofBest")
            : `${proof.ended === "proved" ? "" : t(`result.ended.${proof.ended}`)}${gap === null ? t("unproved") : t("result.proofWithin", { gap: gapWords(gap) })}`}
        </Text>
        <Text size="sm" c="dimmed">
          {t("result.seconds", { seconds: proof.seconds.toFixed(1) })}
          {isOfPeople && !isWeighed && gap !== null && !proof.proved
            ? t("result.proofMore", { people: units.count(Math.ceil(proof.bound - proof.objective)) })
            : ""}
          {isWeighed ? t("result.weighed", { objective: units.count(proof.objective), bound: units.count(proof.bound) }) : ""}
        </Text>
      </Group>
    </Stack>
  );
}
