import { Anchor, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";

const FORMATS = [
  ["csv", "CSV"],
  ["xlsx", "XLSX"],
  ["geojson", "GeoJSON"],
] as const;

/** The filter on screen as a file, in the form one needs. */
export function ExportFold({ filter }: { readonly filter: string }) {
  const { t } = useTranslation("catalog");
  return (
    <details>
      <summary style={{ paddingBlock: "0.6rem" }}>{t("list.exports")}</summary>
      <Group gap="md">
        {FORMATS.map(([format, name]) => (
          <Anchor key={format} href={`/plan/facilities/export?${filter}&format=${format}`} py="xs">
            {t("list.export", { format: name })}
          </Anchor>
        ))}
      </Group>
    </details>
  );
}
