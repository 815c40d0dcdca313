import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import type { BaseMap } from "~/ui/map/base-map";
import { type ImportBatch, hasCoordinates, isOfResidents } from "../domain/import-batch";
import { CoordinateWarnings, LeftOutRows, PreviewFigures } from "./preview-figures";
import { PreviewMap, type PreviewPoint } from "./preview-map";
import { type PreviewRow, PreviewTable } from "./preview-table";
import { DerivedAreas, DuplicateQuestion, PeopleDiffer } from "./preview-notices";
import { WordForm } from "./word-form";
import { WriteForm } from "./write-form";

interface Props {
  readonly batch: ImportBatch;
  readonly preview: {
    readonly rows: readonly PreviewRow[];
    readonly points: readonly PreviewPoint[];
    readonly lines: ComponentProps<typeof PreviewMap>["lines"];
    readonly hasMore: boolean;
  };
  readonly show: string;
  readonly page: number;
  readonly words: ComponentProps<typeof WordForm>["words"];
  readonly bounds: readonly [number, number, number, number] | null;
  readonly baseMap: BaseMap | null;
  readonly isDemo: boolean;
  readonly mayWrite: boolean;
  readonly picking: number | null;
  readonly onChoose: (rowNumber: number) => void;
  readonly onPick: (lon: number, lat: number) => void;
}

/** Map and table of what would be written, and the word that writes it. */
export function PreviewPanel({ batch, preview, show, page, words, mayWrite, picking, onChoose, ...rest }: Props) {
  const { t } = useTranslation("imports");
  const isComparison = batch.subject === "comparison";
  const hasPlaces = hasCoordinates(batch.subject) && !isOfResidents(batch.subject);
  const picked = preview.rows.find((row) => row.rowNumber === picking) ?? null;
  return (
    <Stack gap="lg">
      <div>
        <Title order={2} size="h4">
          {t("preview.title")}
        </Title>
        <Text c="dimmed">{t("preview.lead")}</Text>
      </div>
      <PreviewFigures batch={batch} shown={show} />
      <PeopleDiffer batch={batch} />
      <DerivedAreas batch={batch} />
      <CoordinateWarnings warnings={batch.counts.coordinates ?? []} />
      {hasPlaces && (
        <PreviewMap
          points={preview.points}
          lines={preview.lines}
          picking={picked}
          onPick={rest.onPick}
          bounds={rest.bounds}
          baseMap={rest.baseMap}
        />
      )}
      {mayWrite && <WordForm source={batch.source} words={words} />}
      {isComparison && (
        <Button component={Link} to={`/visits/compare/${batch.id}?city=${batch.cityCode}`} style={{ alignSelf: "flex-start" }}>
          {t("preview.compare")}
        </Button>
      )}
      {mayWrite && !isComparison && <DuplicateQuestion batch={batch} />}
      {mayWrite && !isComparison && <WriteForm batch={batch} isDemo={rest.isDemo} />}
      <PreviewTable
        rows={preview.rows}
        picking={picking}
        onPick={onChoose}
        hasPlaces={hasPlaces}
        mayWrite={mayWrite && !isComparison}
      />
      {(page > 0 || preview.hasMore) && (
        <Group justify="center" gap="md">
          {page > 0 && (
            <Anchor component={Link} to={`?city=${batch.cityCode}&show=${show}&page=${page - 1}`}>
              {t("preview.previous")}
            </Anchor>
          )}
          <Text size="sm">{t("preview.page", { page: page + 1 })}</Text>
          {preview.hasMore && (
            <Anchor component={Link} to={`?city=${batch.cityCode}&show=${show}&page=${page + 1}`}>
              {t("preview.next")}
            </Anchor>
          )}
        </Group>
      )}
      <LeftOutRows batch={batch} />
    </Stack>
  );
}
