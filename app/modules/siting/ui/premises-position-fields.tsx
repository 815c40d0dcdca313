import { Group, NativeSelect, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { boundsAround, declaredPosition } from "~/modules/catalog/domain/declared-position";
import { COORDINATE_SYSTEMS, isCoordinateSystem } from "~/modules/imports/domain/coordinate-system";
import type { BaseMap } from "~/ui/map/base-map";
import { SiteMap } from "~/ui/map/site-map";
import { useDistrictOutlines } from "~/ui/map/use-district-outlines";
import type { Typed } from "../domain/premises/premises-typed";

interface PremisesPositionFieldsProps {
  readonly typed: Typed;
  readonly problems: { readonly x: string | null; readonly y: string | null };
  readonly cityCode: string;
  readonly bounds: readonly [number, number, number, number] | null;
  readonly baseMap: BaseMap | null;
}

/** Where they stand: typed with the system it was taken in, or by a click on the map (WGS-84). */
export function PremisesPositionFields({ typed, problems, cityCode, bounds, baseMap }: PremisesPositionFieldsProps) {
  const { t } = useTranslation("siting");
  const outlines = useDistrictOutlines(cityCode);
  const [at, setAt] = useState({
    ...{ x: typed["x"] ?? "", y: typed["y"] ?? "", system: typed["system"] ?? "WGS-84", quality: typed["quality"] ?? "exact" },
  });
  const put = (name: keyof typeof at) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setAt((before) => ({ ...before, [name]: value }));
  };
  const [x, y] = [Number(at.x), Number(at.y)];
  const isGiven = at.x.trim() !== "" && at.y.trim() !== "" && Math.abs(x) <= 180 && Math.abs(y) <= 85;
  const picked = isGiven ? declaredPosition(x, y, isCoordinateSystem(at.system) ? at.system : "WGS-84", "exact") : null;
  const [frame] = useState(() => (picked ? boundsAround(picked) : bounds));
  return (
    <>
      <Group gap="sm" align="flex-start">
        <NativeSelect
          name="system"
          label={t("premises.system")}
          data={[...COORDINATE_SYSTEMS]}
          value={at.system}
          onChange={put("system")}
        />
        <TextInput
          name="x"
          label={t("premises.lon")}
          value={at.x}
          onChange={put("x")}
          error={problems.x}
          inputMode="decimal"
          w="10rem"
        />
        <TextInput
          name="y"
          label={t("premises.lat")}
          value={at.y}
          onChange={put("y")}
          error={problems.y}
          inputMode="decimal"
          w="10rem"
        />
        <NativeSelect
          name="quality"
          label={t("premises.howExact")}
          data={["exact", "approximate"].map((key) => ({ value: key, label: t(`premises.quality.${key}`) }))}
          value={at.quality}
          onChange={put("quality")}
        />
      </Group>
      <Text size="sm" c="dimmed">
        {t("premises.pick")}
      </Text>
      <SiteMap
        label={t("premises.pickMap")}
        height={320}
        outlines={outlines}
        bounds={frame}
        baseMap={baseMap}
        picked={picked}
        onPick={(lon, lat) => setAt({ x: lon.toFixed(6), y: lat.toFixed(6), system: "WGS-84", quality: "exact" })}
      />
    </>
  );
}
