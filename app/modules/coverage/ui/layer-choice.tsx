import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { COVERAGE_LAYERS, type CoverageLayer } from "./coverage-layer";
import classes from "./layer-choice.module.css";

interface LayerChoiceProps {
  readonly layer: CoverageLayer;
  /** the page's address with another layer */
  readonly to: (layer: CoverageLayer) => string;
}

/** One of the map's layers: links, so that each has an address and works by keyboard and without scripts. */
export function LayerChoice({ layer, to }: LayerChoiceProps) {
  const { t } = useTranslation("coverage");
  return (
    <nav aria-label={t("layer.title")} className={`no-print ${classes.choice}`}>
      {COVERAGE_LAYERS.map((each) => (
        <Link key={each} to={to(each)} replace preventScrollReset aria-current={each === layer ? "true" : undefined}>
          {t(`layer.${each}`)}
        </Link>
      ))}
    </nav>
  );
}
