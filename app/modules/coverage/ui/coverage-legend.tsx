import { Checkbox, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LegendSymbol } from "~/ui/map/legend-symbol";
import { LegendHatch, LegendLine, LegendStep } from "~/ui/map/legend-swatch";
import { nameIn } from "./figure-text";
import report from "./report.module.css";
import { toneOfType } from "~/ui/map/type-tone";

export interface Shown {
  readonly circles: boolean;
  readonly gaps: boolean;
  readonly places: boolean;
  readonly planned: boolean;
  readonly barriers: boolean;
}

export const EVERYTHING: Shown = { circles: true, gaps: true, places: true, planned: true, barriers: true };

interface CoverageLegendProps {
  readonly shown: Shown;
  readonly onChange: (shown: Shown) => void;
  readonly types: readonly { readonly key: string; readonly nameZh: string; readonly nameEn: string; readonly symbol: string }[];
  /** nearest first */
  readonly steps: readonly string[];
  readonly hasPlanned: boolean;
  readonly hasBarriers: boolean;
}

/** The legend is the filter: what is ticked is drawn. */
export function CoverageLegend({ shown, onChange, types, steps, hasPlanned, hasBarriers }: CoverageLegendProps) {
  const { t, i18n } = useTranslation("coverage");
  const first = types[0];
  const tick = (key: keyof Shown) => ({
    checked: shown[key],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => onChange({ ...shown, [key]: event.currentTarget.checked }),
  });
  const row = { display: "inline-flex", alignItems: "center", gap: 6 } as const;
  return (
    <fieldset className={report.legend} style={{ border: 0, padding: 0, margin: 0 }}>
      <legend style={{ fontSize: "var(--mantine-font-size-sm)", color: "var(--quiet)", paddingBottom: 4 }}>
        {t("map.legend")}
      </legend>
      <Group gap="lg" align="center">
        <Checkbox
          {...tick("circles")}
          label={
            <span style={{ ...row, flexWrap: "wrap" }}>
              {steps.map((step, i) => (
                <span key={step} style={row}>
                  <LegendStep step={i} /> {step}
                </span>
              ))}
            </span>
          }
        />
        <Checkbox
          {...tick("gaps")}
          label={
            <span style={row}>
              <LegendHatch /> {t("map.gaps")}
            </span>
          }
        />
        <Checkbox
          {...tick("places")}
          label={
            <span style={{ ...row, flexWrap: "wrap" }}>
              {types.map((type) => (
                <span key={type.key} style={row}>
                  <LegendSymbol tone={toneOfType(type.key)} symbol={type.symbol} /> {nameIn(i18n.language, type)}
                </span>
              ))}
            </span>
          }
        />
        {hasPlanned && first && (
          <Checkbox
            {...tick("planned")}
            label={
              <span style={row}>
                <LegendSymbol tone={toneOfType(first.key)} symbol={first.symbol} planned /> {t("map.planned")}
              </span>
            }
          />
        )}
        {hasBarriers && (
          <Checkbox
            {...tick("barriers")}
            label={
              <span style={row}>
                <LegendLine /> {t("map.barriers")}
              </span>
            }
          />
        )}
      </Group>
    </fieldset>
  );
}
