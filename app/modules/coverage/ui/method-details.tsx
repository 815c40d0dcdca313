import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CoverageQuery } from "../domain/coverage-query";
import type { MethodStatement } from "../domain/method-statement";
import { ErrorRow } from "./error-row";
import { MethodRow as Row } from "./method-row";
import { methodWords } from "./method-words";
import { StreetRows } from "./street-rows";
import { stepText } from "./figure-text";
import report from "./report.module.css";
import { SideBySide, type SideBySideProps } from "./side-by-side";
import { SourceNote } from "./source-note";

interface MethodDetailsProps {
  readonly query: Pick<CoverageQuery, "method" | "cityCode">;
  readonly method: MethodStatement;
  /** the same question by the city's other methods; null = it has one only, or it is not asked */
  readonly beside: SideBySideProps | null;
  readonly walkerName: string;
  /** communities with a street, of all; null = not asked of streets */
  readonly onStreets?: { readonly count: number; readonly of: number } | null;
  readonly sites: { readonly operating: number; readonly approximate: number };
}

/** «How is this computed»: folds open without scripts, and prints open. */
export function MethodDetails({ query, method, beside, walkerName, sites, onStreets }: MethodDetailsProps) {
  const { t } = useTranslation("coverage");
  const { population } = method;
  const details = useOpenOnPaper();
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      ref={details}
      className={`surface ${report.method}`}
      style={{ padding: "var(--mantine-spacing-md)" }}
      data-testid="method"
      id="method"
      {...(beside?.given ? { open: true } : {})}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary style={{ fontWeight: 600, minHeight: 28, cursor: "pointer" }}>{t("how.title")}</summary>
      <Table mt="sm" verticalSpacing="xs" layout="fixed" styles={{ th: { width: "9em", verticalAlign: "top" } }}>
        <Table.Tbody>
          <Row name={t("how.method")}>{methodWords(query.method, method.streets !== null, t)}</Row>
          {method.streets ? (
            <StreetRows streets={method.streets} onStreets={onStreets ?? null} />
          ) : (
            query.method === "circle" && beside === null && <Row name={t("how.streets")}>{t("streets.none")}</Row>
          )}
          {beside && (
            <Row name={t("how.sideBySide")}>
              <SideBySide {...beside} isLookedAt={isOpen} />
            </Row>
          )}
          {query.method !== "network" && (
            <Row name={t("how.detour")}>
              {t("how.detourIs", {
                value: method.detourIndex,
                low: twoDigits(method.detourLow),
                high: twoDigits(method.detourHigh),
              })}
              <SourceNote source={method.detourSource} mark={method.detourMark} />
            </Row>
          )}
          <Row name={t("how.speed")}>
            {t("how.speedIs", { walker: walkerName, speed: method.speedKmh })}
            <SourceNote source={method.speedSource} />
          </Row>
          <Row name={t("how.radius")}>
            {stepText(method.radius.value, "metres", t)}
            <SourceNote source={method.radius.source} mark={method.radius.mark} />
          </Row>
          <ErrorRow method={method} />
          <Row name={t("how.population")}>
            {population
              ? `${t("how.populationIs", { year: population.year, basis: t(`how.${population.basis}`, { defaultValue: population.basis }), count: population.areas })}${population.isEstimate ? ` (${t("how.estimate")})` : ""}`
              : t("how.populationNone")}
            {population && <SourceNote source={population.source} />}
          </Row>
          {method.demandLevel && (
            <Row name={t("how.points")}>{t("how.pointsIs", { level: t(`level.${method.demandLevel}`) })}</Row>
          )}
          {method.areaEdition && (
            <Row name={t("how.areas")}>
              {t("how.areasIs", {
                system: t(`how.codes.${method.areaEdition.codeSystem}`, { defaultValue: method.areaEdition.codeSystem }),
                year: method.areaEdition.codeYear,
              })}
            </Row>
          )}
          <Row name={t("how.sites")}>{t("how.sitesIs", { count: sites.operating, approximate: sites.approximate })}</Row>
          <Row name={t("how.barriers")}>
            {t("how.barriersIs", { count: method.barriers })}
            {" · "}
            <Anchor component={Link} to={`/plan/coverage/barriers?city=${query.cityCode}`}>
              {t("how.barriersLink")}
            </Anchor>
          </Row>
          <Row name={t("how.date")}>{method.date}</Row>
          <Row name={t("how.revision")}>{method.revision}</Row>
        </Table.Tbody>
      </Table>
      <Text size="sm" mt="sm">
        {t("how.marks")}
      </Text>
    </details>
  );
}

const twoDigits = (index: number): number => Math.round(index * 100) / 100;

/** Folded or not on screen, open on paper. */
function useOpenOnPaper() {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    let wasOpen = false;
    const open = () => {
      wasOpen = details.current?.open ?? false;
      if (details.current) details.current.open = true;
    };
    const fold = () => {
      if (details.current) details.current.open = wasOpen;
    };
    window.addEventListener("beforeprint", open);
    window.addEventListener("afterprint", fold);
    return () => {
      window.removeEventListener("beforeprint", open);
      window.removeEventListener("afterprint", fold);
    };
  }, []);
  return details;
}
