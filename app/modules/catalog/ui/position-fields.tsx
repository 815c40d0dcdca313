import type { FieldMetadata } from "@conform-to/react";
import { Group, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BaseMap } from "~/ui/map/base-map";
import { SiteMap } from "~/ui/map/site-map";
import { useDistrictOutlines } from "~/ui/map/use-district-outlines";
import { boundsAround, declaredPosition, type Bounds } from "../domain/declared-position";
import { COORDINATE_SYSTEMS, type CoordinateSystem } from "../domain/facility";
import type { FacilityFormValue } from "./facility-form-schema";
import { ChoiceField, TextField, TickField } from "./form-fields";

interface PositionFieldsProps {
  readonly fields: { readonly [K in "x" | "y" | "system" | "quality" | "isFarMeant"]: FieldMetadata<FacilityFormValue[K]> };
  /** it was said that the position lies far outside the city */
  readonly asksFar: boolean;
  readonly set: (name: string, value: string) => void;
  readonly cityCode: string;
  readonly bounds: readonly [number, number, number, number] | null;
  readonly baseMap: BaseMap | null;
}

/** Where it stands: typed with the system it was taken in, or by a click on the map (WGS-84). */
export function PositionFields({ fields, asksFar, set, cityCode, bounds, baseMap }: PositionFieldsProps) {
  const { t } = useTranslation("catalog");
  const outlines = useDistrictOutlines(cityCode);
  const [x, y] = [Number(fields.x.value), Number(fields.y.value)];
  const isGiven =
    Boolean(fields.x.value) &&
    Boolean(fields.y.value) &&
    Number.isFinite(x) &&
    Number.isFinite(y) &&
    Math.abs(x) <= 180 &&
    Math.abs(y) <= 90;
  const system = (fields.system.value ?? "WGS-84") as CoordinateSystem;
  const picked = isGiven ? declaredPosition(x, y, system, "exact") : null;
  // The map goes where figures point; a click on the map leaves it where the reader has moved it.
  const [clicked, setClicked] = useState("");
  const [frame, setFrame] = useState<Bounds | null>(picked ? boundsAround(picked) : bounds);
  const isClicked = clicked === `${fields.x.value},${fields.y.value}`;
  const [lon, lat] = [picked?.lon, picked?.lat];
  useEffect(() => {
    if (lon !== undefined && lat !== undefined && !isClicked) setFrame(boundsAround({ lon, lat }));
  }, [lon, lat, isClicked]);
  return (
    <>
      <Group gap="sm" align="flex-start">
        <ChoiceField
          field={fields.system}
          label={t("form.system")}
          data={COORDINATE_SYSTEMS.map((key) => ({ value: key, label: t(`system.${key}`) }))}
        />
        <TextField field={fields.x} label={t("form.x")} inputMode="decimal" w="10rem" />
        <TextField field={fields.y} label={t("form.y")} inputMode="decimal" w="10rem" />
        <ChoiceField
          field={fields.quality}
          label={t("form.quality")}
          data={["exact", "approximate"].map((key) => ({ value: key, label: t(`quality.${key}`) }))}
        />
      </Group>
      {asksFar && <TickField field={fields.isFarMeant} label={t("form.isFarMeant")} />}
      <Text size="sm" c="dimmed">
        {t("form.pick")}
      </Text>
      <SiteMap
        label={t("form.map")}
        height={360}
        outlines={outlines}
        bounds={frame}
        baseMap={baseMap}
        picked={picked}
        onPick={(lon, lat) => {
          const [east, north] = [lon.toFixed(6), lat.toFixed(6)];
          setClicked(`${east},${north}`);
          set(fields.system.name, "WGS-84");
          set(fields.x.name, east);
          set(fields.y.name, north);
        }}
      />
    </>
  );
}
