import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { ImportBatch } from "../domain/import-batch";
import { CoordinateWarnings, LeftOutRows, PreviewFigures } from "./preview-figures";
import { PreviewMap, type PreviewPoint } from "./preview-map";
import { type PreviewRow, PreviewTable } from "./preview-table";
import { WriteForm } from "./write-form";

interface Props {
  readonly batch: ImportBatch;
  readonly preview: { readonly rows: readonly PreviewRow[]; readonly points: readonly PreviewPoint[]; readonly hasMore: boolean };
  readonly show: string;
  readonly page: number;
  readonly bounds: readonly [number, number, number, number] | null;
  readonly isDemo: boolean;
  readonly mayWrite: boolean;
  readonly picking: number | null;
  readonly onChoose: (rowNumber: number) => void;
  readonly onPick: (lon: number, lat: number) => void;
}

/** Map and table of what would be written, and the word that writes it. */
export function PreviewPanel({ batch, preview, show, page, bounds, isDemo, mayWrite, picking, onChoose, onPick }: Props) {
  const { t } = useTranslation("imports");
  const hasPlaces = batch.subject !== "population";
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
      <CoordinateWarnings warnings={batch.counts.coordinates ?? []} />
      {hasPlaces && <PreviewMap points={preview.points} picking={picked} onPick={onPick} bounds={bounds} />}
      {mayWrite && <WriteForm batch={batch} isDemo={isDemo} />}
      <PreviewTable rows={preview.rows} picking={picking} onPick={onChoose} hasPlaces={hasPlaces} mayWrite={mayWrite} />
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
