import type { FeatureCollection } from "geojson";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useMapFile } from "./use-map-file";

/** On a map «Jinshui» is enough: whole names of neighbours lie on top of each other. */
const shortened = (name: string): string => name.replace(/ (District|County|City)$/, "");

/** A city's outlines with names in the reader's language: one file for every map, kept by the browser; null until it has come. */
export function useDistrictOutlines(cityCode: string): FeatureCollection | null {
  const { i18n } = useTranslation();
  const { content } = useMapFile<FeatureCollection>(`/plan/coverage/outlines?city=${cityCode}`);
  return useMemo<FeatureCollection | null>(
    () =>
      content && {
        ...content,
        features: content.features.map((feature) => {
          const { code, name, nameEn } = feature.properties as { code: string; name: string; nameEn?: string | null };
          return { ...feature, properties: { code, name: i18n.language === "en" && nameEn ? shortened(nameEn) : name } };
        }),
      },
    [content, i18n.language],
  );
}
