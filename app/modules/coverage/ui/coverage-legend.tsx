import { Checkbox, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { SHADE_BOUNDS } from "~/ui/map/area-shade";
import { LegendSymbol } from "~/ui/map/legend-symbol";
import { LegendHatch, LegendLine, LegendShade, LegendStep } from "~/ui/map/legend-swatch";
import classes from "./coverage-legend.module.css";
import { nameIn } from "./figure-text";
import report from "./report.module.css";
import { toneOfType } from "~/ui/map/type-tone";

export interface Shown {
  readonly shades: boolean;
  readonly circles: boolean;
  readonly gaps: boolean;
  readonly places: boolean;
  readonly planned: boolean;
  readonly barriers: boolean;
}

export const EVERYTHING: Shown = { shades: true, circles: true, gaps: true, places: true, planned: true, barriers: true };

interface CoverageLegendProps {
  readonly shown: Shown;
  readonly onChange: (shown: Shown) => void;
  readonly types: readonly { readonly key: string; readonly nameZh: string; readonly nameEn: string; readonly symbol: string }[];
  /** nearest first */
  readonly steps: readonly string[];
  /** the view is so far away that areas can stand for circles */
  readonly canShade: boolean;
  /** and they do: circles wait for a nearer view */
  readonly isShaded: boolean;
  readonly hasPlanned: boolean;
  readonly hasBarriers: boolean;
}

/** The legend is the filter: what is ticked is drawn. It names what the present view can show, and nothing else. */
export function CoverageLegend(props: CoverageLegendProps) {
  const { shown, onChange, types, steps, canShade, isShaded, hasPlanned, hasBarriers } = props;
  const { t, i18n } = useTranslation("coverage");
  const first = types[0];
  const tick = (key: keyof Shown, children: ReactNode) => (
    <Checkbox
      checked={shown[key]}
      onChange={(event) => onChange({ ...shown, [key]: event.currentTarget.checked })}
      label={<span className={classes.items}>{children}</span>}
    />
  );
  return (
    <fieldset className={`${report.legend} ${classes.legend}`}>
      <legend>{t("map.legend")}</legend>
      <div className={classes.rows}>
        {canShade &&
          tick(
            "shades",
            <>
              {t("map.shades")}
              {SHADE_BOUNDS.map((bound, step) => (
                <Item key={bound} swatch={<LegendShade of={step} />}>
                  {t("map.shade", { from: 100 * (SHADE_BOUNDS[step - 1] ?? 0), to: 100 * bound })}
                </Item>
              ))}
              <Item swatch={<LegendShade of="unknown" />}>{t("map.unknown")}</Item>
              <Item swatch={<LegendShade of="nobody" />}>{t("share.noResidents")}</Item>
            </>,
          )}
        {!isShaded &&
          tick(
            "circles",
            steps.map((step, i) => (
              <Item key={step} swatch={<LegendStep step={i} />}>
                {step}
              </Item>
            )),
          )}
        {!isShaded && tick("gaps", <Item swatch={<LegendHatch />}>{t("map.gaps")}</Item>)}
        {tick(
          "places",
          types.map((type) => (
            <Item key={type.key} swatch={<LegendSymbol tone={toneOfType(type.key)} symbol={type.symbol} />}>
              {nameIn(i18n.language, type)}
            </Item>
          )),
        )}
        {hasPlanned &&
          first &&
          tick(
            "planned",
            <Item swatch={<LegendSymbol tone={toneOfType(first.key)} symbol={first.symbol} planned />}>{t("map.planned")}</Item>,
          )}
        {!isShaded && hasBarriers && tick("barriers", <Item swatch={<LegendLine />}>{t("map.barriers")}</Item>)}
      </div>
      {isShaded && (
        <Text size="sm" c="dimmed" className="no-print">
          {t("map.nearer")}
        </Text>
      )}
    </fieldset>
  );
}

const Item = ({ swatch, children }: { readonly swatch: ReactNode; readonly children: ReactNode }) => (
  <span className={classes.item}>
    {swatch} {children}
  </span>
);
