import { Anchor, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LegendSymbol } from "~/ui/map/legend-symbol";
import { LegendDisc, LegendHatch, LegendMinutes } from "~/ui/map/legend-swatch";
import { toneOfType } from "~/ui/map/type-tone";
import { WALK_BANDS } from "../domain/circles-run";
import type { CoverageLayer } from "./coverage-layer";
import classes from "./coverage-legend.module.css";
import { nameIn } from "./figure-text";
import type { AccessPoints } from "./use-access-points";

interface LayerLegendProps {
  readonly layer: Exclude<CoverageLayer, "circles">;
  readonly types: readonly { readonly key: string; readonly nameZh: string; readonly nameEn: string; readonly symbol: string }[];
  /** null until it has come, and on the other layers */
  readonly access: AccessPoints | null;
  readonly boundMinutes: number;
  /** the same question on the page of access */
  readonly accessTo: string;
}

/** What the colours mean, in words, and where the same stands as a list. */
export function LayerLegend({ layer, types, access, boundMinutes, accessTo }: LayerLegendProps) {
  const { t, i18n } = useTranslation("coverage");
  const named = types.map((type) => nameIn(i18n.language, type)).join(t("report.and"));
  if (layer === "access" && access?.none)
    return <Text size="sm">{t(`access.none.${access.none}`, { types: named, date: access.date })}</Text>;
  return (
    <div role="group" aria-label={t("layer.legend")}>
      <div className={classes.rows}>
        {layer === "minutes" && (
          <>
            {WALK_BANDS.map((minutes, band) => (
              <Item key={minutes} swatch={<LegendMinutes band={band} />}>
                {t("map.within", { step: t("minutesOption", { minutes }) })}
              </Item>
            ))}
            <Item swatch={<LegendMinutes band={null} />}>{t("minutes.beyond", { minutes: WALK_BANDS.at(-1) })}</Item>
          </>
        )}
        {layer === "gaps" && <Item swatch={<LegendHatch />}>{t("layer.gapsAre", { bound: Math.round(boundMinutes) })}</Item>}
        {layer === "access" && access && (
          <>
            <Item swatch={<LegendDisc of="nothing" />}>{t("layer.nothing")}</Item>
            {access.bounds.map(([from, to], step) => (
              <Item key={from} swatch={<LegendDisc of={step + 1} />}>
                {t("layer.between", { from: short(from), to: short(to) })}
              </Item>
            ))}
            <Item swatch={<LegendDisc of="unknown" />}>{t("layer.unknown")}</Item>
          </>
        )}
        {types.map((type) => (
          <Item key={type.key} swatch={<LegendSymbol tone={toneOfType(type.key)} symbol={type.symbol} />}>
            {nameIn(i18n.language, type)}
          </Item>
        ))}
      </div>
      <Text size="sm" c="dimmed" className="no-print">
        {t(`layer.how.${layer}`)}{" "}
        {layer === "access" ? (
          <Anchor component={Link} to={accessTo} size="sm" underline="always">
            {t("layer.asList")}
          </Anchor>
        ) : (
          <Anchor href={layer === "gaps" ? "#worst-ten" : "#areas-title"} size="sm" underline="always">
            {t("layer.asList")}
          </Anchor>
        )}
      </Text>
    </div>
  );
}

const short = (value: number): string => (value >= 100 ? String(Math.round(value)) : value.toFixed(1));

const Item = ({ swatch, children }: { readonly swatch: ReactNode; readonly children: ReactNode }) => (
  <span className={classes.item}>
    {swatch} {children}
  </span>
);
