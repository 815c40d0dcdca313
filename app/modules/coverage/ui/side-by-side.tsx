import { Button } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMapFile } from "~/ui/map/use-map-file";
import type { CoverageQuery } from "../domain/coverage-query";
import type { MethodFigure } from "../domain/methods-run";
import { coverageSearch } from "./coverage-address";
import { countText, percentText } from "./figure-text";
import { ProgressLine } from "./progress-line";
import { useAnswerProgress } from "./use-answer-progress";

/** The map's layers are asked for first. */
const AFTER_MS = 1_000;

export interface SideBySideProps {
  readonly query: CoverageQuery;
  /** came with the page, because its address asked for them; null = to be fetched */
  readonly given: readonly MethodFigure[] | null;
  /** address of the page that comes with them, for whoever has no scripts */
  readonly search: string;
}

/** The same question by every method: an answer of its own, asked for once the figures are there, at once where somebody looks. */
export function SideBySide({ query, given, search: pageSearch, isLookedAt }: SideBySideProps & { readonly isLookedAt: boolean }) {
  const { t, i18n } = useTranslation("coverage");
  const search = coverageSearch(query);
  const address = given ? null : `/plan/coverage/methods?${search}`;
  const file = useMapFile<{ readonly methods: readonly MethodFigure[] }>(useLater(address, isLookedAt));
  const progress = useAnswerProgress(file.isComing ? `of=methods&${search}` : null);
  const isThere = file.address === address && !file.failed;
  const figures = given ?? (isThere ? file.content?.methods : null);
  if (figures)
    return figures.map(({ method, covered, people }) => (
      <div key={method}>
        {t("how.sideBySideIs", {
          method: t(`methods.${method}`),
          covered: countText(covered, i18n.language),
          share: people > 0 ? percentText(covered / people) : t("share.noResidents"),
        })}
      </div>
    ));
  if (file.failed && !file.isComing)
    return (
      <div role="status">
        {t("how.sideBySideFailed")}
        <Button variant="default" size="compact-sm" onClick={file.retry}>
          {t("progress.again")}
        </Button>
      </div>
    );
  if (progress) return <ProgressLine progress={progress} label={t("how.sideBySideComes")} />;
  return <Link to={`/plan?${pageSearch}#method`}>{t("how.sideBySideAsk")}</Link>;
}

/** The address once the rest of the page has asked for its own, or at once. */
function useLater(address: string | null, atOnce: boolean): string | null {
  const [due, setDue] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setDue(address), atOnce ? 0 : AFTER_MS);
    return () => clearTimeout(timer);
  }, [address, atOnce]);
  return due === address ? address : null;
}
