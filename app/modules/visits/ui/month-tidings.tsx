import { Alert, Anchor, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ledgerOfMonth, ledgerQuery, monthQuery } from "../domain/month-address";
import { ratePercent, type MonthFigures } from "../domain/month-figures";
import { CORRECTION_KINDS, type CorrectionCounts, type ReportState } from "../domain/month-report";

interface MonthTidingsProps {
  readonly city: string;
  readonly place: { readonly areaCode: string; readonly month: string };
  readonly state: ReportState;
  readonly returnedWhy: string;
  readonly submittedOn: string;
  readonly reviewedBy: string;
  readonly corrections: CorrectionCounts;
  readonly byNow: MonthFigures | null;
  /** names of the units it was handed in without */
  readonly missing: readonly string[];
  readonly isEarly: boolean;
}

const COLOUR = { draft: "gray", submitted: "jade", returned: "yellow", locked: "jade" } as const;

/** Where a month stands on its way up, and what came to be known since, by kind: figures handed in stay as they were. */
export function MonthTidings({ city, place, state, corrections, byNow, ...said }: MonthTidingsProps) {
  const { t } = useTranslation("visits");
  const came = CORRECTION_KINDS.filter((kind) => corrections[kind] > 0);
  const count = came.reduce((sum, kind) => sum + corrections[kind], 0);
  const isIn = state === "submitted" || state === "locked";
  const hasLate = corrections["late-visit"] + corrections["late-try"] > 0;
  return (
    <Alert color={COLOUR[state]} variant="light">
      <Text>{t(`month.stands.${state}`, { why: said.returnedWhy, at: said.submittedOn, name: said.reviewedBy })}</Text>
      {said.isEarly && <Text mt={4}>{t("month.wasEarly")}</Text>}
      {said.missing.length > 0 && (
        <Text mt={4}>{t("month.wasWithout", { count: said.missing.length, units: said.missing.join(t("list")) })}</Text>
      )}
      {count > 0 && (
        <Text mt={4}>
          {t(isIn ? "month.corrections" : "month.correctionsBelow", {
            count,
            kinds: came.map((kind) => t(`correction.${kind}`, { count: corrections[kind] })).join(t("list")),
          })}{" "}
          {byNow && t("month.byNow", { due: byNow.due, visited: byNow.visited, rate: ratePercent(byNow) ?? "—" })}{" "}
          <Anchor className="no-print" component={Link} to={`/visits/month/corrections?${monthQuery(city, place)}`}>
            {t("month.correctionsList")}
          </Anchor>{" "}
          {hasLate && (
            <Anchor
              className="no-print"
              component={Link}
              to={`/visits/log?${ledgerQuery(city, ledgerOfMonth(place, null, true))}`}
            >
              {t("month.lateOnes")}
            </Anchor>
          )}
        </Text>
      )}
    </Alert>
  );
}
