import { Stack } from "@mantine/core";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import type { PlacesPerThousand } from "../domain/places-per-thousand";
import type { TwoBases } from "../domain/two-bases";
import { CompareCard, type ComparedDays } from "./compare-card";
import { CoverageSummary } from "./coverage-summary";
import { ProvisionCard } from "./provision-card";
import { SamePlacesNote } from "./same-places-note";
import { TwoBasesCard } from "./two-bases-card";
import { WorstCommunities } from "./worst-communities";

interface CoverageAsideProps {
  readonly page: ComponentProps<typeof CoverageSummary> & {
    readonly city: { readonly isDemo: boolean };
    readonly bases: TwoBases;
    readonly sharedWith: readonly string[];
    readonly sites: { readonly operating: number };
    readonly provision: PlacesPerThousand | null;
    readonly worst: ComponentProps<typeof WorstCommunities>["worst"];
    /** null = no other day was asked */
    readonly compared: ComparedDays | null;
  };
  readonly walkerName: string;
  /** brings a community into view on the map */
  readonly onShow: (code: string) => void;
}

/** The answer beside the map: the figure, what another day was like, the two bases, the worst ten. */
export function CoverageAside({ page, walkerName, onShow }: CoverageAsideProps) {
  const { t } = useTranslation("coverage");
  const { query, total, method, compared, provision } = page;
  return (
    <Stack gap="md" component="aside" aria-label={t("share.aside")}>
      <CoverageSummary {...page} />
      {compared && <CompareCard date={query.date} compared={compared} />}
      <TwoBasesCard query={query} total={total} bases={page.bases} method={method} walkerName={walkerName} />
      <SamePlacesNote
        query={query}
        sharedWith={page.sharedWith}
        types={page.choices.types}
        sites={page.sites.operating}
        isDemo={page.city.isDemo}
      />
      {provision && <ProvisionCard provision={provision} group={query.group} population={method.population} />}
      {total.share !== null && <WorstCommunities worst={page.worst} boundMinutes={page.boundMinutes} onShow={onShow} />}
    </Stack>
  );
}
