import { Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { SiteMap, type SiteMapPoint } from "~/ui/map/site-map";
import { useDistrictOutlines } from "~/ui/map/use-district-outlines";
import { drawnPoints } from "../domain/drawn-points";

interface PickMapProps {
  readonly cityCode: string;
  readonly lines: string;
  readonly onLines: (lines: string) => void;
}

/** The places of the list on a map; a click writes another line. It comes when it is opened: reading a list is its weight. */
export function PickMap({ cityCode, lines, onLines }: PickMapProps) {
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
