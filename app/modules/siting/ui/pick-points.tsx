import { Stack, Text, Textarea } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ClientOnly } from "~/ui/layout/client-only";
import { SiteMap, type SiteMapPoint } from "~/ui/map/site-map";
import { useDistrictOutlines } from "~/ui/map/use-district-outlines";
import { drawnPoints } from "../domain/drawn-points";

interface PickPointsProps {
  readonly cityCode: string;
  readonly text: string;
  readonly isWrong: boolean;
}

/** Places as lines of text; where there are scripts, a click on the map writes another line. */
export function PickPoints({ cityCode, text, isWrong }: PickPointsProps) {
  const { t } = useTranslation("siting");
  const [lines, setLines] = useState(text);
  const [isOpen, setOpen] = useState(false);
  return (
    <Stack gap="xs">
      <Textarea
        {...{ name: "points", label: t("question.points"), description: t("question.pointsWhat"), autosize: true, minRows: 3 }}
        {...{ value: lines, error: isWrong, styles: { input: { fontFamily: "monospace" } } }}
        onChange={(event) => setLines(event.currentTarget.value)}
      />
      <ClientOnly>
        {() => (
          <details onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary style={{ minHeight: 28, cursor: "pointer" }}>{t("question.pick")}</summary>
            {isOpen && <PickMap cityCode={cityCode} lines={lines} onLines={setLines} />}
          </details>
        )}
      </ClientOnly>
    </Stack>
  );
}

interface PickMapProps {
  readonly cityCode: string;
  readonly lines: string;
  readonly onLines: (lines: string) => void;
}

function PickMap({ cityCode, lines, onLines }: PickMapProps) {
  const { t } = useTranslation("siting");
  const outlines = useDistrictOutlines(cityCode);
  const points = useMemo<SiteMapPoint[]>(() => {
    const read = drawnPoints(lines);
    const known = read.ok ? read.value : [];
    return known.map(({ name, lon, lat }, at) => ({
      ...{ id: String(at), lon, lat, symbol: "+", tone: "amber", number: at + 1 },
      label: name || t("question.picked", { n: at + 1 }),
    }));
  }, [lines, t]);
  const add = (lon: number, lat: number) => {
    const name = t("question.picked", { n: points.length + 1 });
    onLines(`${lines.trimEnd()}${lines.trim() === "" ? "" : "\n"}${name},${lon.toFixed(5)},${lat.toFixed(5)}`);
  };
  return (
    <>
      <SiteMap label={t("question.map")} points={points} outlines={outlines} onPick={add} isEach height={320} />
      <Text size="sm" c="dimmed">
        {t("question.pointsWhat")}
      </Text>
    </>
  );
}
