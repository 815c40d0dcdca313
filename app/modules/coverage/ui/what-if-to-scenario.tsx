import { Anchor } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { GeoPoint } from "~/shared/geo-point";
import type { CoverageQuery } from "../domain/coverage-query";
import { coverageSearch } from "./coverage-address";
import { pointText } from "./what-if-address";

interface WhatIfToScenarioProps {
  readonly at: GeoPoint | null;
  readonly query: CoverageQuery;
}

/** The pin as a place that must be among the new ones: where the others go is then asked on the siting page. */
export function WhatIfToScenario({ at, query }: WhatIfToScenarioProps) {
  const { t } = useTranslation("coverage");
  if (!at) return null;
  const params = new URLSearchParams(coverageSearch(query));
  for (const from of ["communities", "points"]) params.append("from", from);
  params.set("points", `${t("whatIf.pin")},${pointText(at)}`);
  params.set("must", "point:1");
  return (
    <Anchor component={Link} to={`/plan/siting?${params.toString()}`} fw={600} className="no-print">
      {t("whatIf.toScenario")}
    </Anchor>
  );
}
